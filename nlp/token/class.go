package token

import "unicode/utf8"

// The classes of bytes.
const (
	other uint8 = iota
	letter
	digit
	lineBreak
	multibyte
)

// class tells what a token that begins with a byte is.
var class = classes()

func classes() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = multibyte
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '\n' || c == '\r' || c == '\f' || c == '\v':
			t[c] = lineBreak
		}
	}
	return t
}
