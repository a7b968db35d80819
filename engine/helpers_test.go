package engine_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tarn-sql/tarn/engine"
)

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
