package flatten

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/source"
)

// TestPopulationStats prints rows and Arrow bytes of each table for the population that TARN_POPULATION names.
func TestPopulationStats(t *testing.T) {
	if os.Getenv("TARN_STATS") == "" {
		t.Skip("TARN_STATS is not set")
	}
	lines := populationLines(t, 1<<30)
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := f.NewWorker("", memory.DefaultAllocator)
	rows, bytes := map[string]int64{}, map[string]int64{}
	take := func(batches []Batch) {
		for _, b := range batches {
			name := f.Tables()[b.Table].Name
			rows[name] += b.Record.NumRows()
			for _, c := range b.Record.Columns() {
				bytes[name] += int64(c.Data().(*array.Data).SizeInBytes())
			}
			b.Record.Release()
		}
	}
	for i, l := range lines {
		if _, err := w.Parse(source.Item{Kind: source.Resource, Raw: l}); err != nil {
			t.Fatal(err)
		}
		if err := w.Append(int64(i)); err != nil {
			t.Fatal(err)
		}
		take(w.Full())
	}
	take(w.Flush())
	var names []string
	var sr, sb int64
	for n := range rows {
		names = append(names, n)
		sr += rows[n]
		sb += bytes[n]
	}
	sort.Slice(names, func(i, j int) bool { return bytes[names[i]] > bytes[names[j]] })
	fmt.Printf("total rows %d bytes %d\n", sr, sb)
	for _, n := range names {
		fmt.Printf("%-60s %9d rows %12d bytes\n", n, rows[n], bytes[n])
	}
}
