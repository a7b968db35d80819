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

	// A cursor that may scroll remembers what it has given out, as long as that is little: then it can go back.
	remember bool
	passed   *chunk.Store
	given    int64 // rows of the chunks before current
	whole    bool  // kept, and from the first row on
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
		if err := r.advance(ctx); err != nil || r.current == nil {
			return nil, 0, 0, first(err, r.close())
		}
	}
	from = r.at
	to = from + int(min(limit, int64(r.current.Len-from)))
	r.at = to
	return r.current, from, to, nil
}

// advance goes to the engine's next chunk.
func (r *rowset) advance(ctx context.Context) (err error) {
	if r.current != nil {
		r.given += int64(r.current.Len)
	}
	r.at = 0
	if r.current, err = r.rows.Next(ctx); err != nil || r.current == nil || !r.remember {
		return err
	}
	if r.passed == nil {
		r.passed = chunk.NewStore(r.types(), "", rememberBytes)
	}
	r.remember = r.passed.Fits(r.current)
	if !r.remember {
		err = r.passed.Close()
		r.passed = nil
		return err
	}
	return r.passed.Add(r.current)
}

// rememberBytes is how much of its past a cursor without SCROLL remembers.
const rememberBytes = 1 << 20

// back makes a rowset that remembers its past one that is kept whole, so that it can be read in any direction. It says
// whether it could.
func (r *rowset) back(ctx context.Context, dir string, memory int) (bool, error) {
	if r.store != nil || r.passed == nil {
		return false, nil
	}
	store, next := r.passed, r.given+int64(r.at)
	r.passed, r.remember = nil, false
	store.Allow(dir, memory)
	for r.rows != nil {
		c, err := r.rows.Next(ctx)
		if err == nil && c != nil {
			err = store.Add(c)
		}
		if c == nil || err != nil {
			if err = first(err, r.close()); err != nil {
				return false, first(err, store.Close())
			}
		}
	}
	r.store, r.next, r.whole = store, next, true
	return true, nil
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
	if r.passed != nil { // what it remembers stays: it can go back later
		_, err := r.back(ctx, dir, memory)
		return err
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
	for _, kept := range []*chunk.Store{r.store, r.passed} {
		if kept != nil {
			_ = kept.Close() // its file has no name: nothing stays behind
		}
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
