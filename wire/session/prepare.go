package session

import (
	"context"
	"errors"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// onEngine says whether the engine executes statements of a kind.
func onEngine(k dialect.Kind) bool {
	switch k {
	case dialect.Query, dialect.Native, dialect.Insert, dialect.Update, dialect.Delete, dialect.Merge,
		dialect.CreateTable, dialect.CreateTableAs, dialect.Drop, dialect.Truncate, dialect.Alter,
		dialect.CreateView, dialect.CreateIndex, dialect.Explain:
		return true
	}
	return false
}

// writes says whether statements of a kind change something.
func writes(k dialect.Kind) bool {
	return onEngine(k) && k != dialect.Query && k != dialect.Native && k != dialect.Explain
}

// prepare makes a statement ready to describe and execute, without executing anything. Given are the types that the
// client says its parameters have; 0 where it leaves that to us.
func (s *Session) prepare(ctx context.Context, name string, query *dialect.Statement, given []uint32) (*statement, error) {
	st := &statement{name: name, query: query, given: given}
	if query != nil {
		st.text = query.Text
	}
	if query == nil {
		st.params = given
		return st, nil
	}
	if onEngine(query.Kind) {
		tr, err := s.translate(st, given)
		if err != nil {
			return nil, err
		}
		if err := s.prepareOnEngine(ctx, st, tr); err != nil {
			st.close()
			return nil, err
		}
		return st, nil
	}
	st.params = padded(given, query.NumParams)
	for i, oid := range st.params {
		if oid == 0 {
			st.params[i] = codec.OIDText
		}
	}
	s.describeOwn(st)
	return st, nil
}

// translate gives the SQL of a statement whose parameters have the given types, and notes what it rested on.
func (s *Session) translate(st *statement, params []uint32) (*dialect.Translation, error) {
	st.read = map[string]string{}
	st.path, _ = s.settings.Get("search_path")
	st.temporary = s.hasTemporary()
	env := s.env(params)
	env.Setting = func(name string) (string, bool) {
		value, ok := s.settings.Show(name)
		st.read[name] = value
		return value, ok
	}
	return dialect.Translate(st.query, env)
}

// outdated says whether the session's settings have changed so that a statement would be translated differently.
func (s *Session) outdated(st *statement) bool {
	if path, _ := s.settings.Get("search_path"); path != st.path {
		return true
	}
	if st.temporary != s.hasTemporary() {
		return true
	}
	for name, then := range st.read {
		if now, _ := s.settings.Show(name); now != then {
			return true
		}
	}
	return false
}

// padded copies types and makes them at least n.
func padded(types []uint32, n int) []uint32 {
	all := make([]uint32, max(n, len(types)))
	copy(all, types)
	return all
}

// describeOwn sets the columns of statements that the session answers itself.
func (s *Session) describeOwn(st *statement) {
	switch q := st.query; q.Kind {
	case dialect.Show:
		st.hasRows, st.fields = true, s.showFields(q.Setting)
	case dialect.Call:
		st.hasRows, st.fields = true, []field{textField(q.Call.Name)}
	case dialect.ExplainExecute:
		st.hasRows, st.fields = true, planFields(q.Explain)
	case dialect.Fetch:
		if p := s.portals[q.Cursor.Name]; p != nil && !q.Cursor.Move {
			st.hasRows, st.fields = true, p.statement.fields
		}
	case dialect.Execute:
		if prepared := s.statements[q.Prepared.Name]; prepared != nil {
			st.hasRows, st.fields = prepared.hasRows, prepared.fields
		}
	}
}

// prepareOnEngine prepares translated SQL. Where the engine cannot tell a parameter's type, it is text, and the
// statement is translated and prepared again with that said.
func (s *Session) prepareOnEngine(ctx context.Context, st *statement, tr *dialect.Translation) error {
	if err := s.toEngine(ctx, st, tr); err != nil {
		return err
	}
	columns, known := st.prepared.Columns()
	if s.inferParams(st) || !known {
		again, err := s.translate(st, padded(st.params, 0))
		if err != nil {
			return err
		}
		if again.SQL != tr.SQL {
			st.close()
			if err := s.toEngine(ctx, st, again); err != nil {
				return err
			}
			s.inferParams(st)
			columns, known = st.prepared.Columns()
		}
		tr = again
	}
	for _, n := range tr.Notices {
		s.notice(n.Severity, n.Code, n.Message)
	}
	if !known {
		return st.describeTranslated()
	}
	st.describeColumns(columns)
	return nil
}

// describeTranslated sets the columns as the translation has them, where the engine cannot tell before it has arguments.
func (st *statement) describeTranslated() error {
	if len(st.translation.Columns) == 0 {
		return fail("42P18", "could not determine data type of parameter $1")
	}
	st.hasRows, st.fields = true, nil
	for _, c := range st.translation.Columns {
		oid := c.OID
		if oid == 0 {
			oid = codec.OIDText // everything can be written as text
		}
		pg, _ := codec.ByOID(oid)
		st.fields = append(st.fields, field{
			name: c.Name, tableOID: c.TableOID, attnum: c.Attnum, desc: codec.Desc{OID: oid, Size: pg.Size, Mod: c.Typmod},
		})
	}
	return nil
}

// inferParams settles the types of the parameters: as translated, else as the engine found, else text. It says whether
// some were neither.
func (s *Session) inferParams(st *statement) (guessed bool) {
	found := st.prepared.Params()
	st.params = padded(st.translation.ParamOIDs, max(st.query.NumParams, len(found)))
	for i, oid := range st.params {
		switch {
		case oid != 0:
		case i < len(found) && found[i].Kind != backend.KindUnknown && found[i].Kind != backend.KindNull:
			st.params[i] = codec.OID(found[i])
		default:
			st.params[i], guessed = codec.OIDText, true
		}
	}
	return guessed
}

// toEngine prepares tr on the engine.
func (s *Session) toEngine(ctx context.Context, st *statement, tr *dialect.Translation) error {
	if err := s.useEngine(ctx); err != nil {
		return err
	}
	if err := s.showSession(ctx, tr.SQL); err != nil {
		return err
	}
	prepared, err := s.engine.Prepare(ctx, tr.SQL)
	if err != nil {
		return s.placed(st, tr, err)
	}
	st.translation, st.prepared, st.generation = tr, prepared, s.generation
	return nil
}

// useEngine makes the engine ready for another statement.
func (s *Session) useEngine(ctx context.Context) error {
	if err := s.release(ctx, nil); err != nil {
		return err
	}
	if err := s.pushSettings(ctx); err != nil {
		return err
	}
	return s.beginEngine(ctx)
}

// placed makes the client's error of the engine's: its position is moved to the client's text, and
// where DuckDB's grammar refused too, PostgreSQL's refusal is the one to tell.
func (s *Session) placed(st *statement, tr *dialect.Translation, err error) error {
	f := describe(context.Background(), err)
	f.message, f.hint = rewordCall(f.code, f.message, f.hint, tr.Calls)
	if st.query.SyntaxError != nil && f.code == "42601" {
		return st.query.SyntaxError
	}
	var own *failure
	if f.position > 0 && !errors.As(err, &own) {
		f.position = tr.Position(f.position)
	}
	return f
}

// describeColumns sets the statement's columns: the engine's types, and what the translation knows better.
func (st *statement) describeColumns(columns []backend.Column) {
	k := st.query.Kind
	if k == dialect.Explain {
		st.hasRows, st.fields = true, planFields(st.query.Explain)
		return
	}
	st.hasRows = len(columns) > 0 && (st.query.Rows || !writes(k))
	if !st.hasRows {
		st.fields = nil
		return
	}
	known := st.translation.Columns
	if len(known) != len(columns) {
		known = nil
	}
	st.fields = make([]field, len(columns))
	for i, c := range columns {
		f := field{name: c.Name}
		if known == nil {
			f.desc = codec.Describe(c.Type, 0, -1)
		} else {
			f.desc = codec.Describe(c.Type, known[i].OID, known[i].Typmod)
			f.tableOID, f.attnum = known[i].TableOID, known[i].Attnum
			if known[i].Name != "" {
				f.name = known[i].Name
			}
		}
		st.fields[i] = f
	}
}

// ensure prepares a statement anew where the settings it was translated under have changed, or where the engine session
// that prepared it is gone.
func (s *Session) ensure(ctx context.Context, st *statement) error {
	fresh := st.read == nil || !s.outdated(st)
	if st.prepared != nil && st.generation == s.generation && fresh && !showsSession(st.translation.SQL) {
		return nil
	}
	tr := st.translation
	if !fresh {
		var err error
		if tr, err = s.translate(st, st.params); err != nil {
			return err
		}
	}
	st.close()
	return s.toEngine(ctx, st, tr)
}
