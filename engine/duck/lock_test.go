package duck_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
)

// A locked instance opens nothing more, yet everything that the store itself needs goes on.
func TestLock(t *testing.T) {
	dir := t.TempDir()
	db := open(t, duck.Options{
		Path: filepath.Join(dir, "t.duckdb"), TempDir: filepath.Join(dir, "tmp"), MemoryLimit: 60 << 20, Threads: 2,
		Prelude: []string{"CREATE SCHEMA lake.public; CREATE TABLE lake.public.t(i BIGINT, h UBIGINT, s VARCHAR)"},
	})
	ctx := context.Background()
	if err := db.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	c := connect(t, db)

	t.Run("refused", func(t *testing.T) {
		for _, sql := range []string{
			"SELECT * FROM read_csv('/etc/passwd')",
			"SELECT * FROM read_text('/etc/passwd')",
			"SELECT * FROM '/etc/passwd'",
			"SELECT * FROM glob('/*')",
			"COPY (SELECT 1) TO '" + dir + "/out.csv'",
			"ATTACH '" + dir + "/other.duckdb' AS other",
			"INSTALL httpfs",
			"LOAD '" + dir + "/x.duckdb_extension'",
			"EXPORT DATABASE '" + dir + "/export'",
			"SET temp_directory = '" + dir + "'",
			"SET enable_external_access = true",
			"SET lock_configuration = false",
			"SET GLOBAL allowed_configs = ['temp_directory']",
			"SET errors_as_json = false",
			"SET default_null_order = 'nulls_first'",
			"SET profiling_output = '" + dir + "/profile'",
			"SET log_query_path = '" + dir + "/log'",
			"PRAGMA enable_logging",
			"RESET enable_external_access",
		} {
			_, err := c.Exec(ctx, sql)
			var e *duck.Error
			if !errors.As(err, &e) {
				t.Errorf("%s: %v, want an error", sql, err)
			}
		}
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			switch e.Name() {
			case "t.duckdb", "t.duckdb.wal", "tmp":
			default:
				t.Errorf("%s was written", e.Name())
			}
		}
	})
	t.Run("insert and wal", func(t *testing.T) {
		exec(t, c, "INSERT INTO lake.public.t SELECT i, hash(i), repeat(i::VARCHAR, 8) FROM range(1000000) r(i)")
	})
	t.Run("spill", func(t *testing.T) {
		n := one[int](t, c, "SELECT count(*) FROM (SELECT s, h, row_number() OVER (ORDER BY h, s DESC) FROM lake.public.t)")
		if n != 1000000 {
			t.Errorf("%d rows", n)
		}
	})
	t.Run("checkpoint", func(t *testing.T) { exec(t, c, "CHECKPOINT lake") })
	t.Run("session options", func(t *testing.T) {
		exec(t, c, "SET TimeZone = 'America/New_York'; SET memory_limit = '80MB'; SET threads = 1; SET search_path = 'lake.public'")
		const q = "SELECT strftime(TIMESTAMPTZ '2024-07-01 00:00:00+00', '%H')"
		if h := one[string](t, c, q); h != "20" {
			t.Errorf("New York's hour is %s", h)
		}
		if h := one[string](t, connect(t, db), q); h != "00" {
			t.Errorf("the other session's hour is %s: TimeZone is not per session", h)
		}
		exec(t, c, "RESET TimeZone")
		if h := one[string](t, c, q); h != "00" {
			t.Errorf("hour after RESET is %s", h)
		}
	})
}

func TestSettings(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	for q, want := range map[string]string{
		"SELECT (10.0/4)::VARCHAR": "2.5",
		"SELECT string_agg(coalesce(x, 'NULL'), ' ' ORDER BY x DESC) FROM (VALUES ('a'), (NULL), ('b')) v(x)": "NULL b a",
		"SELECT string_agg(coalesce(x, 'NULL'), ' ' ORDER BY x) FROM (VALUES ('a'), (NULL), ('b')) v(x)":      "a b NULL",
		"SELECT column_name FROM (DESCRIBE SELECT 1 AS AbC)":                                                  "abc",
		"SELECT column_name FROM (DESCRIBE SELECT 1 AS \"AbC\")":                                              "AbC",
		"SELECT (TIMESTAMPTZ '2024-01-01 00:00:00+02')::VARCHAR":                                              "2023-12-31 22:00:00+00",
		"SELECT current_setting('autoload_known_extensions')::VARCHAR":                                        "false",
		"SELECT current_setting('enable_progress_bar')::VARCHAR":                                              "false",
	} {
		if got := one[string](t, c, q); got != want {
			t.Errorf("%s = %s, want %s", q, got, want)
		}
	}
}
