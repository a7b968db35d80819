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

// Hash is a hash of a word without its letter case: FNV-1a of the lower-case letters, the typographic apostrophe as ',
// with its bits mixed so that any of them pick a slot of a table. Scan gives it to tokens.
func Hash(word string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			h = hashRunes(h, word[i:])
			break
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * prime64
	}
	return mix(h)
}

// mix spreads a hash over all its bits.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
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
