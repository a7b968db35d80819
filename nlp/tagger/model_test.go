package tagger_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

func model() ([]tagger.Weights, lattice.Transitions) {
	return []tagger.Weights{
		{Feature: 3, Weight: [lattice.Labels]int8{1, -1, 0, 127, -127}},
		{Feature: 1 << 31, Weight: [lattice.Labels]int8{0, 0, 5, 0, 0}},
	}, lattice.Transitions{{1, 2, 3, 4, 5}, {-1}}
}

func TestEncodeIsStable(t *testing.T) {
	features, trans := model()
	a, err := tagger.Encode(features, trans)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := tagger.Encode(features, trans)
	if !bytes.Equal(a, b) {
		t.Error("two encodings of one model differ")
	}
	if _, err := tagger.Open(a); err != nil {
		t.Errorf("open: %v", err)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	features, trans := model()
	file, err := tagger.Encode(features, trans)
	if err != nil {
		t.Fatal(err)
	}
	for n := range file {
		if _, err := tagger.Open(file[:n]); !errors.Is(err, tagger.ErrModel) {
			t.Errorf("first %d of %d bytes: error %v, want ErrModel", n, len(file), err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	features, trans := model()
	file, err := tagger.Encode(features, trans)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = tagger.Open(data) // must not panic
	})
}
