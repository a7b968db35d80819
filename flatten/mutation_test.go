package flatten

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/view"
	"github.com/tarn-sql/tarn/testdata/golden"
)

// TestMutations damages good resources, members becoming values of other kinds, and checks that nothing panics, that the
// one walk still equals the evaluator, and that the resource keeps its row.
func TestMutations(t *testing.T) {
	fast := testFlattener(t, view.Options{})
	slow := testFlattener(t, view.Options{Separate: true})
	rng := rand.New(rand.NewPCG(1, 2))
	files, _ := filepath.Glob("testdata/golden/*.json")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(strings.NewReader(string(b)))
		for d.UseNumber(); d.More(); {
			var resource map[string]any
			if err := d.Decode(&resource); err != nil {
				t.Fatal(err)
			}
			for range 40 {
				damaged, _ := json.Marshal(mutate(rng, resource, 0))
				x, y := oneResource(t, fast, damaged), oneResource(t, slow, damaged)
				if x != y {
					t.Fatalf("%s\n%s", damaged, golden.Difference(x, y))
				}
				if strings.HasPrefix(x, "error: ") {
					t.Errorf("%s: %s", damaged, x)
				}
			}
		}
	}
}

// mutate copies a JSON value and replaces some of its parts. It leaves resourceType and id of the resource alone.
func mutate(rng *rand.Rand, v any, depth int) any {
	if depth > 0 && rng.IntN(20) == 0 {
		return strange[rng.IntN(len(strange))]
	}
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			switch {
			case depth == 0 && (k == "resourceType" || k == "id"):
				out[k] = x
			case rng.IntN(30) == 0:
				out["_"+k] = x
			default:
				out[k] = mutate(rng, x, depth+1)
			}
		}
		return out
	case []any:
		out := []any{}
		for _, x := range v {
			out = append(out, mutate(rng, x, depth+1))
		}
		return out
	}
	return v
}

var strange = []any{
	nil, true, -1, 1e300, "", "text", "2020-99-99",
	[]any{},
	map[string]any{},
	[]any{nil, 1, "a", map[string]any{"reference": 5}},
	[]any{[]any{map[string]any{"code": "x"}}},
	map[string]any{"coding": "x", "text": 7},
	map[string]any{"extension": map[string]any{"url": 1}},
	map[string]any{"value": "x", "start": true, "reference": "Patient/1/_history/", "code": []any{"a", "b"}},
}
