package column

import (
	"encoding/binary"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
)

// Table collects the rows of one table. It is a view.Sink. Its batches have the column seq (Int64) first: the number
// given to Begin for the resource that a row came from. For one goroutine.
type Table struct {
	// Bad counts values that did not fit their column.
	Bad int

	schema  *arrow.Schema
	vectors []vector
	seqs    vector
	mem     memory.Allocator
	m       *fhirpath.Machine
	seq     int64
	rows    int
}

// Schema makes the schema of a table's batches: seq and then the columns.
func Schema(names []string, types []arrow.DataType) *arrow.Schema {
	fields := []arrow.Field{{Name: "seq", Type: BigInt}}
	for i, n := range names {
		fields = append(fields, arrow.Field{Name: n, Type: types[i], Nullable: true})
	}
	return arrow.NewSchema(fields, nil)
}

// NewTable returns an empty table with the given schema, made by Schema. It allocates nothing from mem until there is a
// row.
func NewTable(s *arrow.Schema, m *fhirpath.Machine, mem memory.Allocator) *Table {
	t := &Table{schema: s, mem: mem, m: m, seqs: newVector(BigInt, mem)}
	for _, f := range s.Fields()[1:] {
		t.vectors = append(t.vectors, newVector(f.Type, mem))
	}
	return t
}

// Begin says from which resource the next rows are.
func (t *Table) Begin(seq int64) { t.seq = seq }

// Value sets a column of the current row.
func (t *Table) Value(column int, it fhirpath.Item) {
	v := &t.vectors[column]
	if !v.isOpen(t.rows) || !v.set(t, v, it) {
		t.Bad++
	}
}

// Node is Value for a node of the tape.
func (t *Table) Node(column int, n uint32) {
	v := &t.vectors[column]
	tape := t.m.Tape
	switch nd := &tape.Nodes[n]; {
	case !v.isOpen(t.rows):
	case v.isText && nd.Kind == node.String && !nd.Escaped:
		if v.setText(t.rows, tape.Bytes[nd.Start:nd.End]) {
			return
		}
	case v.set(t, v, fhirpath.NodeItem(n)):
		return
	}
	t.Bad++
}

// Text is Value for a text, which the column must be made for.
func (t *Table) Text(column int, text []byte) {
	v := &t.vectors[column]
	if !v.isOpen(t.rows) || !v.setText(t.rows, text) {
		t.Bad++
	}
}

// Integer is Value for an integer, which the column must be made for.
func (t *Table) Integer(column, n int) {
	v := &t.vectors[column]
	if !v.isOpen(t.rows) || !v.setInteger(t.rows, int64(n)) {
		t.Bad++
	}
}

// List sets a column that is a collection.
func (t *Table) List(column int, items []fhirpath.Item) {
	v := &t.vectors[column]
	if v.child == nil {
		t.Bad++
		return
	}
	n := v.length
	for _, it := range items {
		t.putText(v.child, n, it) // an element that is no scalar stays NULL
		n++
	}
	v.setEnd(t.rows, n)
}

// EndRow ends the current row.
func (t *Table) EndRow() {
	binary.LittleEndian.PutUint64(t.seqs.value(t.rows), uint64(t.seq))
	t.rows++
}

// Rows is the number of rows collected.
func (t *Table) Rows() int { return t.rows }

// Bytes is about how much memory they take.
func (t *Table) Bytes() int {
	n := 8 * t.rows
	for i := range t.vectors {
		n += t.vectors[i].bytes(t.rows)
	}
	return n
}

// Flush hands the rows on as a batch, nil if there are none. The receiver releases it.
func (t *Table) Flush() arrow.RecordBatch {
	if t.rows == 0 {
		return nil
	}
	arrays := []arrow.Array{t.seqs.take(t.rows)}
	for i := range t.vectors {
		arrays = append(arrays, t.vectors[i].take(t.rows))
	}
	batch := array.NewRecordBatch(t.schema, arrays, int64(t.rows))
	for _, a := range arrays {
		a.Release()
	}
	t.rows = 0
	return batch
}

// Release drops rows that were not flushed and their memory.
func (t *Table) Release() {
	t.seqs.release()
	for i := range t.vectors {
		t.vectors[i].release()
	}
	t.rows = 0
}
