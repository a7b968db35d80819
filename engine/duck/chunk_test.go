package duck_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
)

// print reads all rows by Vector.Value, one line each.
func printRows(t *testing.T, c *duck.Conn, sql string) string {
	t.Helper()
	ctx := context.Background()
	rows, err := c.Query(ctx, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer rows.Close()
	var lines []string
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		if chunk == nil {
			return strings.Join(lines, "\n")
		}
		for i := range chunk.Len {
			var cells []string
			for k := range chunk.Vectors {
				cells = append(cells, fmt.Sprint(chunk.Vectors[k].Value(i)))
			}
			lines = append(lines, strings.Join(cells, " | "))
		}
	}
}

func TestValues(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	for sql, want := range map[string]string{
		"SELECT true, 1::TINYINT, -2::SMALLINT, 3, 4::BIGINT, 200::UTINYINT, 60000::USMALLINT, 4000000000::UINTEGER":                                                               "true | 1 | -2 | 3 | 4 | 200 | 60000 | 4000000000",
		"SELECT 18446744073709551615::UBIGINT, '-170141183460469231731687303715884105728'::HUGEINT, -1::HUGEINT, 340282366920938463463374607431768211455::UHUGEINT":                "18446744073709551615 | -170141183460469231731687303715884105728 | -1 | 340282366920938463463374607431768211455",
		"SELECT 1.5::FLOAT, 2.25::DOUBLE, -0.05::DECIMAL(3,2), 1.10::DECIMAL(9,2), 123456789012.345::DECIMAL(18,3), -99999999999999999999999999.5::DECIMAL(38,1), 7::DECIMAL(2,0)": "1.5 | 2.25 | -0.05 | 1.10 | 123456789012.345 | -99999999999999999999999999.5 | 7",
		"SELECT '', 'zwölf bytes', 'more than twelve bytes', '\\x00\\xff'::BLOB, '[1]'::JSON":                                                                                      " | zwölf bytes | more than twelve bytes | [0 255] | [1]",
		"SELECT DATE '2024-02-29', DATE '0001-01-01', TIME '12:34:56.789', TIMESTAMP '2024-02-29 01:02:03.004', TIMESTAMPTZ '2024-02-29 01:02:03+02'":                              "2024-02-29 00:00:00 +0000 UTC | 0001-01-01 00:00:00 +0000 UTC | 12h34m56.789s | 2024-02-29 01:02:03.004 +0000 UTC | 2024-02-28 23:02:03 +0000 UTC",
		"SELECT '2024-01-01 00:00:01'::TIMESTAMP_S, '2024-01-01 00:00:01.5'::TIMESTAMP_MS, '2024-01-01 00:00:01.000000005'::TIMESTAMP_NS, INTERVAL '1 month 2 days 3 seconds'":     "2024-01-01 00:00:01 +0000 UTC | 2024-01-01 00:00:01.5 +0000 UTC | 2024-01-01 00:00:01.000000005 +0000 UTC | {1 2 3000000}",
		"SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID":                                                         "[160 238 188 153 156 11 78 248 187 109 107 185 189 56 10 17]",
		"SELECT NULL, NULL::INTEGER, NULL::VARCHAR[], [NULL, 'x'], {a: NULL, b: 2}":                                   "<nil> | <nil> | <nil> | [<nil> x] | map[a:<nil> b:2]",
		"SELECT [[1,2],[],NULL,[3]], [{a: [1]}, NULL], MAP {'k': [1,2], 'l': NULL}":                                   "[[1 2] [] <nil> [3]] | [map[a:[1]] <nil>] | [[k [1 2]] [l <nil>]]",
		"SELECT [1,2,3]::INTEGER[3], [[1,2],[3,4]]::INTEGER[2][2]":                                                    "[1 2 3] | [[1 2] [3 4]]",
		"SELECT union_value(n := 5)::UNION(s VARCHAR, n INTEGER), union_value(s := 'x')::UNION(s VARCHAR, n INTEGER)": "5 | x",
		"SELECT 'b'::ENUM('a','b')": "b",
		// Constant, dictionary and sequence vectors, also within nested ones, must arrive flat.
		"SELECT i, 'constant', [7, i], {a: 'c', b: [i || '', 'x' || 1]} FROM range(3) r(i)":                                                    "0 | constant | [7 0] | map[a:c b:[0 x1]]\n1 | constant | [7 1] | map[a:c b:[1 x1]]\n2 | constant | [7 2] | map[a:c b:[2 x1]]",
		"SELECT l FROM (SELECT [s, 'k'] l, i FROM (SELECT CASE i % 2 WHEN 0 THEN 'even' END s, i FROM range(6) r(i)) WHERE i >= 3) ORDER BY i": "[<nil> k]\n[even k]\n[<nil> k]",
		"SELECT x, y FROM (VALUES ('a', [1]), ('b', [2])) v(x, y) JOIN range(2) r(i) ON true ORDER BY ALL":                                     "a | [1]\na | [1]\nb | [2]\nb | [2]",
		"SELECT unnest([{a: i, b: ['l' || i]}, {a: -i, b: NULL}]) u FROM range(2) r(i) ORDER BY i, u":                                          "map[a:0 b:[l0]]\nmap[a:0 b:<nil>]\nmap[a:-1 b:<nil>]\nmap[a:1 b:[l1]]",
		"SELECT list(s ORDER BY i), first({q: s} ORDER BY i) FROM (SELECT i, 's' || i s FROM range(3) r(i))":                                   "[s0 s1 s2] | map[q:s0]",
	} {
		if got := printRows(t, c, sql); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
	}
}

// ENUM vectors change width with the dictionary; the borders are where the next width begins.
func TestEnumWidth(t *testing.T) {
	c := connect(t, open(t, duck.Options{}))
	for _, n := range []int{1, 254, 255, 256, 257, 65535, 65536} {
		exec(t, c, fmt.Sprintf("CREATE OR REPLACE TYPE e AS ENUM (SELECT 'v' || i FROM range(%d) r(i))", n))
		got := printRows(t, c, fmt.Sprintf("SELECT 'v0'::e, 'v%d'::e", n-1))
		if want := fmt.Sprintf("v0 | v%d", n-1); got != want {
			t.Errorf("%d names: %s, want %s", n, got, want)
		}
	}
}

// A stored table comes out as it went in, whatever compression gives DuckDB's vectors which form.
func TestStoredVectorsAreFlat(t *testing.T) {
	db := open(t, duck.Options{Path: "file"})
	c := connect(t, db)
	exec(t, c, `CREATE TABLE lake.main.t AS SELECT i, CASE WHEN i % 3 <> 0 THEN 'value ' || (i % 5) END AS dict, 'same' AS const,
		'a long and unique text, number ' || hash(i) AS fsst, [i % 2, NULL] AS l, {k: ['deep ' || (i % 4)]} AS st FROM range(200000) r(i);
		CHECKPOINT lake`)
	ctx := context.Background()
	rows, err := c.Query(ctx, "SELECT *, hash(i) FROM lake.main.t WHERE i % 7 < 5")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			break
		}
		for r := range chunk.Len {
			i := duck.At[int64](&chunk.Vectors[0], r)
			seen++
			if seen%10 != 0 { // comparing is the slow part
				continue
			}
			dict := any(fmt.Sprintf("value %d", i%5))
			if i%3 == 0 {
				dict = nil
			}
			want := []any{
				i, dict, "same", fmt.Sprintf("a long and unique text, number %v", chunk.Vectors[6].Value(r)),
				[]any{i % 2, nil},
				map[string]any{"k": []any{fmt.Sprintf("deep %d", i%4)}},
			}
			for k, w := range want {
				if got := chunk.Vectors[k].Value(r); fmt.Sprint(got) != fmt.Sprint(w) {
					t.Fatalf("row %d column %d: %v, want %v", i, k, got, w)
				}
			}
		}
	}
	if want := one[int](t, c, "SELECT count(*) FROM lake.main.t WHERE i % 7 < 5"); seen != want {
		t.Errorf("%d rows, want %d", seen, want)
	}
}
