package spool

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// TestNothingButNull: columns without a value come back as they were and take no room, also between large batches that go
// straight to the file; Fills counts what the others hold.
func TestNothingButNull(t *testing.T) {
	s, err := New(filepath.Join(t.TempDir(), "0.spool"), []*arrow.Schema{narrowSchema, wideSchema}, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rng := rand.New(rand.NewPCG(5, 6))
	var want []arrow.RecordBatch
	add := func(b arrow.RecordBatch) int64 {
		before := s.Size()
		if err := s.Append(1, b); err != nil {
			t.Fatal(err)
		}
		want = append(want, b)
		return s.Size() - before
	}
	for range 2 {
		add(wideBatch(memory.DefaultAllocator, rng, 9000))
		if n := add(nullBatch(70000)); n > 8*70000+20000 { // seq, and the little that is left of a struct
			t.Errorf("70000 rows of NULL take %d bytes", n)
		}
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	readBack(t, s, want)

	rows := int64(2 * 79000)
	fills := s.Fills(1)
	if s.Fills(0) != nil || fills[0] != (Fill{Values: rows}) || fills[8] != (Fill{}) {
		t.Errorf("fills %v", fills)
	}
	var values, bytes int64
	for _, b := range want {
		c := b.Column(1).(*array.String)
		values += int64(c.Len() - c.NullN())
		bytes += int64(len(c.ValueBytes()))
	}
	if fills[1] != (Fill{values, bytes}) || values == 0 || values == rows {
		t.Errorf("text: %v, want %d values of %d bytes", fills[1], values, bytes)
	}
}

// nullBatch has seq and else nothing.
func nullBatch(rows int) arrow.RecordBatch {
	b := array.NewRecordBuilder(memory.DefaultAllocator, wideSchema)
	defer b.Release()
	for i := range rows {
		b.Field(0).(*array.Int64Builder).Append(int64(i))
		for j := 1; j < 7; j++ {
			b.Field(j).AppendNull()
		}
		b.Field(7).(*array.StructBuilder).Append(true)
		b.Field(7).(*array.StructBuilder).FieldBuilder(0).AppendNull()
		b.Field(8).AppendNull()
	}
	return b.NewRecordBatch()
}
