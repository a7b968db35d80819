package record_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/duck/record"
)

// connect opens an instance with one session.
func connect(t *testing.T) (*duck.DB, *duck.Conn) {
	t.Helper()
	db, err := duck.Open(context.Background(), duck.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); db.Close() })
	return db, c
}

// read reads a query's result into one batch.
func read(t *testing.T, c *duck.Conn, mem memory.Allocator, sql string) (arrow.RecordBatch, error) {
	t.Helper()
	ctx := context.Background()
	rows, err := c.Query(ctx, sql)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	r, err := record.New(mem, rows.Columns())
	if err != nil {
		return nil, err
	}
	defer r.Release()
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if chunk == nil {
			return r.Record(), nil
		}
		if err := r.Append(chunk); err != nil {
			return nil, err
		}
	}
}

func TestRecord(t *testing.T) {
	_, c := connect(t)
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	for sql, want := range map[string]string{
		"SELECT 170141183460469231731687303715::HUGEINT, 5::UHUGEINT":                                                       "decimal(38, 0) 170141183460469231731687303715|decimal(38, 0) 5",
		"SELECT '101'::BIT, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID":                                                   "utf8 101|utf8 a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
		"SELECT '000000001'::BIT, '1'::BIT":                                                                                 "utf8 000000001|utf8 1",
		"SELECT '12:34:56.5+02'::TIMETZ, '00:00:00-15:59:59'::TIMETZ":                                                       "utf8 12:34:56.5+02:00|utf8 00:00:00-15:59:59",
		"SELECT 'b'::ENUM('a', 'b'), NULL, '[1]'::JSON":                                                                     "utf8 b|int32 (null)|utf8 [1]",
		"SELECT TIMESTAMP '2024-01-01', '2024-01-01'::TIMESTAMP_NS, INTERVAL 1 MONTH":                                       `timestamp[us] 2024-01-01T00:00:00|timestamp[ns] 2024-01-01T00:00:00|month_day_nano_interval {"months":1,"days":0,"nanoseconds":0}`,
		"SELECT MAP {'k': [1, NULL]}, [[1], NULL], [1, 2]::INTEGER[2]":                                                      `map<utf8, list<item: int32, nullable>, items_nullable> [{"key":"k","value":[1,null]}]|list<item: list<item: int32, nullable>, nullable> [[1],null]|list<item: int32, nullable> [1,2]`,
		"SELECT * FROM (VALUES ({a: 1, b: ['x']}), (NULL), ({a: NULL, b: NULL})) t(s) ORDER BY s.a IS NULL, s IS NULL DESC": `struct<a: int32 nullable, b: list<item: utf8, nullable> nullable> {"a":1,"b":["x"]} (null) {"a":null,"b":null}`,
	} {
		rec, err := read(t, c, mem, sql)
		if err != nil {
			t.Errorf("%s: %v", sql, err)
			continue
		}
		var cols []string
		for _, col := range rec.Columns() {
			s := col.DataType().String()
			for i := range col.Len() {
				s += " " + col.ValueStr(i)
			}
			cols = append(cols, s)
		}
		if got := strings.Join(cols, "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", sql, got, want)
		}
		rec.Release()
	}
	for _, sql := range []string{
		"SELECT '170141183460469231731687303715884105727'::HUGEINT", "SELECT '340282366920938463463374607431768211455'::UHUGEINT",
		"SELECT union_value(a := 1)",
	} {
		if _, err := read(t, c, mem, sql); err == nil {
			t.Errorf("%s became Arrow", sql)
		}
	}
}

// source gives one batch.
type source struct {
	batch arrow.RecordBatch
	given bool
}

func (s *source) Next() (arrow.RecordBatch, error) {
	if s.given {
		return nil, io.EOF
	}
	s.given = true
	s.batch.Retain()
	return s.batch, nil
}

func (s *source) Close() error { return nil }

// What goes out comes in again through a table function as the same types and values.
func TestRoundTrip(t *testing.T) {
	db, c := connect(t)
	mem := memory.NewCheckedAllocator(memory.NewGoAllocator())
	defer mem.AssertSize(t, 0)
	sent, err := read(t, c, mem, `SELECT i, i % 2 = 0 b, CASE WHEN i % 3 > 0 THEN 'text number ' || i END s, i::TINYINT i1, i::SMALLINT i2, i::INTEGER i4,
		i::UTINYINT u1, i::USMALLINT u2, i::UINTEGER u4, i::UBIGINT u8, i / 4.0::FLOAT f4, i / 4.0::DOUBLE f8, (i / 10.0)::DECIMAL(4,1) d4,
		(i / 10.0)::DECIMAL(9,2) d9, (i * 1000003)::DECIMAL(18,3) d18, (-i)::DECIMAL(38,10) d38, encode('b' || i) x, '[1]'::JSON j,
		DATE '2024-01-01' + i::INTEGER d, TIME '00:00:00' + to_seconds(i) t, TIMESTAMP '2024-01-01' + to_seconds(i) ts,
		TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_seconds(i) tz, CASE WHEN i % 5 > 0 THEN [i, NULL, i + 1] END l,
		CASE WHEN i % 4 > 0 THEN {a: i, b: ['x', NULL], c: {d: i || ''}} END st FROM range(100) r(i) ORDER BY i`)
	if err != nil {
		t.Fatal(err)
	}
	defer sent.Release()
	err = db.RegisterBatches("back", sent.Schema(), nil, func([]any) (duck.BatchSource, error) { return &source{batch: sent}, nil })
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(t, c, mem, "SELECT * FROM back() ORDER BY i")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Release()
	if !got.Schema().Equal(sent.Schema()) {
		t.Fatalf("schema %v, want %v", got.Schema(), sent.Schema())
	}
	for i, f := range sent.Schema().Fields() {
		if g, w := fmt.Sprint(got.Column(i)), fmt.Sprint(sent.Column(i)); g != w {
			t.Errorf("column %s\n got %s\nwant %s", f.Name, g, w)
		}
	}
}
