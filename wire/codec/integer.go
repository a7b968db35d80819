package codec

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// integerText is the decimal form of an integer kind of up to 64 bits.
func integerText(k backend.Kind) Encoder {
	if k == backend.KindUBigInt {
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return strconv.AppendUint(dst, at[uint64](v, i), 10)
		}
	}
	read := int64Reader(k)
	return func(dst []byte, v *backend.Vector, i int) []byte { return strconv.AppendInt(dst, read(v, i), 10) }
}

// int64Reader reads an integer kind that fits int64.
func int64Reader(k backend.Kind) func(v *backend.Vector, i int) int64 {
	switch k {
	case backend.KindTinyInt:
		return func(v *backend.Vector, i int) int64 { return int64(at[int8](v, i)) }
	case backend.KindSmallInt:
		return func(v *backend.Vector, i int) int64 { return int64(at[int16](v, i)) }
	case backend.KindInteger:
		return func(v *backend.Vector, i int) int64 { return int64(at[int32](v, i)) }
	case backend.KindUTinyInt:
		return func(v *backend.Vector, i int) int64 { return int64(at[uint8](v, i)) }
	case backend.KindUSmallInt:
		return func(v *backend.Vector, i int) int64 { return int64(at[uint16](v, i)) }
	case backend.KindUInteger:
		return func(v *backend.Vector, i int) int64 { return int64(at[uint32](v, i)) }
	}
	return func(v *backend.Vector, i int) int64 { return at[int64](v, i) }
}

// integerBinary writes an integer kind as int2, int4, int8 or a four-byte identifier (oid, xid, regclass …), which is
// unsigned. A value out of the announced type's range is an error, never a wrong number.
func (p *Planner) integerBinary(k backend.Kind, as PGType) Encoder {
	read := p.rangedReader(k, as)
	switch as.Size {
	case 2:
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return binary.BigEndian.AppendUint16(dst, uint16(read(v, i)))
		}
	case 4:
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return binary.BigEndian.AppendUint32(dst, uint32(read(v, i)))
		}
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		return binary.BigEndian.AppendUint64(dst, uint64(read(v, i)))
	}
}

// rangedReader reads an integer and checks that it fits the announced type.
func (p *Planner) rangedReader(k backend.Kind, as PGType) func(v *backend.Vector, i int) int64 {
	var read func(v *backend.Vector, i int) int64
	switch k {
	case backend.KindHugeInt:
		read = p.narrowHuge
	case backend.KindUBigInt:
		read = p.narrowUnsigned
	default:
		read = int64Reader(k)
	}
	low, high := integerRange(as)
	return func(v *backend.Vector, i int) int64 {
		n := read(v, i)
		if n < low || n > high {
			p.fail(errorf("22003", "value %d is out of range for type %s", n, as.Name))
		}
		return n
	}
}

func integerRange(as PGType) (low, high int64) {
	switch as.OID {
	case OIDInt2:
		return math.MinInt16, math.MaxInt16
	case OIDInt4:
		return math.MinInt32, math.MaxInt32
	case OIDInt8:
		return math.MinInt64, math.MaxInt64
	}
	return 0, math.MaxUint32
}

func (p *Planner) narrowHuge(v *backend.Vector, i int) int64 {
	h := at[hugeint](v, i)
	if h.upper != int64(h.lower)>>63 {
		p.fail(errorf("22003", "bigint out of range"))
	}
	return int64(h.lower)
}

func (p *Planner) narrowUnsigned(v *backend.Vector, i int) int64 {
	n := at[uint64](v, i)
	if n > math.MaxInt64 {
		p.fail(errorf("22003", "bigint out of range"))
	}
	return int64(n)
}
