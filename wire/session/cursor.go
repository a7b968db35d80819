package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// declare is DECLARE: the cursor's statement is prepared; it starts with the first FETCH.
func (s *Session) declare(ctx context.Context, p *portal) error {
	c := p.statement.query.Cursor
	if !c.WithHold && !s.tx.block && !s.tx.implicit {
		return fail("25P01", "DECLARE CURSOR can only be used in transaction blocks")
	}
	if s.portals[c.Name] != nil {
		return fail("42P03", "cursor \"%s\" already exists", c.Name)
	}
	st, err := s.prepare(ctx, "", c.Query, p.statement.params)
	if err != nil {
		return err
	}
	cursor := &portal{
		name: c.Name, statement: st.use(), args: p.args, cursor: true, query: p.statement.query.Text,
		scroll: c.Scroll, noScroll: c.NoScroll, hold: c.WithHold, total: -1,
	}
	if c.Binary {
		cursor.formats = []int16{1}
	}
	s.addPortal(cursor)
	if c.WithHold && !s.tx.block && !s.tx.implicit {
		return s.holdPortals(ctx)
	}
	return nil
}

func (s *Session) closeCursor(name string) error {
	if name == "" {
		s.dropPortals(func(p *portal) bool { return p.name != "" })
		return nil
	}
	if s.portals[name] == nil {
		return fail("34000", "cursor \"%s\" does not exist", name)
	}
	s.dropPortal(name)
	return nil
}

// cursorFormats are the formats of a FETCH in a query string: a BINARY cursor's rows come in binary.
func (s *Session) cursorFormats(q *dialect.Statement) []int16 {
	if q.Kind != dialect.Fetch {
		return nil
	}
	if p := s.portals[q.Cursor.Name]; p != nil && p.cursor {
		return p.formats
	}
	return nil
}

// openCursor starts a cursor's statement. A cursor that scrolls is kept whole at once.
func (s *Session) openCursor(ctx context.Context, c *portal) error {
	if c.set != nil {
		return nil
	}
	if !c.started {
		c.started = true
		if err := s.startOnEngine(ctx, c); err != nil {
			return err
		}
	}
	if c.set == nil {
		return fail("55000", "portal \"%s\" cannot be run", c.name)
	}
	if c.scroll {
		return s.keepCursor(ctx, c)
	}
	c.set.remember = c.cursor && !c.noScroll
	return nil
}

// scrollCursor lets a cursor go back that was declared without a word on scrolling, if it remembers the way.
func (s *Session) scrollCursor(ctx context.Context, c *portal) error {
	if c.noScroll || c.held && c.set.store == nil {
		return nil
	}
	if s.live == c.set {
		s.live = nil
	}
	could, err := c.set.back(ctx, s.config.TempDir, s.config.KeepMemory)
	if err != nil {
		return s.streamError(c, err)
	}
	if could || c.set.whole {
		c.scroll, c.total = true, c.set.store.Rows()
	}
	return nil
}

// keepCursor takes a cursor's rows off the engine.
func (s *Session) keepCursor(ctx context.Context, c *portal) error {
	if s.live == c.set {
		s.live = nil
	}
	if err := c.set.keep(ctx, s.config.TempDir, s.config.KeepMemory); err != nil {
		return s.streamError(c, err)
	}
	if c.set.store != nil && c.scroll {
		c.total = c.set.store.Rows()
	}
	return nil
}

// holdPortals keeps the rows of WITH HOLD cursors before their transaction ends.
func (s *Session) holdPortals(ctx context.Context) error {
	for _, p := range s.portals {
		if !p.hold || p.held {
			continue
		}
		if err := s.openCursor(ctx, p); err != nil {
			return err
		}
		if err := s.keepCursor(ctx, p); err != nil {
			return err
		}
		p.held, p.level = true, 0
	}
	return nil
}
