package source_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/flatten/source"
)

// TestLargeBundle streams a Bundle of 300 MB, on one line and compressed: memory stays bounded, the references of all
// entries are known from the first one on.
func TestLargeBundle(t *testing.T) {
	if testing.Short() {
		t.Skip("300 MB")
	}
	const entries = 300_000
	path := filepath.Join(t.TempDir(), "bundle.json.zst")
	writeLargeBundle(t, path, entries)
	inputs, err := source.Discover([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	resources, bytes, peak := 0, int64(0), uint64(0)
	readInput(t, inputs[0], source.Options{}, func(it *source.Item) {
		if it.Kind != source.Resource {
			if it.Kind == source.Bad {
				t.Fatalf("bad: %v", it.Err)
			}
			return
		}
		if resources == 0 || resources == entries-1 {
			want := source.Target{Type: "Observation", ID: fmt.Sprint(entries - 1)}
			if got, _ := it.Refs.Resolve(fmt.Appendf(nil, "urn:uuid:%d", entries-1)); got != want {
				t.Errorf("resolved %v, want %v", got, want)
			}
		}
		if resources++; resources%10_000 == 0 {
			runtime.ReadMemStats(&after)
			peak = max(peak, after.HeapAlloc)
		}
		bytes += it.Size
	})
	if resources != entries || bytes < 280<<20 {
		t.Errorf("%d resources, %d bytes", resources, bytes)
	}
	// The map of fullUrls takes most of it.
	if limit := before.HeapAlloc + 150<<20; peak > limit {
		t.Errorf("%d MB in use", peak>>20)
	}
	t.Logf("%d MB of resources, at most %d MB in use", bytes>>20, peak>>20)
}

func writeLargeBundle(t *testing.T, path string, entries int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := zstd.NewWriter(f, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(z, 1<<20)
	text := strings.Repeat("text of a note ", 62)
	io.WriteString(w, `{"entry":[`)
	for i := range entries {
		if i > 0 {
			io.WriteString(w, `,`)
		}
		fmt.Fprintf(w, `{"fullUrl":"urn:uuid:%d","resource":{"resourceType":"Observation","id":"%d","note":[{"text":"%s"}]}}`, i, i, text)
	}
	io.WriteString(w, `],"type":"transaction","resourceType":"Bundle"}`)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}
