package codec

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

func invalidBinary(oid uint32) *Error {
	name := displayName(oid)
	if name == "" {
		name = strconv.Itoa(int(oid))
	}
	return errorf("22P03", "incorrect binary data format for type %s", name)
}

func (s *Settings) binaryParam(oid uint32, src []byte) (any, error) {
	t := byOID[oid]
	if t.Elem != 0 || oid == OIDInt2Vector || oid == OIDOidVector {
		return s.binaryArrayParam(t, src)
	}
	if t.Size > 0 && oid != OIDName && len(src) != int(t.Size) {
		return nil, invalidBinary(oid)
	}
	switch oid {
	case OIDBool:
		return src[0] != 0, nil
	case OIDInt2:
		return int64(int16(binary.BigEndian.Uint16(src))), nil
	case OIDInt4:
		return int64(int32(binary.BigEndian.Uint32(src))), nil
	case OIDInt8:
		return int64(binary.BigEndian.Uint64(src)), nil
	case OIDFloat4:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(src))), nil
	case OIDFloat8:
		return math.Float64frombits(binary.BigEndian.Uint64(src)), nil
	case OIDNumeric:
		return binaryNumeric(src)
	case OIDBytea:
		return append([]byte{}, src...), nil
	case OIDUUID:
		return parseUUID([]byte(hex.EncodeToString(src)))
	case OIDJSONB:
		if len(src) == 0 || src[0] != 1 {
			return nil, errorf("22P03", "unsupported jsonb version number")
		}
		return s.textParam(oid, src[1:])
	case OIDBit, OIDVarbit:
		return binaryBits(oid, src)
	case OIDDate, OIDTime, OIDTimeTZ, OIDTimestamp, OIDTimestampTZ, OIDInterval:
		return binaryTemporal(oid, src)
	case OIDJSON, OIDXML, OIDUnknown, 0:
		return s.textParam(oid, src)
	}
	switch {
	case isStringType(oid):
		return s.textParam(OIDText, src)
	case t.OID != 0 && isIntegerType(t):
		return int64(binary.BigEndian.Uint32(src)), nil
	}
	return nil, errorf("42883", "no binary input function available for type %d", oid)
}

// wireNumeric is numeric's binary form taken apart.
type wireNumeric struct {
	digits []byte // of base 10000, two bytes each
	weight int
	sign   uint16
	scale  int
	bad    bool // a digit was none
}

// append appends the four decimals of digit i; digits outside count as 0.
func (n *wireNumeric) append(dst []byte, i int) []byte {
	d := uint16(0)
	if i >= 0 && 2*i+1 < len(n.digits) {
		d = binary.BigEndian.Uint16(n.digits[2*i:])
	}
	n.bad = n.bad || d > 9999
	return appendPadded(dst, uint64(d), 4)
}

// text is the number in decimal.
func (n *wireNumeric) text() []byte {
	var s []byte
	if n.sign == numericNegative {
		s = append(s, '-')
	}
	if n.weight < 0 {
		s = append(s, '0')
	}
	for i := 0; i <= n.weight; i++ {
		s = n.append(s, i)
	}
	if n.scale == 0 {
		return s
	}
	s = append(s, '.')
	point := len(s)
	for i := n.weight + 1; len(s)-point < n.scale; i++ {
		s = n.append(s, i)
	}
	return s[:point+n.scale]
}

// maxNumericScale is PostgreSQL's NUMERIC_DSCALE_MAX.
const maxNumericScale = 16383

// binaryNumeric reads numeric_send's form.
func binaryNumeric(src []byte) (any, error) {
	if len(src) < 8 {
		return nil, invalidBinary(OIDNumeric)
	}
	count := int(binary.BigEndian.Uint16(src))
	n := wireNumeric{
		digits: src[8:], weight: int(int16(binary.BigEndian.Uint16(src[2:]))),
		sign: binary.BigEndian.Uint16(src[4:]), scale: int(binary.BigEndian.Uint16(src[6:])),
	}
	switch n.sign {
	case numericNaN:
		return parseNumeric([]byte("NaN"))
	case numericPosInf:
		return parseNumeric([]byte("Infinity"))
	case numericNegInf:
		return parseNumeric([]byte("-Infinity"))
	case numericPositive, numericNegative:
	default:
		return nil, errorf("22P03", "invalid sign in external \"numeric\" value")
	}
	if len(n.digits) != 2*count || n.scale > maxNumericScale {
		return nil, invalidBinary(OIDNumeric)
	}
	text := n.text()
	if n.bad {
		return nil, errorf("22P03", "invalid digit in external \"numeric\" value")
	}
	return parseNumeric(text)
}

// binaryBits reads a bit string: the number of bits, then the bits from the left.
func binaryBits(oid uint32, src []byte) (any, error) {
	if len(src) < 4 {
		return nil, invalidBinary(oid)
	}
	n, body := binary.BigEndian.Uint32(src), src[4:]
	if uint64(len(body)) != (uint64(n)+7)/8 {
		return nil, invalidBinary(oid)
	}
	var s strings.Builder
	for b := range int(n) {
		s.WriteByte('0' + bitAt(body, b))
	}
	return s.String(), nil
}

// binaryTemporal writes dates and times in the form that DuckDB reads; src has the type's length.
func binaryTemporal(oid uint32, src []byte) (any, error) {
	iso := Default()
	var text []byte
	switch oid {
	case OIDDate:
		text = iso.appendDate(nil, dateFromPG(int32(binary.BigEndian.Uint32(src))))
	case OIDTime, OIDTimeTZ:
		micros := int64(binary.BigEndian.Uint64(src))
		if micros < 0 || micros > dayMicros {
			return nil, errorf("22008", "time out of range")
		}
		text = appendTime(nil, micros)
		if oid == OIDTimeTZ {
			offset := -int(int32(binary.BigEndian.Uint32(src[8:])))
			if offset < -timetzMaxOffset || offset > timetzMaxOffset {
				return nil, errorf("22009", "time zone displacement out of range")
			}
			text = appendOffset(text, offset)
		}
	case OIDTimestamp:
		text = iso.moments().append(nil, timestampFromPG(int64(binary.BigEndian.Uint64(src))))
	case OIDTimestampTZ:
		micros := timestampFromPG(int64(binary.BigEndian.Uint64(src)))
		text = iso.moments().appendTZ(nil, micros)
	case OIDInterval:
		text = appendEngineInterval(nil, interval{
			micros: int64(binary.BigEndian.Uint64(src)),
			days:   int32(binary.BigEndian.Uint32(src[8:])), months: int32(binary.BigEndian.Uint32(src[12:])),
		})
	}
	return backend.Raw{Text: engineEra(string(text)), Type: engineTypes[oid]}, nil
}

// engineEra writes the era as DuckDB reads it.
func engineEra(s string) string {
	if date, ok := strings.CutSuffix(s, " BC"); ok {
		day, rest, found := strings.Cut(date, " ")
		if !found {
			return day + " (BC)"
		}
		return day + " (BC) " + rest
	}
	return s
}

func dateFromPG(days int32) int32 {
	switch {
	case days == math.MaxInt32:
		return dateInfinity
	case days == math.MinInt32:
		return dateNegInfinity
	case days > math.MaxInt32-1-epochDays:
		return math.MaxInt32 - 1
	}
	return days + epochDays
}

func timestampFromPG(micros int64) int64 {
	switch {
	case micros == math.MaxInt64:
		return timeInfinity
	case micros == math.MinInt64:
		return timeNegInfinity
	case micros > math.MaxInt64-1-epochMicros:
		return math.MaxInt64 - 1
	}
	return micros + epochMicros
}

// appendEngineInterval writes an interval so that DuckDB reads the same months, days and microseconds.
func appendEngineInterval(dst []byte, n interval) []byte {
	dst = append(strconv.AppendInt(dst, int64(n.months), 10), " months "...)
	dst = append(strconv.AppendInt(dst, int64(n.days), 10), " days "...)
	return append(strconv.AppendInt(dst, n.micros, 10), " microseconds"...)
}
