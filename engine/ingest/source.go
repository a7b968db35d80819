package ingest

import (
	"io"
	"sync"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/ingest/spool"
)

// source hands out a stream's batches, in slices, so that all threads end at about the same time however large a batch is.
type source struct {
	batches []spool.Batch
	onRows  func(int64) // told how many rows were handed out; may be nil

	mu    sync.Mutex
	next  int               // of batches
	batch arrow.RecordBatch // the one being sliced, nil between two
	at    int64             // its first row that nobody has yet
}

// sliceRows is how many rows go to a thread at a time: a few of DuckDB's vectors.
const sliceRows = 3 * 2048

func (s *source) Next() (arrow.RecordBatch, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch == nil {
		if err := s.open(); err != nil {
			return nil, err
		}
	}
	end := min(s.at+sliceRows, s.batch.NumRows())
	if s.onRows != nil {
		s.onRows(end - s.at)
	}
	slice := s.batch.NewSlice(s.at, end)
	s.at = end
	if end == s.batch.NumRows() {
		s.drop()
	}
	return slice, nil
}

// open takes the next batch, io.EOF after the last.
func (s *source) open() (err error) {
	if s.next == len(s.batches) {
		return io.EOF
	}
	s.batch, err = s.batches[s.next].Open()
	s.next++
	s.at = 0
	return err
}

// drop lets go of the batch; its slices keep it alive as long as they are read.
func (s *source) drop() {
	if s.batch != nil {
		s.batch.Release()
		s.batch = nil
	}
}

func (s *source) Close() error {
	s.drop()
	return nil
}
