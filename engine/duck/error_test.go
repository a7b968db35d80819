package duck_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
)

func TestErrors(t *testing.T) {
	db := open(t, duck.Options{Path: "file", Prelude: []string{`
		USE lake; CREATE TABLE t(i INT PRIMARY KEY, n INT NOT NULL, c INT CHECK (c > 0), u INT UNIQUE);
		CREATE TABLE f(i INT REFERENCES t(i)); INSERT INTO t VALUES (1, 1, 1, 1)`}})
	c := connect(t, db)
	exec(t, c, "SET search_path = 'lake.main'")
	for _, k := range []struct {
		sql, state string
		at         int
		message    string // exact where it ends in no ellipsis
		hint       string
	}{
		{"SELEC 1", "42601", 1, `syntax error at or near "SELEC"`, ""},
		{"SELECT 'é' FORM x", "42601", 17, `syntax error at or near "x"`, ""},
		{"SELECT 'open", "42601", 8, "unterminated quoted string…", ""},
		{"VALUES (1, 2), (3)", "42601", 0, "VALUES lists must all be the same length", ""},
		{"SELECT * FROM nope", "42P01", 15, "Table with name nope does not exist!", `Did you mean "…`},
		{"SELECT * FROM noschema.nope", "42P01", 15, "…", ""},
		{"SELECT * FROM nocatalog.s.nope", "3D000", 0, `Catalog "nocatalog" does not exist!`, ""},
		{"SELECT y.a FROM (SELECT 1 a) x", "42P01", 8, `Referenced table "y" not found!`, `Did you mean "x"?`},
		{"SELECT 'é', nope FROM range(1)", "42703", 13, `Referenced column "nope" not found in FROM clause!`, `Did you mean "range"?`},
		{"SELECT x.b FROM (SELECT 1 a) x", "42703", 8, "…", ""},
		{"INSERT INTO t(zz) VALUES (2)", "42703", 0, `Table "t" does not have a column with name "zz"`, `Did you mean "c", "i", "n", "u"?`},
		{"SELECT a FROM (SELECT 1 a) x, (SELECT 2 a) y", "42702", 8, "…", ""},
		{"SELECT nofn(1)", "42883", 8, "Scalar Function with name nofn does not exist!", `Did you mean "…`},
		{"SELECT * FROM nofn(1)", "42883", 15, "Table Function with name nofn does not exist!", `Did you mean "…`},
		{"SELECT lower(1, 2)", "42883", 8, "No function matches the given name and argument types 'lower(INTEGER_LITERAL, INTEGER_LITERAL)'. You might need to add explicit type casts.", "Did you mean lower(VARCHAR) -> VARCHAR?"},
		{"SELECT 1::nosuchtype", "42704", 11, "Type with name nosuchtype does not exist!", `Did you mean "…`},
		{"SELECT a, count(*) FROM (SELECT 1 a, 2 b) GROUP BY b", "42803", 8, "…", ""},
		{"SELECT sum(sum(1))", "42803", 12, "…", ""},
		{"SELECT 1 FROM t WHERE sum(i) > 1", "42803", 23, "…", ""},
		{"SELECT 1 UNION SELECT 1, 2", "42601", 0, "…", ""},
		{"SELECT 1 ORDER BY 5", "42P10", 19, "…", ""},
		{"SELECT * FROM range(3) LIMIT -1", "2201W", 30, "…", ""},
		{"SELECT 'abc'::INT", "22P02", 13, "Could not convert string 'abc' to INTEGER", ""},
		{"SELECT 'abc'::DATE", "22007", 13, "…", ""},
		{"SELECT '2024-02-30'::DATE", "22008", 20, "…", ""},
		{"SELECT 'x'::TIMESTAMPTZ", "22007", 11, "…", ""},
		{"SELECT 300::TINYINT", "22003", 11, "Type INTEGER with value 300 can't be cast because the value is out of range for the destination type TINYINT", ""},
		{"SELECT 9223372036854775807 + 1", "22003", 0, "Overflow in addition of BIGINT (9223372036854775807 + 1)!", ""},
		{"SELECT 123456::DECIMAL(4, 2)", "22003", 0, "…", ""},
		{"SELECT '{x'::JSON", "22P02", 0, "…", ""},
		{"SELECT sqrt(-1)", "2201F", 0, "…", ""},
		{"SELECT ln(0)", "2201E", 0, "…", ""},
		{"SELECT (SELECT unnest([1, 2]))", "21000", 0, "…", ""},
		{"SELECT error('boo')", "22023", 0, "boo", ""},
		{"INSERT INTO t VALUES (1, 1, 1, 2)", "23505", 0, "…", ""},
		{"INSERT INTO t VALUES (2, NULL, 1, 2)", "23502", 0, "…", ""},
		{"INSERT INTO t VALUES (2, 1, 0, 2)", "23514", 0, "…", ""},
		{"INSERT INTO f VALUES (77)", "23503", 0, "…", ""},
		{"INSERT INTO t VALUES (1)", "42601", 0, "…", ""},
		{"CREATE TABLE t(i INT)", "42P07", 0, "…", ""},
		{"CREATE SCHEMA main", "42P06", 0, "…", ""},
		{"DROP TABLE nope", "42P01", 0, "…", "Did you mean…"},
		{"DROP VIEW t", "42809", 0, "…", ""},
		{"DROP TABLE t", "2BP01", 0, "…", ""},
		{"DROP SCHEMA nope", "3F000", 0, "…", ""},
		{"COMMIT", "25P01", 0, "…", ""},
		{"SET nosuch = 1", "42704", 0, `unrecognized configuration parameter "nosuch"`, "Did you mean…"},
		{"SELECT * FROM read_csv('/nonexistent')", "58030", 15, "…", ""},
		{"SET TimeZone = 'No/Where'", "22023", 0, "Unknown TimeZone 'No/Where'!", "…"},
		{"SELECT repeat('x', 100000000000)", "54000", 0, "…", ""},
		{"SELECT 1 \x00", "42601", 10, "…", ""},
	} {
		_, err := c.Exec(context.Background(), k.sql)
		var e *duck.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", k.sql, err)
			continue
		}
		if e.SQLState() != k.state || k.at != 0 && e.Position() != k.at {
			t.Errorf("%s: %s at %d (%s %s %s: %s), want %s at %d", k.sql, e.SQLState(), e.Position(), e.Type, e.Subtype, e.ObjectType, e, k.state, k.at)
		}
		if !like(e.Error(), k.message) || !like(e.Hint(), k.hint) || strings.Contains(e.Error(), "\nLINE ") {
			t.Errorf("%s: message %q hint %q", k.sql, e.Error(), e.Hint())
		}
	}
}

// like compares up to an ellipsis.
func like(got, want string) bool {
	if head, ok := strings.CutSuffix(want, "…"); ok {
		return strings.HasPrefix(got, head)
	}
	return got == want
}

func TestTransactionErrors(t *testing.T) {
	db := open(t, duck.Options{Path: "file", Prelude: []string{"CREATE TABLE lake.main.t AS SELECT 1 i"}})
	a, b := connect(t, db), connect(t, db)
	state := func(c *duck.Conn, sql string) string {
		_, err := c.Exec(context.Background(), sql)
		var e *duck.Error
		if errors.As(err, &e) {
			return e.SQLState()
		}
		return ""
	}
	for _, k := range []struct {
		c          *duck.Conn
		sql, state string
	}{
		{a, "BEGIN", ""},
		{a, "BEGIN", "25001"},
		{a, "SELECT nosuch", "42703"},
		{a, "SELECT 1", "25P02"},
		{a, "ROLLBACK", ""},
		{a, "BEGIN", ""},
		{b, "BEGIN", ""},
		{a, "UPDATE lake.main.t SET i = 2", ""},
		{b, "UPDATE lake.main.t SET i = 3", "40001"},
		{b, "ROLLBACK", ""},
		{a, "COMMIT", ""},
		{a, "BEGIN READ ONLY", ""},
		{a, "DELETE FROM lake.main.t", "25006"},
		{a, "ROLLBACK", ""},
	} {
		if got := state(k.c, k.sql); got != k.state {
			t.Errorf("%s: %q, want %q", k.sql, got, k.state)
		}
	}
}

func TestOutOfMemoryAndDisk(t *testing.T) {
	dir := t.TempDir()
	c := connect(t, open(t, duck.Options{MemoryLimit: 30 << 20, TempDir: dir, MaxTempSize: 1 << 20, Threads: 1}))
	_, err := c.Exec(context.Background(), "CREATE TABLE x AS SELECT md5(i::VARCHAR) FROM range(3000000) r(i)")
	var e *duck.Error
	if !errors.As(err, &e) || e.SQLState() != "53200" || strings.Contains(e.Error(), "\n") {
		t.Errorf("%v", err)
	}
	if n := one[int](t, c, "SELECT 42"); n != 42 {
		t.Error("connection is of no use afterwards")
	}
}

func TestReadOnlyFile(t *testing.T) {
	path := t.TempDir() + "/t.duckdb"
	db := open(t, duck.Options{Path: path})
	c := connect(t, db)
	exec(t, c, "CREATE TABLE lake.main.t AS SELECT 1 i")
	c.Close()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	c = connect(t, open(t, duck.Options{Path: path, ReadOnly: true}))
	var e *duck.Error
	if _, err := c.Exec(context.Background(), "INSERT INTO lake.main.t VALUES (2)"); !errors.As(err, &e) || e.SQLState() != "25006" {
		t.Errorf("insert: %v", err)
	}
	if n := one[int](t, c, "SELECT i FROM lake.main.t"); n != 1 {
		t.Error(n)
	}
}

func TestOpenErrors(t *testing.T) {
	ctx := context.Background()
	for name, o := range map[string]duck.Options{
		"no such folder": {Path: "/nonexistent/dir/t.duckdb"},
		"alias taken":    {Alias: "temp"},
		"bad prelude":    {Prelude: []string{"SELECT 1", "SELECT nosuch"}},
		"negative":       {Threads: -1, MemoryLimit: -1},
	} {
		if db, err := duck.Open(ctx, o); err == nil {
			db.Close()
			t.Errorf("%s: opened", name)
		}
	}
}

func TestCloseOrder(t *testing.T) {
	db, err := duck.Open(context.Background(), duck.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.Query(context.Background(), "SELECT * FROM range(1000000)")
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err == nil {
		t.Error("closed under an open connection without a word")
	}
	if _, err := db.Connect(); err == nil {
		t.Error("connected to a closed database")
	}
	c.Close()
	c.Close()
	if _, err := rows.Next(context.Background()); err == nil {
		t.Error("rows of a closed connection went on")
	}
	rows.Close()
	rows.Close()
	if _, err := c.Exec(context.Background(), "SELECT 1"); err == nil {
		t.Error("closed connection went on")
	}
	c.Interrupt()
}
