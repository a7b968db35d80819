package pattern

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// Bounds are what a range constant names.
type Bounds struct {
	Empty      bool
	Low, High  *string // nil: none
	LowIn, Top bool    // whether the bounds belong to it
}

// Range reads a range's text form: [1,5), (,"2020-01-01 00:00"], empty.
func Range(text string) (Bounds, *sqlstate.Error) {
	s := strings.TrimSpace(text)
	if strings.EqualFold(s, "empty") {
		return Bounds{Empty: true}, nil
	}
	if len(s) < 3 || !strings.ContainsAny(s[:1], "[(") || !strings.ContainsAny(s[len(s)-1:], "])") {
		return Bounds{}, malformedRange(text, "Missing left parenthesis or bracket.")
	}
	b := Bounds{LowIn: s[0] == '[', Top: s[len(s)-1] == ']'}
	low, rest := rangeBound(s[1 : len(s)-1])
	high, end := rangeBound(strings.TrimPrefix(rest, ","))
	if !strings.HasPrefix(rest, ",") || end != "" {
		return Bounds{}, malformedRange(text, "Too many commas.")
	}
	b.Low, b.High = low, high
	return b, nil
}

func malformedRange(text, detail string) *sqlstate.Error {
	e := sqlstate.New(sqlstate.InvalidTextRepr, "malformed range literal: %q", text)
	e.Detail = detail
	return e
}

// rangeBound reads up to a comma outside quotes. Nothing at all is no bound, "" in quotes an empty one.
func rangeBound(s string) (bound *string, rest string) {
	var b strings.Builder
	quoted, written := false, false
	i := 0
	for ; i < len(s) && (quoted || s[i] != ','); i++ {
		written = true
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"' && quoted && strings.HasPrefix(s[i+1:], `"`):
			i++
			b.WriteByte('"')
		case s[i] == '"':
			quoted = !quoted
		default:
			b.WriteByte(s[i])
		}
	}
	if !written {
		return nil, s[i:]
	}
	text := b.String()
	return &text, s[i:]
}
