package pattern

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

func invalid(typ, text string) *sqlstate.Error {
	return sqlstate.New(sqlstate.InvalidTextRepr, "invalid input syntax for type %s: %q", typ, text)
}

// PlainDecimal writes a decimal number without an exponent: "1.5e3" is "1500", ".5" is "0.5", "5." is "5". It is ""
// for what is no decimal number.
func PlainDecimal(text string) string {
	mantissa, exponent, hasExp := strings.Cut(strings.ToLower(text), "e")
	sign := ""
	if strings.HasPrefix(mantissa, "-") || strings.HasPrefix(mantissa, "+") {
		sign = strings.TrimPrefix(mantissa[:1], "+")
		mantissa = mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return ""
	}
	shift := 0
	if hasExp {
		n, err := strconv.Atoi(exponent)
		if err != nil || n > 1000 || n < -1000 {
			return ""
		}
		shift = n
	}
	if shift > 0 {
		fraction += strings.Repeat("0", max(0, shift-len(fraction)))
		whole, fraction = whole+fraction[:shift], fraction[shift:]
	} else if shift < 0 {
		whole = strings.Repeat("0", max(0, -shift-len(whole))) + whole
		cut := len(whole) + shift
		whole, fraction = whole[:cut], whole[cut:]+fraction
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

var integerBits = map[string]int{"int2": 16, "int4": 32, "int8": 64, "oid": 32, "xid": 32, "cid": 32}

var integerNames = map[string]string{"int2": "smallint", "int4": "integer", "int8": "bigint"}

// Integer reads an integer of PostgreSQL's type and writes it plainly.
func Integer(text, typ string) (string, *sqlstate.Error) {
	name := typ
	if n, ok := integerNames[typ]; ok {
		name = n
	}
	bits := integerBits[typ]
	trimmed := strings.TrimSpace(text)
	n, err := strconv.ParseInt(trimmed, 10, 64)
	if err != nil && strings.Contains(err.Error(), "out of range") {
		return "", sqlstate.New(sqlstate.NumericValueOutOfRange, "value %q is out of range for type %s", text, name)
	}
	if err != nil {
		return "", invalid(name, text)
	}
	limit := int64(1) << (bits - 1)
	switch {
	case bits == 64:
	case name == typ: // unsigned; PostgreSQL takes -1 for 4294967295
		if n < -limit || n >= 2*limit {
			return "", sqlstate.New(sqlstate.NumericValueOutOfRange, "value %q is out of range for type %s", text, name)
		}
		return strconv.FormatUint(uint64(uint32(n)), 10), nil
	case n < -limit || n >= limit:
		return "", sqlstate.New(sqlstate.NumericValueOutOfRange, "value %q is out of range for type %s", text, name)
	}
	return strconv.FormatInt(n, 10), nil
}

// Bool reads a boolean as PostgreSQL does: any beginning of true, false, yes, no, and on, off, 1, 0.
func Bool(text string) (bool, *sqlstate.Error) {
	s := strings.ToLower(strings.TrimSpace(text))
	switch {
	case s == "":
	case s == "1", s == "on", strings.HasPrefix("true", s), strings.HasPrefix("yes", s):
		return true, nil
	case s == "0", s == "off", s == "of", strings.HasPrefix("false", s), strings.HasPrefix("no", s):
		return false, nil
	}
	return false, invalid("boolean", text)
}

// Bytea reads hex (\x…) or escape format and writes hex digits.
func Bytea(text string) (string, *sqlstate.Error) {
	if rest, ok := strings.CutPrefix(text, `\x`); ok {
		h := strings.ToLower(strings.Join(strings.Fields(rest), ""))
		if strings.Trim(h, "0123456789abcdef") != "" || len(h)%2 == 1 {
			return "", sqlstate.New(sqlstate.InvalidParameterValue, "invalid hexadecimal data in %q", text)
		}
		return h, nil
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\\' {
			switch {
			case strings.HasPrefix(text[i:], `\\`):
				i++
			default:
				n, err := strconv.ParseUint(safeSlice(text, i+1, i+4), 8, 8)
				if err != nil {
					return "", invalid("bytea", text)
				}
				c = byte(n)
				i += 3
			}
		}
		b.WriteString(hexByte(c))
	}
	return b.String(), nil
}

func safeSlice(s string, from, to int) string {
	if to > len(s) {
		return ""
	}
	return s[from:to]
}

func hexByte(c byte) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[c>>4], digits[c&15]})
}
