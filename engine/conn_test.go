package engine_test

import (
	"context"
	"testing"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

// TestClientSession says what a client's session may and may not do; engine/policy has the long list.
func TestClientSession(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir(), engine.Options{Tables: ingesttest.Tables()})
	if err := generation(ctx, s, 1, 10); err != nil {
		t.Fatal(err)
	}
	c, err := s.Connect(ctx, engine.ConnOptions{User: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, test := range []struct{ sql, state string }{
		{"SELECT count(*) FROM patient", ""},
		{"SELECT count(*) FROM public.patient", ""},
		{"SELECT resource FROM history.resource", ""},
		{"SELECT count(*) FROM tarn.load", ""},
		{"SELECT * FROM raw.piece", "42501"},
		{"SELECT * FROM lake.raw.version", "42501"},
		{"SELECT raw_slice(1, 0, 10)", "42501"},
		{"SELECT * FROM tarn_spool(1, 0)", "42501"},
		{"SELECT nonsense(1)", "42883"},
		{"SELECT * FROM nonsense(1)", "42883"},
		{"DELETE FROM patient", "25006"},
		{"SELECT nonsense FROM patient", "42703"},
		{"SELECT * FROM nonsense", "42P01"},
	} {
		stmt, err := c.Prepare(ctx, test.sql)
		if state := sqlState(err); state != test.state {
			t.Errorf("%s: %s (%v), want %s", test.sql, state, err, test.state)
		}
		if err != nil {
			continue
		}
		rows, err := stmt.Query(ctx, nil)
		if err != nil {
			t.Fatal(test.sql, err)
		}
		rows.Close()
		stmt.Close()
	}
}
