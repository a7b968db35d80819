package duck

import (
	"context"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// ErrStale is what open Rows answer once anything else has run on their Conn.
var ErrStale error = &Error{Type: "Stale", Message: "another statement ended this result"}

// Rows is a streaming result.
type Rows struct {
	conn    *Conn
	sql     string
	kind    StatementKind
	res     bd.Result
	cols    []Column
	chunk   Chunk
	changed int64
	err     error // what every further Next answers
	ended   bool
}

func (r *Rows) describe() {
	if bd.ResultReturnType(r.res) == bd.ResultTypeQueryResult {
		r.cols = make([]Column, bd.ColumnCount(&r.res))
		for i := range r.cols {
			r.cols[i].Name = bd.ColumnName(&r.res, bd.IdxT(i))
			r.cols[i].Type = takeType(bd.ColumnLogicalType(&r.res, bd.IdxT(i)))
		}
		r.chunk.Vectors = newVectors(r.types())
		return
	}
	r.changed = int64(bd.RowsChanged(&r.res))
	if r.kind == StatementCreate {
		r.changed = createdRows(&r.res)
	}
	r.ended = true
}

// createdRows is the number of rows of CREATE TABLE AS, which DuckDB gives as a column and not as a count.
func createdRows(res *bd.Result) int64 {
	if bd.ColumnCount(res) != 1 || bd.ColumnType(res, 0) != bd.TypeBigInt {
		return 0
	}
	raw := bd.FetchChunk(*res)
	defer destroyChunk(&raw)
	if raw.Ptr == nil || bd.DataChunkGetSize(raw) == 0 {
		return 0
	}
	c := Chunk{Vectors: newVectors([]Type{{Kind: KindBigInt}})}
	c.point(raw)
	return At[int64](&c.Vectors[0], 0)
}

func (r *Rows) types() []Type {
	types := make([]Type, len(r.cols))
	for i, c := range r.cols {
		types[i] = c.Type
	}
	return types
}

// Columns are the result's columns; none for a statement without a result.
func (r *Rows) Columns() []Column { return r.cols }

// Kind says what sort of statement gave the rows.
func (r *Rows) Kind() StatementKind { return r.kind }

// Changed is the number of rows that a statement without a result changed.
func (r *Rows) Changed() int64 { return r.changed }

// Next returns the next chunk, valid until the next call of Next or Close; nil at the end. It allocates nothing.
func (r *Rows) Next(ctx context.Context) (*Chunk, error) {
	ok, err := r.NextInto(ctx, &r.chunk)
	if !ok {
		return nil, err
	}
	return &r.chunk, nil
}

// NewChunk makes an empty chunk of the result's shape, for NextInto.
func (r *Rows) NewChunk() *Chunk { return &Chunk{Vectors: newVectors(r.types())} }

// NextInto gives back what c held, and fetches the next chunk into it; false at the end. The chunk stays valid, also
// after Close, until it is used again or released. One goroutine may fetch into one chunk while another reads a second.
func (r *Rows) NextInto(ctx context.Context, c *Chunk) (bool, error) {
	c.Release()
	for r.err == nil && !r.ended {
		raw, err := r.fetch(ctx)
		if err != nil {
			r.err = interruptCause(ctx, err)
			r.finish()
		} else if raw.Ptr == nil {
			r.ended = true
			r.finish()
		} else if bd.DataChunkGetSize(raw) == 0 {
			destroyChunk(&raw)
		} else {
			c.point(raw)
			return true, nil
		}
	}
	return false, r.err
}

// fetch asks DuckDB for a chunk; its Ptr is nil at the end.
func (r *Rows) fetch(ctx context.Context) (bd.DataChunk, error) {
	if r.conn.takeInterrupt() {
		return bd.DataChunk{}, errInterrupted(nil)
	}
	if err := r.conn.enter(ctx); err != nil {
		return bd.DataChunk{}, err
	}
	raw := bd.FetchChunk(r.res)
	r.conn.leave()
	if raw.Ptr == nil {
		if msg := bd.ResultError(&r.res); msg != "" {
			return raw, parseError(msg, r.sql)
		}
	}
	return raw, nil
}

// goStale ends the rows because something else runs on the Conn.
func (r *Rows) goStale() {
	if r.err == nil && !r.ended {
		r.err = ErrStale
	}
	r.finish()
}

// finish lets the result go; a running query stops.
func (r *Rows) finish() {
	if r.conn.live == r {
		r.conn.endWork()
	}
	bd.DestroyResult(&r.res)
	if r.conn.live == r {
		r.conn.live = nil
		r.conn.unwatch()
	}
}

// Close stops the query where it still runs and frees everything. Safe to call twice.
func (r *Rows) Close() error {
	if r.err == nil {
		r.err = errClosed("result")
	}
	r.chunk.Release()
	r.finish()
	return nil
}
