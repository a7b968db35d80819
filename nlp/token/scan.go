package token

import (
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Scan appends the tokens of text to dst. The spans of the tokens do not overlap, stand in text order, and together
// cover every byte that is not a blank. Invalid UTF-8 is a Punct token of one byte.
func Scan(dst []annotation.Token, text string) []annotation.Token {
	glued := false
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\t' || c == '\r' && !(i+1 < len(text) && text[i+1] == '\n') && i+1 < len(text) {
			i++
			glued = false
			continue
		}
		t := next(text, i)
		t.Glued = glued && t.Kind != annotation.Break
		glued = t.Kind != annotation.Break
		if n := blank(text, i, t); n > 0 {
			i += n
			glued = false
			continue
		}
		dst = append(dst, t)
		i = t.End
	}
	return dst
}

// next reads the token that begins at i, which is no ASCII blank.
func next(text string, i int) annotation.Token {
	c := text[i]
	switch class[c] {
	case letter:
		return word(text, i)
	case digit:
		return number(text, i)
	case lineBreak:
		return lineEnd(text, i)
	case multibyte:
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) {
			return word(text, i)
		}
		return annotation.Token{Span: annotation.Span{Begin: i, End: i + n}, Kind: annotation.Punct}
	}
	if end := mask(text, i); end > 0 {
		return annotation.Token{Span: annotation.Span{Begin: i, End: end}, Kind: annotation.Mask}
	}
	return annotation.Token{Span: annotation.Span{Begin: i, End: i + 1}, Kind: annotation.Punct}
}

// blank is the length of a non-ASCII blank (no-break space, zero-width space, …) that t would be, else 0.
func blank(text string, i int, t annotation.Token) int {
	if t.Kind != annotation.Punct || text[i] < utf8.RuneSelf {
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
		return n
	}
	return 0
}

func lineEnd(text string, i int) annotation.Token {
	end := i + 1
	if text[i] == '\r' && end < len(text) && text[end] == '\n' {
		end++
	}
	return annotation.Token{Span: annotation.Span{Begin: i, End: end}, Kind: annotation.Break}
}

// word reads a run of letters; an apostrophe between letters belongs to it (don't, Crohn's), digits do not: "T2DM" is
// three tokens glued together, as the dictionary's terms are.
func word(text string, i int) annotation.Token {
	t := annotation.Token{Span: annotation.Span{Begin: i}}
	upper, letters := 0, 0
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
	return t
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
func number(text string, i int) annotation.Token {
	t := annotation.Token{Span: annotation.Span{Begin: i}, Kind: annotation.Number}
	end := digits(text, i)
	for end+3 < len(text) && text[end] == ',' && end-i <= 3 && digits(text, end+1) == end+4 {
		i, end = end+1, end+4
	}
	if end+1 < len(text) && text[end] == '.' && class[text[end+1]] == digit {
		end = digits(text, end+1)
	}
	t.End = end
	return t
}

func digits(text string, i int) int {
	for i < len(text) && class[text[i]] == digit {
		i++
	}
	return i
}
