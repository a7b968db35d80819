package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestEdgeFilesAreKeptWhole loads the specification's examples and other people's test data, good and bad, and looks
// for every resource that encoding/json finds in them: it must come back equal as a JSON value, numbers digit by
// digit, or its file must stand in the quarantine.
func TestEdgeFilesAreKeptWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("loads 1,700 files")
	}
	dir := shared.Untar(t, "data", "edge.tar.gz")
	server := startServer(t, dir)
	kept := map[string]bool{}
	for _, line := range server.export(t, "SELECT resource FROM history.resource WHERE resource IS NOT NULL") {
		kept[canonical(t, line)] = true
	}
	bad := map[string]bool{}
	for _, file := range server.psql(t, "SELECT DISTINCT file FROM tarn.quarantine") {
		bad[file] = true
	}
	found, lost := 0, 0
	eachResource(t, dir, func(file string, resource map[string]any) {
		found++
		text, err := json.Marshal(resource)
		if err != nil {
			t.Fatal(err)
		}
		if !kept[string(text)] && !bad[file] {
			lost++
			t.Errorf("lost: %s: %.200s", file, text)
		}
	})
	t.Logf("%d resources found, %d kept versions, %d files with quarantined inputs, %d lost", found, len(kept), len(bad), lost)
	if found < 3000 {
		t.Errorf("only %d resources found: the test looks in the wrong place", found)
	}
}

// eachResource calls f for every resource of the files under dir that has a type of R4 and an id, also those in Bundles
// that are transport (not documents or messages, which are resources of their own too).
func eachResource(t *testing.T, dir string, f func(file string, resource map[string]any)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(path))
		if err != nil || d.IsDir() || ext != ".json" && ext != ".ndjson" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
		dec.UseNumber()
		for {
			var v any
			if dec.Decode(&v) != nil {
				return nil // the rest of the file is bad: it must be in the quarantine, which others test
			}
			visitResources(v, func(r map[string]any) { f(path, r) })
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func visitResources(v any, f func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			visitResources(e, f)
		}
	case map[string]any:
		kind, _ := v["resourceType"].(string)
		id, _ := v["id"].(string)
		bundle, _ := v["type"].(string)
		if kind == "Bundle" {
			entries, _ := v["entry"].([]any)
			for _, e := range entries {
				entry, _ := e.(map[string]any)
				visitResources(entry["resource"], f)
			}
			if bundle != "document" && bundle != "message" {
				return
			}
		}
		if id != "" && schema.R4().IsResource(kind) {
			f(v)
		}
	}
}

// canonical is a JSON value with sorted names and its numbers as written.
func canonical(t *testing.T, text string) string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("what came back is no JSON: %v: %.200s", err, text)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
