package spool

import (
	"fmt"
	"os"
)

// write puts a planned segment behind what is there: into memory where it fits, else memory is flushed first, and a
// segment larger than the whole memory goes straight to the file.
func (s *Spool) write(l *layout) error {
	if l.size > int64(len(s.mem)-s.used) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if l.size > int64(len(s.mem)) {
		return s.writeThrough(l)
	}
	s.used += copy(s.mem[s.used:], l.header)
	for _, b := range l.buffers {
		n := copy(s.mem[s.used:], b)
		s.used += int(padded(n)) // what is skipped are old bytes that nobody reads
	}
	return nil
}

// flush moves the memory's bytes to the file.
func (s *Spool) flush() error {
	if s.used == 0 {
		return nil
	}
	if err := s.toFile(s.mem[:s.used]); err != nil {
		return err
	}
	s.used = 0
	return nil
}

func (s *Spool) writeThrough(l *layout) error {
	if err := s.toFile(l.header); err != nil {
		return err
	}
	var zero [align]byte
	for _, b := range l.buffers {
		if err := s.toFile(b); err != nil {
			return err
		}
		if err := s.toFile(zero[:padded(len(b))-int64(len(b))]); err != nil {
			return err
		}
	}
	return nil
}

// toFile appends to the file, which is created at the first call. On an error (disk full) the spool is of no use any
// more: the caller drops the load.
func (s *Spool) toFile(p []byte) error {
	if s.file == nil {
		f, err := os.OpenFile(s.path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
		if err != nil {
			return fmt.Errorf("spool: %w", err)
		}
		s.file = f
	}
	n, err := s.file.Write(p)
	s.flushed += int64(n)
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	return nil
}
