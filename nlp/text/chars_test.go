package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestChars(t *testing.T) {
	for _, s := range []string{"", "a", "é", "fever of 38.5 °C, µg", "日本語日本語日本語", strings.Repeat("x", 70) + "é" + strings.Repeat("x", 40), "\U0001f600 and é", strings.Repeat("x", 17) + "ü"} {
		for i := range len(s) {
			if part := strings.ToValidUTF8(s[i:], "?"); Chars(part) != utf8.RuneCountInString(part) {
				t.Errorf("%q: %d characters, want %d", part, Chars(part), utf8.RuneCountInString(part))
			}
		}
	}
}

func TestCharIndex(t *testing.T) {
	var x CharIndex
	for _, text := range []string{"", "plain", "fever of 38.5 °C, µg", strings.Repeat("aé😀", 200), strings.Repeat("é", 64), strings.Repeat("x", 63) + "é"} {
		total := utf8.RuneCountInString(text)
		x.Reset(text, total)
		n := 0
		for at := range text {
			if x.Byte(n) != at || x.Char(at) != n {
				t.Fatalf("character %d of %.10q…: byte %d, want %d; back %d", n, text, x.Byte(n), at, x.Char(at))
			}
			n++
		}
		if x.Byte(total) != len(text) || x.Char(len(text)) != total {
			t.Errorf("the end of %.10q…: %d %d", text, x.Byte(total), x.Char(len(text)))
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
			s := strings.Repeat("~\n ", i)[:i] + string([]byte{byte(c)}) + strings.Repeat(" a", 9)
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
