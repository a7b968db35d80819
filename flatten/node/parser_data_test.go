package node_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// value returns a node as encoding/json would, numbers as json.Number.
func value(t *node.Tape, i int) any {
	switch n := t.Nodes[i]; n.Kind {
	case node.True:
		return true
	case node.False:
		return false
	case node.Number:
		return json.Number(t.Raw(i))
	case node.String:
		return string(t.AppendText(nil, i))
	case node.Array:
		list := []any{}
		for c := range t.Children(i) {
			list = append(list, value(t, c))
		}
		return list
	case node.Object:
		object := map[string]any{}
		for c := range t.Children(i) {
			object[string(t.MemberName(c))] = value(t, c)
		}
		return object
	}
	return nil
}

// stdlib returns what encoding/json makes of a text.
func stdlib(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more text behind the value")
	}
	return withoutNUL(v), nil
}

// withoutNUL puts U+FFFD for NUL, as a tape's texts have it.
func withoutNUL(v any) any {
	readable := func(s string) string { return strings.ReplaceAll(s, "\x00", "\uFFFD") }
	switch v := v.(type) {
	case string:
		return readable(v)
	case []any:
		for i := range v {
			v[i] = withoutNUL(v[i])
		}
	case map[string]any:
		object := map[string]any{}
		for name, below := range v {
			object[readable(name)] = withoutNUL(below)
		}
		return object
	}
	return v
}

// checkAgainstStdlib compares one text's value, or its refusal, with encoding/json. What is stricter here (ErrDuplicate,
// ErrUTF8, ErrDepth) must be true of the text.
func checkAgainstStdlib(t *testing.T, name string, text []byte) error {
	t.Helper()
	var p node.Parser
	var tape node.Tape
	got := p.Parse(text, &tape)
	want, err := stdlib(text)
	switch {
	case got == nil && err != nil:
		t.Errorf("%s: accepted, encoding/json says: %v", name, err)
	case got == nil && !reflect.DeepEqual(value(&tape, 0), want):
		t.Errorf("%s: other value than encoding/json", name)
	case got != nil && err == nil && !stricter(got):
		t.Errorf("%s: %v, but encoding/json accepts it", name, got)
	}
	return got
}

func stricter(err error) bool {
	return errors.Is(err, node.ErrDuplicate) || errors.Is(err, node.ErrUTF8) || errors.Is(err, node.ErrDepth)
}

// TestEdgeFiles parses every file of the edge collection, plain and NDJSON, and compares with encoding/json.
func TestEdgeFiles(t *testing.T) {
	root := shared.Untar(t, "data", "edge.tar.gz")
	good, bad := 0, 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // which source does
		texts := [][]byte{text}
		if strings.HasSuffix(path, ".ndjson") {
			texts = bytes.Split(bytes.TrimSpace(text), []byte("\n"))
		}
		for _, text := range texts {
			if err := checkAgainstStdlib(t, rel, text); err != nil {
				bad++
				t.Logf("%s: %v", rel, err)
			} else {
				good++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if good < 1500 {
		t.Errorf("%d texts parsed", good)
	}
	t.Logf("%d texts equal, %d refused", good, bad)
}

// TestPopulation compares samples of the generated population with encoding/json.
func TestPopulation(t *testing.T) {
	for _, name := range []string{"Patient", "Observation", "ExplanationOfBenefit", "DocumentReference", "Claim", "Provenance"} {
		for i, line := range populationLines(t, name+".ndjson", 3<<20) {
			if i%7 == 0 {
				if err := checkAgainstStdlib(t, name, line); err != nil {
					t.Errorf("%s line %d: %v", name, i+1, err)
				}
			}
		}
	}
}

// FuzzParse: the parser accepts what encoding/json accepts, save what it is stricter in, sees the same value, and what
// AppendJSON writes is a fixed point.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"resourceType":"Patient","id":"a","name":[{"given":["A\u00e4\ud83d\ude00"]}],"x":{"y\"z":-1.50e+3}}`,
		`[true,false,null,0,"",{},[]]`, `{"a":1,"a":2}`, `{"id":"\ud800"}`, "{\"id\":\"\xff\"}", `[1.`, ` { "id" : 1 } `,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if checkAgainstStdlib(t, "input", text) != nil {
			return
		}
		var p node.Parser
		var a, b node.Tape
		if err := p.Parse(text, &a); err != nil {
			t.Fatalf("accepted once: %v", err)
		}
		once := a.AppendJSON(nil, 0)
		if err := p.Parse(once, &b); err != nil {
			t.Fatalf("%s: %v", once, err)
		}
		if twice := b.AppendJSON(nil, 0); !bytes.Equal(once, twice) || len(a.Nodes) != len(b.Nodes) {
			t.Fatalf("%s became %s", once, twice)
		}
	})
}
