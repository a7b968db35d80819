package dialect

import (
	"strings"
	"unicode/utf8"
)

// source is the string given to Parse, or a part of it that was parsed alone.
type source struct {
	text string // all that the client sent
	base int    // byte offset of the part whose tree locations count from its own start
}

// position is the 1-based character of a tree location (bytes from the part's start); 0 where the tree has none.
func (s *source) position(location int32) int {
	at := s.base + int(location)
	if location < 0 || at > len(s.text) {
		return 0
	}
	return utf8.RuneCountInString(s.text[:at]) + 1
}

const space = " \t\n\r\f\v"

// trimmed cuts the space around text[from:to] and returns the cut text with its offset.
func trimmed(text string, from, to int) (string, int) {
	part := strings.TrimLeft(text[from:to], space)
	return strings.TrimRight(part, space), to - len(part)
}
