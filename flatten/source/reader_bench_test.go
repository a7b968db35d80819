package source_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/flatten/source"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// BenchmarkReader reads the generated Observations in several forms: bytes of JSON per second, on one core.
func BenchmarkReader(b *testing.B) {
	root := shared.Untar(b, "data", "synthea-dev50.tar.gz")
	files, err := filepath.Glob(filepath.Join(root, "*", "raw", "Observation.ndjson"))
	if err != nil || len(files) != 1 {
		b.Fatal(files, err)
	}
	lines, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	entries := bytes.ReplaceAll(bytes.TrimSpace(lines), []byte("\n"), []byte(`},{"resource":`))
	bundle := append([]byte(`{"resourceType":"Bundle","type":"batch","entry":[{"resource":`), append(entries, `}]}`...)...)
	for _, c := range []struct {
		name    string
		content []byte
		pack    func(io.Writer) io.WriteCloser
	}{
		{"ndjson", lines, nil},
		{"ndjson.gz", lines, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }},
		{"ndjson.zst", lines, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z }},
		{"bundle.json", bundle, nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), c.name)
			writePacked(b, path, c.content, c.pack)
			b.SetBytes(int64(len(c.content)))
			for b.Loop() {
				readInput(b, source.Input{Path: path}, source.Options{}, func(*source.Item) {})
			}
		})
	}
}

func writePacked(b *testing.B, path string, content []byte, pack func(io.Writer) io.WriteCloser) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if pack == nil {
		_, err = f.Write(content)
	} else {
		w := pack(f)
		if _, err = w.Write(content); err == nil {
			err = w.Close()
		}
	}
	if err != nil {
		b.Fatal(err)
	}
}
