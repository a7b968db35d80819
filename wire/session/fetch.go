package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// fetch is FETCH and MOVE.
func (s *Session) fetch(ctx context.Context, p *portal) error {
	c := p.statement.query.Cursor
	cursor := s.portals[c.Name]
	if cursor == nil || cursor == p {
		return fail("34000", "cursor \"%s\" does not exist", c.Name)
	}
	if cursor.total == 0 && !cursor.cursor {
		cursor.total = -1
	}
	if err := s.openCursor(ctx, cursor); err != nil {
		return err
	}
	if !c.Move && !p.statement.hasRows {
		p.statement.hasRows, p.statement.fields = true, cursor.statement.fields
	}
	steps := cursor.steps(c)
	if cursor.goesBack(steps) && !cursor.scroll {
		if err := s.scrollCursor(ctx, cursor); err != nil {
			return err
		}
		if !cursor.scroll {
			f := fail("55000", "cursor can only scan forward")
			f.hint = "Declare it with SCROLL option to enable backward scan."
			return f
		}
		steps = cursor.steps(c)
	}
	src := &fetchSource{cursor: cursor, steps: steps}
	if !c.Move {
		p.source = src
		return nil
	}
	n, err := src.skip(ctx)
	p.tag = p.completion(n)
	return err
}

// runCursor is Execute on a cursor by its name, as if it were a portal of Bind.
func (s *Session) runCursor(ctx context.Context, c *portal, limit int64) error {
	if err := s.openCursor(ctx, c); err != nil {
		return err
	}
	c.source = &fetchSource{cursor: c, steps: []step{{forward: true, count: unlimited}}}
	n, suspended, err := s.send(ctx, c, limit)
	switch {
	case err != nil:
		return err
	case suspended:
		s.out.empty('s')
	default:
		s.out.commandComplete(c.completion(n))
	}
	return nil
}

// step is one movement of a cursor: rows in one direction, shown or passed over.
type step struct {
	forward bool
	count   int64
	hidden  bool
	here    bool // show the row that the cursor is on
	to      bool // go to the position count
}

// goesBack says whether steps need rows that were passed already.
func (p *portal) goesBack(steps []step) bool {
	for _, st := range steps {
		onRow := p.pos > 0 && (p.total < 0 || p.pos <= p.total)
		if st.here && onRow || !st.here && !st.forward && !st.to || st.to && st.count < p.pos {
			return true
		}
	}
	return false
}

// steps turns a FETCH into movements.
func (p *portal) steps(c *dialect.CursorStatement) []step {
	n := c.Count
	switch c.Direction {
	case dialect.Backward:
		if n == 0 {
			return []step{{here: true}}
		}
		if n < 0 {
			return []step{{forward: true, count: -n}}
		}
		return []step{{count: n}}
	case dialect.Absolute:
		switch {
		case n < 0 && p.total >= 0:
			n = max(p.total+1+n, 0)
		case n < 0: // from the end, which is not known without going there: a step back, which plan refuses
			return []step{{count: -n}}
		}
		if n == 0 {
			return []step{{to: true, hidden: true}}
		}
		if n > p.pos {
			return []step{{forward: true, count: n - p.pos - 1, hidden: true}, {forward: true, count: 1}}
		}
		return []step{{to: true, count: n, hidden: true}, {here: true}}
	case dialect.Relative:
		switch {
		case n == 0:
			return []step{{here: true}}
		case n > 0:
			return []step{{forward: true, count: n - 1, hidden: true}, {forward: true, count: 1}}
		}
		return []step{{count: -n - 1, hidden: true}, {count: 1}}
	}
	switch {
	case n == 0:
		return []step{{here: true}}
	case n < 0:
		return []step{{count: -n}}
	}
	return []step{{forward: true, count: n}}
}

// fetchSource moves a cursor and gives out the rows that it passes.
type fetchSource struct {
	cursor *portal
	steps  []step
}

func (f *fetchSource) types() []backend.Type { return f.cursor.set.types() }

func (f *fetchSource) take(ctx context.Context, limit int64) (*backend.Chunk, int, int, error) {
	for len(f.steps) > 0 {
		st := &f.steps[0]
		c, from, to, err := f.move(ctx, st, limit)
		if err != nil {
			return nil, 0, 0, err
		}
		if c == nil {
			f.steps = f.steps[1:]
			continue
		}
		if !st.hidden {
			return c, from, to, nil
		}
	}
	return nil, 0, 0, nil
}

// skip does all steps without giving rows and counts those that would have been given.
func (f *fetchSource) skip(ctx context.Context) (n int64, err error) {
	for {
		c, from, to, err := f.take(ctx, unlimited)
		if c == nil || err != nil {
			return n, err
		}
		n += int64(to - from)
	}
}

// move makes a part of a step; c is nil when it is done.
func (f *fetchSource) move(ctx context.Context, st *step, limit int64) (c *backend.Chunk, from, to int, err error) {
	p := f.cursor
	switch {
	case st.to:
		p.pos, st.to, st.count = st.count, false, 0
		return nil, 0, 0, nil
	case st.here:
		st.here, st.forward, st.count = false, true, 0
		return p.row(p.pos)
	case st.count == 0:
		return nil, 0, 0, nil
	case !st.forward:
		st.count--
		if p.pos = max(p.pos-1, 0); p.pos == 0 {
			st.count = 0
		}
		return p.row(p.pos)
	}
	if st.hidden {
		limit = unlimited
	}
	if p.scroll {
		p.set.next = p.pos
	}
	c, from, to, err = p.set.take(ctx, min(limit, st.count))
	if err != nil {
		return nil, 0, 0, err
	}
	if c == nil {
		if p.total < 0 {
			p.total = p.pos
		}
		p.pos, st.count = p.total+1, 0
		return nil, 0, 0, nil
	}
	p.pos += int64(to - from)
	if st.count != unlimited {
		st.count -= int64(to - from)
	}
	return c, from, to, nil
}

// row gives row n of a cursor that scrolls, from 1; nothing before the first and behind the last.
func (p *portal) row(n int64) (*backend.Chunk, int, int, error) {
	if n < 1 || p.set.store == nil {
		return nil, 0, 0, nil
	}
	c, start, err := p.set.store.Chunk(n - 1)
	if c == nil || err != nil {
		return nil, 0, 0, err
	}
	i := int(n - 1 - start)
	return c, i, i + 1, nil
}
