package node

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// appendUnescaped appends the value of a string's source text, which the parser has found valid. What no text of ours can
// hold reads U+FFFD: NUL, which PostgreSQL's clients take for the end, and half a surrogate pair, which is what is left of
// an emoji where a text was cut.
func appendUnescaped(dst, src []byte) []byte {
	for i := 0; i < len(src); i++ {
		if src[i] != '\\' {
			dst = append(dst, src[i])
			continue
		}
		i++
		switch c := src[i]; c {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			r := rune(hex4(src[i+1:]))
			i += 4
			if utf16.IsSurrogate(r) {
				whole := unicode.ReplacementChar
				if rest := src[i+1:]; len(rest) >= 6 && rest[0] == '\\' && rest[1] == 'u' {
					whole = utf16.DecodeRune(r, rune(hex4(rest[2:])))
				}
				if r = whole; r != unicode.ReplacementChar {
					i += 6
				}
			}
			if r == 0 {
				r = unicode.ReplacementChar
			}
			dst = utf8.AppendRune(dst, r)
		default: // " \ /
			dst = append(dst, c)
		}
	}
	return dst
}

// hex4 returns the value of four hexadecimal digits, -1 where b does not begin with them.
func hex4(b []byte) int {
	if len(b) < 4 {
		return -1
	}
	v := 0
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		v = v<<4 | int(c)
	}
	return v
}
