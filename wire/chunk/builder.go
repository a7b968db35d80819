package chunk

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Builder collects the values of one column.
type Builder struct {
	typ      backend.Type
	n        int
	data     []byte
	validity []uint64
	nulls    bool
	children []*Builder
	long     [][]byte // strings that data points to
}

// Huge is a 128-bit value: a HUGEINT, UHUGEINT, UUID or wide DECIMAL.
type Huge struct {
	Lower uint64
	Upper int64
}

// Interval is an INTERVAL.
type Interval struct {
	Months, Days int32
	Micros       int64
}

// Member is a value of a UNION: which member, and its value.
type Member struct {
	Tag   uint8
	Value any
}

// NewBuilder makes an empty column.
func NewBuilder(t backend.Type) *Builder {
	b := &Builder{typ: t}
	for _, c := range childTypes(t) {
		b.children = append(b.children, NewBuilder(c))
	}
	return b
}

// Append adds a value: nil; bool; int64 for every kind of integer, DECIMAL, ENUM position, date and time; float64;
// string or []byte for strings; Huge; Interval; []any for LIST and ARRAY (elements), STRUCT (members) and MAP (structs
// of key and value); Member. A value of another type is a mistake of the caller and panics.
func (b *Builder) Append(value any) {
	b.mark(value != nil)
	b.data = append(b.data, make([]byte, Width(b.typ))...)
	slot := b.data[len(b.data)-Width(b.typ):]
	b.n++
	switch v := value.(type) {
	case nil:
		b.appendNull()
	case bool:
		if v {
			slot[0] = 1
		}
	case int64:
		b.putInteger(slot, v)
	case float64:
		b.putFloat(slot, v)
	case string:
		b.putString(slot, []byte(v))
	case []byte:
		b.putString(slot, v)
	case Huge:
		binary.NativeEndian.PutUint64(slot, v.Lower)
		binary.NativeEndian.PutUint64(slot[8:], uint64(v.Upper))
	case Interval:
		binary.NativeEndian.PutUint32(slot, uint32(v.Months))
		binary.NativeEndian.PutUint32(slot[4:], uint32(v.Days))
		binary.NativeEndian.PutUint64(slot[8:], uint64(v.Micros))
	case []any:
		b.appendNested(slot, v)
	case Member:
		b.appendMember(v)
	default:
		panic(fmt.Sprintf("chunk: no value of kind %d from %T", b.typ.Kind, value))
	}
}

func (b *Builder) mark(valid bool) {
	if b.n%64 == 0 {
		b.validity = append(b.validity, math.MaxUint64)
	}
	if !valid {
		b.validity[b.n/64] &^= 1 << (b.n % 64)
		b.nulls = true
	}
}

// appendNull keeps children that run in step with their parent in step.
func (b *Builder) appendNull() {
	switch b.typ.Kind {
	case backend.KindStruct, backend.KindUnion:
		for _, c := range b.children {
			c.Append(nil)
		}
	case backend.KindArray:
		for range b.typ.Size {
			b.children[0].Append(nil)
		}
	}
}

func (b *Builder) putInteger(slot []byte, v int64) {
	switch len(slot) {
	case 1:
		slot[0] = byte(v)
	case 2:
		binary.NativeEndian.PutUint16(slot, uint16(v))
	case 4:
		binary.NativeEndian.PutUint32(slot, uint32(v))
	case 8:
		binary.NativeEndian.PutUint64(slot, uint64(v))
	default: // sign-extended
		binary.NativeEndian.PutUint64(slot, uint64(v))
		binary.NativeEndian.PutUint64(slot[8:], uint64(v>>63))
	}
}

func (b *Builder) putFloat(slot []byte, v float64) {
	if b.typ.Kind == backend.KindFloat {
		binary.NativeEndian.PutUint32(slot, math.Float32bits(float32(v)))
		return
	}
	binary.NativeEndian.PutUint64(slot, math.Float64bits(v))
}

func (b *Builder) putString(slot, s []byte) {
	binary.NativeEndian.PutUint32(slot, uint32(len(s)))
	copy(slot[4:], s[:min(len(s), inlineMax)])
	if len(s) <= inlineMax {
		return
	}
	s = append([]byte(nil), s...)
	b.long = append(b.long, s)
	binary.NativeEndian.PutUint64(slot[8:], uint64(uintptr(unsafe.Pointer(&s[0]))))
}

func (b *Builder) appendNested(slot []byte, values []any) {
	if b.typ.Kind == backend.KindStruct {
		for i, c := range b.children {
			c.Append(values[i])
		}
		return
	}
	if b.typ.Kind != backend.KindArray {
		binary.NativeEndian.PutUint64(slot, uint64(b.children[0].n))
		binary.NativeEndian.PutUint64(slot[8:], uint64(len(values)))
	}
	for _, v := range values {
		b.children[0].Append(v)
	}
}

func (b *Builder) appendMember(m Member) {
	b.children[0].Append(int64(m.Tag))
	for i, c := range b.children[1:] {
		if i == int(m.Tag) {
			c.Append(m.Value)
		} else {
			c.Append(nil)
		}
	}
}

// Vector is the column so far; it is good as long as the Builder is kept and until the next Append.
func (b *Builder) Vector() backend.Vector {
	v := backend.Vector{Type: b.typ}
	if len(b.data) > 0 {
		b.data = align(b.data)
		v.Data = unsafe.Pointer(&b.data[0])
	}
	if b.nulls {
		v.Validity = unsafe.Pointer(&b.validity[0])
	}
	for _, c := range b.children {
		v.Children = append(v.Children, c.Vector())
	}
	switch b.typ.Kind {
	case backend.KindList, backend.KindMap, backend.KindArray:
		v.ChildLen = b.children[0].n
	}
	return v
}

// align moves data to memory aligned for 8-byte words.
func align(data []byte) []byte {
	words := make([]uint64, (len(data)+7)/8)
	aligned := unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), len(words)*8)[:len(data)]
	copy(aligned, data)
	return aligned
}
