package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLoadOfOtherKinds: what is no patient's data in R4 is taken, and the summary says what it is.
func TestLoadOfOtherKinds(t *testing.T) {
	folder := t.TempDir()
	file, data := filepath.Join(folder, "x.ndjson"), filepath.Join(folder, "data")
	lines := `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing","diagnostics":"Patient/7 is locked"}]}
{"resourceType":"Parameters","parameter":[{"name":"seed","valueString":"1"}]}
{"resourceType":"Condition","id":"a","patient":{"reference":"Patient/1"},"dateRecorded":"2014-01-01"}
`
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"load", "--nlp", "off", "--data", data, file}, strings.NewReader(""), &out, &out); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, out.Bytes())
	}
	for _, want := range []string{
		"2 elements are not in FHIR R4", "1 resource looks like FHIR DSTU2", "1 OperationOutcome: what a server said",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, out.Bytes())
		}
	}
	out.Reset()
	run(t.Context(), []string{"export", "--data", data, "--type", "OperationOutcome"}, strings.NewReader(""), &out, &out)
	if !strings.Contains(out.String(), "Patient/7 is locked") {
		t.Errorf("exported: %s", out.Bytes())
	}
}
