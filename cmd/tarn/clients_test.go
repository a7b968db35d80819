package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

// startSynthetic serves a small synthetic population.
func startSynthetic(t testing.TB) *testServer {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "population")
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 5, Seed: 1}, dir, nil); err != nil {
		t.Fatal(err)
	}
	return startServer(t, dir)
}

// TestClientsReadEveryTable has real clients read every tidy table whole, and compares what they count.
func TestClientsReadEveryTable(t *testing.T) {
	server := startSynthetic(t)
	want := strings.Join(server.psql(t, `SELECT relname, n_live_tup FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY 1`), "\n")
	if strings.Count(want, "\n") < 400 {
		t.Fatalf("too few tables:\n%s", want)
	}
	t.Run("pgx", func(t *testing.T) { readWithPgx(t, server, want) })
	t.Run("psycopg2", func(t *testing.T) { readWithPython(t, server, want, "import psycopg2", psycopg2Program) })
	t.Run("SQLAlchemy and pandas", func(t *testing.T) {
		readWithPython(t, server, want, "import psycopg2, sqlalchemy, pandas", pandasProgram)
	})
}

// readWithPgx reads in binary where pgx knows a type, in text otherwise.
func readWithPgx(t *testing.T, server *testServer, want string) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, fmt.Sprintf("postgres://tester@%s:%s/tarn?sslmode=disable", server.host, server.port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var lines []string
	for line := range strings.SplitSeq(want, "\n") {
		table, _, _ := strings.Cut(line, "|")
		rows, err := conn.Query(ctx, "SELECT * FROM "+pgx.Identifier{"public", table}.Sanitize())
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		n := 0
		for rows.Next() {
			if _, err := rows.Values(); err != nil {
				t.Fatalf("%s, row %d: %v", table, n, err)
			}
			n++
		}
		if err := rows.Err(); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		lines = append(lines, fmt.Sprintf("%s|%d", table, n))
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("pgx counted\n%s\nthe catalog says\n%s", got, want)
	}
}

const psycopg2Program = `
import sys, psycopg2
c = psycopg2.connect(host=sys.argv[1], port=sys.argv[2], user="tester", dbname="tarn")
k = c.cursor()
k.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_type = 'BASE TABLE' ORDER BY 1", ("public",))
for (t,) in k.fetchall():
    k.execute('SELECT * FROM "%s"' % t)
    print("%s|%d" % (t, len(k.fetchall())))
`

const pandasProgram = `
import sys, sqlalchemy, pandas
e = sqlalchemy.create_engine("postgresql://tester@%s:%s/tarn" % (sys.argv[1], sys.argv[2]))
for t in sorted(sqlalchemy.inspect(e).get_table_names()):
    print("%s|%d" % (t, len(pandas.read_sql_table(t, e) if t in ("patient", "observation") else pandas.read_sql('SELECT * FROM "%s"' % t, e))))
`

// readWithPython runs a program that prints "table|rows" for every table.
func readWithPython(t *testing.T, server *testServer, want, imports, program string) {
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", imports).CombinedOutput(); err != nil {
		t.Skipf("%s: %v: %s", imports, err, out)
	}
	out, err := exec.Command(python, "-c", program, server.host, server.port).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := strings.TrimSpace(string(out)); got != want {
		t.Errorf("counted\n%s\nthe catalog says\n%s", got, want)
	}
}
