package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writtenReferences are literal references of every kind, and those that look like another kind.
var writtenReferences = []string{
	"Patient/1", "Patient/a-B.c", "Patient/1/", "Patient/under_score", "Patient/1#part", "Patient/1/_history/2", "Patient/1/_history/",
	"patient/1", "Patient/", "/Patient/1", "Nobody/1", "Organization/S:1", "S:1", "Patient/S:1", " Patient/1", "Patient/1 ",
	"http://example.org/fhir/Patient/1", "https://example.org/fhir/Patient/1/_history/3", "http://example.org/elsewhere",
	"urn:uuid:7d1f1a2b-0000-4000-8000-000000000001", "urn:oid:1.2.3", "#inside", "#", "#gone", "#Patient/1",
	"Patient?identifier=http://ids|5", "Patient?name=x", "words", "Patient/ümlaut", "Pati\u00e9nt/1", "Patient/\"1\"", "Patient\\/1", "",
	"Patient/" + strings.Repeat("9", 200), "Patient/|", "Patient/1/Patient/1", "Bundle/Patient/1",
}

// TestReferencesAreSeenAsWritten: the store leaves out what follows from a reference's target, readers see it all the same,
// letter by letter, under a source too.
func TestReferencesAreSeenAsWritten(t *testing.T) {
	dir, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	type item struct {
		Item map[string]string `json:"item"`
	}
	list := map[string]any{"resourceType": "List", "id": "l", "status": "current", "mode": "working", "contained": []any{
		map[string]any{"resourceType": "Patient", "id": "inside"},
	}}
	var items []item
	for _, r := range writtenReferences {
		items = append(items, item{map[string]string{"reference": r}}, item{map[string]string{"reference": r, "type": "Group", "display": "d"}})
	}
	items = append(items, item{map[string]string{"display": "only words"}}, item{map[string]string{"type": "Patient"}})
	list["entry"] = items
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	escaped := bytes.ReplaceAll(text, []byte(`"Patient/a-B.c"`), []byte(`"Patient\/\u0061-B.c"`)) // the same in JSON
	tarn := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := run(t.Context(), append(args, "--data", data), strings.NewReader(""), &out, &out); code != exitDone {
			t.Fatalf("tarn %v: exit code %d\n%s", args, code, out.Bytes())
		}
		return out.String()
	}
	for source, b := range map[string][]byte{"": escaped, "S": text} {
		file, key := filepath.Join(dir, "list"+source+".json"), "l"
		if source != "" {
			key = source + ":l"
		}
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		tarn("load", file, "--source", source)
		got := strings.Split(strings.TrimSpace(tarn("sql", "--format", "ndjson", "-c", `SELECT reference FROM reference
			WHERE resource_type = 'List' AND resource_id = '`+key+`' AND path = 'entry.item' ORDER BY ordinals::int`)), "\n")
		if len(got) != len(items) {
			t.Fatalf("%s: %d references, want %d", key, len(got), len(items))
		}
		for i, line := range got {
			var row struct{ Reference *string }
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			want, written := items[i].Item["reference"]
			if written != (row.Reference != nil) || written && *row.Reference != want {
				t.Errorf("%s, item %d: got %s, written is %q", key, i, line, items[i].Item)
			}
		}
	}
	// Filters on the column find what is left out and what is not.
	if got := tarn("sql", "--format", "csv", "-c", "SELECT count(*) AS n FROM reference WHERE reference = 'Patient/1'"); got != "n\n4\n" {
		t.Errorf("references to Patient/1 in two lists: %q", got)
	}
}
