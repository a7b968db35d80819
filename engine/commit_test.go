package engine_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// TestOnCommit: what ON COMMIT says of temporary tables is done, in blocks and for statements alone, and what is said of
// a table that cannot be written to does not name the engine's own schemas.
func TestOnCommit(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir(), engine.Options{Tables: ingesttest.Tables()})
	c, err := s.Connect(ctx, engine.ConnOptions{User: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, test := range []struct{ sql, want string }{
		{"CREATE TEMP TABLE kept (a INT) ON COMMIT PRESERVE ROWS", ""},
		{"INSERT INTO kept VALUES (1)", ""},
		{"SELECT a FROM kept", "1"},
		{"CREATE TEMP TABLE gone (a INT) ON COMMIT DROP", ""}, // a transaction of its own
		{"SELECT count(*) FROM gone", `42P01 Table with name gone does not exist!`},
		{"BEGIN", ""},
		{"CREATE TEMP TABLE gone (a INT) ON COMMIT DROP", ""},
		{"CREATE TEMP TABLE emptied (a INT) ON COMMIT DELETE ROWS", ""},
		{"INSERT INTO emptied VALUES (1)", ""},
		{"SELECT count(*) FROM emptied, gone", "0"},
		{"SELECT a FROM emptied", "1"},
		{"COMMIT", ""},
		{"SELECT count(*) FROM gone", `42P01 Table with name gone does not exist!`},
		{"SELECT count(*) FROM emptied", "0"},
		{"INSERT INTO emptied VALUES (1)", ""},
		{"SELECT count(*) FROM emptied", "0"},
		{"BEGIN", ""},
		{"INSERT INTO emptied VALUES (1)", ""},
		{"ROLLBACK", ""},
		{"DROP TABLE emptied", ""},
		{"BEGIN", ""},
		{"COMMIT", ""},
		{"CREATE TEMP TABLE counted (id INT SERIAL NOT NULL, b INT)", ""},
		{"INSERT INTO counted (b) VALUES (7), (8)", ""},
		{"INSERT INTO counted (b) VALUES (9) RETURNING id", "3"},
		{"INSERT INTO nosuch VALUES (1)", `42P01 relation "nosuch" does not exist`},
		{"DROP TABLE nosuch", `42P01 table "nosuch" does not exist`},
		{"DELETE FROM kept WHERE a = (SELECT a FROM nosuch)", `42P01 Table with name nosuch does not exist!`},
		{"DELETE FROM Patient RETURNING id", `25006 cannot execute DELETE: "patient" is a table of the store, which is read-only`},
		{"ALTER TABLE patient RENAME TO x", `25006 cannot execute ALTER TABLE: "patient" is a table of the store, which is read-only`},
	} {
		if got := answered(ctx, c, test.sql); got != test.want {
			t.Errorf("%s: got %s, want %s", test.sql, got, test.want)
		}
	}
}

// answered is the first value of a statement's answer, as text, or its error; how many rows were changed is none.
func answered(ctx context.Context, c *engine.Conn, sql string) string {
	fail := func(err error) string { return sqlState(err) + " " + err.Error() }
	rows, err := c.Query(ctx, sql)
	if err != nil {
		return fail(err)
	}
	defer rows.Close()
	chunk, err := rows.Next(ctx)
	switch {
	case err != nil:
		return fail(err)
	case chunk == nil:
		return ""
	}
	var v any
	if err := chunk.Scan(0, &v); err != nil {
		return err.Error()
	}
	return fmt.Sprint(v)
}
