package source_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// expected counts, with encoding/json alone, the resources in a file: those of Bundles by their entries, those of
// documents and messages and the Bundle itself. It returns them as compact JSON, and the error that ended reading.
func expected(content []byte) ([]string, error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte(bom))))
	var out []string
	for {
		var raw json.RawMessage
		if err := d.Decode(&raw); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return out, err
		}
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			list = []json.RawMessage{raw}
		}
		for _, r := range list {
			out = append(out, expectedOf(r)...)
		}
	}
}

func expectedOf(raw json.RawMessage) (out []string) {
	var b struct {
		ResourceType, Type string
		Entry              []struct {
			Resource json.RawMessage
			Search   struct{ Mode string }
			Request  struct{ Method string }
		}
	}
	if json.Unmarshal(raw, &b) != nil || b.ResourceType != "Bundle" {
		return []string{compact(raw)}
	}
	if b.Type == "document" || b.Type == "message" {
		out = []string{compact(raw)}
	}
	for _, e := range b.Entry {
		var r struct{ ID string }
		_ = json.Unmarshal(e.Resource, &r)
		if len(e.Resource) == 0 || e.Request.Method == "DELETE" || e.Request.Method == "PATCH" || e.Search.Mode == "outcome" && r.ID == "" {
			continue
		}
		out = append(out, expectedOf(e.Resource)...)
	}
	return out
}

func compact(raw []byte) string {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return "invalid"
	}
	return b.String()
}

// TestEdgeFiles reads every file of the edge collection in large and small blocks: every resource that encoding/json
// finds comes out, in order, and nothing else; a file it refuses has a bad item, or one that is no JSON.
func TestEdgeFiles(t *testing.T) {
	root := shared.Untar(t, "data", "edge.tar.gz")
	inputs, err := source.Discover([]string{root})
	if err != nil {
		t.Fatal(err)
	}
	resources, refused := 0, 0
	for _, in := range inputs {
		if in.Skip != "" {
			t.Logf("skipped %s: %s", strings.TrimPrefix(in.Name(), root+"/"), in.Skip)
			continue
		}
		if in.Member != "" {
			resourcesOf(t, in, 512) // its content is the compressed ones' business
			continue
		}
		content, err := os.ReadFile(in.Path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(in.Name(), root+"/")
		want, err := expected(content)
		for _, block := range []int{1 << 20, 512} {
			got, bad := resourcesOf(t, in, block)
			switch {
			case err != nil && len(bad) == 0:
				t.Errorf("%s: no bad item, but encoding/json says: %v", name, err)
			case err == nil && strings.Join(got, "\n") != strings.Join(want, "\n"):
				t.Errorf("%s: %d resources, want %d", name, len(got), len(want))
			}
			if block == 512 && len(bad) > 0 {
				t.Logf("%s: %d resources, bad: %q", name, len(got), bad)
			}
		}
		if resources += len(want); err != nil {
			refused++
		}
	}
	if resources < 1500 || refused < 10 {
		t.Errorf("only %d resources and %d refused files", resources, refused)
	}
	t.Logf("%d resources, %d refused files", resources, refused)
}

func resourcesOf(t *testing.T, in source.Input, block int) (good, bad []string) {
	readInput(t, in, source.Options{BlockBytes: block}, func(it *source.Item) {
		switch {
		case it.Kind == source.Bad:
			bad = append(bad, it.Err.Error())
		case it.Kind == source.Resource && !json.Valid(it.Raw):
			bad = append(bad, "a resource that is no JSON")
		case it.Kind == source.Resource:
			good = append(good, compact(it.Raw))
		}
	})
	return good, bad
}
