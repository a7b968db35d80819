package auth

import "testing"

// TestPrepare has RFC 4013's examples, and passwords that PostgreSQL takes as they are.
func TestPrepare(t *testing.T) {
	for _, c := range [][2]string{
		{"I\u00ADX", "IX"},
		{"user", "user"},
		{"\u00AA", "a"},
		{"\u2168", "IX"},
		{"\u0007", "\u0007"},
		{"\u0627\u0031", "\u0627\u0031"},
		{"p\u00E4ss\u00A0w\u00F6rd \u2603", "p\u00E4ss w\u00F6rd \u2603"},
		{"a\u0308", "\u00E4"},
		{"\u2168\U0001F600", "\u2168\U0001F600"}, // unassigned in the Unicode of SASLprep
		{"\u2168\u200E", "\u2168\u200E"},
		{"\u05D0\u05D1", "\u05D0\u05D1"},
		{"\uFB21\u05D1", "\u05D0\u05D1"},
		{"\u2168\xff", "\u2168\xff"},
		{"\u200B", " "},
		{"\uFEFF", "\uFEFF"},
		{"", ""},
	} {
		if got := prepare(c[0]); got != c[1] {
			t.Errorf("prepare(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}
