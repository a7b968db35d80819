package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestChars(t *testing.T) {
	for _, s := range []string{"", "a", "é", "fever of 38.5 °C, µg", "日本語日本語日本語", "\U0001f600 and é", strings.Repeat("x", 17) + "ü"} {
		for i := range len(s) {
			if part := strings.ToValidUTF8(s[i:], "?"); Chars(part) != utf8.RuneCountInString(part) {
				t.Errorf("%q: %d characters, want %d", part, Chars(part), utf8.RuneCountInString(part))
			}
		}
	}
}

// TestDirtyIsNaive: looking at eight bytes at once finds what a look at each character finds.
func TestDirtyIsNaive(t *testing.T) {
	naive := func(s string) bool {
		for i, r := range s {
			if _, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 || isControl(r) {
				return true
			}
		}
		return false
	}
	for c := range 256 {
		for i := range 20 {
			s := strings.Repeat("~", i) + string([]byte{byte(c)}) + strings.Repeat(" a", 9)
			if got := dirty([]byte(s)); got != naive(s) {
				t.Errorf("byte %#x at %d: %v", c, i, got)
			}
		}
	}
	for _, s := range []string{"é", "\u0085", "\u009f", "日本語", "a\r\nb\fc\vd", "\xc3"} {
		if got := dirty([]byte(s)); got != naive(s) {
			t.Errorf("%q: %v", s, got)
		}
	}
}
