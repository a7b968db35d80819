package annotation

// Span is a piece of the canonical text: bytes Begin to End, End exclusive.
type Span struct{ Begin, End int }

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Begin }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Begin <= t.Begin && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Begin < t.End && t.Begin < s.End }

// TokenKind says what a token is made of.
type TokenKind uint8

// The kinds of tokens.
const (
	Word   TokenKind = iota // letters (any script), inner apostrophes kept
	Number                  // digits, one inner decimal point or comma group: 12, 1.5, 1,000
	Punct                   // one punctuation mark or symbol
	Mask                    // a de-identification surrogate: [**2018-1-1**], **NAME[AAA], ___, XXXX
	Break                   // a line break
)

// Token is one token. Tokens never overlap and stand in text order; blanks between them are not tokens.
type Token struct {
	Span
	Kind   TokenKind
	Upper  bool   // begins with an upper-case letter
	Caps   bool   // all letters are upper-case, two letters at least
	Glued  bool   // no blank before it
	Norm   uint32 // id of the normalised form in the lexicon's word table; 0 = not in it
	Word   uint32 // number of the word among those of fixed phrases (phrase.Number); 0 = not known
	Begins uint32 // bits of the sets of fixed phrases that have one which may begin with it (phrase.Number); Anywhere = not known
	Hash   uint64 // token.Hash of its text, so that no room reads the letters again; 0 = not known
}

// The bits of Token.Begins that have a meaning of their own.
const (
	Anywhere   uint32 = 1<<32 - 1 // nothing is known of the token: any phrase may begin with it
	BeginsTerm uint32 = 1 << 30   // a term of the lexicon may begin with it (lexicon.Reader)
)

// Sentence is a run of tokens First to Last (exclusive) that assertion does not look beyond.
type Sentence struct {
	Span
	First, Last int
}

// Section is a part of a note under one heading. Sections tile the text: the part before the first heading has Name "".
type Section struct {
	Span           // heading and body
	Heading Span   // the heading as written; empty where there is none
	Name    string // canonical: "family_history", "medications", …; "" unknown
	LOINC   string // section code, "" where there is none
	Depth   int    // 0 top, 1 sub-section …
}
