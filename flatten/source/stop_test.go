package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCloseInTheMiddle stops reading after any number of blocks: Close must neither panic nor leak.
func TestCloseInTheMiddle(t *testing.T) {
	line := `{"resourceType":"Patient","id":"p","text":"` + strings.Repeat("x", 900) + `"}` + "\n"
	for name, content := range map[string]string{
		"lines.ndjson":  strings.Repeat(line, 300),
		"array.json":    "[" + strings.TrimSuffix(strings.Repeat(strings.TrimSpace(line)+",", 300), ",") + "]",
		"bundle.json":   `{"resourceType":"Bundle","type":"batch","entry":[` + strings.TrimSuffix(strings.Repeat(`{"resource":`+strings.TrimSpace(line)+`},`, 300), ",") + "]}",
		"garbage.txt":   strings.Repeat("no json at all ", 20000),
		"spaced.ndjson": strings.Repeat(line+"\n\n", 300),
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		for stop := range 12 {
			r, err := Open(Input{Path: path, Size: int64(len(content))}, Options{BlockBytes: 16 << 10})
			if err != nil {
				t.Fatal(err)
			}
			for range stop {
				b, err := r.Next()
				if err != nil {
					break
				}
				b.Release()
			}
			if err := r.Close(); err != nil {
				t.Errorf("%s, closed after %d blocks: %v", name, stop, err)
			}
		}
	}
}
