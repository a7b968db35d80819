package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/tarn-sql/tarn/cmd/tarn/notefunc"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// emulated is PostgreSQL's catalog over the store: made when the first client's statement needs it, and renewed by the
// first that needs it after tables have changed. A command that only loads never pays for it.
type emulated struct {
	store *engine.Store

	making    sync.Mutex   // guards made, and that one at a time makes or renews
	made      bool         //
	changes   atomic.Int64 // of the tables, so far
	shown     atomic.Int64 // one more than the changes that it shows, 0 before it is made
	options   engine.ConnOptions
	relations atomic.Pointer[relations]
}

// changed says that the tables or their sizes are others now.
func (e *emulated) changed() { e.changes.Add(1) }

// ready makes or renews the catalog where that is due. Afterwards options and relations are there.
func (e *emulated) ready(ctx context.Context) error {
	if e.shown.Load() > e.changes.Load() {
		return nil
	}
	e.making.Lock()
	defer e.making.Unlock()
	changes := e.changes.Load() // before it is read: a change meanwhile makes it stale again
	if e.shown.Load() > changes {
		return nil
	}
	c, err := e.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := e.bring(ctx, c); err != nil {
		return fmt.Errorf("making the catalog: %w", err)
	}
	e.shown.Store(changes + 1)
	return nil
}

func (e *emulated) bring(ctx context.Context, c *engine.Conn) error {
	if e.made {
		if err := c.Configure(ctx, inTransaction(catalog.Refresh())...); err != nil {
			return err
		}
	} else {
		if err := c.Configure(ctx, inTransaction(append(catalog.Prelude(notefunc.Routines()...), dialect.Macros()...))...); err != nil {
			return err
		}
		if err := e.readFunctions(ctx, c); err != nil {
			return err
		}
		e.made = true
	}
	r, err := readRelations(ctx, c)
	if err == nil {
		e.relations.Store(&r)
	}
	return err
}

func inTransaction(statements []string) []string {
	return append(append([]string{"BEGIN"}, statements...), "COMMIT")
}

// readFunctions learns which of the catalog's functions sessions may call.
func (e *emulated) readFunctions(ctx context.Context, c *engine.Conn) error {
	e.options.Schemas = []engine.Schema{{Catalog: "memory", Name: "pg"}, {Catalog: "memory", Name: "info"}, {Catalog: "memory", Name: "pgtemp"}}
	return eachRow(ctx, c, func(chunk *engine.Chunk, i int) error {
		f := engine.Function{Schema: engine.Schema{Catalog: "memory"}}
		if err := chunk.Scan(i, &f.Schema.Name, &f.Name, &f.Table); err != nil {
			return err
		}
		e.options.Functions = append(e.options.Functions, f)
		return nil
	}, `SELECT DISTINCT schema_name, function_name, function_type = 'table_macro' FROM duckdb_functions()
		WHERE database_name = 'memory' AND schema_name IN ('pg', 'info')`)
}
