package node_test

import (
	"archive/tar"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// BenchmarkParse parses every line of a few files of the generated population: bytes of JSON per second on one core.
func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"Observation", "ExplanationOfBenefit", "DocumentReference", "Patient"} {
		b.Run(name, func(b *testing.B) {
			lines := populationLines(b, name+".ndjson", 32<<20)
			var p node.Parser
			var t node.Tape
			size := 0
			for _, l := range lines {
				size += len(l)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, l := range lines {
					if err := p.Parse(l, &t); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// populationLines returns the lines of one file of synthea-dev50, limit bytes at most.
func populationLines(t testing.TB, name string, limit int64) [][]byte {
	t.Helper()
	f, err := os.Open(shared.Path(t, "data", "synthea-dev50.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if filepath.Base(h.Name) != name {
			continue
		}
		all, err := io.ReadAll(io.LimitReader(r, limit))
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == int(limit) {
			all = all[:bytes.LastIndexByte(all, '\n')]
		}
		return bytes.Split(bytes.TrimSpace(all), []byte("\n"))
	}
}
