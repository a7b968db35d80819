package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestQuarantineSaysHowLong: of a long broken input only the beginning is kept, but not as if that were all.
func TestQuarantineSaysHowLong(t *testing.T) {
	folder := t.TempDir()
	file, data := filepath.Join(folder, "x.ndjson"), filepath.Join(folder, "data")
	broken := `{"resourceType":"Patient","id":"a","name":[{"family":"` + strings.Repeat("x", 199_946) + `"}`
	if err := os.WriteFile(file, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"load", "--nlp", "off", "--data", data, file}, strings.NewReader(""), &out, &out); code != exitQuarantined {
		t.Fatalf("exit code %d\n%s", code, out.Bytes())
	}
	out.Reset()
	run(t.Context(), []string{"sql", "--data", data, "--format", "csv", "-c", "SELECT bytes, length(raw) < bytes AS cut FROM tarn.quarantine"}, strings.NewReader(""), &out, &out)
	if want := "bytes,cut\n200002,t\n"; out.String() != want && out.String() != strings.Replace(want, "t\n", "true\n", 1) {
		t.Errorf("got %s, of %d bytes", out.Bytes(), len(broken))
	}
}
