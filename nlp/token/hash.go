package token

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Hash is a hash of a word without its letter case: of its lower-case letters, the typographic apostrophe as ', with its
// bits mixed so that any of them pick a slot of a table. Scan gives it to tokens. Words that differ in one lane only, and
// so all that have no more than one, have different hashes.
func Hash(word string) uint64 {
	h, s := uint64(0), word
	for ; len(s) >= lane; s = s[lane:] {
		x := loadLane(s)
		if x&highs != 0 {
			return hashRunes(word)
		}
		h = addLane(h, lowerLane(x))
	}
	if len(s) > 0 {
		x := shortLane(s)
		if x&highs != 0 {
			return hashRunes(word)
		}
		h = addLane(h, lowerLane(x))
	}
	return mix(h)
}

// addLane goes on with a hash.
func addLane(h, lane uint64) uint64 {
	h = (h ^ lane) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// mix spreads a hash over all its bits.
func mix(h uint64) uint64 {
	h *= 0xd6e8feb86659fd93
	return h ^ h>>29
}

// hashRunes is Hash of words beyond ASCII.
func hashRunes(word string) uint64 {
	var h uint64
	var lower [lane + utf8.UTFMax]byte // the lane at hand, and what reaches into the next one
	n := 0
	for _, r := range word {
		if r == '’' {
			r = '\''
		}
		n += utf8.EncodeRune(lower[n:], unicode.ToLower(r))
		if n >= lane {
			h = addLane(h, binary.LittleEndian.Uint64(lower[:]))
			n = copy(lower[:], lower[lane:n])
			clear(lower[n:])
		}
	}
	if n > 0 {
		h = addLane(h, binary.LittleEndian.Uint64(lower[:]))
	}
	return mix(h)
}
