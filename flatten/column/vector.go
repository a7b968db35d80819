package column

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// vector collects the values of one column. Rows without a value cost nothing until the next value or the flush: the
// memory of valid and of fixed widths is zero beforehand, and a gap between the ends of texts is closed then. What every
// value touches comes first, to share cache lines.
type vector struct {
	valid []byte // once sparse: one bit a row, set where there is a value; the slices are the whole capacity
	slots []byte // fixed width: width bytes a row (of booleans one bit); texts and lists: see setEnd
	data  []byte // the texts' bytes

	rows   int32 // rows up to and with the last value
	count  int32 // rows with a value
	length int32 // bytes of data in use; of lists the rows of child
	width  int16 // bytes of a value of fixed width; 0: a text or list, -1: a boolean
	isText bool  // set is setText
	sparse bool  // valid is in use
	set    setter

	typ                   arrow.DataType
	child                 *vector // of lists: their elements
	validB, slotsB, dataB buffer
	mem                   memory.Allocator
}

// buffer is growing memory from an Arrow allocator.
type buffer struct {
	b    *memory.Buffer
	hint int // how large it was when it was last handed on
}

// grow makes room for n bytes and returns the whole capacity. What is new is undefined.
func (b *buffer) grow(raw []byte, n int, mem memory.Allocator) []byte {
	if b.b == nil {
		b.b = memory.NewResizableBuffer(mem)
	}
	n = max(n, 2*len(raw), b.hint+b.hint/8, 1<<poolSmallest)
	b.b.Reserve(1 << bits.Len(uint(n-1))) // a power of two, which a Pool has
	return b.b.Buf()
}

// growZero is grow with zeros.
func (b *buffer) growZero(raw []byte, n int, mem memory.Allocator) []byte {
	grown := b.grow(raw, n, mem)
	clear(grown[len(raw):])
	return grown
}

// take hands the memory on, n bytes of it; the buffer is empty afterwards.
func (b *buffer) take(raw *[]byte, n int, mem memory.Allocator) *memory.Buffer {
	if b.b == nil || n > len(*raw) {
		b.growZero(*raw, n, mem)
	}
	out := b.b
	out.ResizeNoShrink(n)
	*raw = nil
	*b = buffer{hint: n}
	return out
}

func (b *buffer) release(raw *[]byte) {
	if b.b != nil {
		b.b.Release()
	}
	*raw = nil
	*b = buffer{}
}

func newVector(t arrow.DataType, mem memory.Allocator) vector {
	v := vector{typ: t, mem: mem, set: setterOf(t)}
	switch t := t.(type) {
	case *arrow.StringType:
		v.isText = true
	case *arrow.BooleanType:
		v.width = -1
	case *arrow.ListType:
		child := newVector(t.Elem(), mem)
		v.child = &child
	case arrow.FixedWidthDataType:
		v.width = int16(t.BitWidth() / 8)
	}
	return v
}

// mark notes that a row has a value. Rows come in ascending order. As long as none is left out, valid is not needed.
func (v *vector) mark(row int) {
	if int(v.count) == row {
		v.count++
		v.rows = v.count
		return
	}
	v.markSparse(row)
}

func (v *vector) markSparse(row int) {
	v.materialise(row + 1)
	v.valid[row/8] |= 1 << (row % 8)
	v.count++
	v.rows = int32(row + 1)
}

// materialise makes valid hold so many rows; when it does so for the first time, all rows up to count have values.
func (v *vector) materialise(rows int) {
	if n := (rows + 7) / 8; n > len(v.valid) {
		v.valid = v.validB.growZero(v.valid, n, v.mem)
	}
	if v.sparse {
		return
	}
	v.sparse = true
	full := int(v.count) / 8
	for i := range full {
		v.valid[i] = 0xff
	}
	for i := full * 8; i < int(v.count); i++ {
		v.valid[i/8] |= 1 << (i % 8)
	}
}

// value returns the bytes of a row's value of fixed width, to be written to.
func (v *vector) value(row int) []byte {
	v.mark(row)
	width := int(v.width)
	n := (row + 1) * width
	if n > len(v.slots) {
		v.slots = v.slotsB.growZero(v.slots, n, v.mem)
	}
	return v.slots[n-width : n]
}

func (v *vector) setBool(row int, value bool) {
	v.mark(row)
	if row/8 >= len(v.slots) {
		v.slots = v.slotsB.growZero(v.slots, row/8+1, v.mem)
	}
	if value {
		v.slots[row/8] |= 1 << (row % 8)
	}
}

// room returns n free bytes behind the texts, for setEnd to take in.
func (v *vector) room(n int) []byte {
	length := int(v.length)
	if length+n > len(v.data) {
		v.data = v.dataB.grow(v.data, length+n, v.mem)
	}
	return v.data[length : length+n]
}

// setEnd makes what stands between the end of the last text or list and length the value of a row. The slots of texts
// and lists are Arrow's offsets: 4 bytes a row, the end of its part of data or child, behind a leading 0.
func (v *vector) setEnd(row, length int) {
	if int(v.rows) < row {
		v.closeGap(row)
	}
	v.mark(row)
	n := 4 * (row + 2)
	if n > len(v.slots) {
		v.growEnds(n)
	}
	binary.LittleEndian.PutUint32(v.slots[n-4:n], uint32(length))
	v.length = int32(length)
}

func (v *vector) growEnds(n int) {
	v.slots = v.slotsB.grow(v.slots, n, v.mem)
	clear(v.slots[:4]) // the first text begins at 0
}

// closeGap gives the rows without a value from the last one on empty texts.
func (v *vector) closeGap(row int) {
	if n := 4 * (row + 1); n > len(v.slots) {
		v.growEnds(n)
	}
	for r := int(v.rows); r < row; r++ {
		binary.LittleEndian.PutUint32(v.slots[4*(r+1):], uint32(v.length))
	}
	v.rows = int32(row)
}

// setText copies a text in; false where the batch's texts are too long for Arrow's offsets.
func (v *vector) setText(row int, text []byte) bool {
	end := int(v.length) + len(text)
	if end > math.MaxInt32 {
		return false
	}
	copy(v.room(len(text)), text)
	v.setEnd(row, end)
	return true
}

// bytes is about how much memory the values of so many rows take.
func (v *vector) bytes(rows int) int {
	switch {
	case v.count == 0:
		return 0
	case v.width > 0:
		return rows * int(v.width)
	case v.width < 0:
		return rows / 8
	case v.child != nil:
		return 4*rows + v.child.bytes(int(v.child.rows))
	}
	return 4*rows + int(v.length)
}

// take hands the column's rows on as an array and begins again.
func (v *vector) take(rows int) arrow.Array {
	d := v.takeData(rows)
	defer d.Release()
	return array.MakeFromData(d)
}

func (v *vector) takeData(rows int) arrow.ArrayData {
	if v.count == 0 {
		v.rows, v.length = 0, 0
		return noValues(v.typ, rows)
	}
	var children []arrow.ArrayData
	buffers := []*memory.Buffer{v.validity(rows)}
	switch {
	case v.width > 0:
		buffers = append(buffers, v.slotsB.take(&v.slots, rows*int(v.width), v.mem))
	case v.width < 0:
		buffers = append(buffers, v.slotsB.take(&v.slots, (rows+7)/8, v.mem))
	default:
		v.closeGap(rows)
		buffers = append(buffers, v.slotsB.take(&v.slots, 4*(rows+1), v.mem))
	}
	switch {
	case v.child != nil:
		c := v.child.takeData(int(v.length))
		defer c.Release()
		children = []arrow.ArrayData{c}
	case v.width == 0:
		buffers = append(buffers, v.dataB.take(&v.data, int(v.length), v.mem))
	}
	d := array.NewData(v.typ, rows, buffers, children, rows-int(v.count), 0)
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
	if int(v.count) == rows {
		return nil
	}
	v.materialise(rows)
	v.sparse = false
	return v.validB.take(&v.valid, (rows+7)/8, v.mem)
}

func (v *vector) release() {
	v.validB.release(&v.valid)
	v.slotsB.release(&v.slots)
	v.dataB.release(&v.data)
	if v.child != nil {
		v.child.release()
	}
	v.rows, v.count, v.length, v.sparse = 0, 0, 0, false
}
