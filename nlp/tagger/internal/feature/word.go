package feature

import (
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// word is what is known of a token alone.
type word struct {
	Own
	kind  annotation.TokenKind
	known bool   // the dictionary has the word
	caps  bool   // it looks like a short form, and capitals mean something here
	term  int    // the short form of the text that it is, counted from 1; 0 = none
	place uint64 // 1: the short form has begun before it
}

// Own is all that a word's own features depend on: words with equal ones have equal features.
type Own struct {
	lower  uint64 // its letters in lower case, digits as 0
	suffix [3]uint64
	prefix [3]uint64
	shape  uint64
	hint   uint64 // drug and condition hits
	other  uint64 // other categories, and whether the dictionary has the word at all
	glued  bool
}

// Hash is a number to remember the word by.
func (o *Own) Hash() uint64 {
	h := (o.lower ^ o.shape<<17 ^ o.hint<<41 ^ o.other<<58 ^ b2u(o.glued)) * 0x9e3779b97f4a7c15
	return h ^ h>>31
}

// The lengths of affixes, in bytes.
const (
	shortAffix  = 3
	middleAffix = 4
	longAffix   = 5
	maxWord     = 64 // bytes of a word that are looked at
)

const (
	basis = 0xcbf29ce484222325
	prime = 0x100000001b3
)

// describe fills w from the token's text s. In a line of capitals only (shout) capitals mean nothing.
func (w *word) describe(s string, t *annotation.Token, h Hint, shout bool) {
	*w = word{kind: t.Kind, known: t.Norm != 0, caps: !shout && isShort(s)}
	w.glued = t.Glued
	w.hint = uint64(h.Drug) | uint64(h.Condition)<<8
	w.other = uint64(h.Other) << 1
	if w.known {
		w.other |= 1
	}
	var buf [maxWord]byte
	switch t.Kind {
	case annotation.Break:
		s = "."
	case annotation.Mask:
		s = "__"
	}
	low := lower(buf[:0], s)
	h64 := uint64(basis)
	for i, c := range low {
		h64 = (h64 ^ uint64(c)) * prime
		switch i + 1 {
		case shortAffix:
			w.prefix[0] = h64
		case middleAffix:
			w.prefix[1] = h64
		case longAffix:
			w.prefix[2] = h64
		}
	}
	w.lower = h64
	w.suffixes(low)
	w.shape = shape(s, t.Kind, shout)
}

func (w *word) suffixes(low []byte) {
	h := uint64(basis + 1)
	for n := 1; n <= longAffix && n <= len(low); n++ {
		h = (h ^ uint64(low[len(low)-n])) * prime
		if n >= shortAffix {
			w.suffix[n-shortAffix] = h
		}
	}
	for n := range w.suffix { // a short word is its own affix
		if w.suffix[n] == 0 {
			w.suffix[n] = w.lower
		}
		if w.prefix[n] == 0 {
			w.prefix[n] = w.lower
		}
	}
}

// lower appends s in lower case (ASCII only), digits as 0, cut at maxWord bytes.
func lower(dst []byte, s string) []byte {
	for i := 0; i < len(s) && i < maxWord; i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
			c = '0'
		}
		dst = append(dst, c)
	}
	return dst
}

// shape is the pattern of a token's characters: each run of capitals, small letters, digits or others as one, and the
// length up to four.
func shape(s string, kind annotation.TokenKind, shout bool) uint64 {
	h := uint64(kind) + 1
	last := uint64(0)
	for i := 0; i < len(s) && i < maxWord; i++ {
		c := s[i]
		class := uint64(1)
		switch {
		case 'A' <= c && c <= 'Z':
			if !shout {
				class = 2
			}
		case 'a' <= c && c <= 'z':
		case '0' <= c && c <= '9':
			class = 3
		case c >= utf8.RuneSelf:
			class = 4
		default:
			class = 5
		}
		if class != last && h < 1<<40 {
			h = h<<3 | class
		}
		last = class
	}
	return h<<3 | uint64(min(len(s), 5))
}

// isShort reports whether a word looks like a short form: up to eight letters, most of them capitals, the first or the
// second one too ("T", "APC", "NSAIDs", "cAMP").
func isShort(s string) bool {
	if s == "" || len(s) > 8 || !isCapital(s[0]) && (len(s) == 1 || !isCapital(s[1])) {
		return false
	}
	capitals := 0
	for _, c := range []byte(s) {
		if isCapital(c) {
			capitals++
		}
	}
	return 2*capitals >= len(s)
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
