package flatten

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/flatten/view"
	"github.com/tarn-sql/tarn/testdata/golden"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// edgeResources are the resources of shared/data/edge.tar.gz that are JSON objects with a resourceType: the examples of
// the specification, of US Core, and what other implementations test with.
func edgeResources(t testing.TB) []json.RawMessage {
	t.Helper()
	return edgeOnce(t)
}

var edgeOnce = func() func(t testing.TB) []json.RawMessage {
	var once sync.Once
	var list []json.RawMessage
	return func(t testing.TB) []json.RawMessage {
		dir := shared.Untar(t, "data", "edge.tar.gz")
		once.Do(func() { list = readResources(t, dir) })
		return list
	}
}()

func readResources(t testing.TB, dir string) []json.RawMessage {
	var list []json.RawMessage
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || !strings.HasSuffix(path, ".json") || info.Size() > 4<<20 {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b = []byte(strings.TrimPrefix(string(b), "\ufeff"))
		var head struct{ ResourceType string }
		if json.Unmarshal(b, &head) == nil && schema.R4().IsResource(head.ResourceType) {
			list = append(list, b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestEdge flattens every edge resource: nothing fails, every main table has one row for each resource, and no two rows
// of a resource have the same primary key.
func TestEdge(t *testing.T) {
	resources := edgeResources(t)
	f, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	defer mem.AssertSize(t, 0)
	w := f.NewWorker("S", mem)
	defer w.Release()
	types := map[int64]string{}
	for i, raw := range resources {
		r, err := w.Parse(source.Item{Kind: source.Resource, Raw: raw, ID: fmt.Sprint("given-", i)})
		if err != nil {
			continue // source and node decide what is JSON; they have their own tests
		}
		types[int64(i)] = r.Type
		if err := w.Append(int64(i)); err != nil {
			t.Fatalf("%s/%s: %v", r.Type, r.ID, err)
		}
	}
	if len(types) < 1500 {
		t.Errorf("only %d resources", len(types))
	}
	mains := map[int64]int{}
	for _, b := range w.Flush() {
		table := f.Tables()[b.Table]
		checkKeys(t, table, b.Record)
		if table.KeyColumn == "id" {
			for row := range int(b.Record.NumRows()) {
				seq := b.Record.Column(0).(interface{ Value(int) int64 }).Value(row)
				mains[seq]++
				if table.ResourceType != types[seq] {
					t.Errorf("a %s in %s", types[seq], table.Name)
				}
			}
		}
		b.Record.Release()
	}
	for seq, typ := range types {
		if mains[seq] != 1 {
			t.Errorf("%d rows for a %s", mains[seq], typ)
		}
	}
}

// checkKeys checks that a primary key is there and unique within each resource.
func checkKeys(t *testing.T, table Table, r arrow.RecordBatch) {
	t.Helper()
	if len(table.PrimaryKey) == 0 {
		t.Errorf("%s has no primary key", table.Name)
	}
	columns := []int{0}
	for i, c := range table.Columns {
		for _, k := range table.PrimaryKey {
			if k == c.Name {
				columns = append(columns, i+1)
			}
		}
	}
	seen := map[string]bool{}
	for row := range int(r.NumRows()) {
		var key []string
		for _, c := range columns {
			if r.Column(c).IsNull(row) {
				t.Errorf("%s: %s is NULL in row %d", table.Name, r.ColumnName(c), row)
			}
			key = append(key, r.Column(c).ValueStr(row))
		}
		k := strings.Join(key, "|")
		if seen[k] {
			t.Errorf("%s: two rows with the key %s", table.Name, k)
		}
		seen[k] = true
	}
}

// TestPlanEqualsEvaluator compares, on every edge resource, the one walk for all columns with evaluating each column on
// its own.
func TestPlanEqualsEvaluator(t *testing.T) {
	resources := edgeResources(t)
	fast := testFlattener(t, view.Options{})
	slow := testFlattener(t, view.Options{Separate: true})
	count := 0
	for i, raw := range resources {
		if i%3 != 0 && testing.Short() {
			continue
		}
		a, b := oneResource(t, fast, raw), oneResource(t, slow, raw)
		if a != b {
			t.Fatalf("%.200s\n%s", raw, golden.Difference(a, b))
		}
		count++
	}
	t.Logf("%d resources compared", count)
}

// testFlattener is New without the cross-cutting tables, with options for the views.
func testFlattener(t testing.TB, o view.Options) *Worker {
	f := &Flattener{byType: make([][]tableProgram, schema.R4().NumTypes())}
	for _, d := range view.Builtin() {
		p, err := view.Compile(d, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.add(d, p); err != nil {
			t.Fatal(err)
		}
	}
	f.addAnywhere()
	w := f.NewWorker("", memory.DefaultAllocator)
	t.Cleanup(w.Release)
	return w
}

func oneResource(t testing.TB, w *Worker, raw []byte) string {
	if _, err := w.Parse(source.Item{Kind: source.Resource, Raw: raw, ID: "given"}); err != nil {
		return "error: " + err.Error()
	}
	if err := w.Append(0); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, batch := range w.Flush() {
		writeBatch(&b, w.f.Tables()[batch.Table], batch.Record)
		batch.Record.Release()
	}
	fmt.Fprintln(&b, "faults", w.Faults())
	return b.String()
}
