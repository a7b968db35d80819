package spool

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// A segment is one batch: a header of uvarints, padded to align, then every buffer, each padded to align.
//
//	header  = rows, column…
//	column  = length, nulls + 1, offset, number of buffers, buffer length + 1 (0 = no buffer) …, children's columns…
//
// A column that is all NULL ends behind "number of buffers", which is 0: most columns of FHIR's tables are. A column of
// texts with one buffer instead of three, which is none, is one of runs (runs.go).
//
// The number of children follows from the column's type, which the stream's schema has.

// align is enough for every fixed-width type that is read as Go values (Decimal128 is two 64-bit words).
const align = 8

// layout is a segment about to be written.
type layout struct {
	header  []byte // padded
	buffers [][]byte
	size    int64
	columns []arrow.Array // owned: sliced columns are copied first
}

func (l *layout) release() {
	for _, c := range l.columns {
		c.Release()
	}
}

// planSegment lists what is to be written for b; the header is appended to scratch. It is good until runs is reset.
func planSegment(b arrow.RecordBatch, scratch []byte, runs *runEncoder) (*layout, error) {
	l := &layout{header: binary.AppendUvarint(scratch, uint64(b.NumRows()))}
	for i, col := range b.Columns() {
		col, err := whole(col)
		if err != nil {
			l.release()
			return nil, fmt.Errorf("spool: column %q: %w", b.ColumnName(i), err)
		}
		col = runs.encode(col)
		l.columns = append(l.columns, col)
		if err := l.add(col.Data()); err != nil {
			l.release()
			return nil, fmt.Errorf("spool: column %q: %w", b.ColumnName(i), err)
		}
	}
	for len(l.header)%align != 0 {
		l.header = append(l.header, 0)
	}
	l.size = int64(len(l.header))
	for _, buf := range l.buffers {
		l.size += padded(len(buf))
	}
	return l, nil
}

// whole returns col, or a copy where col is a slice of something longer, so that a small slice of a big array does not
// write the big array.
func whole(col arrow.Array) (arrow.Array, error) {
	if col.Data().Offset() == 0 {
		col.Retain()
		return col, nil
	}
	return array.Concatenate([]arrow.Array{col}, memory.DefaultAllocator)
}

func (l *layout) add(d arrow.ArrayData) error {
	if d.DataType().ID() == arrow.DICTIONARY {
		return errors.New("dictionary arrays are not supported")
	}
	nulls := d.NullN() // -1 where nobody has counted them: Arrow will when the batch is read
	h := binary.AppendUvarint(l.header, uint64(d.Len()))
	h = binary.AppendUvarint(h, uint64(nulls+1))
	h = binary.AppendUvarint(h, uint64(d.Offset()))
	if nulls == d.Len() && canBeNull(d.DataType()) {
		l.header = append(h, 0)
		return nil
	}
	h = binary.AppendUvarint(h, uint64(len(d.Buffers())))
	for i, b := range d.Buffers() {
		if b == nil || (i == 0 && nulls == 0) { // a bitmap without nulls says nothing
			h = append(h, 0)
			continue
		}
		h = binary.AppendUvarint(h, uint64(b.Len())+1)
		l.buffers = append(l.buffers, b.Bytes())
	}
	l.header = h
	for _, c := range d.Children() {
		if err := l.add(c); err != nil {
			return err
		}
	}
	return nil
}

func padded(n int) int64 { return int64(n+align-1) &^ (align - 1) }

// reader walks a segment's header and its buffers at the same time. All slices point into the segment; segments are
// written and read by the same process, so a broken one is a bug or a broken disk and panics are turned into an error
// by readSegment.
type reader struct {
	header []byte
	body   *memory.Buffer // the whole segment
	at     int            // of the next buffer
}

func (r *reader) uvarint() int {
	v, n := binary.Uvarint(r.header)
	if n <= 0 {
		panic("bad header")
	}
	r.header = r.header[n:]
	return int(v)
}

// readSegment makes a batch over the bytes of whole, which is released when the last column is.
func readSegment(schema *arrow.Schema, whole *memory.Buffer) (b arrow.RecordBatch, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("spool: damaged segment: %v", p)
		}
	}()
	r := &reader{header: whole.Bytes(), body: whole}
	r.at = int(padded(headerSize(schema, r.header)))
	rows := r.uvarint()
	cols, fields := make([]arrow.Array, schema.NumFields()), schema.Fields()
	for i := range fields {
		d := r.data(fields[i].Type)
		cols[i] = array.MakeFromData(d)
		fields[i].Type = d.DataType()
		d.Release()
	}
	b = array.NewRecordBatch(arrow.NewSchema(fields, nil), cols, int64(rows))
	for _, c := range cols {
		c.Release()
	}
	return b, nil
}

// headerSize finds the header's length by walking it once.
func headerSize(schema *arrow.Schema, header []byte) int {
	r := &reader{header: header}
	r.uvarint()
	for _, f := range schema.Fields() {
		r.skip(f.Type)
	}
	return len(header) - len(r.header)
}

func (r *reader) skip(t arrow.DataType) {
	r.uvarint()
	r.uvarint()
	r.uvarint()
	buffers := r.uvarint()
	if buffers == 0 && canBeNull(t) {
		return
	}
	t = storedType(t, buffers)
	for range buffers {
		r.uvarint()
	}
	for _, c := range childTypes(t) {
		r.skip(c)
	}
}

func (r *reader) data(t arrow.DataType) *array.Data {
	length, nulls, offset := r.uvarint(), r.uvarint()-1, r.uvarint()
	buffers := make([]*memory.Buffer, r.uvarint())
	if len(buffers) == 0 && canBeNull(t) {
		return nullData(t, length)
	}
	t = storedType(t, len(buffers))
	for i := range buffers {
		n := r.uvarint()
		if n == 0 {
			continue
		}
		buffers[i] = memory.SliceBuffer(r.body, r.at, n-1)
		r.at += int(padded(n - 1))
	}
	var children []arrow.ArrayData
	for _, c := range childTypes(t) {
		children = append(children, r.data(c))
	}
	d := array.NewData(t, length, buffers, children, nulls, offset)
	for _, b := range buffers {
		if b != nil {
			b.Release()
		}
	}
	for _, c := range children {
		c.Release()
	}
	return d
}

// storedType is the type of a column as it stands in the segment.
func storedType(t arrow.DataType, buffers int) arrow.DataType {
	if buffers == 1 && t.ID() == arrow.STRING {
		return runsType
	}
	return t
}

func childTypes(t arrow.DataType) []arrow.DataType {
	n, ok := t.(arrow.NestedType)
	if !ok {
		return nil
	}
	types := make([]arrow.DataType, n.NumFields())
	for i, f := range n.Fields() {
		types[i] = f.Type
	}
	return types
}
