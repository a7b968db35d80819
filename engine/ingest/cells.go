package ingest

import (
	"encoding/binary"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// cells are the values of a column laid open, to make keys of them without a type switch or an allocation per value.
type cells struct {
	valid []byte // a bit a value, nil where none is NULL
	none  bool   // all are NULL
	at    int    // the first value's place in valid and fixed

	ends  []int32 // of texts: where each begins in data, and behind the last one where it ends
	data  []byte
	fixed []byte // of other types: width bytes a value, one bit where width is 0
	width int
}

// newCells opens a column of one of the types that store.Table lets into a dictionary.
func newCells(a arrow.Array) cells {
	d := a.Data()
	c := cells{at: d.Offset(), none: a.NullN() == a.Len()}
	if c.none {
		return c
	}
	buffers := d.Buffers()
	if a.NullN() > 0 {
		c.valid = buffers[0].Bytes()
	}
	switch a := a.(type) {
	case *array.String:
		c.ends = a.ValueOffsets()
	case *array.Binary:
		c.ends = a.ValueOffsets()
	default:
		c.fixed = buffers[1].Bytes()
		c.width = a.DataType().(arrow.FixedWidthDataType).BitWidth() / 8
		return c
	}
	if buffers[2] != nil {
		c.data = buffers[2].Bytes()
	}
	return c
}

// appendKey appends the value of a row to a key. Keys of one table are equal if and only if all values are: a NULL is a 0; a
// text is its length + 1 and its bytes, any other value a 1 and its bytes.
func (c *cells) appendKey(key []byte, row int) []byte {
	i := c.at + row
	if c.none || c.valid != nil && c.valid[i>>3]>>(i&7)&1 == 0 {
		return append(key, 0)
	}
	if c.ends != nil {
		text := c.data[c.ends[row]:c.ends[row+1]]
		if len(text) < 0x7f { // mostly; the rest as binary.AppendUvarint would
			key = append(key, byte(len(text)+1))
		} else {
			key = binary.AppendUvarint(key, uint64(len(text)+1))
		}
		return append(key, text...)
	}
	key = append(key, 1)
	if c.width == 0 {
		return append(key, c.fixed[i>>3]>>(i&7)&1)
	}
	return append(key, c.fixed[i*c.width:(i+1)*c.width]...)
}
