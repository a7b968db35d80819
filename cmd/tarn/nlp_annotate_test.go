package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// annotated is what the test reads of a document that was printed as JSON.
type annotated struct {
	File, Status, Text string
	Entities           []struct {
		Text      string
		BeginByte int `json:"begin_byte"`
		EndByte   int `json:"end_byte"`
		BeginChar int `json:"begin_char"`
		EndChar   int `json:"end_char"`
	}
}

// TestAnnotateCommand runs the command on a note: what the JSON says of places is so.
func TestAnnotateCommand(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one.txt"), filepath.Join(dir, "two.txt")
	for file, text := range map[string]string{one: "Café: he denies fever. Takes metformin 500 mg daily for diabetes.\n", two: " \n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errOut bytes.Buffer
	code := run(t.Context(), []string{"nlp", "annotate", one, two, "--json"}, strings.NewReader(""), &out, &errOut)
	if code != exitFailed || !strings.Contains(errOut.String(), "1 of 2 texts not annotated") {
		t.Errorf("exit %d: %s", code, errOut.String())
	}
	dec := json.NewDecoder(&out)
	var first, second annotated
	if err := dec.Decode(&first); err != nil {
		t.Fatal(err)
	}
	if err := dec.Decode(&second); err != nil || second.Status != "empty" || second.File != two {
		t.Errorf("%+v %v", second, err)
	}
	if len(first.Entities) < 2 {
		t.Fatalf("%+v", first.Entities)
	}
	characters := []rune(first.Text)
	for _, e := range first.Entities {
		if first.Text[e.BeginByte:e.EndByte] != e.Text || string(characters[e.BeginChar:e.EndChar]) != e.Text {
			t.Errorf("%q stands elsewhere: %+v", e.Text, e)
		}
	}
}
