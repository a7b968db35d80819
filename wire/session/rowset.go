package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
)

// rowset gives out the rows of one result, in windows of chunks. It begins live: the rows stream from the engine. When
// another statement needs the engine (or a cursor must scroll, or outlive its transaction) the rest is kept in a store.
type rowset struct {
	columns []backend.Column
	rows    backend.Rows   // nil once all rows are taken or kept
	current *backend.Chunk // live: the chunk being given out, and the next row in it
	at      int
	store   *chunk.Store
	next    int64 // kept: the next row in the store
}

func newRowset(rows backend.Rows) *rowset {
	return &rowset{columns: rows.Columns(), rows: rows}
}

func (r *rowset) types() []backend.Type {
	types := make([]backend.Type, len(r.columns))
	for i, c := range r.columns {
		types[i] = c.Type
	}
	return types
}

// take gives up to limit rows: rows [from, to) of c, which is good until the next call. At the end c is nil.
func (r *rowset) take(ctx context.Context, limit int64) (c *backend.Chunk, from, to int, err error) {
	if r.store != nil {
		return r.takeKept(limit)
	}
	for r.current == nil || r.at == r.current.Len {
		if r.rows == nil {
			return nil, 0, 0, nil
		}
		if r.current, err = r.rows.Next(ctx); err != nil || r.current == nil {
			return nil, 0, 0, first(err, r.close())
		}
		r.at = 0
	}
	from = r.at
	to = from + int(min(limit, int64(r.current.Len-from)))
	r.at = to
	return r.current, from, to, nil
}

func (r *rowset) takeKept(limit int64) (*backend.Chunk, int, int, error) {
	c, start, err := r.store.Chunk(r.next)
	if c == nil || err != nil {
		return nil, 0, 0, err
	}
	from := int(r.next - start)
	to := from + int(min(limit, int64(c.Len-from)))
	r.next += int64(to - from)
	return c, from, to, nil
}

// keep takes the rest of the rows off the engine.
func (r *rowset) keep(ctx context.Context, dir string, memory int) error {
	if r.store != nil || r.rows == nil {
		return nil
	}
	store := chunk.NewStore(r.types(), dir, memory)
	var err error
	if r.current != nil && r.at < r.current.Len {
		err = store.Add(r.current)
		r.next = int64(r.at)
	}
	for err == nil {
		var c *backend.Chunk
		if c, err = r.rows.Next(ctx); c == nil {
			break
		}
		err = first(err, store.Add(c))
	}
	if err = first(err, r.close()); err != nil {
		return first(err, store.Close())
	}
	r.store = store
	return nil
}

// close ends the stream, if there is one; what is kept stays.
func (r *rowset) close() error {
	if r.rows == nil {
		return nil
	}
	err := r.rows.Close()
	r.rows, r.current = nil, nil
	return err
}

// drop gives everything back.
func (r *rowset) drop() {
	_ = r.close() // nobody wants the rows: how the stream ended does not matter
	if r.store != nil {
		_ = r.store.Close() // the file has no name: nothing stays behind
	}
	r.store = chunk.NewStore(nil, "", 0)
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// release frees the engine for another statement: the rows that it is streaming, unless they are those of keep, are
// taken off it.
func (s *Session) release(ctx context.Context, except *rowset) error {
	if s.live == nil || s.live == except {
		return nil
	}
	r := s.live
	s.live = nil
	return r.keep(ctx, s.config.TempDir, s.config.KeepMemory)
}
