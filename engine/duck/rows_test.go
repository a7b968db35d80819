package duck_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

func TestStreamStartsBeforeTheEnd(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx := context.Background()
	rows, err := c.Query(ctx, "SELECT i, i::VARCHAR FROM range(1000000000000) r(i)")
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		chunk, err := rows.Next(ctx)
		if err != nil || chunk == nil {
			t.Fatal(chunk, err)
		}
		if v := &chunk.Vectors[0]; string(chunk.Vectors[1].Bytes(5)) != fmt.Sprint(duck.At[int64](v, 5)) {
			t.Fatalf("row 5: %d is not %s", duck.At[int64](v, 5), chunk.Vectors[1].Bytes(5))
		}
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if n := one[int](t, c, "SELECT 42"); n != 42 {
		t.Error(n)
	}
}

func TestNextAllocatesNothing(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	rows, err := c.Query(ctx, "SELECT i, i::VARCHAR, [i, i], {a: i, b: [i]} FROM range(10000000) r(i)")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	allocs := testing.AllocsPerRun(100, func() {
		if chunk, err := rows.Next(ctx); err != nil || chunk == nil {
			t.Fatal(chunk, err)
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations per chunk", allocs)
	}
}

func TestAnotherStatementEndsTheStream(t *testing.T) {
	db := open(t, duck.Options{})
	ctx := context.Background()
	for name, do := range map[string]func(c *duck.Conn) error{
		"exec":    func(c *duck.Conn) error { _, err := c.Exec(ctx, "SELECT 1"); return err },
		"prepare": func(c *duck.Conn) error { s, err := c.Prepare(ctx, "SELECT 1"); s.Close(); return err },
	} {
		t.Run(name, func(t *testing.T) {
			c := connect(t, db)
			rows, err := c.Query(ctx, "SELECT i FROM range(10000000) r(i)")
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			if _, err := rows.Next(ctx); err != nil {
				t.Fatal(err)
			}
			if err := do(c); err != nil {
				t.Fatal(err)
			}
			if _, err := rows.Next(ctx); !errors.Is(err, duck.ErrStale) {
				t.Errorf("Next: %v", err)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	c := connect(t, open(t, duck.Options{Threads: 2}))
	const endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 42"
	check := func(t *testing.T, err error) {
		t.Helper()
		var e *duck.Error
		if !errors.As(err, &e) || e.SQLState() != "57014" {
			t.Errorf("%v, want SQLSTATE 57014", err)
		}
		if n := one[int](t, c, "SELECT 42"); n != 42 {
			t.Error("connection is of no use afterwards")
		}
	}
	t.Run("deadline", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		_, err := c.Exec(ctx, endless)
		check(t, err)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v does not wrap the deadline", err)
		}
	})
	t.Run("before", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := c.Exec(ctx, endless)
		check(t, err)
	})
	t.Run("interrupt", func(t *testing.T) {
		time.AfterFunc(50*time.Millisecond, c.Interrupt)
		_, err := c.Exec(context.Background(), endless)
		check(t, err)
	})
	t.Run("interrupt hits nothing later", func(t *testing.T) {
		c.Interrupt()
		exec(t, c, "SELECT sum(i) FROM range(3000000) r(i)")
	})
	t.Run("between chunks", func(t *testing.T) {
		ctx := context.Background()
		rows, err := c.Query(ctx, "SELECT i FROM range(1000000000) r(i)")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rows.Next(ctx); err != nil {
			t.Fatal(err)
		}
		c.Interrupt()
		_, err = rows.Next(ctx)
		rows.Close()
		check(t, err)
	})
	t.Run("during a stream", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
		defer cancel()
		rows, err := c.Query(ctx, "SELECT i FROM range(100000000000) r(i)")
		for err == nil {
			_, err = rows.Next(ctx)
		}
		rows.Close()
		check(t, err)
	})
}

func TestStatementKinds(t *testing.T) {
	db := open(t, duck.Options{Path: "file", Prelude: []string{"CREATE TABLE lake.main.t(i INT)"}})
	c := connect(t, db)
	ctx := context.Background()
	for _, k := range []struct {
		sql     string
		kind    duck.StatementKind
		rows    bool
		changed int64
	}{
		{"SELECT 1", duck.StatementSelect, true, 0},
		{"VALUES (1)", duck.StatementSelect, true, 0},
		{"EXPLAIN SELECT 1", duck.StatementExplain, true, 0},
		{"INSERT INTO lake.main.t VALUES (1), (2), (3)", duck.StatementInsert, false, 3},
		{"INSERT INTO lake.main.t VALUES (1) RETURNING i", duck.StatementInsert, true, 0},
		{"UPDATE lake.main.t SET i = 5 WHERE i = 1", duck.StatementUpdate, false, 2},
		{"DELETE FROM lake.main.t WHERE i = 5", duck.StatementDelete, false, 2},
		{"DELETE FROM lake.main.t WHERE i = 5", duck.StatementDelete, false, 0},
		{"CREATE TEMP TABLE tt AS SELECT 1 AS one", duck.StatementCreate, false, 1},
		{"DROP TABLE tt", duck.StatementDrop, false, 0},
		{"SET TimeZone = 'UTC'", duck.StatementSet, false, 0},
		{"BEGIN", duck.StatementTransaction, false, 0},
		{"COMMIT", duck.StatementTransaction, false, 0},
	} {
		s, err := c.Prepare(ctx, k.sql)
		if err != nil {
			t.Errorf("%s: %v", k.sql, err)
			continue
		}
		if s.Kind() != k.kind || s.ReturnsRows() != k.rows {
			t.Errorf("%s: kind %d, returns rows %v", k.sql, s.Kind(), s.ReturnsRows())
		}
		rows, err := s.Query(ctx, nil)
		if err != nil {
			t.Errorf("%s: %v", k.sql, err)
			continue
		}
		if (len(rows.Columns()) > 0) != k.rows || rows.Changed() != k.changed {
			t.Errorf("%s: %d columns, %d changed", k.sql, len(rows.Columns()), rows.Changed())
		}
		rows.Close()
		s.Close()
	}
}

func TestPrepare(t *testing.T) {
	c := connect(t, open(t, duck.Options{Prelude: []string{"CREATE TABLE lake.main.t(id BIGINT, code VARCHAR, d DATE)"}}))
	ctx := context.Background()
	for _, k := range []struct {
		sql, params, cols string
	}{
		{"SELECT * FROM lake.main.t WHERE id = $1 AND code = $2", "BIGINT VARCHAR", "id:BIGINT code:VARCHAR d:DATE"},
		{"SELECT id AS n FROM lake.main.t LIMIT $1", "BIGINT", "n:BIGINT"},
		{"SELECT d FROM lake.main.t WHERE d BETWEEN $1 AND $2", "DATE DATE", "d:DATE"},
		{"SELECT $1", "UNKNOWN", "?"},
		{"SELECT id + $1 FROM lake.main.t", "UNKNOWN", "?"},
		{"SELECT id AS \"unknown\" FROM lake.main.t WHERE id = $1", "BIGINT", "unknown:BIGINT"},
		{"SELECT CAST($2 AS INTEGER) a, CAST($1 AS DATE) b", "DATE INTEGER", "a:INTEGER b:DATE"},
		{
			"SELECT [1] l, {'a': 1.5} s, MAP {'k': 1} m, 'x'::JSON j, 'a'::ENUM('a','b') e", "",
			`l:INTEGER[] s:STRUCT("a" DECIMAL(2,1)) m:MAP(VARCHAR, INTEGER) j:JSON e:ENUM('a', 'b')`,
		},
	} {
		s, err := c.Prepare(ctx, k.sql)
		if err != nil {
			t.Errorf("%s: %v", k.sql, err)
			continue
		}
		var params []string
		for _, p := range s.Params() {
			params = append(params, p.String())
		}
		cols := []string{}
		if cs, ok := s.Columns(); ok {
			for _, c := range cs {
				cols = append(cols, c.Name+":"+c.Type.String())
			}
		} else {
			cols = append(cols, "?")
		}
		if got := strings.Join(params, " "); got != k.params {
			t.Errorf("%s: parameters %s, want %s", k.sql, got, k.params)
		}
		if got := strings.Join(cols, " "); got != k.cols {
			t.Errorf("%s: columns %s, want %s", k.sql, got, k.cols)
		}
		s.Close()
	}
	if _, err := c.Prepare(ctx, "SELECT 1; SELECT 2"); err == nil {
		t.Error("two statements prepared as one")
	}
	if _, err := c.Prepare(ctx, "SELECT 1\x00; DROP TABLE t"); err == nil {
		t.Error("NUL byte accepted")
	}
}

// A type that has no Kind must never come out as something else.
func TestUnreadableTypes(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	for _, sql := range []string{"SELECT 1::BIGNUM AS b", "SELECT 1 AS a, [1::VARIANT] AS b", "SELECT {x: '00:00:01'::TIME_NS} AS b"} {
		_, err := c.Exec(context.Background(), sql)
		var e *duck.Error
		if !errors.As(err, &e) || e.SQLState() != "0A000" || !strings.Contains(e.Error(), `"b"`) || e.Hint() == "" {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestRowsOutliveTheirStatement(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	ctx := context.Background()
	s, err := c.Prepare(ctx, "SELECT i FROM range($1) r(i)")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.Query(ctx, []any{100000})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	s.Close()
	n := 0
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			break
		}
		n += chunk.Len
	}
	if n != 100000 {
		t.Errorf("%d rows", n)
	}
	if _, err := s.Query(ctx, []any{1}); err == nil {
		t.Error("closed statement went on")
	}
}

// Two chunks in turn: one is fetched while the other is read.
func TestNextInto(t *testing.T) {
	c := connect(t, open(t, duck.Options{Threads: 2}))
	ctx := context.Background()
	rows, err := c.Query(ctx, "SELECT i, 'number ' || i FROM range(300000) r(i)")
	if err != nil {
		t.Fatal(err)
	}
	full, free := make(chan *duck.Chunk), make(chan *duck.Chunk, 2)
	free <- rows.NewChunk()
	free <- rows.NewChunk()
	go func() {
		defer close(full)
		for chunk := range free {
			ok, err := rows.NextInto(ctx, chunk)
			if err != nil {
				t.Error(err)
			}
			if !ok {
				return
			}
			full <- chunk
		}
	}()
	sum := int64(0)
	for chunk := range full {
		for i := range chunk.Len {
			n := duck.At[int64](&chunk.Vectors[0], i)
			if s := string(chunk.Vectors[1].Bytes(i)); s != fmt.Sprint("number ", n) {
				t.Fatalf("row %d reads %q", n, s)
			}
			sum += n
		}
		free <- chunk
	}
	if want := int64(300000) * 299999 / 2; sum != want {
		t.Errorf("sum %d, want %d", sum, want)
	}
	rows.Close()
	for len(free) > 0 {
		(<-free).Release()
	}
}

// BenchmarkStream fetches 2M rows of 6 columns and reads one value of each chunk.
func BenchmarkStream(b *testing.B) {
	db := open(b, duck.Options{Path: "file", Threads: 2})
	c := connect(b, db)
	exec(b, c, `CREATE TABLE lake.main.t AS SELECT i id, (1000+i%9000)||'-'||(i%10) code, TIMESTAMP '2015-01-01' + to_seconds(i%300000000) ts,
		round(60+(hash(i)%100000)/1000.0,3)::DOUBLE val, ((hash(i)%100000000)/10000.0)::DECIMAL(18,4) amt,
		CASE WHEN i%50<>0 THEN 'Patient/'||md5(i::VARCHAR) END AS ref FROM range(2000000) r(i); CHECKPOINT lake`)
	ctx := context.Background()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		rows, err := c.Query(ctx, "SELECT * FROM lake.main.t")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for {
			chunk, err := rows.Next(ctx)
			if err != nil {
				b.Fatal(err)
			}
			if chunk == nil {
				break
			}
			n += chunk.Len
		}
		rows.Close()
		if n != 2000000 {
			b.Fatal(n)
		}
	}
	b.ReportMetric(2*float64(b.N)/b.Elapsed().Seconds(), "Mrows/s")
}

func BenchmarkTinyQuery(b *testing.B) {
	c := connect(b, open(b, duck.Options{Path: "file", Prelude: []string{"CREATE TABLE lake.main.t AS SELECT i FROM range(10) r(i)"}}))
	ctx := context.Background()
	s, err := c.Prepare(ctx, "SELECT i FROM lake.main.t WHERE i = $1")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for range b.N {
		if _, err := s.Exec(ctx, 7); err != nil {
			b.Fatal(err)
		}
	}
}
