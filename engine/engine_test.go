package engine_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
)

func TestOpenLoadQuery(t *testing.T) {
	ctx := context.Background()
	s, err := engine.Open(ctx, t.TempDir(), engine.Options{Tables: ingesttest.Tables()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	l, err := s.BeginLoad(ctx, engine.LoadOptions{Arguments: []string{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Abort()
	sh := ingesttest.NewShredder(l.Writer())
	if err := sh.Add(&ingesttest.Resource{ResourceType: "Patient", ID: "p1", Name: "Ann"}); err != nil {
		t.Fatal(err)
	}
	if err := sh.Close(); err != nil {
		t.Fatal(err)
	}
	l.Scanned(1, 1000)
	sum, err := l.Commit(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Total().New != 1 || sum.Rows != 2 || sum.Files != 1 {
		t.Errorf("summary %+v", sum)
	}
	c, err := s.Connect(ctx, engine.ConnOptions{User: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	rows, err := c.Query(ctx, "SELECT name FROM patient")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	chunk, err := rows.Next(ctx)
	if err != nil || chunk == nil || chunk.Len != 1 || chunk.Vectors[0].Value(0) != "Ann" {
		t.Fatalf("chunk %+v, %v", chunk, err)
	}
	st, err := s.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(st.Types) != 1 || st.Types[0].Current != 1 || len(st.Loads) != 1 || st.Loads[0].Arguments[1] != "b" {
		t.Errorf("status %+v", st)
	}
}

func openStore(t testing.TB, dir string, o engine.Options) *engine.Store {
	t.Helper()
	s, err := engine.Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func sqlState(err error) string {
	var e interface{ SQLState() string }
	if errors.As(err, &e) {
		return e.SQLState()
	}
	return ""
}
