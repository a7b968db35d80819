package sink

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// jsonWriter writes one JSON object per row: one a line (ndjson), or all in an array (json). Numbers keep their digits,
// json columns stand as JSON, arrays as arrays; everything else is a string in PostgreSQL's text form.
type jsonWriter struct {
	w     io.Writer
	array bool

	types  *pgtype.Map
	fields []pgconn.FieldDescription
	names  [][]byte
	line   []byte
	rows   int
	begun  bool
}

func (s *jsonWriter) Begin(fields []pgconn.FieldDescription) error {
	if s.begun && s.array {
		return errors.New("json holds one result: run the statements one by one, or use ndjson")
	}
	s.begun, s.fields, s.types = true, fields, pgtype.NewMap()
	s.names = make([][]byte, len(fields))
	for i, f := range fields {
		name, err := json.Marshal(f.Name)
		if err != nil {
			return err
		}
		s.names[i] = append(name, ':')
	}
	return nil
}

func (s *jsonWriter) Row(values [][]byte) error {
	s.line = s.line[:0]
	if s.array {
		s.line = append(s.line, map[bool]string{true: "[\n", false: ",\n"}[s.rows == 0]...)
	}
	s.line = append(s.line, '{')
	for i, v := range values {
		if i > 0 {
			s.line = append(s.line, ',')
		}
		s.line = append(s.line, s.names[i]...)
		var err error
		if s.line, err = s.appendValue(s.line, s.fields[i].DataTypeOID, v); err != nil {
			return err
		}
	}
	s.line = append(s.line, '}')
	if !s.array {
		s.line = append(s.line, '\n')
	}
	s.rows++
	_, err := s.w.Write(s.line)
	return err
}

func (s *jsonWriter) appendValue(dst []byte, oid uint32, v []byte) ([]byte, error) {
	switch {
	case v == nil:
		return append(dst, "null"...), nil
	case oid == pgtype.BoolOID:
		return append(dst, map[bool]string{true: "true", false: "false"}[v[0] == 't']...), nil
	case oid == pgtype.JSONOID || oid == pgtype.JSONBOID, isNumber(oid) && json.Valid(v): // NaN and Infinity are no JSON
		return append(dst, v...), nil
	}
	if t, ok := s.types.TypeForOID(oid); ok {
		if _, isArray := t.Codec.(*pgtype.ArrayCodec); isArray {
			elements, err := t.Codec.DecodeValue(s.types, oid, pgtype.TextFormatCode, v)
			if err != nil {
				return nil, err
			}
			return appendJSON(dst, elements)
		}
	}
	return appendJSON(dst, string(v))
}

func appendJSON(dst []byte, v any) ([]byte, error) {
	b, err := json.Marshal(v)
	return append(dst, b...), err
}

func (s *jsonWriter) End() error           { return nil }
func (s *jsonWriter) Command(string) error { return nil }

func (s *jsonWriter) Close() error {
	if !s.array || !s.begun {
		return nil
	}
	end := "\n]\n"
	if s.rows == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(s.w, end)
	return err
}
