package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/policy"
	"github.com/tarn-sql/tarn/engine/store"
)

// Statements and results, as engine/duck gives them: column chunks in DuckDB's own layout, streamed.
type (
	// Rows is a streaming result.
	Rows = duck.Rows
	// Chunk is up to 2048 rows, column by column.
	Chunk = duck.Chunk
	// Vector is one column of a chunk.
	Vector = duck.Vector
	// Type is a DuckDB type with what it needs to be read.
	Type = duck.Type
	// ResultColumn is one column of a result.
	ResultColumn = duck.Column
	// RawArg is an argument given as text with the DuckDB type it is cast to.
	RawArg = duck.Raw
)

// At reads row i of a fixed-width vector as T, whose size must be the kind's. NULL rows hold anything.
func At[T any](v *Vector, i int) T { return duck.At[T](v, i) }

// What a session may see, beyond the store's own schemas.
type (
	// Schema is a schema of a catalog.
	Schema = policy.Schema
	// Function is a function that is allowed besides DuckDB's harmless ones.
	Function = policy.Function
)

// ConnOptions say whose session it is.
type ConnOptions struct {
	User string // for policy and audit
	// Trusted sessions are tarn's own (catalog, NLP, tests): nothing is checked.
	Trusted bool
	// Schemas and Functions are allowed besides the store's: those of the wire's catalog.
	Schemas   []Schema
	Functions []Function
}

// Conn is one client session: its own transaction, settings, temporary tables. Except for Interrupt it is used by one
// goroutine at a time.
type Conn struct {
	store  *store.Store
	conn   *duck.Conn
	policy *policy.Policy   // nil for trusted sessions
	trees  *duck.Serializer // opened with the first statement that is checked
	db     *duck.DB

	open     bool     // inside BEGIN … COMMIT
	onCommit []string // what ON COMMIT of temporary tables asks for
}

// Connect opens a session, in which names without a schema are looked up in public. The caller closes it before the store.
func (s *Store) Connect(ctx context.Context, o ConnOptions) (*Conn, error) {
	p, err := s.policyOf(ctx, o)
	if err != nil {
		return nil, err
	}
	db := s.store.DB()
	c, err := db.Connect()
	if err != nil {
		return nil, err
	}
	c.SetContext(context.WithValue(context.Background(), userKey{}, o.User))
	for _, sql := range append([]string{"USE lake.public"}, s.store.SessionMacros()...) {
		if _, err := c.Exec(ctx, sql); err != nil {
			return nil, errors.Join(fmt.Errorf("set up the session: %w", err), c.Close())
		}
	}
	return &Conn{store: s.store, conn: c, policy: p, db: db}, nil
}

// policyOf is what a session may do, nil for a trusted one.
func (s *Store) policyOf(ctx context.Context, o ConnOptions) (*policy.Policy, error) {
	if o.Trusted {
		return nil, nil
	}
	known, err := s.store.KnownFunctions(ctx)
	if err != nil {
		return nil, err
	}
	rules := policy.Rules{Schemas: append([]Schema{}, o.Schemas...), Functions: append(s.ownFunctions(), o.Functions...), Known: known}
	for _, name := range s.store.Schemas() {
		rules.Schemas = append(rules.Schemas, Schema{Catalog: s.store.Catalog(), Name: name})
	}
	return policy.New(rules)
}

// Prepare checks one statement against the policy, then parses and binds it without executing it.
func (c *Conn) Prepare(ctx context.Context, sql string) (*Stmt, error) {
	checked, err := c.check(ctx, sql)
	if err != nil {
		return nil, err
	}
	for _, sql := range checked.Before {
		if _, err := c.conn.Exec(ctx, sql); err != nil {
			return nil, err
		}
	}
	s, err := c.conn.Prepare(ctx, checked.SQL)
	if err != nil {
		return nil, c.inClientsTerms(ctx, err, checked)
	}
	return &Stmt{Stmt: s, checked: checked, conn: c}, nil
}

func (c *Conn) check(ctx context.Context, sql string) (policy.Statement, error) {
	if c.policy == nil {
		return policy.Statement{SQL: sql}, nil
	}
	if c.trees == nil {
		t, err := c.db.NewSerializer(ctx)
		if err != nil {
			return policy.Statement{}, err
		}
		c.trees = t
	}
	return c.policy.Check(ctx, c.trees, sql)
}

// Query prepares a statement and runs it once.
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (*Rows, error) {
	s, err := c.Prepare(ctx, sql)
	if err != nil {
		return nil, err
	}
	defer s.Close() // the rows stay usable
	return s.Query(ctx, args)
}

// Configure runs statements of ours that prepare the session for its client (session variables, the time zone), unchecked:
// nothing of a client's text may be in them but as quoted literals.
func (c *Conn) Configure(ctx context.Context, statements ...string) error {
	for _, sql := range statements {
		if _, err := c.conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// Ask runs a query of ours, unchecked: what is said of Configure holds.
func (c *Conn) Ask(ctx context.Context, sql string) (*Rows, error) { return c.conn.Query(ctx, sql) }

// Interrupt stops what the session is executing; safe from any goroutine.
func (c *Conn) Interrupt() { c.conn.Interrupt() }

// Close ends the session; an open transaction is rolled back.
func (c *Conn) Close() error {
	var err error
	if c.trees != nil {
		err = c.trees.Close()
	}
	return errors.Join(err, c.conn.Close())
}

// Stmt is a prepared statement of a Conn. Close it before the Conn.
type Stmt struct {
	*duck.Stmt
	checked policy.Statement
	conn    *Conn
}

// Verb is the statement's first word as policy understood it: "SELECT" for all that reads, "INSERT", "SET", …; "" in a
// trusted session.
func (s *Stmt) Verb() string { return s.checked.Verb }

// Query executes the statement and streams its result.
func (s *Stmt) Query(ctx context.Context, args []any) (*Rows, error) {
	return s.conn.steady(ctx, s.checked, func() (*Rows, error) { return s.query(ctx, args) })
}

func (s *Stmt) query(ctx context.Context, args []any) (*Rows, error) {
	if s.checked.Verb == "COMMIT" || !s.conn.open { // a statement alone is a transaction: that of the one before is over
		if err := s.conn.committing(ctx); err != nil {
			return nil, err
		}
	}
	rows, err := s.Stmt.Query(ctx, args)
	if err != nil {
		return nil, s.conn.inClientsTerms(ctx, err, s.checked)
	}
	s.conn.note(s.checked)
	return rows, nil
}
