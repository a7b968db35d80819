package phrase

import (
	"unicode"
	"unicode/utf8"
)

// The constants of the 64-bit FNV-1a hash.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// hash is the FNV-1a hash of a word's folded form: lower case, the typographic apostrophe as '.
func hash(s string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, s[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime64
	}
	return h
}

func hashRunes(h uint64, s string) uint64 {
	for _, r := range s {
		if r == '’' {
			r = '\''
		}
		if r = unicode.ToLower(r); r < utf8.RuneSelf {
			h = (h ^ uint64(r)) * prime64
			continue
		}
		var b [utf8.UTFMax]byte
		for _, c := range b[:utf8.EncodeRune(b[:], r)] {
			h = (h ^ uint64(c)) * prime64
		}
	}
	return h
}

// mix spreads a key over the bits that pick a slot.
func mix(k uint64) uint64 {
	k ^= k >> 32
	k *= 0x9e3779b97f4a7c15
	return k ^ k>>29
}
