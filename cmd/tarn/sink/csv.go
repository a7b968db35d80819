package sink

import (
	"bytes"
	"errors"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
)

// csvWriter writes RFC 4180 CSV with a header. NULL is an empty field, an empty string is "".
type csvWriter struct {
	w    io.Writer
	line []byte
	done bool
}

func (s *csvWriter) Begin(fields []pgconn.FieldDescription) error {
	if s.done {
		return errors.New("csv holds one result: run the statements one by one")
	}
	s.done = true
	names := make([][]byte, len(fields))
	for i, f := range fields {
		names[i] = []byte(f.Name)
	}
	return s.Row(names)
}

func (s *csvWriter) Row(values [][]byte) error {
	s.line = s.line[:0]
	for i, v := range values {
		if i > 0 {
			s.line = append(s.line, ',')
		}
		s.line = appendCSV(s.line, v)
	}
	s.line = append(s.line, '\n')
	_, err := s.w.Write(s.line)
	return err
}

func appendCSV(dst, v []byte) []byte {
	if v == nil {
		return dst
	}
	if len(v) > 0 && !bytes.ContainsAny(v, ",\"\r\n") && v[0] != ' ' && v[len(v)-1] != ' ' {
		return append(dst, v...)
	}
	dst = append(dst, '"')
	dst = append(dst, bytes.ReplaceAll(v, []byte(`"`), []byte(`""`))...)
	return append(dst, '"')
}

func (s *csvWriter) End() error           { return nil }
func (s *csvWriter) Command(string) error { return nil }
func (s *csvWriter) Close() error         { return nil }
