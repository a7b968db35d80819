package spool

import (
	"errors"
	"fmt"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"golang.org/x/sys/unix"
)

// Spool keeps the batches of a fixed set of streams. Append is for one goroutine; after Seal, Batches and Batch.Open
// may be called from many.
type Spool struct {
	path    string
	schemas []*arrow.Schema
	streams []stream

	// mem is memory off the Go heap (DuckDB keeps pointers into it) that takes the newest bytes: mem[:used] follow
	// the first flushed bytes of the file. 0 ≤ used ≤ len(mem).
	mem  []byte
	used int

	file    *os.File // nil until the memory ran out for the first time
	flushed int64    // bytes in file, always a multiple of align

	mapped []byte // the file's bytes after Seal; nil where there is no file
	sealed bool
	header []byte     // scratch for one segment's header
	runs   runEncoder // scratch for its runs
}

// stream is the list of one stream's segments.
type stream struct {
	segments []segment
	rows     int64
	fills    []Fill // by column
}

// Fill counts what a column of a stream holds.
type Fill struct {
	Values int64 // rows that are not NULL
	Bytes  int64 // of texts and blobs: their bytes in all
}

// segment is where one batch stands: offset counts the bytes of the file and then those of mem.
type segment struct {
	offset, size int64
	rows         int64
}

// New returns an empty spool with one stream for each schema. It uses up to memory bytes before it creates the file
// path.
func New(path string, schemas []*arrow.Schema, memory int) (*Spool, error) {
	mem, err := unix.Mmap(-1, 0, memory, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("spool: reserve %d bytes of memory: %w", memory, err)
	}
	return &Spool{path: path, schemas: schemas, streams: make([]stream, len(schemas)), mem: mem}, nil
}

// Append copies the rows of b to the end of a stream. The batch stays the caller's.
func (s *Spool) Append(streamNo int, b arrow.RecordBatch) error {
	if s.sealed {
		return errors.New("spool: append after seal")
	}
	if want := s.schemas[streamNo].NumFields(); int(b.NumCols()) != want {
		return fmt.Errorf("spool: batch of stream %d has %d columns, expected %d", streamNo, b.NumCols(), want)
	}
	s.runs.reset()
	l, err := planSegment(b, s.header[:0], &s.runs)
	if err != nil {
		return err
	}
	defer l.release()
	s.header = l.header
	seg := segment{offset: s.flushed + int64(s.used), size: l.size, rows: b.NumRows()}
	if err := s.write(l); err != nil {
		return err
	}
	st := &s.streams[streamNo]
	st.segments = append(st.segments, seg)
	st.rows += seg.rows
	st.count(b)
	return nil
}

// count adds a batch to the fills.
func (st *stream) count(b arrow.RecordBatch) {
	if st.fills == nil {
		st.fills = make([]Fill, b.NumCols())
	}
	for i, c := range b.Columns() {
		f := &st.fills[i]
		f.Values += int64(c.Len() - c.NullN())
		if t, ok := c.(array.BinaryLike); ok {
			f.Bytes += int64(len(t.ValueBytes()))
		}
	}
}

// Fills are counts of a stream's columns, nil where it has no rows.
func (s *Spool) Fills(streamNo int) []Fill { return s.streams[streamNo].fills }

// Rows is the number of rows of a stream.
func (s *Spool) Rows(streamNo int) int64 { return s.streams[streamNo].rows }

// Size is the number of bytes held, in memory and in the file.
func (s *Spool) Size() int64 { return s.flushed + int64(s.used) }

// Seal ends the writing and makes the batches readable.
func (s *Spool) Seal() error {
	if s.sealed {
		return nil
	}
	s.sealed = true
	if s.file == nil {
		return nil
	}
	m, err := unix.Mmap(int(s.file.Fd()), 0, int(s.flushed), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return fmt.Errorf("spool: map %s: %w", s.path, err)
	}
	s.mapped = m
	return nil
}

// Forget lets go of the memory that reading the file has taken; what is read again is mapped again.
func (s *Spool) Forget() {
	if s.mapped != nil {
		_ = unix.Madvise(s.mapped, unix.MADV_DONTNEED) // advice: without it the memory goes with Close
	}
}

// Close frees the memory and removes the file. No batch may be in use any more.
func (s *Spool) Close() error {
	var errs []error
	s.sealed = true // a late Append is refused
	if s.mapped != nil {
		errs = append(errs, unix.Munmap(s.mapped))
		s.mapped = nil
	}
	if s.mem != nil {
		errs = append(errs, unix.Munmap(s.mem))
		s.mem = nil
	}
	if s.file != nil {
		errs = append(errs, s.file.Close(), os.Remove(s.path))
		s.file = nil
	}
	s.streams = make([]stream, len(s.schemas))
	return errors.Join(errs...)
}
