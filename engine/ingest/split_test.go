package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/store"
)

// codings is a table with the columns of coding.
func codings() *store.Table {
	t := &store.Table{
		Name: "coding", OwnerTypeColumn: "resource_type", OwnerID: "resource_id",
		Dictionary: []string{"resource_type", "path", "ordinal", "system", "version", "code", "display", "user_selected"},
	}
	for _, name := range []string{"resource_type", "resource_id", "path", "ordinals", "ordinal", "system", "version", "code", "display", "user_selected", "text"} {
		c := store.Column{Name: name, Type: arrow.BinaryTypes.String}
		switch name {
		case "ordinal":
			c.Type = arrow.PrimitiveTypes.Int32
		case "user_selected":
			c.Type = arrow.FixedWidthTypes.Boolean
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

// codingBatch has so many rows with about so many combinations.
func codingBatch(rows, combinations int, salt string) arrow.RecordBatch {
	b := array.NewRecordBuilder(memory.DefaultAllocator, codings().ArrowSchema())
	defer b.Release()
	text := func(i int, s string) { b.Field(i).(*array.StringBuilder).Append(s) }
	for row := range rows {
		n := row * 7919 % combinations
		b.Field(0).(*array.Int64Builder).Append(int64(row / 3))
		text(1, []string{"Observation", "ExplanationOfBenefit", "Claim"}[n%3])
		text(2, fmt.Sprintf("5f0a%032d", row/3))
		text(3, []string{"code", "item.adjudication.category", "valueQuantity"}[n%3])
		text(4, "0.1")
		b.Field(5).(*array.Int32Builder).Append(int32(n % 2))
		text(6, "http://terminology.hl7.org/CodeSystem/observation-category")
		b.Field(7).AppendNull()
		text(8, fmt.Sprintf("%s%d-1", salt, n))
		text(9, fmt.Sprintf("Some display of the code %d", n))
		b.Field(10).AppendNull()
		b.Field(11).AppendNull()
	}
	return b.NewRecordBatch()
}

// TestSplitStaysSmall: whatever a dictionary is given, its map stays within the bounds, and every reference is explained once.
func TestSplitStaysSmall(t *testing.T) {
	for name, salt := range map[string]string{"entries": "", "bytes": strings.Repeat("x", 2000)} {
		d := newDictionary(codings(), 3)
		explained := map[int64]bool{}
		for range 3 {
			batch := codingBatch(30_000, 30_000, fmt.Sprint(salt, len(explained)))
			rows, entries, err := d.split(batch)
			if err != nil {
				t.Fatal(err)
			}
			for _, ref := range entries.Column(0).(*array.Int64).Int64Values() {
				if explained[ref] {
					t.Fatalf("%s: reference %d is explained twice", name, ref)
				}
				explained[ref] = true
			}
			refs := rows.Column(int(rows.NumCols()) - 1).(*array.Int64).Int64Values()
			for _, ref := range refs {
				if !explained[ref] || ref>>refBits != 3 {
					t.Fatalf("%s: reference %d is not explained, or another writer's", name, ref)
				}
			}
			if len(refs) != 30_000 || len(d.numbers) > maxEntries || d.bytes > maxEntryBytes+10_000 {
				t.Fatalf("%s: %d rows, %d entries, %d bytes", name, len(refs), len(d.numbers), d.bytes)
			}
			rows.Release()
			entries.Release()
			batch.Release()
		}
		if len(d.numbers) == 90_000 {
			t.Errorf("%s: the bound was not reached", name)
		}
	}
}

// TestSplitDoesNotAllocateByRow: a batch without new combinations costs the same few allocations however long it is.
func TestSplitDoesNotAllocateByRow(t *testing.T) {
	d := newDictionary(codings(), 0)
	allocations := func(rows int) float64 {
		batch := codingBatch(rows, 100, "")
		defer batch.Release()
		return testing.AllocsPerRun(5, func() {
			out, _, err := d.split(batch)
			if err != nil {
				t.Fatal(err)
			}
			out.Release()
		})
	}
	if few, many := allocations(1000), allocations(20_000); many > few {
		t.Errorf("%v allocations for 1000 rows, %v for 20000", few, many)
	}
}

// BenchmarkSplit takes batches of codings apart, of which all combinations are known.
func BenchmarkSplit(b *testing.B) {
	const rows = 50_000
	batch := codingBatch(rows, 3000, "")
	defer batch.Release()
	d := newDictionary(codings(), 0)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		out, _, err := d.split(batch)
		if err != nil {
			b.Fatal(err)
		}
		out.Release()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}
