package store

import (
	"context"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
)

// layoutTable has an owner and columns of the kinds that need other SQL to be absent.
func layoutTable() Table {
	return Table{
		Name: "wide", OwnerType: "Patient", OwnerID: "id", PrimaryKey: []string{"id"},
		Columns: []Column{
			text("id", "The key"), text("Odd name", ""), text("prose", ""),
			{Name: "at", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}},
			{Name: "cost", Type: &arrow.Decimal128Type{Precision: 38, Scale: 10}},
			{Name: "tags", Type: arrow.ListOf(arrow.BinaryTypes.String)},
			{Name: "flag", Type: arrow.FixedWidthTypes.Boolean},
		},
	}
}

func (s *Store) prepareForTest(t *testing.T, fill ...Fill) {
	t.Helper()
	c, err := s.DB().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := s.Prepare(context.Background(), c, [][]Fill{fill}); err != nil {
		t.Fatal(err)
	}
}

// TestPrepare: columns without a value are not stored but seen, and become stored ones when values come.
func TestPrepare(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{Tables: []Table{layoutTable()}})
	const (
		shape = `SELECT string_agg(column_name || ' ' || data_type || if(starts_with(coalesce(column_default, ''), 'CAST(NULL AS '), ' absent', ''),
			', ' ORDER BY column_index) FROM duckdb_columns() WHERE table_name = 'wide'`
		rows = `SELECT string_agg(concat_ws('|', id, "odd name", prose, "at", cost, tags, flag), ' ' ORDER BY id) FROM lake.public.wide`
	)
	check := func(sql, want string) {
		t.Helper()
		if got := query(t, s, sql); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", sql, got, want)
		}
	}

	s.prepareForTest(t, Fill{1, 2}, Fill{}, Fill{1, 5000}, Fill{}, Fill{}, Fill{}, Fill{})
	execute(t, s, "INSERT INTO lake.public.wide (id, prose) VALUES ('p1', 'long')")
	check(shape, "id VARCHAR, Odd name VARCHAR absent, prose VARCHAR, at TIMESTAMP WITH TIME ZONE absent, "+
		"cost DECIMAL(38,10) absent, tags VARCHAR[] absent, flag BOOLEAN absent")
	check(rows, "p1|long")

	// The same again changes nothing; values for other columns make them stored, behind the rest.
	s.prepareForTest(t, Fill{1, 2}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{})
	s.prepareForTest(t, Fill{1, 2}, Fill{1, 1}, Fill{}, Fill{1, 0}, Fill{1, 0}, Fill{1, 0}, Fill{})
	execute(t, s, `INSERT INTO lake.public.wide (id, "odd name", "at", cost, tags) VALUES ('p2', 'x', TIMESTAMPTZ '2020-01-01 00:00:00+00', 1.5, ['a', 'b'])`)
	want := "p1|long p2|x|2020-01-01 00:00:00+00|1.5000000000|[a, b]"
	check(rows, want)
	check(shape, "id VARCHAR, prose VARCHAR, flag BOOLEAN absent, Odd name VARCHAR, at TIMESTAMP WITH TIME ZONE, cost DECIMAL(38,10), tags VARCHAR[]")

	mustClose(t, s)
	s = mustOpen(t, dir, Options{Tables: []Table{layoutTable()}}) // the definitions are satisfied
	check(rows, want)

	// An emptied table is laid out anew; the owner is stored even where a load says nothing of it.
	execute(t, s, "DELETE FROM lake.public.wide")
	s.prepareForTest(t, Fill{}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{3, 0})
	check(shape, "id VARCHAR, Odd name VARCHAR absent, prose VARCHAR absent, at TIMESTAMP WITH TIME ZONE absent, "+
		"cost DECIMAL(38,10) absent, tags VARCHAR[] absent, flag BOOLEAN")
	mustClose(t, s)
}

// TestPrepareUnderReader: whoever reads while a load changes a table's layout keeps what he began with.
func TestPrepareUnderReader(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Tables: []Table{layoutTable()}})
	defer mustClose(t, s)
	s.prepareForTest(t, Fill{1, 2}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{}, Fill{})
	execute(t, s, "INSERT INTO lake.public.wide (id) SELECT 'p' || i FROM range(100000) t(i)")

	ctx := context.Background()
	load, err := s.DB().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer load.Close()
	reader, err := s.DB().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	run := func(sql string) {
		t.Helper()
		if _, err := load.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	seen := func(want int64) {
		t.Helper()
		var n int64
		if err := reader.QueryRow(ctx, `SELECT count(*) + 1000000 * count(flag) FROM lake.public.wide WHERE prose IS NULL`).Scan(&n); err != nil || n != want {
			t.Errorf("the reader sees %d, %v, want %d", n, err, want)
		}
	}
	if _, err := reader.Exec(ctx, "BEGIN"); err != nil {
		t.Fatal(err)
	}
	seen(100000)
	run("BEGIN")
	if err := s.Prepare(ctx, load, [][]Fill{{{1, 2}, {}, {}, {}, {}, {}, {1, 0}}}); err != nil {
		t.Fatal(err)
	}
	seen(100000)
	run("DELETE FROM lake.public.wide WHERE id IN ('p7', 'p99999')")
	run("INSERT INTO lake.public.wide (id, flag) VALUES ('p7', true)")
	run("COMMIT")
	seen(100000)
	if _, err := reader.Exec(ctx, "COMMIT"); err != nil {
		t.Fatal(err)
	}
	seen(1099999)
}
