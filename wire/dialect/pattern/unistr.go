package pattern

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// unicodeEscapes are what may follow the backslash of an escape and how many hexadecimal digits come then.
var unicodeEscapes = []struct {
	prefix string
	digits int
}{{"+", 6}, {"u", 4}, {"U", 8}, {"", 4}}

// Unistr reads \XXXX, \uXXXX, \+XXXXXX, \UXXXXXXXX and \\ as PostgreSQL's unistr does. Two escapes may make a
// surrogate pair.
func Unistr(text string) (string, *sqlstate.Error) {
	var b strings.Builder
	for text != "" {
		if text[0] != '\\' {
			b.WriteByte(text[0])
			text = text[1:]
			continue
		}
		if rest, ok := strings.CutPrefix(text, `\\`); ok {
			b.WriteByte('\\')
			text = rest
			continue
		}
		r, n := unicodeEscape(text)
		if r >= 0xD800 && r < 0xDC00 {
			low, m := unicodeEscape(text[n:])
			if r, n = (r-0xD800)<<10+(low-0xDC00)+0x10000, n+m; low < 0xDC00 || low > 0xDFFF {
				return "", sqlstate.New(sqlstate.SyntaxError, "invalid Unicode surrogate pair")
			}
		}
		if n == 0 {
			e := sqlstate.New(sqlstate.SyntaxError, "invalid Unicode escape")
			e.Hint = `Unicode escapes must be \XXXX, \+XXXXXX, \uXXXX, or \UXXXXXXXX.`
			return "", e
		}
		if r == 0 || r > 0x10FFFF || r >= 0xDC00 && r <= 0xDFFF {
			return "", sqlstate.New(sqlstate.SyntaxError, "invalid Unicode code point: %04X", r)
		}
		b.WriteRune(r)
		text = text[n:]
	}
	return b.String(), nil
}

// unicodeEscape reads the escape at the head of s and tells its length, 0 where there is none.
func unicodeEscape(s string) (r rune, n int) {
	rest, ok := strings.CutPrefix(s, `\`)
	if !ok {
		return 0, 0
	}
	for _, e := range unicodeEscapes {
		digits, ok := strings.CutPrefix(rest, e.prefix)
		if !ok || len(digits) < e.digits {
			continue
		}
		if v, err := strconv.ParseUint(digits[:e.digits], 16, 31); err == nil {
			return rune(v), 1 + len(e.prefix) + e.digits
		}
	}
	return 0, 0
}
