package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/dialect"

	"github.com/jackc/pgx/v5/pgproto3"
)

// simpleQuery answers a query string: each statement with its result, until one fails, then ReadyForQuery.
func (s *Session) simpleQuery(ctx context.Context, body []byte) error {
	err := s.guarded(ctx, func(ctx context.Context, g *guard) error {
		var m pgproto3.Query
		if err := decode(&m, body); err != nil {
			return err
		}
		s.setQuery(m.String)
		s.dropStatement("")
		s.dropPortal("")
		return s.queryString(ctx, g, m.String)
	})
	if err != nil {
		if err := s.report(ctx, err); err != nil {
			return err
		}
	}
	return s.ready()
}

func (s *Session) queryString(ctx context.Context, g *guard, text string) error {
	queries, err := dialect.Parse(text)
	if err != nil {
		return err
	}
	if len(queries) == 0 {
		s.out.empty('I')
		return nil
	}
	if len(queries) > 1 {
		s.tx.implicit = true
		if s.settings.Depth() == 0 {
			s.settings.Begin()
		}
	}
	for i := range queries {
		g.arm(s.settings.Int("statement_timeout"))
		if err := s.simpleStatement(ctx, &queries[i]); err != nil {
			s.tx.implicit = false
			return err
		}
	}
	return s.endQueryString(ctx)
}

func (s *Session) simpleStatement(ctx context.Context, query *dialect.Statement) error {
	if !s.tx.allowed(query) {
		return errAborted
	}
	st, err := s.prepare(ctx, "", query, nil)
	if err != nil {
		return err
	}
	p := &portal{statement: st.use(), formats: s.cursorFormats(query)}
	s.addPortal(p)
	if err := s.run(ctx, p, unlimited, true); err != nil {
		return err
	}
	s.dropPortal("")
	return nil
}

// endQueryString ends the implicit transaction of a string of several statements, unless a block was begun in it.
func (s *Session) endQueryString(ctx context.Context) error {
	implicit := s.tx.implicit
	s.tx.implicit = false
	if s.tx.block {
		return nil
	}
	if implicit || s.settings.Depth() > 0 || len(s.portals) > 0 {
		if err := s.endTransaction(ctx, true); err != nil {
			return err
		}
	}
	return nil
}
