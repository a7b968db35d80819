package chunk

import (
	"context"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Max is the number of rows in a full chunk.
const Max = 2048

// Rows is a small finished result: it implements backend.Rows.
type Rows struct {
	columns []backend.Column
	chunks  []backend.Chunk
	keep    []*Builder // what the chunks point into
	changed int64
	at      int
}

// NewRows makes a result of rows, each with a value per column as Builder.Append takes them.
func NewRows(columns []backend.Column, rows [][]any) *Rows {
	r := &Rows{columns: columns}
	for len(rows) > 0 {
		n := min(len(rows), Max)
		c := backend.Chunk{Len: n}
		for i, col := range columns {
			b := NewBuilder(col.Type)
			for _, row := range rows[:n] {
				b.Append(row[i])
			}
			c.Vectors = append(c.Vectors, b.Vector())
			r.keep = append(r.keep, b)
		}
		r.chunks, rows = append(r.chunks, c), rows[n:]
	}
	return r
}

// NewText makes a result of text columns.
func NewText(names []string, rows [][]string) *Rows {
	columns := make([]backend.Column, len(names))
	for i, n := range names {
		columns[i] = backend.Column{Name: n, Type: backend.Type{Kind: backend.KindVarchar}}
	}
	values := make([][]any, len(rows))
	for i, row := range rows {
		for _, s := range row {
			values[i] = append(values[i], s)
		}
	}
	return NewRows(columns, values)
}

// NewChanged is the outcome of a statement without a result that changed n rows.
func NewChanged(n int64) *Rows { return &Rows{changed: n} }

// Columns implements backend.Rows.
func (r *Rows) Columns() []backend.Column { return r.columns }

// Next implements backend.Rows.
func (r *Rows) Next(context.Context) (*backend.Chunk, error) {
	if r.at == len(r.chunks) {
		return nil, nil
	}
	r.at++
	return &r.chunks[r.at-1], nil
}

// Changed implements backend.Rows.
func (r *Rows) Changed() int64 { return r.changed }

// Close implements backend.Rows.
func (r *Rows) Close() error { return nil }
