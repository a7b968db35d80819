package token

import (
	"math/bits"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// plainWord reads the word at t.Begin, an ASCII letter first, and reports whether it has no other letters and no
// apostrophe. Nearly all words do, and are read a lane at a time; the last of a text, where no whole lane is left, are not.
func plainWord(t *annotation.Token, text string) bool {
	const (
		fromA  = (0x80 - 'a') * ones // makes the highest bit of a letter's byte
		aboveZ = (0x7f - 'z') * ones // and of the bytes behind z
	)
	h := uint64(0)
	for i := t.Begin; i+lane <= len(text); i += lane {
		x := loadLane(text[i : i+lane])
		lower := x&^highs | 0x20*ones
		others := (x | (lower + aboveZ) | ^(lower + fromA)) & highs // a bit of each byte that is no letter
		if others == 0 {
			h = addLane(h, lower)
			continue
		}
		n := bits.TrailingZeros64(others) & 0x38 // the bits before the first such byte
		if next := byte(x >> n); next >= utf8.RuneSelf || next == '\'' {
			return false
		}
		if n > 0 {
			h = addLane(h, lower&(1<<n-1))
		}
		t.End, t.Hash = i+n/8, mix(h)
		if c := text[t.Begin]; c <= 'Z' || c == 'x' {
			t.Upper, t.Caps, t.Kind = shape(text[t.Begin:t.End])
		}
		return true
	}
	return false
}

// shape says of a plain word whether it begins with a capital, whether it is of capitals, and its kind.
func shape(word string) (upper, caps bool, kind annotation.TokenKind) {
	upper, caps = word[0] <= 'Z', len(word) >= 2
	for i := 0; caps && i < len(word); i++ {
		caps = word[i] <= 'Z'
	}
	if len(word) >= 3 && onlyX(word) {
		kind = annotation.Mask
	}
	return upper, caps, kind
}
