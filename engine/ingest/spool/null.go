package spool

import (
	"sync"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// canBeNull says whether a column of the type is left out where it is all NULL. nullData knows these types.
func canBeNull(t arrow.DataType) bool {
	switch t := t.(type) {
	case *arrow.StringType, *arrow.BinaryType:
		return true
	case *arrow.ListType:
		return canBeNull(t.Elem())
	case *arrow.DictionaryType, *arrow.NullType:
		return false
	case arrow.FixedWidthDataType:
		return t.BitWidth() > 0
	}
	return false
}

// zeros are the buffers of all columns that are all NULL. Never written to; on Go's heap, which is no harm, since nothing
// points into a NULL.
var zeros = sync.OnceValue(func() []byte { return make([]byte, 1<<20) })

func zeroBuffer(n int) *memory.Buffer {
	z := zeros()
	if n > len(z) {
		z = make([]byte, n)
	}
	return memory.NewBufferBytes(z[:n:n])
}

// nullData is an all NULL column.
func nullData(t arrow.DataType, rows int) *array.Data {
	valid := zeroBuffer((rows + 7) / 8)
	switch t := t.(type) {
	case *arrow.ListType:
		child := nullData(t.Elem(), 0)
		defer child.Release()
		return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer(4 * (rows + 1))}, []arrow.ArrayData{child}, rows, 0)
	case arrow.FixedWidthDataType:
		return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer((rows*t.BitWidth() + 7) / 8)}, nil, rows, 0)
	}
	return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer(4 * (rows + 1)), zeroBuffer(0)}, nil, rows, 0)
}
