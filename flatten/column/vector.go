package column

import (
	"encoding/binary"
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// vector collects the values of one column. Rows without a value cost nothing until the next value or the flush: the
// memory of valid and fixed is zero beforehand, and the gap in ends is closed then.
//
//	valid  one bit a row, set where there is a value
//	fixed  width bytes a row (of booleans one bit); unused for texts
//	ends   of texts and lists: 4 bytes a row, the end of its part of data or child, behind a leading 0
//	data   the texts' bytes
type vector struct {
	typ    arrow.DataType
	set    setter // puts a value into the table's current row
	isText bool   // set is setText
	width  int    // bytes of a value of fixed width; 0: a text or list, -1: a boolean
	rows   int    // rows up to and with the last value
	count  int    // rows with a value

	valid, fixed, ends, data buffer
	length                   int     // bytes of data in use; of lists the rows of child
	child                    *vector // of lists: their elements
	mem                      memory.Allocator
}

// buffer is growing memory from an Arrow allocator.
type buffer struct {
	b    *memory.Buffer
	raw  []byte // the whole capacity
	hint int    // how large it was when it was last handed on
}

// grow makes room for n bytes. What is new is undefined.
func (b *buffer) grow(n int, mem memory.Allocator) {
	if b.b == nil {
		b.b = memory.NewResizableBuffer(mem)
	}
	b.b.Reserve(max(n, 2*len(b.raw), b.hint+b.hint/8, 256))
	b.raw = b.b.Buf()
}

// growZero is grow with zeros.
func (b *buffer) growZero(n int, mem memory.Allocator) {
	old := len(b.raw)
	b.grow(n, mem)
	clear(b.raw[old:])
}

// take hands the memory on, n bytes of it; the buffer is empty afterwards.
func (b *buffer) take(n int, mem memory.Allocator) *memory.Buffer {
	if b.b == nil || n > len(b.raw) {
		b.growZero(n, mem)
	}
	out := b.b
	out.ResizeNoShrink(n)
	*b = buffer{hint: n}
	return out
}

func (b *buffer) release() {
	if b.b != nil {
		b.b.Release()
	}
	*b = buffer{}
}

func newVector(t arrow.DataType, mem memory.Allocator) *vector {
	v := &vector{typ: t, mem: mem, set: setterOf(t)}
	switch t := t.(type) {
	case *arrow.StringType:
		v.isText = true
	case *arrow.BooleanType:
		v.width = -1
	case *arrow.ListType:
		v.child = newVector(t.Elem(), mem)
	case arrow.FixedWidthDataType:
		v.width = t.BitWidth() / 8
	}
	return v
}

// mark notes that a row has a value. Rows come in ascending order.
func (v *vector) mark(row int) {
	if row/8 >= len(v.valid.raw) {
		v.valid.growZero(row/8+1, v.mem)
	}
	v.valid.raw[row/8] |= 1 << (row % 8)
	v.count++
	v.rows = row + 1
}

// value returns the bytes of a row's value of fixed width, to be written to.
func (v *vector) value(row int) []byte {
	v.mark(row)
	n := (row + 1) * v.width
	if n > len(v.fixed.raw) {
		v.fixed.growZero(n, v.mem)
	}
	return v.fixed.raw[n-v.width : n]
}

func (v *vector) setBool(row int, value bool) {
	v.mark(row)
	if row/8 >= len(v.fixed.raw) {
		v.fixed.growZero(row/8+1, v.mem)
	}
	if value {
		v.fixed.raw[row/8] |= 1 << (row % 8)
	}
}

// room returns n free bytes behind the texts, for setEnd to take in.
func (v *vector) room(n int) []byte {
	if v.length+n > len(v.data.raw) {
		v.data.grow(v.length+n, v.mem)
	}
	return v.data.raw[v.length : v.length+n]
}

// setEnd makes what stands between the end of the last text or list and length the value of a row.
func (v *vector) setEnd(row, length int) {
	if v.rows < row {
		v.closeGap(row)
	}
	v.mark(row)
	n := 4 * (row + 2)
	if n > len(v.ends.raw) {
		v.growEnds(n)
	}
	binary.LittleEndian.PutUint32(v.ends.raw[n-4:n], uint32(length))
	v.length = length
}

func (v *vector) growEnds(n int) {
	v.ends.grow(n, v.mem)
	clear(v.ends.raw[:4]) // the first text begins at 0
}

// closeGap gives the rows without a value from the last one on empty texts.
func (v *vector) closeGap(row int) {
	if n := 4 * (row + 1); n > len(v.ends.raw) {
		v.growEnds(n)
	}
	for r := v.rows; r < row; r++ {
		binary.LittleEndian.PutUint32(v.ends.raw[4*(r+1):], uint32(v.length))
	}
	v.rows = row
}

// setText copies a text in; false where the batch's texts are too long for Arrow's offsets.
func (v *vector) setText(row int, text []byte) bool {
	if v.length+len(text) > math.MaxInt32 {
		return false
	}
	copy(v.room(len(text)), text)
	v.setEnd(row, v.length+len(text))
	return true
}

// bytes is about how much memory the values of so many rows take.
func (v *vector) bytes(rows int) int {
	switch {
	case v.count == 0:
		return 0
	case v.width > 0:
		return rows * v.width
	case v.width < 0:
		return rows / 8
	case v.child != nil:
		return 4*rows + v.child.bytes(v.child.rows)
	}
	return 4*rows + v.length
}

// take hands the column's rows on as an array and begins again.
func (v *vector) take(rows int) arrow.Array {
	d := v.takeData(rows)
	defer d.Release()
	return array.MakeFromData(d)
}

func (v *vector) takeData(rows int) arrow.ArrayData {
	var children []arrow.ArrayData
	buffers := []*memory.Buffer{v.validity(rows)}
	switch {
	case v.width > 0:
		buffers = append(buffers, v.fixed.take(rows*v.width, v.mem))
	case v.width < 0:
		buffers = append(buffers, v.fixed.take((rows+7)/8, v.mem))
	default:
		v.closeGap(rows)
		buffers = append(buffers, v.ends.take(4*(rows+1), v.mem))
	}
	switch {
	case v.child != nil:
		c := v.child.takeData(v.length)
		defer c.Release()
		children = []arrow.ArrayData{c}
	case v.width == 0:
		buffers = append(buffers, v.data.take(v.length, v.mem))
	}
	d := array.NewData(v.typ, rows, buffers, children, rows-v.count, 0)
	for _, b := range buffers {
		if b != nil {
			b.Release()
		}
	}
	v.rows, v.count, v.length = 0, 0, 0
	return d
}

// validity is nil where every row has a value.
func (v *vector) validity(rows int) *memory.Buffer {
	if v.count == rows {
		v.valid.release()
		return nil
	}
	return v.valid.take((rows+7)/8, v.mem)
}

func (v *vector) release() {
	v.valid.release()
	v.fixed.release()
	v.ends.release()
	v.data.release()
	if v.child != nil {
		v.child.release()
	}
	v.rows, v.count, v.length = 0, 0, 0
}
