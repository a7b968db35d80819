package duck

import (
	"context"
	"fmt"
	"sync"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// DB is one DuckDB instance: an in-memory catalog "memory" and the file attached beside it. Safe for concurrent use.
type DB struct {
	opt Options

	mu     sync.Mutex // guards what follows
	raw    bd.Database
	conns  map[bd.IdxT]*Conn
	closed bool
}

// Open starts an instance, attaches Options.Path, and runs the prelude. Nothing is locked yet: call Lock once the last
// file that SQL itself must open has been opened.
func Open(ctx context.Context, o Options) (*DB, error) {
	o.EnsureDefaults()
	if err := o.Validate(); err != nil {
		return nil, err
	}
	db := &DB{opt: o, conns: map[bd.IdxT]*Conn{}}
	if err := db.start(); err != nil {
		return nil, err
	}
	if err := db.furnish(ctx); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

func (db *DB) start() error {
	var cfg bd.Config
	if bd.CreateConfig(&cfg) != bd.StateSuccess {
		return fmt.Errorf("duck: no memory for a configuration")
	}
	defer bd.DestroyConfig(&cfg)
	for name, value := range db.opt.config() {
		if bd.SetConfig(cfg, name, value) != bd.StateSuccess {
			return fmt.Errorf("duck: DuckDB does not know the option %s", name)
		}
	}
	var msg string
	if bd.OpenExt(":memory:", &db.raw, cfg, &msg) != bd.StateSuccess {
		return fmt.Errorf("duck: open: %w", parseError(msg, ""))
	}
	return nil
}

// furnish gives the instance its settings, the file and the prelude.
func (db *DB) furnish(ctx context.Context) error {
	c, err := db.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	for _, s := range append(db.opt.settings(), db.opt.attach()) {
		if _, err := c.Exec(ctx, s); err != nil {
			return fmt.Errorf("duck: %s: %w", s, err)
		}
	}
	for i, s := range db.opt.Prelude {
		if _, err := c.Exec(ctx, s); err != nil {
			return fmt.Errorf("duck: prelude statement %d: %w", i+1, err)
		}
	}
	return nil
}

// Alias is the name of the catalog that the file is attached as.
func (db *DB) Alias() string { return db.opt.Alias }

// Lock shuts the instance: from now on no statement, whoever sends it, opens a file or a network address or changes the
// configuration, but for sessionOptions. The attached file, its WAL, checkpoints and spilling to Options.TempDir go on
// working. It cannot be undone.
//
// What it does not stop: ATTACH ':memory:', USE, SET search_path, SET VARIABLE and LOAD of a built-in extension. Those are
// engine/policy's.
func (db *DB) Lock(ctx context.Context) error {
	c, err := db.Connect()
	if err != nil {
		return err
	}
	defer c.Close()
	for _, s := range lock() {
		if _, err := c.Exec(ctx, s); err != nil {
			return fmt.Errorf("duck: %s: %w", s, err)
		}
	}
	return nil
}

// Connect opens a session: its own transaction, settings and temporary tables.
func (db *DB) Connect() (*Conn, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil, errClosed("database")
	}
	c := &Conn{db: db}
	if bd.Connect(db.raw, &c.raw) != bd.StateSuccess {
		return nil, &Error{Type: "Connection", Message: "DuckDB refused a connection"}
	}
	if err := c.setUp(); err != nil {
		bd.Disconnect(&c.raw)
		return nil, err
	}
	var client bd.ClientContext
	bd.ConnectionGetClientContext(c.raw, &client)
	c.id = bd.ClientContextGetConnectionId(client)
	bd.DestroyClientContext(&client)
	db.conns[c.id] = c
	return c, nil
}

// Close ends the instance: the file is checkpointed and released. Every Conn must be closed before; open ones are an
// error, and the instance then stays open until the last of them closes.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	if len(db.conns) > 0 {
		return fmt.Errorf("duck: database closed with %d connections open", len(db.conns))
	}
	bd.Close(&db.raw)
	return nil
}

// left is told by every Conn that closes.
func (db *DB) left(c *Conn) {
	db.mu.Lock()
	defer db.mu.Unlock()
	delete(db.conns, c.id)
	if db.closed && len(db.conns) == 0 {
		bd.Close(&db.raw)
	}
}

// session is the open connection of a number, nil where there is none.
func (db *DB) session(id bd.IdxT) *Conn {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.conns[id]
}

// Version is the library's version: "v1.5.5".
func Version() string { return bd.LibraryVersion() }
