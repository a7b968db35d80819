package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportAndLoadAgain: what only its Bundle names keeps its name when it is written and loaded elsewhere, and the
// sources can be taken apart.
func TestExportAndLoadAgain(t *testing.T) {
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tarn := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &out, &out); code != exitDone {
			t.Fatalf("tarn %v: exit code %d\n%s", args, code, out.Bytes())
		}
		return out.String()
	}
	bundle := file("bundle.json", `{"resourceType":"Bundle","type":"transaction","entry":[
{"fullUrl":"urn:uuid:p-1","resource":{ "resourceType":"Patient","contact":[{"id":"c"}],"multipleBirthInteger":1.0e0}},
{"fullUrl":"urn:uuid:o-1","resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"urn:uuid:p-1"}}}]}`)
	first, second := filepath.Join(folder, "first"), filepath.Join(folder, "second")
	tarn("load", "--nlp", "off", "--data", first, bundle)
	tarn("load", "--nlp", "off", "--data", first, "--source", "S", file("p.ndjson", `{"resourceType":"Patient","id":"p-1"}`))
	main := tarn("export", "--data", first, "--type", "Patient,Observation", "--source", "")
	if want := `{"id":"p-1","resourceType":"Patient","contact":[{"id":"c"}],"multipleBirthInteger":1.0e0}` + "\n" +
		`{"id":"o-1","resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"urn:uuid:p-1"}}` + "\n"; main != want {
		t.Errorf("got\n%swant\n%s", main, want)
	}
	if out := tarn("export", "--data", first, "--type", "Patient", "--source", "S"); out != `{"resourceType":"Patient","id":"p-1"}`+"\n" {
		t.Errorf("the source S: %s", out)
	}
	if out := tarn("export", "--data", first, "--type", "Patient"); strings.Count(out, "\n") != 2 {
		t.Errorf("all sources: %s", out)
	}
	tarn("load", "--nlp", "off", "--data", second, file("again.ndjson", main))
	if out := tarn("sql", "--data", second, "--format", "csv", "-c", "SELECT o.id, p.id AS patient FROM observation o JOIN patient p ON p.id = o.patient_id"); out != "id,patient\no-1,p-1\n" {
		t.Errorf("loaded again: %s", out)
	}
}
