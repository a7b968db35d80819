package pattern

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// FormatPiece is a part of format()'s format: text, or a verb (s, I, L) with an argument and a width.
type FormatPiece struct {
	Text  string
	Verb  byte
	Arg   int // 1-based argument of %1$s, 0 the next
	Width int // negative: left-justified
}

// Format reads the format of PostgreSQL's format().
func Format(format string) ([]FormatPiece, *sqlstate.Error) {
	var out []FormatPiece
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i != 0 {
			if i < 0 {
				i = len(format)
			}
			out = append(out, FormatPiece{Text: format[:i]})
			format = format[i:]
			continue
		}
		if strings.HasPrefix(format, "%%") {
			out = append(out, FormatPiece{Text: "%"})
			format = format[2:]
			continue
		}
		piece, n, err := formatVerb(format)
		if err != nil {
			return nil, err
		}
		out = append(out, piece)
		format = format[n:]
	}
	return out, nil
}

// formatVerb reads %[position$][-][width]type.
func formatVerb(s string) (p FormatPiece, n int, err *sqlstate.Error) {
	i := 1
	number := func() (v int) {
		for i < len(s) && digit(s[i]) && v < 1<<20 {
			v = v*10 + int(s[i]-'0')
			i++
		}
		return v
	}
	left := false
	v := number()
	if i < len(s) && s[i] == '$' {
		p.Arg = v
		i++
		v = 0
	}
	if i < len(s) && s[i] == '-' {
		left = true
		i++
	}
	if w := number(); w > 0 {
		v = w
	}
	if p.Width = v; left {
		p.Width = -v
	}
	if i >= len(s) {
		e := sqlstate.New(sqlstate.InvalidParameterValue, "unterminated format() type specifier")
		e.Hint = `For a single "%" use "%%".`
		return p, 0, e
	}
	if p.Verb = s[i]; !strings.ContainsRune("sIL", rune(p.Verb)) {
		e := sqlstate.New(sqlstate.InvalidParameterValue, "unrecognized format() type specifier %q", string(rune(p.Verb)))
		e.Hint = `For a single "%" use "%%".`
		return p, 0, e
	}
	return p, i + 1, nil
}
