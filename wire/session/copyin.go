package session

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// copyIn is COPY … FROM STDIN into a temporary table.
type copyIn struct {
	s       *Session
	query   *dialect.CopyStatement
	table   string // quoted
	columns []field
	format  codec.Format
	reader  codec.CopyReader
	header  bool // the next line is a header

	insert backend.Stmt
	batch  [][]*string // by column: values of rows that are not inserted yet, in the form that the engine reads
	bytes  int         // of these
	rows   int64       // read
}

// One INSERT takes so many rows or bytes.
const (
	copyRows  = 10_000
	copyBytes = 8 << 20
)

// copyFrom takes the client's rows. They all go in, or none does.
func (s *Session) copyFrom(ctx context.Context, p *portal) error {
	c, err := s.newCopyIn(ctx, p.statement.query.Copy)
	if err != nil {
		return err
	}
	defer c.close()
	alone := !s.tx.block && !s.tx.implicit
	s.tx.implicit = s.tx.implicit || alone // the INSERTs are one transaction; an error ends it
	s.out.copyIn(int16(c.format), len(c.columns))
	if s.out.flush() != nil {
		return errGone
	}
	if err := c.receive(ctx); err != nil {
		return err
	}
	s.tx.wrote, s.temporary = true, true
	if alone {
		s.tx.implicit = false
		if err := s.endEngine(ctx, true); err != nil {
			return err
		}
	}
	p.tag = "COPY " + strconv.FormatInt(c.rows, 10)
	return nil
}

// newCopyIn finds out about the columns, and makes the INSERT ready, which says whether the table may be written to.
func (s *Session) newCopyIn(ctx context.Context, query *dialect.CopyStatement) (*copyIn, error) {
	c := &copyIn{s: s, query: query, header: query.Header}
	var names []string
	for _, part := range []string{query.Table.Schema, query.Table.Name} {
		if part != "" {
			names = append(names, quoteIdentifier(part))
		}
	}
	c.table = strings.Join(names, ".")
	list := "*"
	if len(query.Columns) > 0 {
		list = quoteList(query.Columns)
	}
	described, err := s.prepareOwn(ctx, "SELECT "+list+" FROM "+c.table)
	if err != nil {
		return nil, err
	}
	c.columns = described.fields
	described.close()
	if len(c.columns) == 0 {
		return nil, fail("0A000", "COPY FROM needs a table with columns")
	}
	c.batch = make([][]*string, len(c.columns))
	if err := c.plan(); err != nil {
		return nil, err
	}
	return c, c.prepareInsert(ctx)
}

// plan makes the reader of the data.
func (c *copyIn) plan() error {
	if c.query.Format == "binary" {
		c.format, c.reader = codec.Binary, codec.NewCopyBinaryIn()
		return nil
	}
	o := codec.CopyInOptions{
		Delimiter: c.query.Delimiter, Null: c.query.Null, CSV: c.query.Format == "csv", Quote: c.query.Quote, Escape: c.query.Escape,
	}
	var err error
	if o.ForceNotNull, err = c.flags(c.query.ForceNotNull, c.query.ForceNotNullAll); err != nil {
		return err
	}
	if o.ForceNull, err = c.flags(c.query.ForceNull, c.query.ForceNullAll); err != nil {
		return err
	}
	c.reader = codec.NewCopyLines(o)
	return nil
}

// flags tells of each column whether it is named.
func (c *copyIn) flags(names []string, all bool) ([]bool, error) {
	out := make([]bool, len(c.columns))
	for i := range out {
		out[i] = all
	}
	for _, name := range names {
		i := slices.IndexFunc(c.columns, func(f field) bool { return f.name == name })
		if i < 0 {
			return nil, fail("42703", "column \"%s\" does not exist", name)
		}
		out[i] = true
	}
	return out, nil
}

// prepareInsert prepares the INSERT in the engine's SQL: it takes a list of texts for each column, which the engine casts
// to the column's type. Rows as parameters of VALUES are many times slower.
func (c *copyIn) prepareInsert(ctx context.Context) error {
	names, lists := make([]string, len(c.columns)), make([]string, len(c.columns))
	for i, f := range c.columns {
		names[i], lists[i] = f.name, "unnest(CAST($"+strconv.Itoa(i+1)+" AS VARCHAR[]))"
	}
	if err := c.s.useEngine(ctx); err != nil {
		return err
	}
	var err error
	c.insert, err = c.s.engine.Prepare(ctx, "INSERT INTO "+c.table+" ("+quoteList(names)+") SELECT "+strings.Join(lists, ", "))
	return withoutPosition(ctx, err)
}

// prepareOwn prepares a statement of ours as if it were the client's.
func (s *Session) prepareOwn(ctx context.Context, sql string) (*statement, error) {
	queries, err := dialect.Parse(sql)
	if err != nil {
		return nil, err
	}
	if queries[0].Kind == dialect.Denied {
		return nil, queries[0].Err
	}
	st, err := s.prepare(ctx, "", &queries[0], nil)
	return st, withoutPosition(ctx, err)
}

// withoutPosition is an error of a statement of ours: a place in its text means nothing to the client.
func withoutPosition(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	f := describe(ctx, err)
	f.position = 0
	return f
}

func (c *copyIn) close() {
	if c.insert != nil {
		_ = c.insert.Close() // it holds memory only
	}
}

// receive reads the client's messages up to CopyDone. After an error the session skips those that are left.
func (c *copyIn) receive(ctx context.Context) error {
	for {
		m, err := c.s.receiveData(ctx)
		if err != nil {
			return err
		}
		switch m.kind {
		case 'd':
			c.reader.Feed(m.body)
			if err := c.take(ctx, false); err != nil {
				return err
			}
		case 'c':
			return c.take(ctx, true)
		case 'f':
			return fail("57014", "COPY from stdin failed: %s", strings.TrimRight(string(m.body), "\x00"))
		case 'H', 'S': // what a client sends ahead
		default:
			return fail("08P01", "unexpected message type 0x%02X during COPY from stdin", m.kind)
		}
	}
}

// receiveData waits for a message of a COPY, until the statement is stopped.
func (s *Session) receiveData(ctx context.Context) (message, error) {
	select {
	case m := <-s.pump.out:
		return s.received(m)
	case <-ctx.Done():
		return message{}, context.Cause(ctx)
	}
}

func quoteIdentifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quoteList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quoteIdentifier(n)
	}
	return strings.Join(quoted, ", ")
}
