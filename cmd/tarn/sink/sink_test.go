package sink

import (
	"bytes"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// The result that every format writes: one of each type that is not text everywhere, NULL, and what must be escaped.
var (
	fields = []pgconn.FieldDescription{
		{Name: "n", DataTypeOID: pgtype.Int4OID},
		{Name: "text", DataTypeOID: pgtype.TextOID},
		{Name: "flag", DataTypeOID: pgtype.BoolOID},
		{Name: "list", DataTypeOID: pgtype.TextArrayOID},
		{Name: "doc", DataTypeOID: pgtype.JSONOID},
		{Name: "at", DataTypeOID: pgtype.TimestamptzOID},
		{Name: "dec", DataTypeOID: pgtype.NumericOID, TypeModifier: 10<<16 | 2 + 4},
	}
	rows = [][]string{
		{"1", "a\n\"b\", c", "t", `{x,"y z"}`, `{"k":1.50}`, "2026-11-23 08:00:00+00", "12.30"},
		{"-20", "", "f", "{}", "[]", "2026-11-23 08:00:00.5+00", "-0.01"},
		{},
	}
)

func write(t *testing.T, w Writer) {
	t.Helper()
	if err := w.Begin(fields); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		values := make([][]byte, len(fields))
		for i := range row {
			values[i] = []byte(row[i])
		}
		if err := w.Row(values); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
}

func written(t *testing.T, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := Open(format, &b, "the test")
	if err != nil {
		t.Fatal(err)
	}
	write(t, w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestText(t *testing.T) {
	for format, want := range map[string]string{
		Table: `  n  |   text    | flag |   list    |    doc     |            at            |  dec  
-----+-----------+------+-----------+------------+--------------------------+-------
   1 | a\n"b", c | t    | {x,"y z"} | {"k":1.50} | 2026-11-23 08:00:00+00   | 12.30
 -20 |           | f    | {}        | []         | 2026-11-23 08:00:00.5+00 | -0.01
     |           |      |           |            |                          |      
(3 rows)

`,
		CSV: "n,text,flag,list,doc,at,dec\n" +
			"1,\"a\n\"\"b\"\", c\",t,\"{x,\"\"y z\"\"}\",\"{\"\"k\"\":1.50}\",2026-11-23 08:00:00+00,12.30\n" +
			"-20,\"\",f,{},[],2026-11-23 08:00:00.5+00,-0.01\n,,,,,,\n",
		JSON: "[\n" + strings.ReplaceAll(strings.TrimSuffix(objects, "\n"), "\n", ",\n") + "\n]\n", NDJSON: objects,
	} {
		if got := string(written(t, format)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", format, got, want)
		}
	}
}

const objects = `{"n":1,"text":"a\n\"b\", c","flag":true,"list":["x","y z"],"doc":{"k":1.50},"at":"2026-11-23 08:00:00+00","dec":12.30}
{"n":-20,"text":"","flag":false,"list":[],"doc":[],"at":"2026-11-23 08:00:00.5+00","dec":-0.01}
{"n":null,"text":null,"flag":null,"list":null,"doc":null,"at":null,"dec":null}
`

// TestArrow reads back what the typed formats wrote.
func TestArrow(t *testing.T) {
	r, err := ipc.NewFileReader(bytes.NewReader(written(t, Arrow)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	batch, err := r.RecordBatchAt(0)
	if err != nil {
		t.Fatal(err)
	}
	defer batch.Release()
	checkColumns(t, func(i int) (arrow.DataType, func(row int) string) {
		return batch.Schema().Field(i).Type, batch.Column(i).ValueStr
	})
}

func TestParquet(t *testing.T) {
	b := written(t, Parquet)
	r, err := file.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if by := r.MetaData().GetCreatedBy(); by != "the test" {
		t.Errorf("created by %q", by)
	}
	table, err := pqarrow.ReadTable(t.Context(), bytes.NewReader(b), nil, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Release()
	checkColumns(t, func(i int) (arrow.DataType, func(row int) string) {
		return table.Schema().Field(i).Type, table.Column(i).Data().Chunk(0).ValueStr
	})
}

func checkColumns(t *testing.T, column func(i int) (arrow.DataType, func(row int) string)) {
	t.Helper()
	for i, want := range []struct{ kind, first, second string }{
		{"int32", "1", "-20"},
		{"utf8", "a\n\"b\", c", ""},
		{"bool", "true", "false"},
		{"utf8", `{x,"y z"}`, "{}"},
		{"utf8", `{"k":1.50}`, "[]"},
		{"timestamp[us, tz=UTC]", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00.5Z"},
		{"decimal(10, 2)", "12.3", "-0.01"},
	} {
		kind, value := column(i)
		if got := []string{kind.String(), value(0), value(1), value(2)}; got[0] != want.kind || got[1] != want.first || got[2] != want.second || got[3] != array.NullValueStr {
			t.Errorf("column %s is %q, want %q", fields[i].Name, got, want)
		}
	}
}

// TestSeveral: a file holds one result where its format has no place for more; statements without rows change nothing.
func TestSeveral(t *testing.T) {
	for _, format := range Formats {
		w, err := Open(format, &bytes.Buffer{}, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Command("SET"); err != nil {
			t.Errorf("%s: a statement without rows: %v", format, err)
		}
		write(t, w)
		err = w.Begin(fields)
		if many := format == Table || format == NDJSON; many != (err == nil) {
			t.Errorf("%s: a second result: %v", format, err)
		}
	}
	if _, err := Open("xml", &bytes.Buffer{}, ""); err == nil || !strings.Contains(err.Error(), `"xml": one of table, csv`) {
		t.Errorf("an unknown format: %v", err)
	}
}

// TestWide: the first rows decide a table's widths; a longer value later pushes its own line alone.
func TestWide(t *testing.T) {
	var b bytes.Buffer
	w, _ := Open(Table, &b, "")
	if err := w.Begin(fields[1:2]); err != nil {
		t.Fatal(err)
	}
	for range tableSample {
		if err := w.Row([][]byte{[]byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.HasPrefix(b.String(), " text \n------\n x\n") {
		t.Fatalf("%.40q", b.String())
	}
	if err := w.Row([][]byte{[]byte("longer than that")}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(b.String(), " x\n longer than that\n") {
		t.Errorf("%q", b.String()[b.Len()-40:])
	}
}
