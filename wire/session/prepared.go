package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/dialect"
)

// prepareNamed is SQL's PREPARE. Its statements and those of Parse share their names.
func (s *Session) prepareNamed(ctx context.Context, q *dialect.Statement) error {
	name := q.Prepared.Name
	if s.statements[name] != nil {
		return fail("42P05", "prepared statement \"%s\" already exists", name)
	}
	st, err := s.prepare(ctx, name, q.Prepared.Query, q.Prepared.ParamOIDs)
	if err != nil {
		return err
	}
	st.text, st.fromSQL = q.Text, true
	s.statements[name] = st.use()
	return nil
}

// execute is SQL's EXECUTE, or EXPLAIN of it: the prepared statement with the arguments in the place of its parameters.
func (s *Session) execute(ctx context.Context, p *portal) error {
	q := p.statement.query
	prepared, err := s.statement(q.Prepared.Name)
	if err != nil {
		return err
	}
	if n := len(prepared.params); q.Prepared.NumArgs != n {
		f := fail("42601", "wrong number of parameters for prepared statement \"%s\"", prepared.name)
		f.detail = fail("", "Expected %d parameters but got %d.", n, q.Prepared.NumArgs).message
		return f
	}
	if prepared.query == nil {
		return nil
	}
	st := &statement{query: prepared.query, fields: p.statement.fields, hasRows: p.statement.hasRows}
	if q.Explain != nil {
		st.query = q
	}
	switch {
	case onEngine(prepared.query.Kind):
	case q.Explain != nil:
		return fail("0A000", "%s is not supported in EXPLAIN", prepared.query.Tag)
	default:
		p.replace(prepared)
		return s.start(ctx, p)
	}
	tr, err := dialect.TranslateExecute(prepared.query, q, prepared.params, s.env(nil))
	if err != nil {
		return err
	}
	if err := s.toEngine(ctx, st, tr); err != nil {
		return err
	}
	p.replace(st) // closes it with the portal
	return s.startOnEngine(ctx, p)
}

func (s *Session) deallocate(name string) error {
	if name == "" {
		for name := range s.statements {
			s.dropStatement(name)
		}
		return nil
	}
	if _, err := s.statement(name); err != nil {
		return err
	}
	s.dropStatement(name)
	return nil
}
