package auth

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
)

// prepare normalises a password as SASLprep (RFC 4013) does, since clients do so before they derive their proof. Like
// PostgreSQL and libpq it takes what SASLprep refuses as it is.
func prepare(password string) string {
	if !utf8.ValidString(password) {
		return password
	}
	p := norm.NFKC.String(strings.Map(mapped, password))
	if p == "" || strings.ContainsFunc(p, prohibited) || !oneDirection(p) {
		return password
	}
	return p
}

// Tables of RFC 3454. SASLprep knows Unicode 3.2; the oldest that x/text tells apart is 4.1.
var (
	assigned = rangetable.Assigned("4.1.0")
	nothing  = rangetable.New(0xAD, 0x34F, 0x1806, 0x180B, 0x180C, 0x180D, 0x200C, 0x200D, 0x2060, 0xFEFF) // B.1, besides U+FE00 to FE0F
	markup   = rangetable.New(                                                                             // C.2.2, C.6 and C.8
		0x340, 0x341, 0x6DD, 0x70F, 0x180E, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2061, 0x2062, 0x2063,
		0x206A, 0x206B, 0x206C, 0x206D, 0x206E, 0x206F, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD,
		0x1D173, 0x1D174, 0x1D175, 0x1D176, 0x1D177, 0x1D178, 0x1D179, 0x1D17A)
)

// mapped makes spaces (C.1.2) one space and drops what is mapped to nothing (B.1).
func mapped(r rune) rune {
	switch {
	case r == 0x200B, r > unicode.MaxASCII && unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(nothing, r), r >= 0xFE00 && r <= 0xFE0F:
		return -1
	}
	return r
}

// prohibited are characters that SASLprep refuses: controls, private and unassigned ones, those that steer a display.
func prohibited(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(markup, r) || unicode.Is(unicode.Co, r) || !unicode.Is(assigned, r) ||
		r >= 0x2FF0 && r <= 0x2FFB || r >= 0xE0000 && r <= 0xE007F
}

// oneDirection says whether a text with characters written from right to left has only such letters, at both ends, too.
func oneDirection(s string) bool {
	rightToLeft := func(r rune) bool {
		p, _ := bidi.LookupString(string(r))
		return p.Class() == bidi.R || p.Class() == bidi.AL
	}
	if !strings.ContainsFunc(s, rightToLeft) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return rightToLeft(first) && rightToLeft(last) && !strings.ContainsFunc(s, func(r rune) bool {
		p, _ := bidi.LookupString(string(r))
		return p.Class() == bidi.L
	})
}
