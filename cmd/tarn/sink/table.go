package sink

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// tableSample is the number of rows whose widths decide the columns' widths; later rows stream with these.
const tableSample = 1000

// tableWriter writes aligned tables, as psql does.
type tableWriter struct {
	w      io.Writer
	fields []pgconn.FieldDescription
	widths []int
	right  []bool
	sample [][]string // rows waiting for the widths; nil once they are fixed
	fixed  bool
	rows   int
}

func (s *tableWriter) Begin(fields []pgconn.FieldDescription) error {
	*s = tableWriter{w: s.w, fields: fields, widths: make([]int, len(fields)), right: make([]bool, len(fields))}
	for i, f := range fields {
		s.widths[i] = utf8.RuneCountInString(f.Name)
		s.right[i] = isNumber(f.DataTypeOID)
	}
	return nil
}

func (s *tableWriter) Row(values [][]byte) error {
	s.rows++
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = cell(v)
		if !s.fixed {
			s.widths[i] = max(s.widths[i], utf8.RuneCountInString(cells[i]))
		}
	}
	if s.fixed {
		return s.write(cells)
	}
	s.sample = append(s.sample, cells)
	if len(s.sample) == tableSample {
		return s.flush()
	}
	return nil
}

// flush fixes the widths and writes the head and the rows seen so far.
func (s *tableWriter) flush() error {
	s.fixed = true
	names, rule := make([]string, len(s.fields)), make([]string, len(s.fields))
	for i, f := range s.fields {
		pad := s.widths[i] - utf8.RuneCountInString(f.Name)
		names[i] = strings.Repeat(" ", pad/2) + f.Name + strings.Repeat(" ", pad-pad/2)
		rule[i] = strings.Repeat("-", s.widths[i]+2)
	}
	fmt.Fprintf(s.w, " %s \n%s\n", strings.Join(names, " | "), strings.Join(rule, "+"))
	for _, cells := range s.sample {
		if err := s.write(cells); err != nil {
			return err
		}
	}
	s.sample = nil
	return nil
}

func (s *tableWriter) write(cells []string) error {
	var b strings.Builder
	for i, c := range cells {
		pad := strings.Repeat(" ", max(0, s.widths[i]-utf8.RuneCountInString(c)))
		if i > 0 {
			b.WriteString(" |")
		}
		b.WriteByte(' ')
		if s.right[i] {
			c = pad + c
		} else if i < len(cells)-1 {
			c += pad
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(s.w, b.String())
	return err
}

func (s *tableWriter) End() error {
	if !s.fixed {
		if err := s.flush(); err != nil {
			return err
		}
	}
	plural := "s"
	if s.rows == 1 {
		plural = ""
	}
	_, err := fmt.Fprintf(s.w, "(%d row%s)\n\n", s.rows, plural)
	return err
}

func (s *tableWriter) Command(tag string) error {
	_, err := fmt.Fprintln(s.w, tag)
	return err
}

func (s *tableWriter) Close() error { return nil }

// cell is a value on one line: line breaks and other control characters are shown escaped.
func cell(v []byte) string {
	text := string(v)
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isNumber(oid uint32) bool {
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.Float4OID, pgtype.Float8OID, pgtype.NumericOID, pgtype.OIDOID:
		return true
	}
	return false
}
