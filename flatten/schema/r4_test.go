package schema_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestEveryPath compares every element path, its types and its cardinality with an independent extract of the official
// definitions: path → [types, min, max].
func TestEveryPath(t *testing.T) {
	b, err := os.ReadFile(shared.Path(t, "fhir", "r4-elements.json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string][3]any
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	ours := describeModel()
	if len(raw) < 7000 {
		t.Fatalf("only %d paths to check against", len(raw))
	}
	for path, e := range raw {
		want := element{normalise(path, e[0].(string)), int(e[1].(float64)), e[2].(string)}
		got, ok := ours[path]
		if !ok {
			t.Errorf("%s: missing, want %v", path, want)
		} else if got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
		delete(ours, path)
	}
	for path, e := range ours {
		t.Errorf("%s: %v is not in the official definitions", path, e)
	}
}

type element struct {
	types string
	min   int
	max   string
}

// describeModel writes every element of the model as the extract does.
func describeModel() map[string]element {
	m := schema.R4()
	out := map[string]element{}
	for id := range m.NumTypes() {
		typ := m.TypeByID(schema.TypeID(id))
		if typ.Abstract && typ.Kind == schema.Resource {
			continue // the extract has only resources that can stand in data
		}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			path := typ.Name + "." + f.Element
			e := out[path]
			if e.types != "" {
				e.types += "|"
			}
			e.types += describeType(m, path, f)
			e.min, e.max = f.Min, "1"
			if f.Many {
				e.max = "*"
			}
			out[path] = e
		}
	}
	return out
}

func describeType(m *schema.Model, path string, f *schema.Field) string {
	t := m.TypeByID(f.Type)
	switch {
	case t.Kind == schema.Backbone && t.Name == path:
		return t.Base
	case t.Kind == schema.Backbone:
		return "#" + t.Name
	case t.Name == "Reference" && len(f.Targets) > 0:
		return "Reference(" + strings.Join(f.Targets, ",") + ")"
	}
	return t.Name
}

// normalise turns the extract's spelling into ours: ids and urls have a FHIR type instead of FHIRPath's System.String,
// and a Reference to Resource is one to anything.
func normalise(path, types string) string {
	owner, name, _ := strings.Cut(path, ".")
	switch {
	case types == "System.String" && path == "Extension.url":
		return "uri"
	case types == "System.String" && name == "id" && schema.R4().IsResource(owner):
		return "id"
	case types == "System.String":
		return "string"
	}
	return strings.ReplaceAll(types, "Reference(Resource)", "Reference")
}

func TestResources(t *testing.T) {
	r := schema.R4().Resources()
	if len(r) != 146 || !slices.IsSorted(r) || !slices.Contains(r, "Patient") || slices.Contains(r, "Resource") {
		t.Errorf("got %d resource types: %v", len(r), r)
	}
}
