package duck

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	bd "github.com/duckdb/duckdb-go-bindings"
)

// filler writes rows at … at+n of an Arrow array to the front of a DuckDB vector.
type filler func(v bd.Vector, a arrow.Array, at, n int) error

// JSONField is the field metadata that makes a String column JSON.
var JSONField = arrow.NewMetadata([]string{typeKey}, []string{typeJSON})

const (
	typeKey  = "duckdb.type"
	typeJSON = "JSON"
)

// TypeOf is the DuckDB type that a column of a batch becomes.
func TypeOf(f arrow.Field) (Type, error) {
	t, _, err := column(f, false)
	return t, err
}

// column plans how an Arrow column becomes a DuckDB vector.
func column(f arrow.Field, borrow bool) (Type, filler, error) {
	switch dt := f.Type.(type) {
	case *arrow.Decimal128Type:
		return decimalColumn(dt)
	case *arrow.TimestampType:
		return timestampColumn(dt)
	case *arrow.Time64Type:
		if dt.Unit != arrow.Microsecond {
			return Type{}, nil, fmt.Errorf("no DuckDB type for %s", dt)
		}
		return fixed(KindTime, 8)
	case *arrow.ListType:
		return listColumn(dt, borrow)
	case *arrow.StructType:
		return structColumn(dt, borrow)
	}
	switch f.Type.ID() {
	case arrow.BOOL:
		return Type{Kind: KindBoolean}, fillBool, nil
	case arrow.STRING, arrow.LARGE_STRING, arrow.BINARY, arrow.LARGE_BINARY:
		t, fill := stringColumn(f, borrow)
		return t, fill, nil
	}
	if w, ok := fixedWidths[f.Type.ID()]; ok {
		return fixed(w.kind, w.bytes)
	}
	return Type{}, nil, fmt.Errorf("no DuckDB type for %s", f.Type)
}

// fixedWidths are the Arrow types whose values DuckDB lays out the same way.
var fixedWidths = map[arrow.Type]struct {
	kind  Kind
	bytes int
}{
	arrow.INT8: {KindTinyInt, 1}, arrow.INT16: {KindSmallInt, 2}, arrow.INT32: {KindInteger, 4}, arrow.INT64: {KindBigInt, 8},
	arrow.UINT8: {KindUTinyInt, 1}, arrow.UINT16: {KindUSmallInt, 2}, arrow.UINT32: {KindUInteger, 4},
	arrow.UINT64:  {KindUBigInt, 8},
	arrow.FLOAT32: {KindFloat, 4}, arrow.FLOAT64: {KindDouble, 8}, arrow.DATE32: {KindDate, 4},
}

// fixed copies values of w bytes.
func fixed(k Kind, w int) (Type, filler, error) {
	return Type{Kind: k}, func(v bd.Vector, a arrow.Array, at, n int) error {
		fillValidity(v, a, at, n)
		from := (a.Data().Offset() + at) * w
		copy(bytesOf(v, n*w), a.Data().Buffers()[1].Bytes()[from:])
		return nil
	}, nil
}

// bytesOf are the first n bytes of a vector's data.
func bytesOf(v bd.Vector, n int) []byte { return unsafe.Slice((*byte)(bd.VectorGetData(v)), n) }

func fillBool(v bd.Vector, a arrow.Array, at, n int) error {
	fillValidity(v, a, at, n)
	values, dst := a.(*array.Boolean), bytesOf(v, n)
	for i := range dst {
		dst[i] = 0
		if values.Value(at + i) {
			dst[i] = 1
		}
	}
	return nil
}

func timestampColumn(dt *arrow.TimestampType) (Type, filler, error) {
	kind := map[arrow.TimeUnit]Kind{
		arrow.Second: KindTimestampS, arrow.Millisecond: KindTimestampMS,
		arrow.Microsecond: KindTimestamp, arrow.Nanosecond: KindTimestampNS,
	}[dt.Unit]
	if dt.TimeZone != "" {
		if dt.Unit != arrow.Microsecond {
			return Type{}, nil, fmt.Errorf("no DuckDB type for %s: zoned timestamps are in microseconds", dt)
		}
		kind = KindTimestampTZ
	}
	return fixed(kind, 8)
}

func stringColumn(f arrow.Field, borrow bool) (Type, filler) {
	text := Type{Kind: KindVarchar}
	if v, ok := f.Metadata.GetValue(typeKey); ok && v == typeJSON {
		text.Kind = KindJSON
	}
	bytes := Type{Kind: KindBlob}
	switch f.Type.ID() {
	case arrow.STRING:
		return text, fillStrings(true, borrow, (*array.String).ValueOffsets)
	case arrow.LARGE_STRING:
		return text, fillStrings(true, borrow, (*array.LargeString).ValueOffsets)
	case arrow.BINARY:
		return bytes, fillStrings(false, borrow, (*array.Binary).ValueOffsets)
	}
	return bytes, fillStrings(false, borrow, (*array.LargeBinary).ValueOffsets)
}

// decimalColumn narrows 128-bit numbers to the width that DuckDB keeps DECIMAL(p, s) in.
func decimalColumn(dt *arrow.Decimal128Type) (Type, filler, error) {
	if dt.Precision < 1 || dt.Precision > 38 || dt.Scale < 0 || dt.Scale > dt.Precision {
		return Type{}, nil, fmt.Errorf("no DuckDB type for %s", dt)
	}
	t := Type{Kind: KindDecimal, Width: uint8(dt.Precision), Scale: uint8(dt.Scale)}
	switch p := dt.Precision; {
	case p <= 4:
		return t, narrow[int16](math.MinInt16, math.MaxInt16), nil
	case p <= 9:
		return t, narrow[int32](math.MinInt32, math.MaxInt32), nil
	case p <= 18:
		return t, narrow[int64](math.MinInt64, math.MaxInt64), nil
	}
	_, fill, err := fixed(KindDecimal, 16)
	return t, fill, err
}

func narrow[T int16 | int32 | int64](lo, hi int64) filler {
	return func(v bd.Vector, a arrow.Array, at, n int) error {
		fillValidity(v, a, at, n)
		values := a.(*array.Decimal128).Values()[at : at+n]
		dst := unsafe.Slice((*T)(bd.VectorGetData(v)), n)
		for i := range dst {
			x := int64(values[i].LowBits())
			if (values[i].HighBits() != x>>63 || x < lo || x > hi) && a.IsValid(at+i) {
				return fmt.Errorf("decimal in row %d has more digits than its type", at+i)
			}
			dst[i] = T(x)
		}
		return nil
	}
}
