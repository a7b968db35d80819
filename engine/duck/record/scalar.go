package record

import (
	"errors"
	"fmt"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"

	"github.com/tarn-sql/tarn/engine/duck"
)

// arrowScalars are the kinds whose Arrow type needs no more than the kind.
var arrowScalars = map[duck.Kind]scalar{
	duck.KindBoolean:     {arrow.FixedWidthTypes.Boolean, plain[bool, *array.BooleanBuilder]()},
	duck.KindTinyInt:     {arrow.PrimitiveTypes.Int8, plain[int8, *array.Int8Builder]()},
	duck.KindSmallInt:    {arrow.PrimitiveTypes.Int16, plain[int16, *array.Int16Builder]()},
	duck.KindInteger:     {arrow.PrimitiveTypes.Int32, plain[int32, *array.Int32Builder]()},
	duck.KindBigInt:      {arrow.PrimitiveTypes.Int64, plain[int64, *array.Int64Builder]()},
	duck.KindUTinyInt:    {arrow.PrimitiveTypes.Uint8, plain[uint8, *array.Uint8Builder]()},
	duck.KindUSmallInt:   {arrow.PrimitiveTypes.Uint16, plain[uint16, *array.Uint16Builder]()},
	duck.KindUInteger:    {arrow.PrimitiveTypes.Uint32, plain[uint32, *array.Uint32Builder]()},
	duck.KindUBigInt:     {arrow.PrimitiveTypes.Uint64, plain[uint64, *array.Uint64Builder]()},
	duck.KindFloat:       {arrow.PrimitiveTypes.Float32, plain[float32, *array.Float32Builder]()},
	duck.KindDouble:      {arrow.PrimitiveTypes.Float64, plain[float64, *array.Float64Builder]()},
	duck.KindDate:        {arrow.FixedWidthTypes.Date32, plain[arrow.Date32, *array.Date32Builder]()},
	duck.KindTime:        {arrow.FixedWidthTypes.Time64us, plain[arrow.Time64, *array.Time64Builder]()},
	duck.KindTimestamp:   {&arrow.TimestampType{Unit: arrow.Microsecond}, timestamps},
	duck.KindTimestampS:  {&arrow.TimestampType{Unit: arrow.Second}, timestamps},
	duck.KindTimestampMS: {&arrow.TimestampType{Unit: arrow.Millisecond}, timestamps},
	duck.KindTimestampNS: {&arrow.TimestampType{Unit: arrow.Nanosecond}, timestamps},
	duck.KindTimestampTZ: {arrow.FixedWidthTypes.Timestamp_us, timestamps},
	duck.KindInterval:    {arrow.FixedWidthTypes.MonthDayNanoInterval, each(appendInterval)},
	duck.KindHugeInt:     {&arrow.Decimal128Type{Precision: 38}, appendHugeInt},
	duck.KindUHugeInt:    {&arrow.Decimal128Type{Precision: 38}, appendHugeInt},
	duck.KindVarchar:     {arrow.BinaryTypes.String, appendText},
	duck.KindJSON:        {arrow.BinaryTypes.String, appendText},
	duck.KindBlob:        {arrow.BinaryTypes.Binary, appendBytes},
	duck.KindBit:         asText(func(v *duck.Vector, i int) string { return bitText(v.Bytes(i)) }),
	duck.KindEnum:        asText(func(v *duck.Vector, i int) string { return v.Type.Names[v.Enum(i)] }),
	duck.KindUUID:        asText(func(v *duck.Vector, i int) string { return uuidText(v.UUID(i)) }),
	duck.KindTimeTZ:      asText(func(v *duck.Vector, i int) string { return timeTZText(duck.At[uint64](v, i)) }),
	duck.KindNull:        {arrow.Null, appendNulls},
}

type scalar struct {
	dt  arrow.DataType
	app appender
}

// adder is the builder of a fixed-width type.
type adder[T any] interface {
	array.Builder
	Append(T)
}

// plain copies values that DuckDB and Arrow lay out the same way.
func plain[T any, B adder[T]]() appender {
	return each(func(b B, v *duck.Vector, i int) { b.Append(duck.At[T](v, i)) })
}

// asText makes text of values that Arrow has no type for.
func asText(text func(v *duck.Vector, i int) string) scalar {
	return scalar{arrow.BinaryTypes.String, each(func(b *array.StringBuilder, v *duck.Vector, i int) { b.Append(text(v, i)) })}
}

func appendNulls(b array.Builder, _ *duck.Vector, _, n int) error {
	b.AppendNulls(n)
	return nil
}

// each makes an appender of a function for one value that is not NULL.
func each[B array.Builder](one func(b B, v *duck.Vector, i int)) appender {
	return func(b array.Builder, v *duck.Vector, from, n int) error {
		b.Reserve(n)
		to := b.(B)
		for i := from; i < from+n; i++ {
			if v.Null(i) {
				b.AppendNull()
			} else {
				one(to, v, i)
			}
		}
		return nil
	}
}

var (
	timestamps    = plain[arrow.Timestamp, *array.TimestampBuilder]()
	appendBytes   = each(func(b *array.BinaryBuilder, v *duck.Vector, i int) { b.Append(v.Bytes(i)) })
	appendText    = each(func(b *array.StringBuilder, v *duck.Vector, i int) { b.BinaryBuilder.Append(v.Bytes(i)) })
	appendDecimal = each(func(b *array.Decimal128Builder, v *duck.Vector, i int) {
		lo, hi := v.Decimal(i)
		b.Append(decimal128.New(hi, lo))
	})
)

func appendInterval(b *array.MonthDayNanoIntervalBuilder, v *duck.Vector, i int) {
	iv := duck.At[duck.Interval](v, i)
	b.Append(arrow.MonthDayNanoInterval{Months: iv.Months, Days: iv.Days, Nanoseconds: iv.Micros * 1000})
}

var errTooWide = errors.New("number has more than 38 digits")

// appendHugeInt takes HUGEINT and UHUGEINT, as far as 38 digits hold them.
func appendHugeInt(b array.Builder, v *duck.Vector, from, n int) error {
	db := b.(*array.Decimal128Builder)
	for i := from; i < from+n; i++ {
		if v.Null(i) {
			db.AppendNull()
			continue
		}
		h := duck.At[[2]uint64](v, i)
		d := decimal128.New(int64(h[1]), h[0])
		if v.Type.Kind == duck.KindUHugeInt && h[1]>>63 != 0 || !d.FitsInPrecision(38) {
			return errTooWide
		}
		db.Append(d)
	}
	return nil
}

// bitText is a BIT value as zeros and ones: the first byte counts the unused bits at the head of the second.
func bitText(b []byte) string {
	var s []byte
	for i := int(b[0]); i < 8*(len(b)-1); i++ {
		s = append(s, '0'+b[1+i/8]>>(7-i%8)&1)
	}
	return string(s)
}

func uuidText(u [16]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// timeTZText takes microseconds in the upper 40 bits and, in the lower 24, how far the offset lies below +15:59:59.
func timeTZText(bits uint64) string {
	t := time.UnixMicro(int64(bits >> 24)).UTC()
	offset := 16*3600 - 1 - int(bits&0xffffff)
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	s := t.Format("15:04:05.999999") + fmt.Sprintf("%c%02d:%02d", sign, offset/3600, offset/60%60)
	if offset%60 != 0 {
		s += fmt.Sprintf(":%02d", offset%60)
	}
	return s
}
