package duck

import (
	"encoding/binary"
	"math/big"
	"time"
)

// Value copies row i into a Go value: nil, bool, int64 (all integers up to 64 bits that fit), *big.Int (HUGEINT, UHUGEINT
// and UBIGINT beyond int64), float64, string (VARCHAR, JSON, ENUM, and DECIMAL with all its digits), []byte (BLOB, BIT),
// time.Time in UTC (DATE and timestamps), time.Duration since midnight (TIME), Interval, [16]byte (UUID), []any (LIST,
// ARRAY), map[string]any (STRUCT), [][2]any (MAP). It is for small results; big ones are read in place.
func (v *Vector) Value(i int) any {
	if v.Null(i) {
		return nil
	}
	switch v.Type.Kind {
	case KindBoolean:
		return At[bool](v, i)
	case KindFloat:
		return float64(At[float32](v, i))
	case KindDouble:
		return At[float64](v, i)
	case KindDecimal:
		lo, hi := v.Decimal(i)
		return decimalText(lo, hi, int(v.Type.Scale))
	case KindVarchar, KindJSON:
		return string(v.Bytes(i))
	case KindBlob, KindBit:
		return append([]byte{}, v.Bytes(i)...)
	case KindEnum:
		return v.Type.Names[v.Enum(i)]
	case KindInterval:
		return At[Interval](v, i)
	case KindUUID:
		return v.UUID(i)
	case KindList, KindArray, KindMap, KindStruct, KindUnion:
		return v.nested(i)
	}
	if n, ok := v.integer(i); ok {
		return n
	}
	return v.temporal(i)
}

func (v *Vector) integer(i int) (any, bool) {
	switch v.Type.Kind {
	case KindTinyInt:
		return int64(At[int8](v, i)), true
	case KindSmallInt:
		return int64(At[int16](v, i)), true
	case KindInteger:
		return int64(At[int32](v, i)), true
	case KindBigInt:
		return At[int64](v, i), true
	case KindUTinyInt:
		return int64(At[uint8](v, i)), true
	case KindUSmallInt:
		return int64(At[uint16](v, i)), true
	case KindUInteger:
		return int64(At[uint32](v, i)), true
	case KindUBigInt:
		if n := At[uint64](v, i); n>>63 != 0 {
			return new(big.Int).SetUint64(n), true
		}
		return At[int64](v, i), true
	case KindHugeInt:
		h := At[[2]uint64](v, i)
		return bigInt(h[0], int64(h[1])), true
	case KindUHugeInt:
		h := At[[2]uint64](v, i)
		n := new(big.Int).SetUint64(h[1])
		return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(h[0])), true
	}
	return nil, false
}

func (v *Vector) temporal(i int) any {
	switch v.Type.Kind {
	case KindDate:
		return time.Unix(int64(At[int32](v, i))*86400, 0).UTC()
	case KindTime:
		return time.Duration(At[int64](v, i)) * time.Microsecond
	case KindTimestamp, KindTimestampTZ:
		return time.UnixMicro(At[int64](v, i)).UTC()
	case KindTimestampS:
		return time.Unix(At[int64](v, i), 0).UTC()
	case KindTimestampMS:
		return time.UnixMilli(At[int64](v, i)).UTC()
	case KindTimestampNS:
		return time.Unix(0, At[int64](v, i)).UTC()
	}
	return nil
}

func (v *Vector) nested(i int) any {
	switch v.Type.Kind {
	case KindStruct:
		m := make(map[string]any, len(v.Children))
		for k := range v.Children {
			m[v.Type.Names[k]] = v.Children[k].Value(i)
		}
		return m
	case KindUnion:
		return v.Children[1+int(At[uint8](&v.Children[0], i))].Value(i)
	}
	off, n := v.Span(i)
	if v.Type.Kind == KindMap {
		entries, pairs := &v.Children[0], make([][2]any, n)
		for k := range pairs {
			pairs[k] = [2]any{entries.Children[0].Value(off + k), entries.Children[1].Value(off + k)}
		}
		return pairs
	}
	list := make([]any, n)
	for k := range list {
		list[k] = v.Children[0].Value(off + k)
	}
	return list
}

// UUID is row i of a UUID vector, in network order.
func (v *Vector) UUID(i int) (u [16]byte) {
	h := At[[2]uint64](v, i)
	binary.BigEndian.PutUint64(u[:8], h[1]^1<<63)
	binary.BigEndian.PutUint64(u[8:], h[0])
	return u
}

func bigInt(lo uint64, hi int64) *big.Int {
	n := big.NewInt(hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(lo))
}

// decimalText writes an unscaled 128-bit number with scale digits after the point.
func decimalText(lo uint64, hi int64, scale int) string {
	n := bigInt(lo, hi)
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
		n.Neg(n)
	}
	digits := n.String()
	if scale == 0 {
		return sign + digits
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	at := len(digits) - scale
	return sign + digits[:at] + "." + digits[at:]
}
