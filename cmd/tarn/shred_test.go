package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/source"
)

// fullWriter is a writer whose disk is full, which it says of every call.
type fullWriter struct{}

var errFull = errors.New("no space left")

func (fullWriter) Resource(engine.Resource) (int64, error) { return 0, errors.New(errFull.Error()) }
func (fullWriter) Append(_ int, b arrow.RecordBatch) error {
	b.Release()
	return errors.New(errFull.Error())
}

func (fullWriter) Keep(b arrow.RecordBatch) error { b.Release(); return errors.New(errFull.Error()) }
func (fullWriter) Quarantine(engine.Bad) error    { return errors.New(errFull.Error()) }
func (fullWriter) Close() error                   { return errors.New(errFull.Error()) }

// TestShredFailsOnce: what went wrong is said once.
func TestShredFailsOnce(t *testing.T) {
	flattener, err := flatten.New(flatten.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &shredder{flattener: flattener}
	for name, blocks := range map[string]chan block{"at close": make(chan block, 1), "at an input": make(chan block, 1)} {
		if name == "at an input" {
			blocks <- block{0, source.Input{}, &source.Block{Items: []source.Item{{Kind: source.Bad, Err: errors.New("bad")}}}}
		}
		close(blocks)
		err := s.shred(t.Context(), fullWriter{}, blocks)
		if err == nil || strings.Count(err.Error(), errFull.Error()) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
