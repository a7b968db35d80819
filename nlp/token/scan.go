package token

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Scan appends the tokens of text to dst. The spans of the tokens do not overlap, stand in text order, and together
// cover every byte that is not a blank. Invalid UTF-8 is a Punct token of one byte.
func Scan(dst []annotation.Token, text string) []annotation.Token {
	n := len(dst)
	dst = dst[:cap(dst)]
	glued := false
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' {
			i++
			glued = false
			continue
		}
		k := class[c]
		if k != letter && (c < ' ' || c >= utf8.RuneSelf) {
			if n := blank(text, i); n > 0 {
				i += n
				glued = false
				continue
			}
		}
		if n == len(dst) {
			dst = slices.Grow(dst, 1)
			dst = dst[:cap(dst)]
		}
		t := &dst[n] // tokens are large: they are written where they stay
		n++
		if k == letter {
			if end, hash := plainWord(text, i); end > 0 {
				*t = annotation.Token{Span: annotation.Span{Begin: i, End: end}, Glued: glued, Begins: annotation.Anywhere, Hash: hash}
				if c <= 'Z' || c == 'x' {
					t.Upper, t.Caps, t.Kind = shape(text[i:end])
				}
				i, glued = end, true
				continue
			}
		}
		*t = annotation.Token{Span: annotation.Span{Begin: i}, Glued: glued, Begins: annotation.Anywhere}
		read(t, text)
		i, glued = t.End, true
		if t.Kind == annotation.Break {
			t.Glued, glued = false, false
		}
	}
	return dst[:n]
}

// read reads the token that begins at t.Begin, which is no blank.
func read(t *annotation.Token, text string) {
	c := text[t.Begin]
	switch class[c] {
	case letter:
		word(t, text)
		return
	case digit:
		number(t, text)
		return
	case lineBreak:
		lineEnd(t, text)
		return
	case multibyte:
		r, n := utf8.DecodeRuneInString(text[t.Begin:])
		if unicode.IsLetter(r) {
			word(t, text)
			return
		}
		t.Kind, t.End = annotation.Punct, t.Begin+n
		t.Hash = Hash(text[t.Begin:t.End])
		return
	case other:
		if c != '[' && c != '*' && c != '_' {
			break
		}
		if end := mask(text, t.Begin); end > 0 {
			t.Kind, t.End, t.Hash = annotation.Mask, end, Hash(text[t.Begin:end])
			return
		}
	}
	t.Kind, t.End, t.Hash = annotation.Punct, t.Begin+1, hash1[c]
}

// hash1 is the Hash of each ASCII character.
var hash1 = hashes()

func hashes() (t [utf8.RuneSelf]uint64) {
	for c := range t {
		t[c] = Hash(string(rune(c)))
	}
	return t
}

// blank is the length of the blank at i other than ' ': a tab, a carriage return by itself, a no-break space, a zero-width
// space, …; 0 where there is none.
func blank(text string, i int) int {
	if c := text[i]; c < utf8.RuneSelf {
		if c == '\t' || c == '\r' && i+1 < len(text) && text[i+1] != '\n' {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
		return n
	}
	return 0
}

func lineEnd(t *annotation.Token, text string) {
	t.Kind, t.End = annotation.Break, t.Begin+1
	if text[t.Begin] == '\r' && t.End < len(text) && text[t.End] == '\n' {
		t.End++
	}
}

// word reads a run of letters; an apostrophe between letters belongs to it (don't, Crohn's), digits do not: "T2DM" is
// three tokens glued together, as the dictionary's terms are.
func word(t *annotation.Token, text string) {
	i, upper, letters := t.Begin, 0, 0
	for i < len(text) {
		n, isUpper, ok := letterAt(text, i)
		if !ok {
			if n = apostrophe(text, i); n == 0 || letters == 0 || !letterFollows(text, i+n) {
				break
			}
			i += n
			continue
		}
		if letters == 0 {
			t.Upper = isUpper
		}
		if isUpper {
			upper++
		}
		letters++
		i += n
	}
	t.End = i
	t.Caps = letters >= 2 && upper == letters
	if letters >= 3 && onlyX(text[t.Begin:t.End]) {
		t.Kind = annotation.Mask
	}
	t.Hash = Hash(text[t.Begin:t.End])
}

// letterAt is the length of the letter or combining mark at i and whether it is upper-case.
func letterAt(text string, i int) (n int, upper, ok bool) {
	c := text[i]
	if c < utf8.RuneSelf {
		return 1, 'A' <= c && c <= 'Z', class[c] == letter
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return n, unicode.IsUpper(r), unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func letterFollows(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	_, _, ok := letterAt(text, i)
	return ok
}

// apostrophe is the length of an apostrophe at i: ' or ’ (U+2019), else 0.
func apostrophe(text string, i int) int {
	if text[i] == '\'' {
		return 1
	}
	if len(text)-i >= 3 && text[i:i+3] == "’" {
		return 3
	}
	return 0
}

// onlyX tells a surrogate of X letters ("XXXX") from a word.
func onlyX(s string) bool {
	for i := range len(s) {
		if s[i] != 'X' && s[i] != 'x' {
			return false
		}
	}
	return true
}

// number reads digits with inner thousands commas (1,000) and one decimal point (1.5). A leading point (.5) is a Punct
// before the number; a sign is a Punct of its own.
func number(t *annotation.Token, text string) {
	i := t.Begin
	end := digits(text, i)
	for end+3 < len(text) && text[end] == ',' && end-i <= 3 && digits(text, end+1) == end+4 {
		i, end = end+1, end+4
	}
	if end+1 < len(text) && text[end] == '.' && class[text[end+1]] == digit {
		end = digits(text, end+1)
	}
	t.Kind, t.End = annotation.Number, end
	t.Hash = Hash(text[t.Begin:end])
}

func digits(text string, i int) int {
	for i < len(text) && class[text[i]] == digit {
		i++
	}
	return i
}
