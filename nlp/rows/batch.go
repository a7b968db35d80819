package rows

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Batch is rows for Tables()[Table]. Its first column is "seq" (Int64): the number given to Append; then the table's columns
// in order. The receiver releases Record.
type Batch struct {
	Table  int
	Record arrow.RecordBatch
}

// batch collects the rows of one table. A row is begun, its columns are put in order, and ended.
type batch struct {
	def     *Table
	schema  *arrow.Schema
	mem     memory.Allocator
	columns []column // empty as long as there is no row
	column  int
	rows    int
	bytes   int
}

// column is a column of a batch: of texts, or of another type.
type column struct {
	texts *textColumn
	array.Builder
}

func (t *batch) begin(seq int64) {
	if t.columns == nil {
		for _, f := range t.schema.Fields() {
			c := column{}
			if f.Type.ID() == arrow.STRING {
				c.texts = &textColumn{}
			} else {
				c.Builder = array.NewBuilder(t.mem, f.Type)
			}
			t.columns = append(t.columns, c)
		}
	}
	t.column = 0
	t.next().(*array.Int64Builder).Append(seq)
}

// next is the builder of the next column, which is not of texts.
func (t *batch) next() array.Builder {
	t.column++
	return t.columns[t.column-1].Builder
}

func (t *batch) end() {
	if n := len(t.def.Columns) + 1; t.column != n {
		panic(fmt.Sprintf("rows: %s got %d of %d columns", t.def.Name, t.column, n))
	}
	t.rows++
	t.bytes += 8 * t.column
}

// text puts a text; "" is NULL.
func (t *batch) text(s string) {
	c := t.columns[t.column].texts
	t.column++
	if s == "" {
		c.null()
		return
	}
	c.append(s)
	t.bytes += len(s)
}

func (t *batch) texts(list []string) {
	b := t.next().(*array.ListBuilder)
	b.Append(true)
	v := b.ValueBuilder().(*array.StringBuilder)
	for _, s := range list {
		v.Append(s)
		t.bytes += len(s) + 4
	}
}

func (t *batch) integer(n int) { t.next().(*array.Int32Builder).Append(int32(n)) }

// index puts a number that is NULL where it is negative.
func (t *batch) index(n int) {
	b := t.next().(*array.Int32Builder)
	if n < 0 {
		b.AppendNull()
		return
	}
	b.Append(int32(n))
}

func (t *batch) bigint(n int64)   { t.next().(*array.Int64Builder).Append(n) }
func (t *batch) double(x float64) { t.next().(*array.Float64Builder).Append(x) }
func (t *batch) boolean(x bool)   { t.next().(*array.BooleanBuilder).Append(x) }

func (t *batch) null() {
	if c := t.columns[t.column]; c.texts != nil {
		t.column++
		c.texts.null()
		return
	}
	t.next().AppendNull()
}

func (t *batch) nullIf(x bool) bool {
	if x {
		t.null()
	}
	return x
}

func (t *batch) timestamp(micros int64, ok bool) {
	b := t.next().(*array.TimestampBuilder)
	if !ok {
		b.AppendNull()
		return
	}
	b.Append(arrow.Timestamp(micros))
}

// decimal puts a number, NULL where the text is none or does not fit.
func (t *batch) decimal(s string) {
	b := t.next().(*array.Decimal128Builder)
	n, ok := number(s)
	if !ok {
		b.AppendNull()
		return
	}
	b.Append(n)
}

// number reads digits with an optional sign and point as DECIMAL(38,10). Digits behind the tenth are rounded.
func number(s string) (decimal128.Num, bool) {
	if len(s) == 0 || len(s) > 40 {
		return decimal128.Num{}, false
	}
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c == '.' || i == 0 && c == '-':
		default:
			return decimal128.Num{}, false
		}
	}
	if digits == 0 {
		return decimal128.Num{}, false
	}
	n, err := decimal128.FromString(s, 38, 10)
	return n, err == nil
}

// flush hands the rows on, nil if there are none.
func (t *batch) flush() arrow.RecordBatch {
	if t.rows == 0 {
		return nil
	}
	arrays := make([]arrow.Array, len(t.columns))
	for i := range t.columns {
		if c := &t.columns[i]; c.texts != nil {
			arrays[i] = c.texts.array()
		} else {
			arrays[i] = c.NewArray()
		}
	}
	r := array.NewRecordBatch(t.schema, arrays, int64(t.rows))
	for _, a := range arrays {
		a.Release() // the batch holds it now
	}
	t.rows, t.bytes = 0, 0
	return r
}

func (t *batch) release() {
	for _, c := range t.columns {
		if c.Builder != nil {
			c.Release()
		}
	}
	t.columns = nil
	t.rows, t.bytes = 0, 0
}
