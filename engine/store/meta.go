package store

import (
	"context"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
)

// writeMeta fills the schema memory.tarn_meta, which tells the wire's catalog of what the file itself does not have: keys
// and comments.
func (d definitions) writeMeta(ctx context.Context, db *duck.DB, c *duck.Conn) error {
	if _, err := c.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS memory.tarn_meta"); err != nil {
		return err
	}
	for _, t := range []struct {
		name   string
		schema *arrow.Schema
		rows   func() arrow.RecordBatch
	}{
		{"key", keySchema, d.keyBatch},
		{"comment", commentSchema, d.commentBatch},
	} {
		if err := writeMetaTable(ctx, db, c, t.name, t.schema, t.rows); err != nil {
			return fmt.Errorf("write the catalog's table of every %s: %w", t.name, err)
		}
	}
	return nil
}

// writeMetaTable makes one table. Its rows come by a table function: thousands of rows of VALUES take DuckDB's parser
// longer than everything else at a start.
func writeMetaTable(
	ctx context.Context, db *duck.DB, c *duck.Conn, name string, schema *arrow.Schema, rows func() arrow.RecordBatch,
) error {
	function := "tarn_meta_" + name
	err := db.RegisterTable(duck.TableFunc{Name: function, Bind: func([]any) (*duck.Scan, error) {
		return &duck.Scan{
			Schema: schema, Rows: -1, MaxThreads: 1,
			Open: func([]int) (duck.BatchSource, error) { return &oneBatch{rows()}, nil },
		}, nil
	}})
	if err == nil {
		_, err = c.Exec(ctx, fmt.Sprintf("CREATE TABLE memory.tarn_meta.%s AS FROM %s()", duck.QuoteIdent(name), function))
	}
	return err
}

// oneBatch is a source of one batch for a scan on one thread.
type oneBatch struct{ batch arrow.RecordBatch }

func (o *oneBatch) Next() (arrow.RecordBatch, error) {
	b := o.batch
	o.batch = nil
	if b == nil {
		return nil, io.EOF
	}
	return b, nil
}

func (o *oneBatch) Close() error {
	if o.batch != nil {
		o.batch.Release()
	}
	return nil
}
