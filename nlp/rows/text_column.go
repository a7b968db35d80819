package rows

import (
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// textColumn collects a column of texts in Go's own memory: most of what is written are short texts, ten for each row, and
// a general builder takes several times as long for one.
type textColumn struct {
	textMemory
	nulls  int
	last   struct{ data, ends int } // lengths of the last array: the next one will be like it
	handed textMemory               // what the last array stands on
	spare  textMemory               // what nobody uses any more
}

// textMemory is what an array of texts stands on.
type textMemory struct {
	data  []byte
	ends  []int32 // where each text begins, and the last one ends
	valid []byte  // a bit for each text
}

// begin makes room for the next text, of n bytes, and returns its number.
func (c *textColumn) begin(n int) int {
	if len(c.ends) == cap(c.ends) || n > cap(c.data)-len(c.data) {
		c.grow(n)
	}
	i := len(c.ends) - 1
	if i&7 == 0 {
		c.valid = append(c.valid, 0)
	}
	return i
}

// grow makes much room: append by itself grows large slices by a quarter.
func (c *textColumn) grow(n int) {
	if len(c.ends) == cap(c.ends) {
		c.ends = slices.Grow(c.ends, max(len(c.ends), 1<<7, c.last.ends-len(c.ends)))
		c.valid = slices.Grow(c.valid, cap(c.ends)/8+1-len(c.valid))
	}
	if len(c.ends) == 0 {
		c.ends = append(c.ends, 0)
	}
	if n > cap(c.data)-len(c.data) {
		c.data = slices.Grow(c.data, max(len(c.data), n, 1<<10, c.last.data-len(c.data)))
	}
}

func (c *textColumn) append(s string) {
	i := c.begin(len(s))
	c.valid[i>>3] |= 1 << (i & 7)
	c.data = append(c.data, s...)
	c.ends = append(c.ends, int32(len(c.data)))
}

func (c *textColumn) null() {
	c.begin(0)
	c.ends = append(c.ends, int32(len(c.data)))
	c.nulls++
}

func (c *textColumn) len() int { return max(0, len(c.ends)-1) }

// array hands the column's memory over to an array and begins anew.
func (c *textColumn) array() arrow.Array {
	n := c.len()
	data := array.NewData(arrow.BinaryTypes.String, n, []*memory.Buffer{
		memory.NewBufferBytes(c.valid), memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(c.ends)), memory.NewBufferBytes(c.data),
	}, nil, c.nulls, 0)
	defer data.Release()
	c.last.data, c.last.ends = len(c.data), len(c.ends)
	c.handed, c.textMemory = c.textMemory, c.spare
	c.spare, c.nulls = textMemory{}, 0
	return array.NewStringData(data)
}

// recycle takes the memory of the last array back.
func (c *textColumn) recycle() {
	if h := &c.handed; h.ends != nil {
		c.spare = textMemory{h.data[:0], h.ends[:1], h.valid[:0]}
		*h = textMemory{}
	}
}
