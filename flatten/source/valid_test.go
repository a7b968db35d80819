package source_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
)

// TestValidStreams: of any series of objects and arrays of objects, in any layout, come the resources that encoding/json
// finds, whatever the size of blocks.
func TestValidStreams(t *testing.T) {
	tokens := []string{
		"{}", "[]", `{"a":1}`, "\n", " ", "\r\n", "[", "]", ",", `{"resourceType":"Bundle","entry":[{"resource":{"x":[1,"}"]}}]}`,
		`{"entry":[{"resource":{}},{"resource":{"id":"q"}}],"type":"message","resourceType":"Bundle"}`,
		"{\n\"a\":\n[{\n},\n{\n}]}", "{\n  \"b\": \"\\\"\"\n}", `[{"y":2},{"resourceType":"Bundle"}]`,
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "x.json")
	for valid := 0; valid < 400; {
		var content []byte
		for range 1 + rnd.IntN(9) {
			content = append(content, tokens[rnd.IntN(len(tokens))]...)
		}
		want, err := expected(content)
		if err != nil || !onlyObjects(want) || bytes.Contains(content, []byte("}[")) {
			continue // an object and an array on one line of NDJSON are node's to refuse
		}
		valid++
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, block := range []int{16, 64, 1 << 16} {
			got, bad := resourcesOf(t, source.Input{Path: path}, block)
			if strings.Join(got, "\n") != strings.Join(want, "\n") || len(bad) > 0 {
				t.Fatalf("%q in blocks of %d:\n got %q, bad %q\nwant %q", content, block, got, bad, want)
			}
		}
	}
}

func onlyObjects(values []string) bool {
	for _, v := range values {
		var object map[string]any
		if json.Unmarshal([]byte(v), &object) != nil {
			return false
		}
	}
	return true
}
