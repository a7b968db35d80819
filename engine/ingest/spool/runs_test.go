package spool

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// sameRows compares a batch read with the one written, which has no runs.
func sameRows(got, want arrow.RecordBatch) bool {
	if got.NumRows() != want.NumRows() || got.NumCols() != want.NumCols() {
		return false
	}
	for i, c := range got.Columns() {
		if runs, ok := c.(*array.RunEndEncoded); ok {
			c = flat(runs)
			defer c.Release()
		}
		if !array.Equal(c, want.Column(i)) {
			return false
		}
	}
	return true
}

// flat is what runs say, row by row.
func flat(a *array.RunEndEncoded) arrow.Array {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	defer b.Release()
	texts := a.Values().(*array.String)
	for i := range a.Len() {
		if run := a.GetPhysicalIndex(i); texts.IsNull(run) {
			b.AppendNull()
		} else {
			b.Append(texts.Value(run))
		}
	}
	return b.NewArray()
}

// TestRuns writes texts that repeat, and some that do not, whole and in slices, several columns a batch and several
// batches a spool: what is read is what was written, and small where it repeats.
func TestRuns(t *testing.T) {
	const rows = 1000
	columns := map[string]struct {
		text func(i int) (string, bool) // false: NULL
		runs bool
	}{
		"constant":         {func(int) (string, bool) { return "http://loinc.org", true }, true},
		"empty":            {func(int) (string, bool) { return "", true }, true},
		"parents":          {func(i int) (string, bool) { return fmt.Sprintf("encounter-%d", i/7), true }, true},
		"with NULLs":       {func(i int) (string, bool) { return fmt.Sprint("longer than twelve ", i/50), i/25%2 == 0 }, true},
		"NULL then empty":  {func(i int) (string, bool) { return "", i/10%2 == 0 }, true},
		"half":             {func(i int) (string, bool) { return fmt.Sprint("same ", max(0, i-rows/2)), true }, true},
		"unique":           {func(i int) (string, bool) { return fmt.Sprint("id-", i), true }, false},
		"one long and all": {func(i int) (string, bool) { return strings.Repeat("x", 1+i/500), true }, true},
		"NULL":             {func(int) (string, bool) { return "", false }, false},
	}
	var fields []arrow.Field
	for name := range columns {
		fields = append(fields, arrow.Field{Name: name, Type: arrow.BinaryTypes.String, Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	for j, f := range fields {
		for i := range rows {
			if s, ok := columns[f.Name].text(i); ok {
				b.Field(j).(*array.StringBuilder).Append(s)
			} else {
				b.Field(j).AppendNull()
			}
		}
	}
	whole := b.NewRecordBatch()
	defer whole.Release()
	s, err := New(filepath.Join(t.TempDir(), "0.spool"), []*arrow.Schema{schema}, 64<<10)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := []arrow.RecordBatch{whole, whole.NewSlice(3, rows), whole.NewSlice(0, 50), whole.NewSlice(400, 700), whole}
	for _, w := range want {
		if err := s.Append(0, w); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	for n, batch := range s.Batches(0) {
		got, err := batch.Open()
		if err != nil {
			t.Fatal(err)
		}
		if !sameRows(got, want[n]) {
			t.Errorf("batch %d differs:\n%v\n%v", n, got, want[n])
		}
		for i, c := range got.Columns() {
			_, runs := c.(*array.RunEndEncoded)
			if n == 0 && runs != columns[fields[i].Name].runs {
				t.Errorf("%s is kept as %s", fields[i].Name, c.DataType())
			}
			slice := array.NewSlice(c, 17, int64(c.Len())-9)
			if runs {
				slice = flat(slice.(*array.RunEndEncoded))
			}
			if part := array.NewSlice(want[n].Column(i), 17, int64(c.Len())-9); !array.Equal(slice, part) {
				t.Errorf("%s of batch %d, a slice: %v, want %v", fields[i].Name, n, slice, part)
			}
		}
		got.Release()
	}
}
