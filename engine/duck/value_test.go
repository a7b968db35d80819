package duck_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

func TestArguments(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx := context.Background()
	for _, k := range []struct {
		arg  any
		want string // type and text of the value
	}{
		{nil, "\"NULL\" <nil>"},
		{true, "BOOLEAN true"},
		{7, "BIGINT 7"},
		{int32(7), "INTEGER 7"},
		{2.5, "DOUBLE 2.5"},
		{"text", "VARCHAR text"},
		{"", "VARCHAR "},
		{[]byte{1, 2}, "BLOB [1 2]"},
		{[]byte{}, "BLOB []"},
		{[]string{"a", "long enough to stand elsewhere"}, "VARCHAR[] [a long enough to stand elsewhere]"},
		{[]string{}, "VARCHAR[] []"},
		{time.UnixMicro(1700000000000001), "TIMESTAMP WITH TIME ZONE 2023-11-14 22:13:20.000001 +0000 UTC"},
		{duck.Raw{Text: "42", Type: "BIGINT"}, "BIGINT 42"},
		{duck.Raw{Text: " 42 ", Type: "integer"}, "INTEGER 42"},
		{duck.Raw{Text: "t", Type: "BOOLEAN"}, "BOOLEAN true"},
		{duck.Raw{Text: "no", Type: "BOOLEAN"}, "BOOLEAN false"},
		{duck.Raw{Text: "x", Type: "VARCHAR"}, "VARCHAR x"},
		{duck.Raw{Text: "1.10", Type: "DECIMAL(10,2)"}, "DECIMAL(10,2) 1.10"},
		{duck.Raw{Text: "12345678901234567890.5", Type: "DECIMAL(38,1)"}, "DECIMAL(38,1) 12345678901234567890.5"},
		{duck.Raw{Text: "2024-02-29", Type: "DATE"}, "DATE 2024-02-29 00:00:00 +0000 UTC"},
		{duck.Raw{Text: "2024-02-29 12:00:00+02", Type: "TIMESTAMPTZ"}, "TIMESTAMP WITH TIME ZONE 2024-02-29 10:00:00 +0000 UTC"},
		{duck.Raw{Text: "01:02:03", Type: "TIME"}, "TIME 1h2m3s"},
		{duck.Raw{Text: "1 year 3 days", Type: "INTERVAL"}, "INTERVAL {12 3 0}"},
		{duck.Raw{Text: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", Type: "UUID"}, "UUID [160 238 188 153 156 11 78 248 187 109 107 185 189 56 10 17]"},
		{duck.Raw{Text: "[1, 2, NULL]", Type: "BIGINT[]"}, "BIGINT[] [1 2 <nil>]"},
		{duck.Raw{Text: "{'a': 1, 'b': x}", Type: `STRUCT(a INTEGER, b VARCHAR)`}, `STRUCT(a INTEGER, b VARCHAR) map[a:1 b:x]`},
		{duck.Raw{Text: "\\x01", Type: "BLOB"}, "BLOB [1]"},
		{duck.Raw{Text: "-170141183460469231731687303715884105728", Type: "HUGEINT"}, "HUGEINT -170141183460469231731687303715884105728"},
		{duck.Raw{Text: "inf", Type: "DOUBLE"}, "DOUBLE +Inf"},
	} {
		s, err := c.Prepare(ctx, "SELECT typeof(v), v FROM (SELECT $1 AS v)")
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.Query(ctx, []any{k.arg})
		if err != nil {
			t.Errorf("%v: %v", k.arg, err)
			s.Close()
			continue
		}
		chunk, err := rows.Next(ctx)
		if err != nil || chunk == nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(chunk.Vectors[0].Value(0), " ", chunk.Vectors[1].Value(0))
		if got != k.want {
			t.Errorf("%#v arrives as %s, want %s", k.arg, got, k.want)
		}
		rows.Close()
		s.Close()
	}
}

func TestBadArguments(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx := context.Background()
	for _, k := range []struct {
		arg   any
		state string
	}{
		{duck.Raw{Text: "x", Type: "INTEGER"}, "22P02"},
		{duck.Raw{Text: "99999999999", Type: "INTEGER"}, "22P02"},
		{duck.Raw{Text: "2024-02-30", Type: "DATE"}, "22008"},
		{duck.Raw{Text: "1", Type: "NOSUCHTYPE"}, "42704"},
		{duck.Raw{Text: "1", Type: "INTEGER) FROM read_text('/etc/passwd'"}, "22023"},
		{duck.Raw{Text: "1", Type: "INTEGER), (1"}, "22023"},
		{duck.Raw{Text: "1", Type: "INTEGER -- "}, "22023"},
		{duck.Raw{Text: "1", Type: ""}, "22023"},
		{"b\xe9d", "22021"},
	} {
		_, err := c.Exec(ctx, "SELECT $1", k.arg)
		var e *duck.Error
		if !errors.As(err, &e) || e.SQLState() != k.state {
			t.Errorf("%#v: %v, want %s", k.arg, err, k.state)
		} else if e.Position() != 0 {
			t.Errorf("%#v: position %d in a statement that the caller never saw", k.arg, e.Position())
		}
	}
	if _, err := c.Exec(ctx, "SELECT $1, $2", 1); err == nil {
		t.Error("one value for two parameters was taken")
	}
	if _, err := c.Exec(ctx, "SELECT $1", struct{}{}); err == nil {
		t.Error("a struct was taken")
	}
}

func TestScan(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx := context.Background()
	var (
		s    string
		b    []byte
		ok   bool
		n    int
		l    int64
		f    float64
		tm   time.Time
		a    any
		null sql.Null[string]
	)
	err := c.QueryRow(ctx, "SELECT 'x', 'y'::BLOB, true, sum(3), 4, 5.5::DOUBLE, TIMESTAMPTZ '2024-01-01 00:00:00+00', 1.50, NULL").
		Scan(&s, &b, &ok, &n, &l, &f, &tm, &a, &null)
	if err != nil {
		t.Fatal(err)
	}
	if s != "x" || string(b) != "y" || !ok || n != 3 || l != 4 || f != 5.5 || tm.Year() != 2024 || a != "1.50" || null.Valid {
		t.Error(s, b, ok, n, l, f, tm, a, null)
	}
	if err := c.QueryRow(ctx, "SELECT 1 WHERE false").Scan(&n); !errors.Is(err, duck.ErrNoRows) {
		t.Errorf("no rows: %v", err)
	}
	for _, q := range []string{"SELECT NULL::INTEGER", "SELECT 'x'", "SELECT 9223372036854775808::HUGEINT", "SELECT 1, 2"} {
		if err := c.QueryRow(ctx, q).Scan(&n); err == nil {
			t.Errorf("%s went into an int", q)
		}
	}
}
