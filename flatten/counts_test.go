package flatten

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/flatten/view"
)

// TestRowCounts counts, with encoding/json and nothing else, how many rows each table must have for each edge resource.
func TestRowCounts(t *testing.T) {
	f := newFlattener(t, Options{})
	w := f.NewWorker("", memory.DefaultAllocator)
	defer w.Release()
	definitions := map[string]*view.Definition{}
	for _, d := range view.Builtin() {
		definitions[d.Name] = d
	}
	compared := 0
	for _, raw := range edgeResources(t) {
		var v map[string]any
		if json.Unmarshal(raw, &v) != nil {
			continue
		}
		r, err := w.Parse(source.Item{Raw: raw, ID: "given"})
		if err != nil {
			continue
		}
		if err := w.Append(0); err != nil {
			t.Fatal(err)
		}
		got := map[string]int64{}
		for _, b := range w.Flush() {
			got[f.Tables()[b.Table].Name] = b.Record.NumRows()
			b.Record.Release()
		}
		for name, d := range definitions {
			if d.Resource != r.Type {
				continue
			}
			if want := rowsBelow(d.Select, v); got[name] != want {
				t.Errorf("%s/%s: %d rows in %s, want %d", r.Type, r.ID, got[name], name, want)
			}
			compared++
		}
	}
	if compared < 10_000 {
		t.Errorf("only %d counts compared", compared)
	}
}

// rowsBelow is the number of rows that selects make for a value: siblings multiply.
func rowsBelow(selects []view.Select, v any) int64 {
	rows := int64(1)
	for _, s := range selects {
		n := int64(0)
		for _, x := range iterate(s, v) {
			n += rowsBelow(s.Select, x)
		}
		rows *= n
	}
	return rows
}

func iterate(s view.Select, v any) []any {
	switch {
	case s.ForEach != "":
		return follow(v, s.ForEach)
	case len(s.Repeat) > 0:
		return descend(v, s.Repeat)
	}
	return []any{v}
}

// descend collects what the paths lead to from v, and from there again.
func descend(v any, paths []string) []any {
	var out []any
	for _, p := range paths {
		for _, x := range follow(v, p) {
			out = append(append(out, x), descend(x, paths)...)
		}
	}
	return out
}

// follow returns the values at a path of member names.
func follow(v any, path string) []any {
	values := []any{v}
	for _, name := range strings.Split(path, ".") {
		var next []any
		for _, x := range values {
			if m, ok := x.(map[string]any); ok {
				next = append(next, elements(m[name])...)
			}
		}
		values = next
	}
	return values
}

func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out []any
		for _, x := range v {
			out = append(out, elements(x)...)
		}
		return out
	}
	return []any{v}
}
