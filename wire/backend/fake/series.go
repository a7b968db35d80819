package fake

import (
	"context"
	"fmt"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
)

// series is a stream of made-up rows; row i has values that follow from i.
type series struct {
	conn    *Conn
	stream  int
	columns []backend.Column
	next    int64
	left    int64
	end     string // "series": the end; "fail": an error; "stall": waits to be interrupted
	chunk   backend.Chunk
	keep    []*chunk.Builder
}

func seriesColumns(words []string) []backend.Column {
	var columns []backend.Column
	for _, w := range words {
		if w == "params" {
			break
		}
		columns = append(columns, backend.Column{Name: fmt.Sprintf("c%d", len(columns)+1), Type: Type(w)})
	}
	return columns
}

func (s *series) Columns() []backend.Column { return s.columns }
func (s *series) Changed() int64            { return 0 }
func (s *series) Close() error              { return nil }

// Next implements backend.Rows.
func (s *series) Next(ctx context.Context) (*backend.Chunk, error) {
	if s.stream != s.conn.stream {
		return nil, &Error{Code: "XX000", Message: "the stream was closed by another statement"}
	}
	if s.left == 0 {
		switch s.end {
		case "fail":
			return nil, &Error{Code: "22012", Message: "division by zero"}
		case "stall":
			return nil, s.conn.wait(ctx)
		}
		return nil, nil
	}
	n := int(min(s.left, chunk.Max))
	s.left -= int64(n)
	s.chunk, s.keep = backend.Chunk{Len: n}, nil
	for _, c := range s.columns {
		b := chunk.NewBuilder(c.Type)
		for i := range n {
			b.Append(Value(c.Type.Kind, s.next+int64(i)))
		}
		s.keep = append(s.keep, b)
		s.chunk.Vectors = append(s.chunk.Vectors, b.Vector())
	}
	s.next += int64(n)
	return &s.chunk, nil
}

// Value is what row i of a series has in a column of a kind: NULL in every seventh row of text and numbers with a point.
func Value(k backend.Kind, i int64) any {
	switch k {
	case backend.KindBoolean:
		return i%3 == 0
	case backend.KindVarchar:
		if i%7 == 6 {
			return nil
		}
		return fmt.Sprintf("row number %d", i)
	case backend.KindFloat, backend.KindDouble:
		if i%7 == 6 {
			return nil
		}
		return float64(i) / 4
	case backend.KindJSON:
		return fmt.Sprintf(`{"i": %d}`, i)
	case backend.KindTimestamp, backend.KindTimestampTZ:
		return i * 1_000_000
	}
	return i
}
