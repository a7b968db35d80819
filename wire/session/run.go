package session

import (
	"context"
	"math"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// unlimited is the row limit of Execute where it has none.
const unlimited = math.MaxInt64

// run executes a portal, or goes on where it stopped, and sends up to limit rows and how it ended. Describe sends
// RowDescription first, as query strings have it.
func (s *Session) run(ctx context.Context, p *portal, limit int64, describe bool) error {
	if p.statement.query == nil {
		s.out.empty('I')
		return nil
	}
	if !p.started {
		p.started = true
		// What fails while it runs fails behind its description, as PostgreSQL has it.
		if k := p.statement.query.Kind; describe && p.statement.hasRows && onEngine(k) && k != dialect.Explain {
			s.out.rowDescription(p.statement.fields, p.formats)
			describe = false
		}
		if err := s.start(ctx, p); err != nil {
			return err
		}
	} else if p.done && !p.statement.hasRows {
		return fail("55000", "portal \"%s\" cannot be run", p.name)
	}
	if p.source == nil {
		p.done = true
		if p.tag == "" && p.statement.hasRows { // all rows were given out before
			s.out.commandComplete(p.completion(0))
		} else if p.tag != "" {
			s.out.commandComplete(p.tag)
		}
		return nil
	}
	if describe {
		s.out.rowDescription(p.statement.fields, p.formats)
	}
	n, suspended, err := s.send(ctx, p, limit)
	switch {
	case err != nil:
		return err
	case suspended:
		s.out.empty('s')
	default:
		p.done, p.source = true, nil
		tag := p.completion(n)
		p.tag = ""
		s.out.commandComplete(tag)
	}
	return nil
}

// completion is the command tag with its count.
func (p *portal) completion(n int64) string {
	q := p.statement.query
	count := strconv.FormatInt(n, 10)
	switch q.Kind {
	case dialect.Insert:
		return "INSERT 0 " + count
	case dialect.Update, dialect.Delete, dialect.Merge, dialect.Fetch:
		return q.Tag + " " + count
	case dialect.Explain, dialect.ExplainExecute, dialect.Show, dialect.Call:
		return q.Tag
	}
	return "SELECT " + count
}

// start begins what a portal does: a command is executed, a result is opened.
func (s *Session) start(ctx context.Context, p *portal) error {
	q := p.statement.query
	if onEngine(q.Kind) {
		return s.startOnEngine(ctx, p)
	}
	switch q.Kind {
	case dialect.Denied:
		return q.Err
	case dialect.Fetch:
		return s.fetch(ctx, p)
	case dialect.Execute, dialect.ExplainExecute:
		return s.execute(ctx, p)
	case dialect.Show:
		return s.show(p)
	case dialect.Call:
		return s.call(ctx, p)
	case dialect.Copy:
		return s.copy(ctx, p)
	}
	tag, err := s.perform(ctx, p)
	p.tag = tag
	return err
}

// perform executes a command without rows that the session answers itself, and returns its tag.
func (s *Session) perform(ctx context.Context, p *portal) (string, error) {
	q := p.statement.query
	switch q.Kind {
	case dialect.Set, dialect.Reset:
		return q.Tag, s.change(q)
	case dialect.Transaction:
		return s.transactionStatement(ctx, q)
	case dialect.Declare:
		return q.Tag, s.declare(ctx, p)
	case dialect.CloseCursor:
		return q.Tag, s.closeCursor(q.Cursor.Name)
	case dialect.Prepare:
		return q.Tag, s.prepareNamed(ctx, q)
	case dialect.Deallocate:
		return q.Tag, s.deallocate(q.Prepared.Name)
	case dialect.Discard:
		return q.Tag, s.discard(ctx, q.Target.Name)
	case dialect.Listen, dialect.Unlisten, dialect.NoOp:
		return q.Tag, nil
	}
	return "", fail("0A000", "%s is not supported", q.Tag)
}

// startOnEngine executes a portal's statement and opens its result, if it has one.
func (s *Session) startOnEngine(ctx context.Context, p *portal) error {
	st := p.statement
	if err := s.setConfig(st.query, p.args); err != nil {
		return err
	}
	rows, err := s.query(ctx, st, p.args)
	if err != nil {
		return err
	}
	if st.query.Explain != nil {
		return s.explain(ctx, p, rows)
	}
	if writes(st.query.Kind) {
		s.tx.wrote = true
		s.temporary = true
	}
	if st.hasRows {
		p.set = newRowset(rows)
		p.source, s.live = p.set, p.set
		return st.unchanged(rows.Columns())
	}
	for {
		c, err := rows.Next(ctx)
		if err != nil {
			return first(s.placed(st, st.translation, err), rows.Close())
		}
		if c == nil {
			break
		}
	}
	p.tag = p.changed(rows.Changed())
	return rows.Close()
}

// changed is the tag of a statement without rows.
func (p *portal) changed(n int64) string {
	switch q := p.statement.query; q.Kind {
	case dialect.Insert, dialect.Update, dialect.Delete, dialect.Merge, dialect.CreateTableAs, dialect.Query, dialect.Native:
		return p.completion(n)
	default:
		return q.Tag
	}
}

// query executes a statement on the engine.
func (s *Session) query(ctx context.Context, st *statement, args []any) (backend.Rows, error) {
	if err := s.useEngine(ctx); err != nil {
		return nil, err
	}
	if err := s.ensure(ctx, st); err != nil {
		return nil, err
	}
	rows, err := st.prepared.Query(ctx, args)
	if err != nil {
		return nil, s.placed(st, st.translation, err)
	}
	return rows, nil
}

// unchanged makes sure that what comes is what was described: the tables may have changed in between.
func (st *statement) unchanged(columns []backend.Column) error {
	same := len(columns) == len(st.fields)
	for i := 0; same && i < len(columns); i++ {
		f := st.fields[i].desc
		same = codec.Resolve(columns[i].Type, f.OID) == f.OID
	}
	if !same {
		return fail("0A000", "cached plan must not change result type")
	}
	return nil
}
