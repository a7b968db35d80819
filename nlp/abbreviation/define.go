package abbreviation

import (
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Definition is a short form that the text explains.
type Definition struct {
	Short annotation.Span // as in "(COPD)", without the brackets
	Long  annotation.Span
}

// The bounds of Schwartz and Hearst: a short form has 2 to 10 characters and two words at most.
const (
	minShort = 2
	maxShort = 10
)

// Define appends the definitions in a text, in text order: "long form (SF)" and "SF (long form)".
func Define(dst []Definition, text string, tokens []annotation.Token) []Definition {
	for i := range tokens {
		if tokens[i].Kind != annotation.Punct || text[tokens[i].Begin] != '(' || i == 0 {
			continue
		}
		end := closing(text, tokens, i)
		if end <= i+1 {
			continue
		}
		inner := annotation.Span{Begin: tokens[i+1].Begin, End: tokens[end-1].End}
		if short(text[inner.Begin:inner.End]) && end-i <= 6 {
			if long, ok := longBefore(text, tokens, i, inner); ok {
				dst = append(dst, Definition{Short: inner, Long: long})
			}
			continue
		}
		before := tokens[i-1]
		if s := text[before.Begin:before.End]; before.Caps && short(s) {
			if begin, ok := align(s, text[inner.Begin:inner.End]); ok && begin == 0 {
				dst = append(dst, Definition{Short: before.Span, Long: inner})
			}
		}
	}
	return dst
}

// closing is the token of the bracket that closes the one at i, or 0: at most 12 tokens away, in the same line.
func closing(text string, tokens []annotation.Token, i int) int {
	for j := i + 1; j < len(tokens) && j <= i+12; j++ {
		if tokens[j].Kind == annotation.Break {
			return 0
		}
		if tokens[j].Len() == 1 {
			switch text[tokens[j].Begin] {
			case '(':
				return 0
			case ')':
				return j
			}
		}
	}
	return 0
}

// short reports whether s may be a short form: it begins with a letter or digit and has a capital.
func short(s string) bool {
	if len(s) < minShort || len(s) > maxShort {
		return false
	}
	letters, capitals, blanks := 0, 0, 0
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		case r == ' ':
			blanks++
		case i == 0 && !unicode.IsDigit(r):
			return false
		}
	}
	return letters > 0 && capitals > 0 && blanks < 2
}

// longBefore finds the long form in the words before the bracket at token i.
func longBefore(text string, tokens []annotation.Token, i int, inner annotation.Span) (annotation.Span, bool) {
	s := text[inner.Begin:inner.End]
	n := utf8.RuneCountInString(s)
	words, j := min(n+5, 2*n), i
	for j > 0 && words > 0 {
		t := tokens[j-1]
		if t.Kind == annotation.Break || t.Len() == 1 && (text[t.Begin] == '.' || text[t.Begin] == ';' || text[t.Begin] == '(') {
			break
		}
		if t.Kind == annotation.Word {
			words--
		}
		j--
	}
	if j == i {
		return annotation.Span{}, false
	}
	base := tokens[j].Begin
	window := annotation.Span{Begin: base, End: tokens[i-1].End}
	begin, ok := align(s, text[window.Begin:window.End])
	if !ok || window.End-(base+begin) <= len(s) {
		return annotation.Span{}, false
	}
	return annotation.Span{Begin: base + begin, End: window.End}, true
}

// align is Schwartz and Hearst's search from the right: every letter of the short form in the long form in order, the
// first at a word's beginning. It returns where the long form begins.
func align(short, long string) (int, bool) {
	l := len(long) - 1
	for s := len(short) - 1; s >= 0; s-- {
		c := lower(short[s])
		if !alnum(c) {
			continue
		}
		for l >= 0 && (lower(long[l]) != c || s == 0 && l > 0 && alnum(lower(long[l-1]))) {
			l--
		}
		if l < 0 {
			return 0, false
		}
		l--
	}
	return l + 1, true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func alnum(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf }
