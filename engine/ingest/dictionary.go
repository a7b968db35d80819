package ingest

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/store"
)

// A batch for a table with a dictionary is taken apart when it is appended: its rows go on with a reference in place of
// the dictionary's columns, and what each reference stands for goes into the table's stream of entries, once per writer
// or a little more often. Publishing makes one of what several writers, loads or emptied maps have said twice.

// entryRef is the column of both streams: the writer's number << refBits, and the entry's number in the writer.
const (
	entryRef = "entry_ref"
	refBits  = 40
)

// A dictionary that is none, with an entry for nearly every row, must not fill the memory: beyond these bounds the map is
// emptied, and numbers go on.
const (
	maxEntries    = 1 << 16
	maxEntryBytes = 8 << 20
)

// rowSchema is that of a table's stream of rows: whole ones, or those without the dictionary's columns.
func rowSchema(t *store.Table) *arrow.Schema {
	if !t.HasDictionary() {
		return t.ArrowSchema()
	}
	return arrow.NewSchema(append(store.ArrowSchema(t.RowColumns()).Fields(), refField), nil)
}

// entrySchema is that of a table's stream of entries.
func entrySchema(t *store.Table) *arrow.Schema {
	return arrow.NewSchema(append([]arrow.Field{refField}, store.ArrowSchema(t.EntryColumns()).Fields()[1:]...), nil)
}

var refField = arrow.Field{Name: entryRef, Type: arrow.PrimitiveTypes.Int64}

// dictionary takes batches of one table apart, for one writer.
type dictionary struct {
	whole, rows, entries *arrow.Schema
	local, shared        []int // columns of the batch that stay, and those of the dictionary

	numbers map[string]int64 // by key; the references
	bytes   int              // of all keys
	next    int64            // the next reference

	// Scratch for one batch.
	cells []cells
	key   []byte
	refs  []int64
	fresh []int // the rows that brought a new combination
	build *array.RecordBuilder
}

func newDictionary(t *store.Table, writer int) *dictionary {
	d := &dictionary{
		whole: t.ArrowSchema(), rows: rowSchema(t), entries: entrySchema(t), local: []int{0},
		numbers: map[string]int64{}, next: int64(writer) << refBits,
	}
	for i, c := range t.Columns {
		if t.InDictionary(c.Name) {
			d.shared = append(d.shared, i+1)
		} else {
			d.local = append(d.local, i+1)
		}
	}
	d.cells = make([]cells, len(d.shared))
	d.build = array.NewRecordBuilder(memory.DefaultAllocator, d.entries)
	return d
}

// split takes a batch apart. The caller releases both parts, and is done with rows before the next call; entries is nil
// where the batch brought no new combination.
func (d *dictionary) split(batch arrow.RecordBatch) (rows, entries arrow.RecordBatch, err error) {
	if err := d.check(batch); err != nil {
		return nil, nil, err
	}
	for i, column := range d.shared {
		d.cells[i] = newCells(batch.Column(column))
	}
	n := int(batch.NumRows())
	d.number(n)
	columns := make([]arrow.Array, 0, len(d.local)+1)
	for _, column := range d.local {
		columns = append(columns, batch.Column(column))
	}
	refs := int64Array(d.refs)
	defer refs.Release()
	rows = array.NewRecordBatch(d.rows, append(columns, refs), int64(n))
	return rows, d.takeEntries(batch), nil
}

// check makes sure that the columns are what all that follows takes them for.
func (d *dictionary) check(batch arrow.RecordBatch) error {
	if int(batch.NumCols()) != d.whole.NumFields() {
		return fmt.Errorf("ingest: a batch has %d columns, its table %d with seq", batch.NumCols(), d.whole.NumFields())
	}
	for i, f := range d.whole.Fields() {
		if got := batch.Column(i).DataType(); !arrow.TypeEqual(got, f.Type) {
			return fmt.Errorf("ingest: column %q of a batch is %s, expected %s", f.Name, got, f.Type)
		}
	}
	return nil
}

// number fills refs, and fresh with the rows whose combination was not in the map.
func (d *dictionary) number(rows int) {
	d.refs, d.fresh = d.refs[:0], d.fresh[:0]
	for row := range rows {
		key := d.key[:0]
		for i := range d.cells {
			key = d.cells[i].appendKey(key, row)
		}
		d.key = key
		ref, known := d.numbers[string(key)]
		if !known {
			ref = d.add(key)
			d.fresh = append(d.fresh, row)
		}
		d.refs = append(d.refs, ref)
	}
}

func (d *dictionary) add(key []byte) (ref int64) {
	if len(d.numbers) >= maxEntries || d.bytes >= maxEntryBytes {
		clear(d.numbers)
		d.bytes = 0
	}
	ref = d.next
	d.next++
	d.numbers[string(key)] = ref
	d.bytes += len(key)
	return ref
}

// takeEntries makes the entries of the fresh rows.
func (d *dictionary) takeEntries(batch arrow.RecordBatch) arrow.RecordBatch {
	if len(d.fresh) == 0 {
		return nil
	}
	ref := d.build.Field(0).(*array.Int64Builder)
	for _, row := range d.fresh {
		ref.Append(d.refs[row])
	}
	for i, column := range d.shared {
		for _, row := range d.fresh {
			appendCell(d.build.Field(i+1), batch.Column(column), row)
		}
	}
	return d.build.NewRecordBatch()
}

// int64Array is an array over the numbers' own memory.
func int64Array(numbers []int64) arrow.Array {
	bytes := memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(numbers))
	data := array.NewData(arrow.PrimitiveTypes.Int64, len(numbers), []*memory.Buffer{nil, bytes}, nil, 0, 0)
	defer data.Release()
	return array.NewInt64Data(data)
}

// appendCell copies one value. The types are those that store.Table lets into a dictionary.
func appendCell(to array.Builder, from arrow.Array, row int) {
	if from.IsNull(row) {
		to.AppendNull()
		return
	}
	switch to := to.(type) {
	case *array.StringBuilder:
		to.Append(from.(*array.String).Value(row))
	case *array.BinaryBuilder:
		to.Append(from.(*array.Binary).Value(row))
	case *array.BooleanBuilder:
		to.Append(from.(*array.Boolean).Value(row))
	case *array.Int32Builder:
		to.Append(from.(*array.Int32).Value(row))
	case *array.Int64Builder:
		to.Append(from.(*array.Int64).Value(row))
	case *array.Date32Builder:
		to.Append(from.(*array.Date32).Value(row))
	case *array.TimestampBuilder:
		to.Append(from.(*array.Timestamp).Value(row))
	case *array.Time64Builder:
		to.Append(from.(*array.Time64).Value(row))
	case *array.Decimal128Builder:
		to.Append(from.(*array.Decimal128).Value(row))
	default:
		panic(fmt.Sprintf("ingest: a dictionary of %s", from.DataType())) // store.Validate refuses it
	}
}

// appendApart takes a batch for a table with a dictionary apart and puts both parts into the spool.
func (w *Writer) appendApart(table int, batch arrow.RecordBatch) error {
	d := w.dictionaries[table]
	if d == nil {
		d = newDictionary(&w.load.store.Tables()[table], w.number)
		w.dictionaries[table] = d
	}
	rows, entries, err := d.split(batch)
	if err != nil {
		return err
	}
	defer rows.Release()
	if entries != nil {
		defer entries.Release()
		if err := w.spool.Append(w.load.loader.entryStreams[table], entries); err != nil {
			return err
		}
	}
	return w.spool.Append(ownStreams+table, rows)
}
