package token

import (
	"unicode"
	"unicode/utf8"
)

// The constants of the 64-bit FNV-1a hash.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// Hash is the FNV-1a hash of a word without its letter case: of the lower-case letters, the typographic apostrophe as '.
// Scan gives it to tokens.
func Hash(word string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, word[i:])
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
