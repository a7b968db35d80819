package source

import (
	"bytes"
	"encoding/json"
)

// members calls visit for each member of the object b, with the name and the value as they are written and the value's
// position, until visit returns false. It reads strictly at this level and only looks for the ends of what is inside.
func members(b []byte, visit func(name, value []byte, at int) bool) error {
	var s scanner
	i := skipSpace(b, 1)
	if i < len(b) && b[i] == '}' {
		return nil
	}
	for {
		if i >= len(b) || b[i] != '"' {
			return errMember
		}
		name, end, err := s.one(b, i)
		if err != nil {
			return err
		}
		if i = skipSpace(b, end); i >= len(b) || b[i] != ':' {
			return errColon
		}
		at := skipSpace(b, i+1)
		value, end, err := s.one(b, at)
		if err != nil {
			return err
		}
		if !visit(name[1:len(name)-1], value, at) {
			return nil
		}
		if i = skipSpace(b, end); i >= len(b) {
			return errSeparator
		}
		switch b[i] {
		case ',':
			i = skipSpace(b, i+1)
		case '}':
			return nil
		default:
			return errSeparator
		}
	}
}

// one returns the value that begins at i, and the position behind it.
func (s *scanner) one(b []byte, i int) ([]byte, int, error) {
	s.reset()
	end, st, err := s.feed(b, i)
	if st == unfinished && s.scalar && end > i {
		st = complete
	}
	switch {
	case err != nil:
		return nil, end, err
	case st == unfinished || end == i:
		return nil, end, errEnd
	}
	return b[i:end], end, nil
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

// isBundle says whether the object raw is a Bundle, be it broken further on.
func isBundle(raw []byte) bool {
	if !bytes.Contains(raw, bundleText) {
		return false
	}
	is := false
	_ = members(raw, func(name, value []byte, _ int) bool {
		if string(name) != "resourceType" {
			return true
		}
		is = bytes.Equal(value, bundleText)
		return false
	})
	return is
}

var bundleText = []byte(`"Bundle"`)
