package duck

import (
	"errors"
	"fmt"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// value copies row i into a DuckDB value, which the caller destroys.
func (v *Vector) value(i int) (bd.Value, error) {
	if v.Null(i) {
		return bd.CreateNullValue(), nil
	}
	switch v.Type.Kind {
	case KindList, KindArray, KindStruct:
		return v.nestedValue(i)
	}
	if val, ok := v.numberValue(i); ok {
		return val, nil
	}
	if val, ok := v.timeValue(i); ok {
		return val, nil
	}
	switch v.Type.Kind {
	case KindVarchar, KindJSON:
		return textValue(string(v.Bytes(i)))
	case KindBlob:
		return bd.CreateBlob(v.Bytes(i)), nil
	case KindUUID:
		u := At[[2]uint64](v, i)
		// CreateUUID wants the plain number; the vector's upper half has its top bit flipped, to sort as signed.
		return bd.CreateUUID(bd.NewUHugeInt(u[0], u[1]^1<<63)), nil
	}
	return bd.Value{}, fmt.Errorf("duck: no parameter of type %s", v.Type)
}

func (v *Vector) numberValue(i int) (bd.Value, bool) {
	switch v.Type.Kind {
	case KindBoolean:
		return bd.CreateBool(At[bool](v, i)), true
	case KindTinyInt:
		return bd.CreateInt8(At[int8](v, i)), true
	case KindSmallInt:
		return bd.CreateInt16(At[int16](v, i)), true
	case KindInteger:
		return bd.CreateInt32(At[int32](v, i)), true
	case KindBigInt:
		return bd.CreateInt64(At[int64](v, i)), true
	case KindUTinyInt:
		return bd.CreateUInt8(At[uint8](v, i)), true
	case KindUSmallInt:
		return bd.CreateUInt16(At[uint16](v, i)), true
	case KindUInteger:
		return bd.CreateUInt32(At[uint32](v, i)), true
	case KindUBigInt:
		return bd.CreateUInt64(At[uint64](v, i)), true
	case KindHugeInt:
		h := At[[2]uint64](v, i)
		return bd.CreateHugeInt(bd.NewHugeInt(h[0], int64(h[1]))), true
	case KindUHugeInt:
		h := At[[2]uint64](v, i)
		return bd.CreateUHugeInt(bd.NewUHugeInt(h[0], h[1])), true
	case KindFloat:
		return bd.CreateFloat(At[float32](v, i)), true
	case KindDouble:
		return bd.CreateDouble(At[float64](v, i)), true
	case KindDecimal:
		lo, hi := v.Decimal(i)
		return bd.CreateDecimal(bd.NewDecimal(v.Type.Width, v.Type.Scale, bd.NewHugeInt(lo, hi))), true
	}
	return bd.Value{}, false
}

func (v *Vector) timeValue(i int) (bd.Value, bool) {
	switch v.Type.Kind {
	case KindDate:
		return bd.CreateDate(bd.NewDate(At[int32](v, i))), true
	case KindTime:
		return bd.CreateTime(bd.NewTime(At[int64](v, i))), true
	case KindTimeTZ:
		return bd.CreateTimeTZValue(bd.NewTimeTZ(At[uint64](v, i))), true
	case KindTimestamp:
		return bd.CreateTimestamp(bd.NewTimestamp(At[int64](v, i))), true
	case KindTimestampTZ:
		return bd.CreateTimestampTZ(bd.NewTimestamp(At[int64](v, i))), true
	case KindTimestampS:
		return bd.CreateTimestampS(bd.NewTimestampS(At[int64](v, i))), true
	case KindTimestampMS:
		return bd.CreateTimestampMS(bd.NewTimestampMS(At[int64](v, i))), true
	case KindTimestampNS:
		return bd.CreateTimestampNS(bd.NewTimestampNS(At[int64](v, i))), true
	case KindInterval:
		iv := At[Interval](v, i)
		return bd.CreateInterval(bd.NewInterval(iv.Months, iv.Days, iv.Micros)), true
	}
	return bd.Value{}, false
}

func (v *Vector) nestedValue(i int) (bd.Value, error) {
	var kids []bd.Value
	defer func() { destroyValues(kids) }()
	add := func(child *Vector, at int) error {
		val, err := child.value(at)
		kids = append(kids, val)
		return err
	}
	if v.Type.Kind == KindStruct {
		for k := range v.Children {
			if err := add(&v.Children[k], i); err != nil {
				return bd.Value{}, err
			}
		}
		lt := logical(v.Type)
		defer bd.DestroyLogicalType(&lt)
		return bd.CreateStructValue(lt, kids), nil
	}
	off, n := v.Span(i)
	for k := off; k < off+n; k++ {
		if err := add(&v.Children[0], k); err != nil {
			return bd.Value{}, err
		}
	}
	lt := logical(v.Type.Children[0])
	defer bd.DestroyLogicalType(&lt)
	if v.Type.Kind == KindArray {
		return bd.CreateArrayValue(lt, kids), nil
	}
	return bd.CreateListValue(lt, kids), nil
}

// Interval is DuckDB's interval.
type Interval struct {
	Months, Days int32
	Micros       int64
}

// Decimal is the unscaled 128-bit number of row i of a DECIMAL vector.
func (v *Vector) Decimal(i int) (lo uint64, hi int64) {
	var n int64
	switch w := v.Type.Width; {
	case w <= 4:
		n = int64(At[int16](v, i))
	case w <= 9:
		n = int64(At[int32](v, i))
	case w <= 18:
		n = At[int64](v, i)
	default:
		h := At[[2]uint64](v, i)
		return h[0], int64(h[1])
	}
	return uint64(n), n >> 63
}

// Enum is the dictionary index of row i of an ENUM vector.
func (v *Vector) Enum(i int) int {
	switch n := len(v.Type.Names); {
	case n <= 0xff:
		return int(At[uint8](v, i))
	case n <= 0xffff:
		return int(At[uint16](v, i))
	}
	return int(At[uint32](v, i))
}

// withoutPosition drops a position that counts in a statement of ours, not of the caller's.
func withoutPosition(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.At = 0
	}
	return err
}
