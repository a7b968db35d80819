package dialect_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/postgrestest"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestAsPostgreSQL asks PostgreSQL and DuckDB the queries of testdata/differential, one a line, and compares values,
// column names and types, or SQLSTATEs. A query behind a line "# differs: why" must differ.
func TestAsPostgreSQL(t *testing.T) {
	files, err := filepath.Glob("testdata/differential/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no queries: %v", err)
	}
	pg := postgrestest.Connect(t)
	duck := openDuck(t)
	for _, q := range schema(t, "testdata/differential/schema.txt") {
		if _, err := pg.Exec(t.Context(), q[0]).ReadAll(); err != nil {
			t.Fatalf("%s: %v", q[0], err)
		}
		duck.exec(t, q[1])
	}
	env := testEnv(tableT, tableG, tableM)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".sql"), func(t *testing.T) {
			compareFile(t, file, pg, duck, env)
		})
	}
}

func compareFile(t *testing.T, file string, pg *pgconn.PgConn, duck *duckDB, env dialect.Env) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	same, differs := 0, ""
	for n, q := range strings.Split(string(text), "\n") {
		if why, ok := strings.CutPrefix(q, "# differs: "); ok {
			differs = why
		}
		if q == "" || strings.HasPrefix(q, "#") {
			continue
		}
		want := askPostgres(t.Context(), pg, q)
		got := duck.ask(q, env)
		problem := compare(q, got, want)
		switch {
		case problem == "" && differs != "":
			t.Errorf("%s:%d: %s\nis as PostgreSQL's; it is listed as different: %s", file, n+1, q, differs)
		case problem != "" && differs == "":
			t.Errorf("%s:%d: %s\n%s\n%s", file, n+1, q, problem, got.printed)
		case problem == "":
			same++
		}
		differs = ""
	}
	t.Logf("%s: %d queries as PostgreSQL's", file, same)
}

// answer is a result in text, or an error.
type answer struct {
	names   []string
	types   []uint32
	rows    [][]string
	state   string // SQLSTATE, "?" where DuckDB gives none
	message string
	printed string
}

const null = "\x00null"

func askPostgres(ctx context.Context, conn *pgconn.PgConn, q string) (a answer) {
	r := conn.ExecParams(ctx, q, nil, nil, nil, nil)
	for _, f := range r.FieldDescriptions() {
		a.names, a.types = append(a.names, f.Name), append(a.types, f.DataTypeOID)
	}
	for r.NextRow() {
		var row []string
		for _, v := range r.Values() {
			if v == nil {
				row = append(row, null)
			} else {
				row = append(row, string(v))
			}
		}
		a.rows = append(a.rows, row)
	}
	if _, err := r.Close(); err != nil {
		pe, ok := err.(*pgconn.PgError)
		if !ok {
			return answer{state: "XX000", message: err.Error()}
		}
		return answer{state: pe.Code, message: pe.Message}
	}
	return a
}

// duckDB is a database as cmd/tarn sets it up, without tables.
type duckDB struct{ db *sql.DB }

func openDuck(t *testing.T) *duckDB {
	t.Helper()
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &duckDB{sql.OpenDB(connector)}
	d.db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = d.db.Close() })
	d.exec(t, "ATTACH ':memory:' AS lake")
	d.exec(t, "CREATE SCHEMA IF NOT EXISTS lake.public")
	d.exec(t, "SET TimeZone = 'UTC'")
	for _, q := range append(append(catalog.Prelude(), catalog.Refresh()...), dialect.Macros()...) {
		d.exec(t, q)
	}
	d.exec(t, "USE lake.public")
	return d
}

func (d *duckDB) exec(t *testing.T, q string) {
	t.Helper()
	if _, err := d.db.ExecContext(t.Context(), q); err != nil {
		t.Fatalf("%.200s: %v", q, err)
	}
}

// ask translates a query and reads its result as text, by the macro that writes values as PostgreSQL does.
func (d *duckDB) ask(q string, env dialect.Env) answer {
	sts, err := dialect.Parse(q)
	if err != nil {
		return failed(err)
	}
	tr, err := dialect.Translate(&sts[0], env)
	if err != nil {
		return failed(err)
	}
	a := answer{printed: tr.SQL}
	names, err := d.columnNames(tr.SQL)
	if err != nil {
		a.state, a.message = engineState(err)
		return a
	}
	a.names = names
	for _, c := range tr.Columns {
		a.types = append(a.types, c.OID)
	}
	if a.rows, err = d.texts(tr.SQL, len(names)); err != nil {
		a.state, a.message = engineState(err)
	}
	return a
}

func failed(err error) answer {
	e, ok := err.(*dialect.Error)
	if !ok {
		return answer{state: "not *Error", message: err.Error()}
	}
	return answer{state: e.Code, message: e.Message}
}

func engineState(err error) (state, message string) {
	if code, text, ok := dialect.SplitError(err.Error()); ok {
		return code, text
	}
	return "?", err.Error()
}

func (d *duckDB) columnNames(q string) ([]string, error) {
	rows, err := d.db.Query(q)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	return names, rows.Err()
}

func (d *duckDB) texts(q string, n int) ([][]string, error) {
	var cols, out []string
	for i := range n {
		c := "c" + strconv.Itoa(i)
		cols, out = append(cols, c), append(out, "memory.pg.text("+c+")")
	}
	rows, err := d.db.Query("SELECT " + strings.Join(out, ", ") + " FROM (" + q + ") AS q(" + strings.Join(cols, ", ") + ")")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all [][]string
	for rows.Next() {
		values := make([]sql.NullString, n)
		into := make([]any, n)
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		row := make([]string, n)
		for i, v := range values {
			if row[i] = v.String; !v.Valid {
				row[i] = null
			}
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// compare tells how two answers differ, "" if they do not. Of two errors only the SQLSTATEs count, where both have one.
func compare(q string, got, want answer) string {
	switch {
	case got.state != "" && want.state != "":
		if got.state == "?" || got.state == want.state {
			return ""
		}
		return fmt.Sprintf("got  error %s %s\nwant error %s %s", got.state, got.message, want.state, want.message)
	case got.state != "" || want.state != "":
		return fmt.Sprintf("got  error %q %s %v\nwant error %q %s %v", got.state, got.message, got.rows, want.state, want.message, want.rows)
	}
	if !reflect.DeepEqual(got.names, want.names) {
		return fmt.Sprintf("got  columns %q\nwant columns %q", got.names, want.names)
	}
	if !reflect.DeepEqual(got.types, want.types) {
		return fmt.Sprintf("got  types %v\nwant types %v", typeNames(got.types), typeNames(want.types))
	}
	g, w := normal(got.rows, want.types), normal(want.rows, want.types)
	if !strings.Contains(strings.ToLower(q), "order by") {
		sortRows(g)
		sortRows(w)
	}
	if !reflect.DeepEqual(g, w) {
		return fmt.Sprintf("got  %q\nwant %q", g, w)
	}
	return ""
}

func typeNames(oids []uint32) []string {
	var out []string
	for _, o := range oids {
		out = append(out, typeName(o))
	}
	return out
}

func sortRows(rows [][]string) {
	sort.Slice(rows, func(i, j int) bool { return strings.Join(rows[i], "\x01") < strings.Join(rows[j], "\x01") })
}

// normal brings text forms together that mean the same value: digits of numbers beyond what DOUBLE carries, zeros at
// their end, space in JSON, and the words of booleans.
func normal(rows [][]string, oids []uint32) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = make([]string, len(row))
		for c, v := range row {
			out[i][c] = normalValue(v, oids[c])
		}
	}
	return out
}

func normalValue(v string, oid uint32) string {
	switch typeName(oid) {
	case "bool":
		return strings.TrimSuffix(strings.TrimSuffix(v, "rue"), "alse")
	case "numeric", "float4", "float8":
		return normalNumber(v)
	case "_numeric", "_float8", "_float4":
		parts := strings.Split(strings.Trim(v, "{}"), ",")
		for i := range parts {
			parts[i] = normalNumber(parts[i])
		}
		return strings.Join(parts, ",")
	case "json", "jsonb":
		return normalJSON(v)
	case "text":
		if strings.HasPrefix(v, "{") || strings.HasPrefix(v, "[") {
			return normalJSON(v)
		}
	}
	return v
}

func normalNumber(v string) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return v
	}
	return strconv.FormatFloat(f, 'g', 12, 64)
}

func normalJSON(v string) string {
	var x any
	if json.Unmarshal([]byte(v), &x) != nil {
		return v
	}
	b, err := json.Marshal(x)
	if err != nil {
		return v
	}
	return string(b)
}

// schema reads statements in pairs, PostgreSQL's and DuckDB's; one alone is for both.
func schema(t *testing.T, file string) [][2]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		pg, duck, two := strings.Cut(block, "\n--\n")
		if !two {
			duck = pg
		}
		out = append(out, [2]string{pg, duck})
	}
	return out
}
