package main

import (
	"bytes"
	"errors"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
)

// csvSink writes RFC 4180 CSV with a header. NULL is an empty field, an empty string is "".
type csvSink struct {
	w    io.Writer
	line []byte
	done bool
}

func (s *csvSink) begin(fields []pgconn.FieldDescription) error {
	if s.done {
		return errors.New("csv holds one result: run the statements one by one")
	}
	s.done = true
	names := make([][]byte, len(fields))
	for i, f := range fields {
		names[i] = []byte(f.Name)
	}
	return s.row(names)
}

func (s *csvSink) row(values [][]byte) error {
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

func (s *csvSink) end() error           { return nil }
func (s *csvSink) command(string) error { return nil }
func (s *csvSink) close() error         { return nil }
