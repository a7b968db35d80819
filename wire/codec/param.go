package codec

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Param reads one parameter of Bind as an engine argument: nil (src nil: NULL), bool, int64, float64, string, []byte
// or backend.Raw. Oid is the parameter's type as ParameterDescription gave it; 0 and unknown are read as text. Dates in
// text are read by DateStyle's order and in TimeZone. Errors are *Error with 22P02, 22007, 22008 (text), 22P03 (binary),
// 22003, 22021.
func (s *Settings) Param(oid uint32, f Format, src []byte) (any, error) {
	if src == nil {
		return nil, nil
	}
	switch f {
	case Text:
		return s.textParam(oid, src)
	case Binary:
		return s.binaryParam(oid, src)
	}
	return nil, errorf("22023", "unsupported format code: %d", f)
}

// engineTypes are the DuckDB types that parameters of a PostgreSQL type are cast to where the text form is handed on.
var engineTypes = map[uint32]string{
	OIDBool: "BOOLEAN", OIDBytea: "BLOB", OIDInt2: "SMALLINT", OIDInt4: "INTEGER", OIDInt8: "BIGINT",
	OIDFloat4: "FLOAT", OIDFloat8: "DOUBLE", OIDNumeric: "DECIMAL(38,9)", OIDText: "VARCHAR", OIDVarchar: "VARCHAR",
	OIDBpchar: "VARCHAR", OIDName: "VARCHAR", OIDChar: "VARCHAR", OIDDate: "DATE", OIDTime: "TIME", OIDTimeTZ: "TIMETZ",
	OIDTimestamp: "TIMESTAMP", OIDTimestampTZ: "TIMESTAMPTZ", OIDInterval: "INTERVAL", OIDUUID: "UUID",
	OIDJSON: "JSON", OIDJSONB: "JSON", OIDBit: "BIT", OIDVarbit: "BIT",
}

// EngineType is the DuckDB type for a PostgreSQL type, "VARCHAR" for those it does not know.
func EngineType(oid uint32) string {
	t := byOID[oid]
	switch {
	case t.Elem != 0:
		return EngineType(t.Elem) + "[]"
	case engineTypes[oid] != "":
		return engineTypes[oid]
	case t.OID != 0 && isIntegerType(t):
		return "BIGINT"
	}
	return "VARCHAR"
}

// display are the names that PostgreSQL's messages give to types whose typname is another.
var display = map[uint32]string{
	OIDBool: "boolean", OIDInt2: "smallint", OIDInt4: "integer", OIDInt8: "bigint", OIDFloat4: "real",
	OIDFloat8: "double precision", OIDBpchar: "character", OIDVarchar: "character varying", OIDBit: "bit",
	OIDVarbit: "bit varying", OIDTime: "time", OIDTimeTZ: "time with time zone",
	OIDTimestampTZ: "timestamp with time zone",
}

func displayName(oid uint32) string {
	if n := display[oid]; n != "" {
		return n
	}
	return byOID[oid].Name
}

func invalidText(oid uint32, src []byte) *Error {
	return errorf("22P02", "invalid input syntax for type %s: \"%s\"", displayName(oid), src)
}

func (s *Settings) textParam(oid uint32, src []byte) (any, error) {
	if err := checkUTF8(src); err != nil {
		return nil, err
	}
	switch oid {
	case OIDBool:
		return parseBool(src)
	case OIDInt2, OIDInt4, OIDInt8:
		return parseInteger(oid, src)
	case OIDFloat4, OIDFloat8:
		return parseFloat(oid, src)
	case OIDNumeric:
		return parseNumeric(src)
	case OIDBytea:
		return parseBytea(src)
	case OIDUUID:
		return parseUUID(src)
	case OIDJSON, OIDJSONB:
		return parseJSON(oid, src)
	case OIDDate, OIDTime, OIDTimeTZ, OIDTimestamp, OIDTimestampTZ:
		return s.temporalParam(oid, src)
	case OIDInterval:
		return parseInterval(src)
	case OIDBit, OIDVarbit:
		return parseBits(src)
	}
	t := byOID[oid]
	if t.Elem != 0 {
		return s.parseArray(t, src)
	}
	if t.OID != 0 && isIntegerType(t) {
		if n, err := strconv.ParseUint(string(src), 10, 32); err == nil {
			return int64(n), nil
		}
		if oid == OIDOid || oid == OIDXid || oid == OIDCid {
			return nil, invalidText(oid, src)
		}
	}
	return string(src), nil // also a name for regclass and its like: the statement resolves it
}

// checkUTF8 refuses what is no text, as PostgreSQL's input check does.
func checkUTF8(src []byte) error {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			return errorf("22021", "invalid byte sequence for encoding \"UTF8\": 0x%02x", src[i])
		}
		i += n
	}
	return nil
}

// parseBool takes any unambiguous prefix of true, false, yes, no, on, off, and 1 and 0.
func parseBool(src []byte) (any, error) {
	s := strings.ToLower(strings.TrimSpace(string(src)))
	switch {
	case s == "":
	case s == "1" || s == "on" || strings.HasPrefix("true", s) || strings.HasPrefix("yes", s):
		return true, nil
	case s == "0" || len(s) > 1 && strings.HasPrefix("off", s) || strings.HasPrefix("false", s) || strings.HasPrefix("no", s):
		return false, nil
	}
	return nil, invalidText(OIDBool, src)
}

func parseInteger(oid uint32, src []byte) (any, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(string(src)), 10, int(byOID[oid].Size)*8)
	if errors.Is(err, strconv.ErrRange) {
		return nil, errorf("22003", "value \"%s\" is out of range for type %s", src, displayName(oid))
	}
	if err != nil {
		return nil, invalidText(oid, src)
	}
	return n, nil
}

func parseFloat(oid uint32, src []byte) (any, error) {
	s := strings.TrimSpace(string(src))
	if strings.ContainsAny(s, "_pPxX") { // Go's number syntax, not PostgreSQL's
		return nil, invalidText(oid, src)
	}
	f, err := strconv.ParseFloat(s, int(byOID[oid].Size)*8)
	if errors.Is(err, strconv.ErrRange) {
		return nil, errorf("22003", "\"%s\" is out of range for type %s", src, displayName(oid))
	}
	if err != nil {
		return nil, invalidText(oid, src)
	}
	if math.IsNaN(f) {
		f = math.Float64frombits(0x7ff8_0000_0000_0000) // PostgreSQL's; Go's has another bit set
	}
	return f, nil
}

// parseNumeric checks the syntax and hands the number on as the DECIMAL that holds it exactly, without an exponent, which
// DuckDB reads with loss; what no DECIMAL can hold goes as DOUBLE.
func parseNumeric(src []byte) (any, error) {
	s := strings.TrimSpace(string(src))
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "nan", "inf", "infinity":
		return backend.Raw{Text: s, Type: "DOUBLE"}, nil
	}
	mantissa, exp, ok := splitExponent(s)
	digits := strings.TrimLeft(mantissa, "+-")
	whole, fraction, _ := strings.Cut(digits, ".")
	all := whole + fraction
	if !ok || len(mantissa)-len(digits) > 1 || all == "" || strings.Trim(all, "0123456789") != "" {
		return nil, invalidText(OIDNumeric, src)
	}
	scale := max(0, len(fraction)-exp)
	all = strings.TrimLeft(all, "0")
	zeros := max(0, exp-len(fraction)) // behind the last digit
	width := max(1, scale, len(all)+zeros)
	if exp > 1000 || exp < -1000 || width > 38 {
		return backend.Raw{Text: s, Type: "DOUBLE"}, nil
	}
	all += strings.Repeat("0", zeros)
	if len(all) <= scale {
		all = strings.Repeat("0", scale-len(all)+1) + all
	}
	text := all[:len(all)-scale]
	if scale > 0 {
		text += "." + all[len(all)-scale:]
	}
	if mantissa[0] == '-' {
		text = "-" + text
	}
	return backend.Raw{Text: text, Type: "DECIMAL(" + strconv.Itoa(width) + "," + strconv.Itoa(scale) + ")"}, nil
}

// splitExponent splits 1.5e3 into its parts.
func splitExponent(s string) (mantissa string, exp int, ok bool) {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return s, 0, true
	}
	exp, err := strconv.Atoi(s[i+1:])
	if errors.Is(err, strconv.ErrRange) {
		exp, err = math.MaxInt32, nil
	}
	return s[:i], exp, err == nil
}
