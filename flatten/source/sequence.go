package source

import "io"

// recordSeparator stands before each value of a JSON text sequence (RFC 7464). No JSON text has this byte.
const recordSeparator = 0x1e

// sequence is a JSON text sequence as JSON texts one after another, with every byte where it was: a separator that begins
// a line becomes white space; another one, before which a value was cut off, becomes the line end that is missing there.
type sequence struct {
	r    io.Reader
	last byte
}

func (s *sequence) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	for i, c := range p[:n] {
		if c == recordSeparator {
			if p[i] = '\n'; s.last == '\n' {
				p[i] = ' '
			}
		}
		s.last = c
	}
	return n, err
}
