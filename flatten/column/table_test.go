package column

import (
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// testTable is a table with one column of each of the types, over a tape with one JSON value.
func testTable(t *testing.T, types ...string) (*Table, *fhirpath.Machine, *memory.CheckedAllocator) {
	t.Helper()
	var names []string
	var arrows []arrow.DataType
	for _, s := range types {
		typ, err := ParseType(s)
		if err != nil {
			t.Fatal(err)
		}
		names, arrows = append(names, s), append(arrows, typ)
	}
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	m := fhirpath.NewMachine()
	table := NewTable(Schema(names, arrows), m, mem)
	t.Cleanup(func() {
		table.Release()
		mem.AssertSize(t, 0)
	})
	return table, m, mem
}

// load makes the machine's tape {"v": json} and returns the value.
func load(t *testing.T, m *fhirpath.Machine, json string) fhirpath.Item {
	t.Helper()
	var p node.Parser
	tape := &node.Tape{}
	if err := p.Parse([]byte(`{"value":`+json+`}`), tape); err != nil {
		t.Fatal(err)
	}
	typ, _ := schema.R4().Type("Patient")
	m.Start(tape, typ.ID, nil)
	return fhirpath.NodeItem(1)
}

func TestConversions(t *testing.T) {
	for _, c := range []struct{ sql, json, want string }{
		{"VARCHAR", `"text"`, "text"},
		{"VARCHAR", `"a\nb\u00e9"`, "a\nbé"},
		{"VARCHAR", `1.50`, "1.50"},
		{"VARCHAR", `true`, "true"},
		{"VARCHAR", `""`, ""},
		{"VARCHAR", `{}`, "(null)"},
		{"VARCHAR", `[1]`, "(null)"},
		{"VARCHAR", `null`, "(null)"},
		{"BOOLEAN", `true`, "true"},
		{"BOOLEAN", `false`, "false"},
		{"BOOLEAN", `"true"`, "(null)"},
		{"BOOLEAN", `1`, "(null)"},
		{"INTEGER", `7`, "7"},
		{"INTEGER", `-7`, "-7"},
		{"INTEGER", `7.0`, "7"},
		{"INTEGER", `7.5`, "(null)"},
		{"INTEGER", `"7"`, "(null)"},
		{"INTEGER", `2147483647`, "2147483647"},
		{"INTEGER", `2147483648`, "(null)"},
		{"INTEGER", `-2147483648`, "-2147483648"},
		{"INTEGER", `1e3`, "1000"},
		{"BIGINT", `2147483648`, "2147483648"},
		{"BIGINT", `9223372036854775807`, "9223372036854775807"},
		{"BIGINT", `9223372036854775808`, "(null)"},
		{"DECIMAL(38,10)", `1.50`, "1.5"},
		{"DECIMAL(38,10)", `1e400`, "(null)"},
		{"DECIMAL(38,10)", `"1"`, "(null)"},
		{"DECIMAL(38,10)", `-0.00000000015`, "-2e-10"},
		{"DECIMAL(4,1)", `999.94`, "999.9"},
		{"DECIMAL(4,1)", `999.95`, "(null)"},
		{"DECIMAL(4,1)", `-1000`, "(null)"},
		{"DATE", `"2015-02-07"`, "2015-02-07"},
		{"DATE", `"2015"`, "2015-01-01"},
		{"DATE", `"2015-02-30"`, "(null)"},
		{"DATE", `2015`, "(null)"},
		{"TIMESTAMP WITH TIME ZONE", `"2015-02-07T13:28:17.239+02:00"`, "2015-02-07T11:28:17.239Z"},
		{"TIMESTAMP WITH TIME ZONE", `"2015-02\u002d07"`, "2015-02-07T00:00:00Z"},
		{"TIMESTAMP WITH TIME ZONE", `"yesterday"`, "(null)"},
		{"TIMESTAMP WITH TIME ZONE", `false`, "(null)"},
		{"TIME", `"13:28:17"`, "13:28:17.000000"},
		{"TIME", `"25:00:00"`, "(null)"},
	} {
		table, m, _ := testTable(t, c.sql)
		table.Value(0, load(t, m, c.json))
		table.EndRow()
		r := table.Flush()
		if got := r.Column(1).ValueStr(0); got != c.want || (table.Bad == 1) != (c.want == "(null)") {
			t.Errorf("%s as %s: %q (bad %d), want %q", c.json, c.sql, got, table.Bad, c.want)
		}
		r.Release()
	}
}

// gapRows are enough for all memory of a column to grow: the bits of the rows that have a value last.
const gapRows = 5000

// TestGaps: rows without a value are NULL, wherever they are, in every kind of column, also after a flush.
func TestGaps(t *testing.T) {
	types := []string{"VARCHAR", "BOOLEAN", "INTEGER", "DECIMAL(38,10)", "DATE"}
	values := []string{`"x"`, `true`, `5`, `1.5`, `"2015-01-02"`}
	want := []string{"x", "true", "5", "1.5", "2015-01-02"}
	table, m, _ := testTable(t, types...)
	for round := range 3 {
		for row := range gapRows {
			for c := range types {
				if filled(row, c, round) {
					table.Value(c, load(t, m, values[c]))
				}
			}
			table.Begin(int64(row))
			table.EndRow()
		}
		r := table.Flush()
		if r.NumRows() != gapRows || table.Rows() != 0 {
			t.Fatal(r.NumRows(), table.Rows())
		}
		for row := range gapRows {
			for c := range types {
				w := "(null)"
				if filled(row, c, round) {
					w = want[c]
				}
				if got := r.Column(c + 1).ValueStr(row); got != w {
					t.Fatalf("round %d row %d %s: %s, want %s", round, row, types[c], got, w)
				}
			}
			if got := r.Column(0).(interface{ Value(int) int64 }).Value(row); got != int64(row) {
				t.Fatalf("seq %d in row %d", got, row)
			}
		}
		r.Release()
	}
}

func filled(row, column, round int) bool {
	switch round {
	case 0:
		return row%(column+2) == 0
	case 1:
		return row > gapRows-50 || column == 2
	}
	return row < 10 && column != 2
}

// TestTwice: the first of two values for one cell stays.
func TestTwice(t *testing.T) {
	table, _, _ := testTable(t, "VARCHAR", "INTEGER")
	table.Value(0, fhirpath.TextItem([]byte("first")))
	table.Value(0, fhirpath.TextItem([]byte("second")))
	table.EndRow()
	r := table.Flush()
	defer r.Release()
	if got := r.Column(1).ValueStr(0); got != "first" || table.Bad != 1 {
		t.Error(got, table.Bad)
	}
}

func TestLists(t *testing.T) {
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	defer mem.AssertSize(t, 0)
	m := fhirpath.NewMachine()
	table := NewTable(Schema([]string{"l"}, []arrow.DataType{TextList}), m, mem)
	item := func(s string) fhirpath.Item { return fhirpath.TextItem([]byte(s)) }
	table.List(0, []fhirpath.Item{item("a"), item("b")})
	table.EndRow()
	table.EndRow()
	table.List(0, nil)
	table.EndRow()
	table.List(0, []fhirpath.Item{load(t, m, `{"a":1}`), item("c")})
	table.EndRow()
	r := table.Flush()
	defer r.Release()
	var got []string
	for i := range 4 {
		got = append(got, r.Column(1).ValueStr(i))
	}
	if s := strings.Join(got, " "); s != `["a","b"] (null) [] [null,"c"]` {
		t.Error(s)
	}
}

// TestEmptyFlush: no rows, no batch, no memory.
func TestEmptyFlush(t *testing.T) {
	table, _, mem := testTable(t, "VARCHAR")
	if r := table.Flush(); r != nil {
		t.Error("a batch without rows")
	}
	if mem.CurrentAlloc() != 0 {
		t.Error("memory without rows")
	}
}

func TestParseType(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"varchar", "utf8"},
		{"CHARACTER VARYING (20)", "utf8"},
		{"Timestamp with  time zone", "timestamp[us, tz=UTC]"},
		{"DECIMAL(12,2)", "decimal(12, 2)"},
		{"DECIMAL(9)", "decimal(9, 0)"},
		{"DOUBLE PRECISION", "decimal(38, 10)"},
		{"DECIMAL(39,1)", ""},
		{"DECIMAL(2,3)", ""},
		{"BLOBBY", ""},
		{"", ""},
	} {
		typ, err := ParseType(c.sql)
		switch {
		case (err == nil) != (c.want != ""):
			t.Errorf("%q: %v", c.sql, err)
		case err == nil && !strings.HasPrefix(typ.String(), c.want):
			t.Errorf("%q: %s, want %s", c.sql, typ, c.want)
		}
	}
}
