package duck

import (
	"context"
	"fmt"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Conn is one session. It is used by one goroutine at a time, except for Interrupt.
type Conn struct {
	gate
	db   *DB
	id   bd.IdxT // DuckDB's number of the connection
	live *Rows   // the open stream; anything else that runs makes it stale
}

// setUp gives the session the settings that DuckDB has only by session.
func (c *Conn) setUp() error {
	if c.db.opt.StreamBuffer == 0 {
		return nil
	}
	_, err := c.Exec(context.Background(), fmt.Sprintf("SET SESSION streaming_buffer_size = '%dB'", c.db.opt.StreamBuffer))
	return err
}

// Exec runs one statement, or without args a whole script, and returns how many rows the last one changed (0 for
// statements that change none). Results are read to their end and dropped.
func (c *Conn) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	if len(args) > 0 {
		s, err := c.Prepare(ctx, sql)
		if err != nil {
			return 0, err
		}
		defer s.Close()
		return s.Exec(ctx, args...)
	}
	return c.script(ctx, sql)
}

// script runs statements one after the other and stops at the first error.
func (c *Conn) script(ctx context.Context, sql string) (changed int64, err error) {
	x, n, err := c.extract(ctx, sql)
	if err != nil {
		return 0, err
	}
	defer bd.DestroyExtracted(&x)
	for i := range n {
		s, err := c.prepareExtracted(ctx, sql, x, i)
		if err != nil {
			return 0, err
		}
		changed, err = s.Exec(ctx)
		s.Close()
		if err != nil {
			return 0, err
		}
	}
	return changed, nil
}

func (c *Conn) extract(ctx context.Context, sql string) (x bd.ExtractedStatements, n bd.IdxT, err error) {
	if err := c.begin(ctx, sql); err != nil {
		return x, 0, err
	}
	defer c.leave()
	n = bd.ExtractStatements(c.raw, sql, &x)
	if n == 0 {
		msg := bd.ExtractStatementsError(x)
		bd.DestroyExtracted(&x)
		if msg != "" {
			return x, 0, parseError(msg, sql)
		}
	}
	return x, n, nil
}

// Query runs one statement and streams its result.
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (*Rows, error) {
	s, err := c.Prepare(ctx, sql)
	if err != nil {
		return nil, err
	}
	defer s.Close() // the rows stay usable
	return s.Query(ctx, args)
}

// Interrupt stops what the session is executing, also an open stream; safe from any goroutine. Without either it does
// nothing.
func (c *Conn) Interrupt() { c.interrupt() }

// Close ends the session: an open transaction is rolled back, temporary tables go. Stmts and Rows of it are dead.
func (c *Conn) Close() error {
	c.unwatch()
	if c.live != nil {
		_ = c.live.Close()
	}
	c.mu.Lock()
	open := c.raw.Ptr != nil
	bd.Disconnect(&c.raw)
	c.mu.Unlock()
	c.endWork()
	if open {
		c.db.left(c)
	}
	return nil
}

// begin opens the gate for a new statement: the live stream dies, an interrupt meant for the last statement is forgotten.
func (c *Conn) begin(ctx context.Context, sql string) error {
	if err := validText(sql); err != nil {
		return err
	}
	if c.live != nil {
		c.live.goStale()
		c.live = nil
	}
	c.takeInterrupt()
	c.newWork()
	return c.enter(ctx)
}
