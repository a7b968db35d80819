package source

import (
	"bytes"
	"encoding/json"
)

// isBundle says whether the object raw is a Bundle, be it broken further on.
func isBundle(raw []byte) bool {
	return bytes.Contains(raw, bundleText) && bytes.Equal(resourceType(raw), bundleText)
}

var bundleText = []byte(`"Bundle"`)

// resourceType returns the resourceType of an object as it is written, with its quotes; nil where there is none before
// the first fault.
func resourceType(b []byte) []byte {
	var s scanner
	for i := 1; ; i++ { // behind '{' or ','
		name, i2, ok := s.one(b, skipSpace(b, i))
		if !ok || name[0] != '"' {
			return nil
		}
		if i = skipSpace(b, i2); i == len(b) || b[i] != ':' {
			return nil
		}
		value, i2, ok := s.one(b, skipSpace(b, i+1))
		switch {
		case !ok:
			return nil
		case string(name) == `"resourceType"`:
			return value
		}
		if i = skipSpace(b, i2); i == len(b) || b[i] != ',' {
			return nil
		}
	}
}

// one returns the value that begins at i, and the position behind it.
func (s *scanner) one(b []byte, i int) (value []byte, end int, ok bool) {
	s.reset()
	end, st, err := s.feed(b, i)
	if err != nil || end == i || st == unfinished && !s.scalar {
		return nil, end, false
	}
	return b[i:end], end, true
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// text returns the value of a JSON string, "" for anything else.
func text(value []byte) string {
	if len(value) < 2 || value[0] != '"' {
		return ""
	}
	if bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : len(value)-1])
	}
	var s string
	if json.Unmarshal(value, &s) != nil {
		return ""
	}
	return s
}
