package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestCommandsAtOnce begins several loads into one directory at the same moment: one becomes the owner, the others work
// through it or after it, and none is refused or cut off.
func TestCommandsAtOnce(t *testing.T) {
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	var loads sync.WaitGroup
	for i := range 3 {
		file := filepath.Join(folder, fmt.Sprint(i, ".ndjson"))
		if err := os.WriteFile(file, []byte(fmt.Sprintf(`{"resourceType":"Patient","id":"p%d"}`+"\n", i)), 0o600); err != nil {
			t.Fatal(err)
		}
		loads.Go(func() {
			var out bytes.Buffer
			if code := run(t.Context(), []string{"load", "--nlp", "off", "--data", data, file}, strings.NewReader(""), &out, &out); code != exitDone {
				t.Errorf("load %d: exit code %d\n%s", i, code, out.Bytes())
			}
		})
	}
	loads.Wait()
	var out bytes.Buffer
	if run(t.Context(), []string{"sql", "--data", data, "--format", "csv", "-c", "SELECT count(*) AS n FROM patient"}, strings.NewReader(""), &out, &out); out.String() != "n\n3\n" {
		t.Errorf("got %s", out.Bytes())
	}
}
