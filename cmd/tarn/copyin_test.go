package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestCopyIntoTemporaryTables: a client may bring rows of its own, for joins with the store's.
func TestCopyIntoTemporaryTables(t *testing.T) {
	server := startServer(t)
	c := pgxConn(t, server, false)
	ctx := t.Context()
	exec := func(sql string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	put := func(sql, data string) (string, error) {
		tag, err := c.PgConn().CopyFrom(ctx, strings.NewReader(data), sql)
		return tag.String(), err
	}
	want := func(sql, want string) {
		t.Helper()
		if got := line(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
	exec("CREATE TEMP TABLE cohort(id text, born date, weight numeric(10,3), n int, tags text[], seen timestamptz)")
	tag, err := put("COPY cohort FROM STDIN", "p1\t1980-02-03\t71.5\t4\t{a,b}\t2024-01-02 03:04:05+00\np\\t2\t\\N\t\\N\t\\N\t\\N\t\\N\n")
	if err != nil || tag != "COPY 2" {
		t.Fatal(tag, err)
	}
	want("SELECT id, born::text, weight::text, n, tags::text, extract(epoch FROM seen)::bigint FROM cohort ORDER BY n", "p1|1980-02-03|71.500|4|{a,b}|1704164645\np\t2|<nil>|<nil>|<nil>|<nil>|<nil>")
	tag, err = put(`COPY pg_temp.cohort (n, id) FROM STDIN (FORMAT csv, HEADER)`, "n,id\n7,\"a, \"\"b\"\"\nc\"\n8,\n9,\"\"")
	if err != nil || tag != "COPY 3" {
		t.Fatal(tag, err)
	}
	want("SELECT n, id FROM cohort WHERE n > 6 ORDER BY n", "7|a, \"b\"\nc\n8|<nil>\n9|")
	exec("CREATE TEMP TABLE kinds(f float8, r real, b bool, y bytea, u uuid, j jsonb, i interval, t time, x numeric, a int[])")
	if _, err := put("COPY kinds FROM STDIN", "Infinity\t1.5\tt\t\\\\x00ff41\t00000000-0000-0000-0000-000000000001\t{\"a\": 1}\t1 day 02:00:00\t12:30\t123456789.123456789\t{1,NULL,3}\nNaN\t-0\tf\t\t\\N\t[]\t\\N\t\\N\t-1e-3\t{}\n"); err != nil {
		t.Error(err)
	}
	want("SELECT f::text, r::text, b, encode(y, 'hex'), u::text, j->>'a', i::text, t::text, x::text, a::text FROM kinds ORDER BY x DESC",
		"Infinity|1.5|true|00ff41|00000000-0000-0000-0000-000000000001|1|1 day 02:00:00|12:30:00|123456789.123456789|{1,NULL,3}\nNaN|-0|false||<nil>|<nil>|<nil>|<nil>|-0.001|{}")
	// pgx brings rows in binary.
	var rows [][]any
	for i := range 5000 {
		rows = append(rows, []any{fmt.Sprint("q", i), int32(i)})
	}
	n, err := c.CopyFrom(ctx, pgx.Identifier{"cohort"}, []string{"id", "n"}, pgx.CopyFromRows(rows))
	if err != nil || n != 5000 {
		t.Fatal(n, err)
	}
	want("SELECT count(*), sum(n) FROM cohort WHERE id LIKE 'q%'", "5000|12497500")
	t.Run("errors", func(t *testing.T) { testCopyErrors(t, c, put) })
	want("SELECT count(*) FROM cohort", "5005") // nothing of what failed has stayed
	// A block is the client's to end.
	exec("BEGIN")
	if _, err := put("COPY cohort(n) FROM STDIN", "1\n"); err != nil {
		t.Error(err)
	}
	exec("ROLLBACK")
	want("SELECT count(*) FROM cohort", "5005")
	out := server.psql(t, "SELECT 1")
	if len(out) != 1 {
		t.Error(out)
	}
}

func testCopyErrors(t *testing.T, c *pgx.Conn, put func(sql, data string) (string, error)) {
	many := strings.Repeat("1\n", 5000)
	for _, test := range []struct{ sql, data, state, message, detail string }{
		{"COPY cohort(n) FROM STDIN", many + "x\n", "22P02", `invalid input syntax for type integer: "x"`, "COPY cohort, line 5001, column n"},
		{"COPY cohort(n, id) FROM STDIN", "1\n", "22P04", `missing data for column "id"`, "COPY cohort, line 1"},
		{"COPY cohort(n) FROM STDIN", "1\t2\n", "22P04", "extra data after last expected column", "COPY cohort, line 1"},
		{"COPY cohort(n) FROM STDIN (FORMAT csv)", "1\n\"2", "22P04", "unterminated CSV quoted field", "COPY cohort, line 1"},
		{"COPY cohort(n) FROM STDIN (FORMAT csv, HEADER match)", "m\n2", "22P04", `column name mismatch in header line field 1: got "m", expected "n"`, ""},
		{"COPY cohort(n) FROM STDIN (FORMAT binary)", "1\n", "22P04", "COPY file signature not recognized", "COPY cohort, line 0"},
		{"COPY cohort(nope) FROM STDIN", "1\n", "42703", `column "nope" does not exist`, ""},
		{"COPY nope FROM STDIN", "1\n", "42P01", `relation "nope" does not exist`, ""},
		{"COPY public.patient(id) FROM STDIN", "1\n", "25006", "", ""},
		{"COPY patient(id) FROM STDIN", "1\n", "25006", "", ""},
		{"COPY tarn.load(load_id) FROM STDIN", "1\n", "25006", "", ""},
		{"COPY cohort FROM '/etc/passwd'", "1\n", "42501", "", ""},
	} {
		tag, err := put(test.sql, test.data)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != test.state || test.message != "" && pg.Message != test.message || test.message != "" && pg.Detail != test.detail {
			t.Errorf("%s: %s, %#v, want %s %s (%s)", test.sql, tag, err, test.state, test.message, test.detail)
		}
		if got := line(t, c, "SELECT 1"); got != "1" {
			t.Fatalf("%s: afterwards the session says %s", test.sql, got)
		}
	}
}
