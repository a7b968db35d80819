package feature

// Hint is what the dictionary says of a token.
type Hint struct {
	Drug      Hit
	Condition Hit
	Other     uint8 // bits: other categories that have a term here
}

// Hit is a token's place in the dictionary's match and the match's quality: place | quality<<3; 0 = no match.
type Hit uint8

// The places of a token in a match.
const (
	First Hit = iota + 1
	Middle
	Last
	Only
)

// The qualities of a match.
const (
	Firm    Hit = iota << 3 // the words of a term
	Unsure                  // an abbreviation or another term that wants context
	Derived                 // words in another order, apart, extended, or an ending only
	General                 // a class of drugs, or a word too general to report alone
)

// The other categories.
const (
	Test uint8 = 1 << iota
	Procedure
	Anatomy
	Direction
)
