package duck_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
)

func open(t testing.TB, o duck.Options) *duck.DB {
	t.Helper()
	if o.Path == "file" {
		o.Path = filepath.Join(t.TempDir(), "t.duckdb")
	}
	db, err := duck.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func connect(t testing.TB, db *duck.DB) *duck.Conn {
	t.Helper()
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func exec(t testing.TB, c *duck.Conn, sql string, args ...any) int64 {
	t.Helper()
	n, err := c.Exec(context.Background(), sql, args...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func one[T any](t testing.TB, c *duck.Conn, sql string, args ...any) (v T) {
	t.Helper()
	if err := c.QueryRow(context.Background(), sql, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func TestSmoke(t *testing.T) {
	db := open(t, duck.Options{Path: "file"})
	c := connect(t, db)
	exec(t, c, "CREATE TABLE lake.main.t(i INT, s TEXT); INSERT INTO lake.main.t VALUES (1, 'a'), (2, NULL)")
	if n := exec(t, c, "INSERT INTO lake.main.t VALUES ($1, $2)", 3, "drei"); n != 1 {
		t.Errorf("changed %d", n)
	}
	if n := one[int](t, c, "SELECT count(*) FROM lake.main.t"); n != 3 {
		t.Errorf("count %d", n)
	}
}
