package noteprint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Visible is text that no terminal obeys: control characters and those that change the direction of writing become
// visible ones, line breaks and runs of blanks become one blank.
func Visible(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			blank = b.Len() > 0
			continue
		}
		if shown, _ := glyph(r); shown != 0 {
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(shown)
		}
	}
	return b.String()
}

// glyph is what is written for a character that is no line break, and how many columns it takes. The character 0 stands
// for nothing at all.
func glyph(r rune) (shown rune, columns int) {
	switch {
	case r == utf8.RuneError:
		return r, 1
	case r < ' ':
		return 0x2400 + r, 1 // the picture of the control character
	case r == 0x7f:
		return 0x2421, 1
	case r == 0xad || r == 0x200c || r == 0x200d || r == 0xfeff:
		return 0, 0 // soft hyphen, joiners, byte order mark
	case unicode.IsSpace(r):
		return ' ', 1
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
		return utf8.RuneError, 1
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
		return r, 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return r, 2
	}
	return r, 1
}

// columnsOf is how many columns a visible text takes.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		_, c := glyph(r)
		n += c
	}
	return n
}

// clipped cuts a visible text to so many columns; "…" stands for what is cut.
func clipped(s string, n int) string {
	if columnsOf(s) <= n {
		return s
	}
	used := 0
	for i, r := range s {
		_, c := glyph(r)
		if used+c > n-1 {
			return s[:i] + "…"
		}
		used += c
	}
	return s
}

// padded fills a visible text with blanks up to so many columns.
func padded(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-columnsOf(s)))
}
