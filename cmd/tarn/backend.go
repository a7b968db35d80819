package main

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/wire"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// backend puts the engine's store behind the wire. The two declare the same shapes, since neither may know the other:
// what follows copies a few pointers per chunk, never anything per row.
type backend struct{ owner *owner }

func (b backend) Connect(_ context.Context, user string) (wire.Conn, error) {
	return &backendConn{owner: b.owner, user: user}, nil
}

// backendConn is a session. It keeps the emulated catalog's session variables in step with what the client does. The
// engine's session behind it is opened by the first statement that needs one: tarn's own commands mostly call procedures.
type backendConn struct {
	owner  *owner
	user   string
	opened atomic.Pointer[engine.Conn]
	waits  []string // statements of ours for the engine's session, until it is opened

	hasTemporary bool // the session has made a temporary relation
	// temporaries describes temporary relations by name, nil those that are none; empty after every change of them.
	temporaries map[string]*dialect.Relation
}

// engine is the engine's session, with a catalog that is up to date.
func (c *backendConn) engine(ctx context.Context) (*engine.Conn, error) {
	catalog := &c.owner.catalog
	if err := catalog.ready(ctx); err != nil {
		return nil, err
	}
	if e := c.opened.Load(); e != nil {
		return e, nil
	}
	o := catalog.options
	o.User = c.user
	e, err := c.owner.store.Connect(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := e.Configure(ctx, c.waits...); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	c.waits = nil
	c.opened.Store(e)
	return e, nil
}

// Configure runs statements of ours, at the latest when a client's statement needs them.
func (c *backendConn) Configure(ctx context.Context, statements ...string) error {
	if e := c.opened.Load(); e != nil {
		return e.Configure(ctx, statements...)
	}
	c.waits = append(c.waits, statements...)
	return nil
}

// Interrupt stops what the session is executing; safe from any goroutine.
func (c *backendConn) Interrupt() {
	if e := c.opened.Load(); e != nil {
		e.Interrupt()
	}
}

// Close ends the session.
func (c *backendConn) Close() error {
	if e := c.opened.Load(); e != nil {
		return e.Close()
	}
	return nil
}

func (c *backendConn) Prepare(ctx context.Context, sql string) (wire.Stmt, error) {
	e, err := c.engine(ctx)
	if err != nil {
		return nil, err
	}
	c.showTemporariesIn(ctx, sql)
	s, err := e.Prepare(ctx, sql)
	if err != nil {
		return nil, hinted(err)
	}
	stmt := &backendStmt{Stmt: s, conn: c}
	for _, p := range s.Params() {
		stmt.params = append(stmt.params, wireType(p))
	}
	columns, ok := s.Columns()
	stmt.columns, stmt.described = wireColumns(columns), ok
	return stmt, nil
}

// Set tells the engine of a session setting that it has to know.
func (c *backendConn) Set(ctx context.Context, name, value string) error {
	switch strings.ToLower(name) {
	case "timezone":
		return c.Configure(ctx, "SET SESSION TimeZone = "+quoteLiteral(value))
	case "search_path":
		return c.Configure(ctx, catalog.SearchPath(schemas(value)))
	}
	return nil
}

// schemas are the schemas of a search_path that can have relations of users.
func schemas(path string) []string {
	var names []string
	for name := range strings.SplitSeq(path, ",") {
		name = strings.Trim(strings.TrimSpace(name), `"`)
		if name != "" && name != "$user" && name != "pg_catalog" && name != "pg_temp" {
			names = append(names, name)
		}
	}
	return names
}

type backendStmt struct {
	*engine.Stmt
	conn      *backendConn
	params    []wire.Type
	columns   []wire.Column
	described bool
}

func (s *backendStmt) Params() []wire.Type            { return s.params }
func (s *backendStmt) Columns() ([]wire.Column, bool) { return s.columns, s.described }

func (s *backendStmt) Query(ctx context.Context, args []any) (wire.Rows, error) {
	engineArgs := make([]any, len(args))
	for i, a := range args {
		if raw, ok := a.(wire.Raw); ok {
			a = engine.RawArg(raw)
		}
		engineArgs[i] = a
	}
	r, err := s.Stmt.Query(ctx, engineArgs)
	if err != nil {
		return nil, hinted(err)
	}
	s.conn.noteTemporaries(s.Verb())
	return &backendRows{Rows: r, columns: wireColumns(r.Columns())}, nil
}

type backendRows struct {
	*engine.Rows
	columns []wire.Column
	chunk   wire.Chunk // reused: a chunk lives until the next one
}

func (r *backendRows) Columns() []wire.Column { return r.columns }

func (r *backendRows) Next(ctx context.Context) (*wire.Chunk, error) {
	c, err := r.Rows.Next(ctx)
	if c == nil || err != nil {
		return nil, hinted(err)
	}
	if r.chunk.Vectors == nil {
		r.chunk.Vectors = make([]wire.Vector, len(c.Vectors))
		for i := range c.Vectors {
			layOut(&r.chunk.Vectors[i], &c.Vectors[i])
		}
	}
	r.chunk.Len = c.Len
	for i := range c.Vectors {
		point(&r.chunk.Vectors[i], &c.Vectors[i])
	}
	return &r.chunk, nil
}

// layOut gives dst the types and children of src: once per result.
func layOut(dst *wire.Vector, src *engine.Vector) {
	dst.Type = wireType(src.Type)
	dst.Children = make([]wire.Vector, len(src.Children))
	for i := range src.Children {
		layOut(&dst.Children[i], &src.Children[i])
	}
}

// point makes dst point where src does: once per chunk.
func point(dst *wire.Vector, src *engine.Vector) {
	dst.Data, dst.Validity, dst.ChildLen = src.Data, src.Validity, src.ChildLen
	for i := range src.Children {
		point(&dst.Children[i], &src.Children[i])
	}
}

func wireColumns(columns []engine.ResultColumn) []wire.Column {
	out := make([]wire.Column, len(columns))
	for i, c := range columns {
		out[i] = wire.Column{Name: c.Name, Type: wireType(c.Type)}
	}
	return out
}

// wireType converts a type. The kinds have the same numbers on both sides; TestKinds holds them together.
func wireType(t engine.Type) wire.Type {
	out := wire.Type{Kind: wire.Kind(t.Kind), Width: t.Width, Scale: t.Scale, Size: t.Size, Names: t.Names}
	for _, c := range t.Children {
		out.Children = append(out.Children, wireType(c))
	}
	return out
}
