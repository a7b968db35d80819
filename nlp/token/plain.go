package token

import (
	"math/bits"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// plainWord is the end and the hash of the word at begin, an ASCII letter first, or 0 where it has other letters or an
// apostrophe. Nearly all words have neither, and are read a lane at a time; the last of a text, where no whole lane is left, are
// not.
func plainWord(text string, begin int) (end int, hash uint64) {
	const (
		fromA  = (0x80 - 'a') * ones // makes the highest bit of a letter's byte
		aboveZ = (0x7f - 'z') * ones // and of the bytes behind z
	)
	for i := begin; i+lane <= len(text); i += lane {
		x := loadLane(text[i : i+lane])
		lower := x&^highs | 0x20*ones
		others := (x | (lower + aboveZ) | ^(lower + fromA)) & highs // a bit of each byte that is no letter
		if others == 0 {
			hash = addLane(hash, lower)
			continue
		}
		n := bits.TrailingZeros64(others) & 0x38 // the bits before the first such byte
		if next := byte(x >> n); next >= utf8.RuneSelf || next == '\'' {
			return 0, 0
		}
		if n > 0 {
			hash = addLane(hash, lower&(1<<n-1))
		}
		return i + n/8, mix(hash)
	}
	return 0, 0
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
