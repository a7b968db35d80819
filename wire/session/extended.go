package session

import (
	"context"

	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"

	"github.com/jackc/pgx/v5/pgproto3"
)

// extended answers one message of the extended protocol. After an error all are skipped up to the next Sync.
func (s *Session) extended(ctx context.Context, m message) error {
	if s.settings.Depth() == 0 { // the messages up to Sync are one transaction
		s.settings.Begin()
	}
	err := s.guarded(ctx, func(ctx context.Context, _ *guard) error {
		switch m.kind {
		case 'P':
			return s.parse(ctx, m.body)
		case 'B':
			return s.bind(m.body)
		case 'D':
			return s.describe(m.body)
		case 'E':
			return s.executePortal(ctx, m.body)
		}
		return s.closeNamed(m.body)
	})
	if err == nil {
		return nil
	}
	s.skip = true
	return s.report(ctx, err)
}

// decode reads a message's body.
func decode(m pgproto3.FrontendMessage, body []byte) error {
	if err := m.Decode(body); err != nil {
		f := *errInterface
		f.detail = err.Error()
		return &f
	}
	return nil
}

func (s *Session) parse(ctx context.Context, body []byte) error {
	var m pgproto3.Parse
	if err := decode(&m, body); err != nil {
		return err
	}
	s.setQuery(m.Query)
	if m.Name == "" {
		s.dropStatement("")
	}
	queries, err := dialect.Parse(m.Query)
	if err != nil {
		return err
	}
	if len(queries) > 1 {
		return fail("42601", "cannot insert multiple commands into a prepared statement")
	}
	var query *dialect.Statement
	if len(queries) == 1 {
		query = &queries[0]
	}
	if !s.tx.allowed(query) {
		return errAborted
	}
	if s.statements[m.Name] != nil {
		return fail("42P05", "prepared statement \"%s\" already exists", m.Name)
	}
	st, err := s.prepare(ctx, m.Name, query, m.ParameterOIDs)
	if err != nil {
		return err
	}
	s.statements[m.Name] = st.use()
	s.out.empty('1')
	return nil
}

// statement finds a prepared statement.
func (s *Session) statement(name string) (*statement, error) {
	if st := s.statements[name]; st != nil {
		return st, nil
	}
	if name == "" {
		return nil, fail("26000", "unnamed prepared statement does not exist")
	}
	return nil, fail("26000", "prepared statement \"%s\" does not exist", name)
}

func (s *Session) portal(name string) (*portal, error) {
	if p := s.portals[name]; p != nil {
		return p, nil
	}
	return nil, fail("34000", "portal \"%s\" does not exist", name)
}

func (s *Session) bind(body []byte) error {
	var m pgproto3.Bind
	if err := decode(&m, body); err != nil {
		return err
	}
	st, err := s.statement(m.PreparedStatement)
	if err != nil {
		return err
	}
	if s.tx.failed && (st.query == nil || !s.tx.allowed(st.query)) {
		return errAborted
	}
	if m.DestinationPortal != "" && s.portals[m.DestinationPortal] != nil {
		return fail("42P03", "cursor \"%s\" already exists", m.DestinationPortal)
	}
	args, err := s.arguments(st, &m)
	if err != nil {
		return err
	}
	if err := checkFormats(st, m.ResultFormatCodes); err != nil {
		return err
	}
	p := &portal{name: m.DestinationPortal, statement: st.use(), args: args, formats: m.ResultFormatCodes}
	s.addPortal(p)
	s.out.empty('2')
	return nil
}

// arguments reads the parameters of Bind.
func (s *Session) arguments(st *statement, m *pgproto3.Bind) ([]any, error) {
	if n := len(m.ParameterFormatCodes); n > 1 && n != len(m.Parameters) {
		return nil, fail("08P01", "bind message has %d parameter formats but %d parameters", n, len(m.Parameters))
	}
	if len(m.Parameters) != len(st.params) {
		return nil, fail("08P01", "bind message supplies %d parameters, but prepared statement \"%s\" requires %d",
			len(m.Parameters), st.name, len(st.params))
	}
	settings := s.settings.Codec()
	args := make([]any, len(m.Parameters))
	for i, value := range m.Parameters {
		format := codec.Format(formatOf(m.ParameterFormatCodes, i))
		arg, err := settings.Param(st.params[i], format, value)
		if err != nil {
			return nil, parameterError(err, i, format)
		}
		args[i] = arg
	}
	return args, nil
}

// parameterError says which parameter could not be read.
func parameterError(err error, i int, format codec.Format) error {
	f := describe(context.Background(), err)
	if f.code == "22P03" {
		f.message = fail("", "incorrect binary data format in bind parameter %d", i+1).message
	} else if format == codec.Text {
		f.detail = fail("", "The value stands in bind parameter $%d.", i+1).message
	}
	return f
}

func checkFormats(st *statement, formats []int16) error {
	if n := len(formats); n > 1 && n != len(st.fields) {
		return fail("08P01", "bind message has %d result formats but query has %d columns", n, len(st.fields))
	}
	for _, f := range formats {
		if f != 0 && f != 1 {
			return fail("22023", "unsupported format code: %d", f)
		}
	}
	return nil
}

// describe answers with what prepare found; nothing is executed.
func (s *Session) describe(body []byte) error {
	var m pgproto3.Describe
	if err := decode(&m, body); err != nil {
		return err
	}
	var st *statement
	var formats []int16
	switch m.ObjectType {
	case 'S':
		found, err := s.statement(m.Name)
		if err != nil {
			return err
		}
		st = found
		if s.tx.failed && st.hasRows {
			return errAborted
		}
		s.out.parameterDescription(st.params)
	case 'P':
		p, err := s.portal(m.Name)
		if err != nil {
			return err
		}
		if s.tx.failed && p.statement.hasRows {
			return errAborted
		}
		st, formats = p.statement, p.formats
	default:
		return fail("08P01", "invalid DESCRIBE message subtype %d", m.ObjectType)
	}
	if st.hasRows {
		s.out.rowDescription(st.fields, formats)
	} else {
		s.out.empty('n')
	}
	return nil
}

func (s *Session) executePortal(ctx context.Context, body []byte) error {
	var m pgproto3.Execute
	if err := decode(&m, body); err != nil {
		return err
	}
	p, err := s.portal(m.Portal)
	if err != nil {
		return err
	}
	if !s.tx.allowed(p.statement.query) {
		return errAborted
	}
	limit := int64(unlimited)
	if int32(m.MaxRows) > 0 {
		limit = int64(m.MaxRows)
	}
	if p.cursor {
		return s.runCursor(ctx, p, limit)
	}
	return s.run(ctx, p, limit, false)
}

// closeNamed closes a statement or portal; one that does not exist is closed already.
func (s *Session) closeNamed(body []byte) error {
	var m pgproto3.Close
	if err := decode(&m, body); err != nil {
		return err
	}
	switch m.ObjectType {
	case 'S':
		s.dropStatement(m.Name)
	case 'P':
		s.dropPortal(m.Name)
	default:
		return fail("08P01", "invalid CLOSE message subtype %d", m.ObjectType)
	}
	s.out.empty('3')
	return nil
}

func (s *Session) dropStatement(name string) {
	if st := s.statements[name]; st != nil {
		delete(s.statements, name)
		st.leave()
	}
}

// sync ends the implicit transaction of the messages before it, and with it their portals.
func (s *Session) sync(ctx context.Context) error {
	s.skip = false
	if !s.tx.block && (s.settings.Depth() > 0 || len(s.portals) > 0) {
		err := s.guarded(ctx, func(ctx context.Context, _ *guard) error { return s.endTransaction(ctx, true) })
		if err != nil {
			if err := s.report(ctx, err); err != nil {
				return err
			}
		}
	}
	return s.ready()
}
