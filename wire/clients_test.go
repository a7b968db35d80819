package wire_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// python finds a Python that has the module.
func python(t *testing.T, module string) string {
	t.Helper()
	path := "/usr/bin/python3"
	if err := exec.Command(path, "-c", "import "+module).Run(); err != nil {
		t.Skipf("no Python with %s: %v", module, err)
	}
	return path
}

func TestPsql(t *testing.T) {
	psql, err := exec.LookPath("psql")
	if err != nil {
		t.Skip("no psql")
	}
	server, _ := serve(t, nil)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"rows", []string{"-Atc", "SELECT * FROM t WHERE q = 'fake series 2 int4 text float8'"}, "0|row number 0|0\n1|row number 1|0.25\n"},
		{"several statements", []string{"-Atc", "SHOW timezone; SELECT * FROM t WHERE q = 'fake series 1 int4'"}, "UTC\n0\n"},
		{"error", []string{"-v", "VERBOSITY=verbose", "-c", "SELECT * FROM t WHERE q = 'fake error 22012 division by zero'"}, "ERROR:  22012: division by zero\n"},
		{"syntax error", []string{"-c", "SELEC 1"}, "ERROR:  syntax error at or near \"SELEC\"\nLINE 1: SELEC 1\n        ^\n"},
		{"cursor", []string{"-At", "-v", "FETCH_COUNT=2", "-c", "SELECT * FROM t WHERE q = 'fake series 3 int4'"}, "0\n1\n2\n"},
		{"copy", []string{"-Atc", `\copy (SELECT * FROM t WHERE q = 'fake series 2 int4 text') to stdout csv header`}, "c1,c2\n0,row number 0\n1,row number 1\n"},
		{"transaction", []string{"-Atc", "BEGIN; SELECT * FROM t WHERE q = 'fake series 1 int4'; COMMIT"}, "BEGIN\n0\nCOMMIT\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(psql, append([]string{"-X", dsn(server)}, tt.args...)...)
			cmd.Env = append(os.Environ(), "PGOPTIONS=-c extra_float_digits=3", "PGSSLMODE=prefer")
			out, err := cmd.CombinedOutput()
			if string(out) != tt.want {
				t.Errorf("psql says (%v)\n%s\nwant\n%s", err, out, tt.want)
			}
		})
	}
}

func TestPython(t *testing.T) {
	server, _ := serve(t, nil)
	for _, module := range []string{"psycopg2", "psycopg", "asyncpg"} {
		t.Run(module, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(python(t, module), "testdata/"+module+"_client.py", dsn(server))
			out, err := cmd.CombinedOutput()
			if err != nil || strings.TrimSpace(string(out)) != "ok" {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestPgx reads every kind of column in both formats, several at once, and by batches.
func TestPgx(t *testing.T) {
	server, _ := serve(t, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for _, mode := range []pgx.QueryExecMode{
		pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec, pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol,
	} {
		t.Run(mode.String(), func(t *testing.T) {
			config, err := pgx.ParseConfig(dsn(server) + " sslmode=disable")
			if err != nil {
				t.Fatal(err)
			}
			config.DefaultQueryExecMode = mode
			conn, err := pgx.ConnectConfig(ctx, config)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close(ctx)
			for range 2 { // the second time from the cache
				readKinds(ctx, t, conn)
			}
			var n int64
			rows, err := conn.Query(ctx, "SELECT * FROM t WHERE q = 'fake series 30000 int8 text'")
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				var i int64
				var s *string
				if err := rows.Scan(&i, &s); err != nil {
					t.Fatal(err)
				}
				if want := fmt.Sprintf("row number %d", n); i != n || (n%7 == 6) != (s == nil) || s != nil && *s != want {
					t.Fatalf("row %d is %d, %v", n, i, s)
				}
				n++
			}
			if rows.Err() != nil || n != 30000 {
				t.Fatalf("%d rows, %v", n, rows.Err())
			}
		})
	}
}

func readKinds(ctx context.Context, t *testing.T, conn *pgx.Conn) {
	t.Helper()
	rows, err := conn.Query(ctx, "SELECT * FROM t WHERE q = 'fake named kinds'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	var (
		b    bool
		i2   int16
		i4   int32
		i8   int64
		f4   float32
		f8   float64
		n    pgtype.Numeric
		s, j string
		by   []byte
		d    time.Time
		ts   time.Time
		tz   time.Time
		iv   pgtype.Interval
		u    pgtype.UUID
		a    []*string
	)
	if err := rows.Scan(&b, &i2, &i4, &i8, &f4, &f8, &n, &s, &by, &d, &ts, &tz, &iv, &u, &j, &a); err != nil {
		t.Fatal(err)
	}
	when := time.Date(2024, 2, 29, 23, 59, 59, 500_000_000, time.UTC)
	exact := new(big.Rat).Mul(new(big.Rat).SetInt(n.Int), new(big.Rat).SetFrac64(1, 100)) // exponent -2
	switch {
	case !b || i2 != -2 || i4 != -4 || i8 != -8 || f4 != 1.5 || f8 != 0.1 || s != "ünï" || string(by) != "\x00\xff" || j != `{"a": [1]}`:
		t.Error("a plain value is wrong")
	case n.Exp != -2 || exact.Cmp(big.NewRat(5, 4)) != 0:
		t.Errorf("numeric %v", n)
	case !d.Equal(time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)) || !ts.Equal(when) || !tz.Equal(when):
		t.Errorf("times %v %v %v", d, ts, tz)
	case iv.Months != 1 || iv.Days != 2 || iv.Microseconds != 3_000_000 || u.Bytes[15] != 1 || u.Bytes[0] != 0:
		t.Errorf("interval %v, uuid %v", iv, u)
	case len(a) != 3 || *a[0] != "x" || a[1] != nil || *a[2] != "y z":
		t.Errorf("array %v", a)
	}
	if !rows.Next() || rows.RawValues()[0] != nil || rows.RawValues()[15] != nil {
		t.Error("the second row is not NULL")
	}
}

func TestPgxBatchAndCancel(t *testing.T) {
	server, engine := serve(t, nil)
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn(server)+" sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	batch := &pgx.Batch{}
	for range 3 {
		batch.Queue("SELECT * FROM t WHERE q = 'fake echo' AND x = $1::int4", 42).QueryRow(func(row pgx.Row) error {
			var got string
			if err := row.Scan(&got); err != nil || got != "int64 42" {
				return fmt.Errorf("%q, %w", got, err)
			}
			return nil
		})
	}
	if err := conn.SendBatch(ctx, batch).Close(); err != nil {
		t.Error(err)
	}
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, "SELECT * FROM t WHERE q = 'fake error 22012 division by zero'"); err == nil {
		t.Error("no error")
	}
	if err := tx.Commit(ctx); !errors.Is(err, pgx.ErrTxCommitRollback) {
		t.Errorf("commit of a failed transaction: %v", err)
	}
	_ = engine.Log()
	short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	if _, err := conn.Exec(short, "SELECT * FROM t WHERE q = 'fake sleep'"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
