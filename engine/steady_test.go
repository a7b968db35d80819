package engine

import (
	"context"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/policy"
)

// TestOvertaken lets commits begin while a statement looks for its first rows.
func TestOvertaken(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, t.TempDir(), Options{Tables: ingesttest.Tables()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, test := range []struct {
		name    string
		st      policy.Statement
		open    bool // in a transaction
		commits int  // that overtake the statement, one an attempt
		runs    int
		fails   bool
	}{
		{"nobody", policy.Statement{Verb: "SELECT"}, false, 0, 1, false},
		{"once", policy.Statement{Verb: "SELECT"}, false, 1, 2, false},
		{"once, in a transaction", policy.Statement{Verb: "SELECT"}, true, 1, 2, false},
		{"always", policy.Statement{Verb: "SELECT"}, false, 9, rereads, true},
		{"a temporary table", policy.Statement{Verb: "INSERT", Target: "t"}, false, 1, 1, false},
		{"a temporary table, in a transaction", policy.Statement{Verb: "INSERT", Target: "t"}, true, 1, 1, true},
		{"begin", policy.Statement{Verb: "BEGIN"}, true, 1, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := s.Connect(ctx, ConnOptions{User: "ann"})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.open = test.open
			runs := 0
			rows, err := c.steady(ctx, test.st, func() (*Rows, error) {
				if runs++; runs <= test.commits {
					s.store.HoldStatements(0, 0)()
				}
				return c.conn.Query(ctx, "SELECT 42")
			})
			if runs != test.runs || (err != nil) != test.fails {
				t.Errorf("%d runs, %v", runs, err)
			}
			var state coded
			if test.fails {
				if !errors.As(err, &state) || state.SQLState() != "40001" {
					t.Errorf("%v", err)
				}
				return
			}
			chunk, err := rows.Next(ctx)
			if err != nil || chunk.Vectors[0].Value(0) != int64(42) {
				t.Errorf("%v", err)
			}
		})
	}
}
