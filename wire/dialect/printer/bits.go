package printer

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

// bitString is B'101' or X'1F', which the grammar gives as b101 or x1F.
func bitString(s string) string {
	bits := s[1:]
	if s[0] == 'x' {
		bits = ""
		for _, c := range s[1:] {
			n, err := strconv.ParseUint(string(c), 16, 8)
			if err != nil {
				n = 0
			}
			four := strconv.FormatUint(n, 2)
			bits += strings.Repeat("0", 4-len(four)) + four
		}
	}
	return "CAST('" + bits + "' AS BIT)"
}

// bitLiteral prints '101'::bit(3), 'b101'::bit(3) and 'x1F'::bit(8): PostgreSQL's input function reads a prefix, too.
func (p *printer) bitLiteral(text string, t types.Type) value {
	prefix, digits, kind := "b", text, "binary"
	if text != "" && strings.ContainsRune("bBxX", rune(text[0])) {
		prefix, digits = strings.ToLower(text[:1]), text[1:]
	}
	allowed := "01"
	if prefix == "x" {
		allowed, kind = "0123456789abcdefABCDEF", "hexadecimal"
	}
	if i := strings.IndexFunc(digits, func(c rune) bool { return !strings.ContainsRune(allowed, c) }); i >= 0 {
		p.check(sqlstate.New(sqlstate.InvalidTextRepr, "%q is not a valid %s digit", string([]rune(digits[i:])[:1]), kind))
	}
	return p.castToBit(value{sql: bitString(prefix + digits), t: types.Of(types.VarBit)}, t)
}

// castToBit: an integer gives its last bits, bits are cut or filled at their end, text is read as constants are.
func (p *printer) castToBit(v value, t types.Type) value {
	if types.IsText(v.t) {
		v.sql = functions.Macro + "bit_in(" + v.sql + ")"
	}
	n, ok := t.Length()
	if !ok {
		return value{sql: "CAST(" + p.plain(v).sql + " AS BIT)", t: t}
	}
	length := itoa(n)
	bits := "CAST(CAST(" + p.plain(v).sql + " AS BIT) AS VARCHAR)"
	switch {
	case types.IsInteger(v.t):
		bits = "right(lpad(" + bits + ", greatest(" + length + ", length(" + bits + "))::INTEGER, left(" + bits + ", 1)), " + length + ")"
	case t.OID == types.VarBit:
		bits = "left(" + bits + ", " + length + ")"
	default:
		bits = "rpad(left(" + bits + ", " + length + "), " + length + ", '0')"
	}
	return value{sql: "CAST(" + bits + " AS BIT)", t: t}
}
