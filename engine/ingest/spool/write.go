package spool

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// direct is the size from which a segment goes straight to the file once there is one, since copying it to memory first
// would be for nothing.
const direct = 256 << 10

// write puts a planned segment behind what is there: into memory where it fits, else memory is flushed first, and a
// segment larger than the whole memory goes straight to the file.
func (s *Spool) write(l *layout) error {
	straight := l.size > int64(len(s.mem)) || s.file != nil && l.size >= direct
	if straight || l.size > int64(len(s.mem)-s.used) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if straight {
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
	var zero [align]byte
	parts := append(make([][]byte, 0, 1+2*len(l.buffers)), l.header)
	for _, b := range l.buffers {
		if len(b) > 0 {
			parts = append(parts, b)
		}
		if pad := padded(len(b)) - int64(len(b)); pad > 0 {
			parts = append(parts, zero[:pad])
		}
	}
	return s.toFile(parts...)
}

// maxParts is how many pieces of memory the kernel takes in one call (IOV_MAX).
const maxParts = 1024

// toFile appends to the file, which is created at the first call. On an error (disk full) the spool is of no use any
// more: the caller drops the load.
func (s *Spool) toFile(parts ...[]byte) error {
	if s.file == nil {
		f, err := os.OpenFile(s.path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
		if err != nil {
			return fmt.Errorf("spool: %w", err)
		}
		s.file = f
	}
	for len(parts) > 0 {
		n, err := unix.Writev(int(s.file.Fd()), parts[:min(len(parts), maxParts)])
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err == nil && n == 0 {
			err = unix.EIO
		}
		if err != nil {
			return fmt.Errorf("spool: %w", &os.PathError{Op: "write", Path: s.path, Err: err})
		}
		s.flushed += int64(n)
		parts = written(parts, n)
	}
	return nil
}

// written drops the first n bytes of parts.
func written(parts [][]byte, n int) [][]byte {
	for len(parts) > 0 && n >= len(parts[0]) {
		n -= len(parts[0])
		parts = parts[1:]
	}
	if n > 0 {
		parts[0] = parts[0][n:]
	}
	return parts
}
