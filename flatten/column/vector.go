package column

import (
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
	rows   int    // rows up to and with the last value
	room   int    // rows that valid and slots have memory for
	count  int    // rows with a value
	length int    // bytes of data in use; of lists the rows of child
	valid  []byte // one bit a row, set where there is a value; the slices are the whole capacity
	width  int16  // bytes of a value of fixed width; 0: a text or list, -1: a boolean
	isText bool   // set is setText

	ends  []int32 // of texts and lists: Arrow's offsets, where each row's part of data or child ends, behind a leading 0
	data  []byte  // the texts' bytes
	slots []byte  // fixed width: width bytes a row (of booleans one bit); texts and lists: the memory of ends
	set   setter

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

// mark notes that a row has a value. Rows come in ascending order.
func (v *vector) mark(row int) {
	v.valid[uint(row)/8] |= 1 << (uint(row) % 8)
	v.count++
	v.rows = row + 1
}

// isOpen says whether a row has no value yet.
func (v *vector) isOpen(row int) bool { return v.rows <= row }

// makeRoom makes valid and slots hold a row.
func (v *vector) makeRoom(row int) {
	if n := row/8 + 1; n > len(v.valid) {
		v.valid = v.validB.growZero(v.valid, n, v.mem)
	}
	if n := v.slotBytes(row + 1); n > len(v.slots) {
		v.growSlots(n)
	}
	rows := 8 * len(v.slots) // of booleans
	switch {
	case v.width > 0:
		rows = len(v.slots) / int(v.width)
	case v.width == 0:
		rows = len(v.ends) - 1
	}
	v.room = min(rows, 8*len(v.valid))
}

func (v *vector) growSlots(n int) {
	if v.width != 0 {
		v.slots = v.slotsB.growZero(v.slots, n, v.mem)
		return
	}
	v.slots = v.slotsB.grow(v.slots, n, v.mem)
	v.ends = arrow.Int32Traits.CastFromBytes(v.slots)
	v.ends[0] = 0
}

// slotBytes is how long the slots of so many rows are.
func (v *vector) slotBytes(rows int) int {
	switch {
	case v.width > 0:
		return rows * int(v.width)
	case v.width < 0:
		return (rows + 7) / 8
	}
	return 4 * (rows + 1)
}

// value returns the bytes of a row's value of fixed width, to be written to.
func (v *vector) value(row int) []byte {
	if row >= v.room {
		v.makeRoom(row)
	}
	v.mark(row)
	width := int(v.width)
	return v.slots[uint(row*width):][:width]
}

func (v *vector) setBool(row int, value bool) {
	if row >= v.room {
		v.makeRoom(row)
	}
	v.mark(row)
	if value {
		v.slots[row/8] |= 1 << (row % 8)
	}
}

// space returns n > 0 free bytes behind the texts, for setEnd to take in; nil where the batch's texts are too long for
// Arrow's offsets.
func (v *vector) space(n int) []byte {
	end := v.length + n
	if end > len(v.data) {
		if end > math.MaxInt32 {
			return nil
		}
		grown := v.dataB.grow(v.data, end, v.mem)
		v.data = grown[:min(len(grown), math.MaxInt32)]
	}
	return v.data[v.length:end]
}

// setEnd makes what stands between the end of the last text or list and length the value of a row.
func (v *vector) setEnd(row, length int) {
	if v.isAhead(row) {
		v.reach(row)
	}
	v.end(row, length)
}

// isAhead says whether a row needs reach before its value is set.
func (v *vector) isAhead(row int) bool { return row > v.rows || row >= v.room }

func (v *vector) end(row, length int) {
	v.mark(row)
	v.ends[row+1], v.length = int32(length), length
}

// reach makes room for a row, and gives the rows without a value before it empty texts.
func (v *vector) reach(row int) {
	if row >= v.room {
		v.makeRoom(row)
	}
	for r := v.rows; r < row; r++ {
		v.ends[r+1] = int32(v.length)
	}
	v.rows = row
}

// setText copies a text in; false where there is no space.
func (v *vector) setText(row int, text []byte) bool {
	end := v.length + len(text)
	if end > len(v.data) && v.space(len(text)) == nil {
		return false
	}
	copy(v.data[v.length:], text)
	if v.isAhead(row) { // setEnd, in line
		v.reach(row)
	}
	v.end(row, end)
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
	if v.count == 0 {
		v.rows, v.length = 0, 0
		return noValues(v.typ, rows)
	}
	if v.width == 0 {
		v.reach(rows)
	}
	var children []arrow.ArrayData
	buffers := []*memory.Buffer{v.validity(rows), v.slotsB.take(&v.slots, v.slotBytes(rows), v.mem)}
	switch {
	case v.child != nil:
		c := v.child.takeData(v.length)
		defer c.Release()
		children = []arrow.ArrayData{c}
	case v.width == 0:
		buffers = append(buffers, v.dataB.take(&v.data, v.length, v.mem))
	}
	d := array.NewData(v.typ, rows, buffers, children, rows-v.count, 0)
	for _, b := range buffers {
		if b != nil {
			b.Release()
		}
	}
	v.rows, v.count, v.length, v.room, v.ends = 0, 0, 0, 0, nil
	return d
}

// validity is nil where every row has a value.
func (v *vector) validity(rows int) *memory.Buffer {
	n := (rows + 7) / 8
	if v.count < rows {
		return v.validB.take(&v.valid, n, v.mem)
	}
	v.validB.release(&v.valid)
	v.validB.hint = n
	return nil
}

func (v *vector) release() {
	v.validB.release(&v.valid)
	v.slotsB.release(&v.slots)
	v.dataB.release(&v.data)
	if v.child != nil {
		v.child.release()
	}
	v.rows, v.count, v.length, v.room, v.ends = 0, 0, 0, 0, nil
}
