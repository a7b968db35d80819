package column

import (
	"sync"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// zeros is what all columns without a value are made of: most columns of most batches, so they share it. Never written to.
var zeros = sync.OnceValue(func() []byte { return make([]byte, 1<<20) })

func zeroBuffer(n int) *memory.Buffer {
	z := zeros()
	if n > len(z) {
		z = make([]byte, n)
	}
	return memory.NewBufferBytes(z[:n:n])
}

// noValues is a column of rows without a value.
func noValues(t arrow.DataType, rows int) arrow.ArrayData {
	var valid *memory.Buffer
	if rows > 0 {
		valid = zeroBuffer((rows + 7) / 8)
	}
	switch t := t.(type) {
	case *arrow.ListType:
		child := noValues(t.Elem(), 0)
		defer child.Release()
		return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer(4 * (rows + 1))}, []arrow.ArrayData{child}, rows, 0)
	case arrow.FixedWidthDataType:
		return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer((rows*t.BitWidth() + 7) / 8)}, nil, rows, 0)
	}
	return array.NewData(t, rows, []*memory.Buffer{valid, zeroBuffer(4 * (rows + 1)), zeroBuffer(0)}, nil, rows, 0)
}
