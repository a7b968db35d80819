package ingest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/store"
)

// twins are two tables of the same columns: apart has a dictionary with a column of every type that may stand in one,
// plain has none.
func twins() []store.Table {
	plain := store.Table{
		Name: "plain", OwnerTypeColumn: "kind", OwnerID: "owner",
		Columns: []store.Column{
			{Name: "kind", Type: arrow.BinaryTypes.String},
			{Name: "owner", Type: arrow.BinaryTypes.String},
			{Name: "Odd name", Type: arrow.BinaryTypes.String},
			{Name: "n", Type: arrow.PrimitiveTypes.Int64},
			{Name: "next", Type: arrow.BinaryTypes.String},
			{Name: "raw", Type: arrow.BinaryTypes.Binary},
			{Name: "flag", Type: arrow.FixedWidthTypes.Boolean},
			{Name: "ordinal", Type: arrow.PrimitiveTypes.Int32},
			{Name: "wide", Type: arrow.PrimitiveTypes.Int64},
			{Name: "day", Type: arrow.FixedWidthTypes.Date32},
			{Name: "at", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}},
			{Name: "time", Type: arrow.FixedWidthTypes.Time64us},
			{Name: "cost", Type: &arrow.Decimal128Type{Precision: 38, Scale: 10}},
			{Name: "never", Type: arrow.BinaryTypes.String},
			{Name: "nowhere", Type: arrow.BinaryTypes.String},
			{Name: "words", Type: arrow.ListOf(arrow.BinaryTypes.String)},
		},
	}
	apart := plain
	apart.Name = "apart"
	apart.Dictionary = []string{"kind", "ODD NAME", "next", "raw", "flag", "ordinal", "wide", "day", "at", "time", "cost", "never"}
	return []store.Table{plain, apart}
}

// twinRows builds rows for both tables. Values come from so few that equal texts stand in different columns, parts of
// one text are the next column's, and NULL stands beside the empty text and zero.
type twinRows struct {
	b     *array.RecordBuilder
	rng   *rand.Rand
	never bool // fills the column never
}

func newTwinRows(rng *rand.Rand) *twinRows {
	tables := twins()
	return &twinRows{b: array.NewRecordBuilder(memory.DefaultAllocator, tables[0].ArrowSchema()), rng: rng}
}

func (r *twinRows) add(seq int64, kind, owner string) {
	r.b.Field(0).(*array.Int64Builder).Append(seq)
	r.b.Field(1).(*array.StringBuilder).Append(kind)
	r.b.Field(2).(*array.StringBuilder).Append(owner)
	for i := 3; i < r.b.Schema().NumFields(); i++ {
		name := r.b.Schema().Field(i).Name
		if r.rng.IntN(3) == 0 || name == "nowhere" || name == "never" && !r.never {
			r.b.Field(i).AppendNull()
			continue
		}
		r.append(r.b.Field(i))
	}
}

func (r *twinRows) append(b array.Builder) {
	texts := []string{"", "a", "ab", "b", "\x00", "\x01a", strings.Repeat("long ", 30)}
	text, n := texts[r.rng.IntN(len(texts))], r.rng.IntN(2)
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(text)
	case *array.BinaryBuilder:
		b.Append([]byte(text))
	case *array.BooleanBuilder:
		b.Append(n == 1)
	case *array.Int32Builder:
		b.Append(int32(n))
	case *array.Int64Builder:
		b.Append(int64(n) << 40)
	case *array.Date32Builder:
		b.Append(arrow.Date32(n))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(n))
	case *array.Time64Builder:
		b.Append(arrow.Time64(n))
	case *array.Decimal128Builder:
		b.Append(decimal128.New(int64(n), uint64(n)))
	case *array.ListBuilder:
		b.Append(true)
		b.ValueBuilder().(*array.StringBuilder).Append(text)
	default:
		panic(fmt.Sprintf("no value for %T", b))
	}
}

// appendTo gives the rows so far to both tables, to one of them as a slice of more.
func (r *twinRows) appendTo(w *ingest.Writer) error {
	rows := r.b.NewRecordBatch()
	defer rows.Release()
	half := rows.NumRows() / 2
	for _, b := range []arrow.RecordBatch{rows.NewSlice(0, half), rows.NewSlice(half, rows.NumRows())} {
		b.Retain()
		if err := w.Append(0, b); err != nil {
			return err
		}
		if err := w.Append(1, b); err != nil {
			return err
		}
	}
	return nil
}

// commit closes the writers and publishes.
func commit(t testing.TB, l *ingest.Load, writers ...*ingest.Writer) ingest.Summary {
	t.Helper()
	for _, w := range writers {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s, err := l.Commit(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkTwins compares the two tables, and the entries with what they are for.
func (f *fixture) checkTwins() {
	f.t.Helper()
	var names []string
	for _, c := range twins()[0].Columns {
		names = append(names, duck.QuoteIdent(c.Name))
	}
	columns := strings.Join(names, ", ") // a column that was filled late stands last in the plain table
	for _, sql := range []string{
		"SELECT " + columns + " FROM lake.public.plain EXCEPT ALL FROM lake.public.apart",
		"FROM lake.public.apart EXCEPT ALL SELECT " + columns + " FROM lake.public.plain",
		"SELECT entry_id FROM lake.raw.apart_entry GROUP BY ALL HAVING count(*) > 1",
		"SELECT * EXCLUDE (entry_id), count(*) FROM lake.raw.apart_entry GROUP BY ALL HAVING count(*) > 1",
		"FROM lake.raw.apart_entry ANTI JOIN lake.raw.apart_row USING (entry_id)",
	} {
		if got := f.query(sql); got != "" {
			f.t.Errorf("%s\n%s", sql, got)
		}
	}
}

// TestDictionary loads random resources in random versions, deletions among them, with several writers: a table with a
// dictionary has the rows that one without has.
func TestDictionary(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{Tables: twins()})
	rng := rand.New(rand.NewPCG(7, 7))
	for load := range 12 {
		l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var writers []*ingest.Writer
		var rows int64
		for range 1 + rng.IntN(3) {
			w, r := l.Writer(), newTwinRows(rng)
			r.never = load > 6
			writers = append(writers, w)
			rows += f.writeTwins(w, r, load)
		}
		s := commit(t, l, writers...)
		if s.Total().Imported() != s.Total().Scanned() || load == 0 && s.Rows == 0 {
			t.Errorf("load %d: %+v", load, s)
		}
		f.checkTwins()
		if got := f.query("SELECT count(*) > 0 FROM lake.public.apart"); rows > 0 && got != "true\n" {
			t.Errorf("load %d: no rows", load)
		}
	}
	if got := f.query("SELECT count(never) > 0, count(nowhere) FROM lake.public.apart"); got != "true|0\n" {
		t.Errorf("a column that was filled late: %s", got)
	}
	f.deleteTwins()
	if got := f.query("SELECT (SELECT count(*) FROM lake.public.apart), (SELECT count(*) FROM lake.raw.apart_entry)"); got != "0|0\n" {
		t.Errorf("rows and entries after everything was deleted: %s", got)
	}
}

// writeTwins writes some resources with up to 60 rows each and returns the number of rows.
func (f *fixture) writeTwins(w *ingest.Writer, r *twinRows, load int) (rows int64) {
	f.t.Helper()
	for range r.rng.IntN(20) {
		kind, id := []string{"Patient", "Observation"}[r.rng.IntN(2)], fmt.Sprint("r", r.rng.IntN(30))
		res := ingest.Resource{Type: kind, ID: id, VersionID: fmt.Sprint(load), Raw: fmt.Appendf(nil, `{"v":%d,"x":%d}`, load, r.rng.IntN(1000))}
		if r.rng.IntN(5) == 0 {
			res.Deleted, res.Raw = true, nil
		}
		seq, err := w.Resource(res)
		if err != nil {
			f.t.Fatal(err)
		}
		for range r.rng.IntN(60) {
			if !res.Deleted {
				r.add(seq, kind, id)
				rows++
			}
		}
		if r.rng.IntN(3) == 0 {
			if err := r.appendTo(w); err != nil {
				f.t.Fatal(err)
			}
		}
	}
	if err := r.appendTo(w); err != nil {
		f.t.Fatal(err)
	}
	return rows
}

func (f *fixture) deleteTwins() {
	f.t.Helper()
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		f.t.Fatal(err)
	}
	w := l.Writer()
	for _, kind := range []string{"Patient", "Observation"} {
		for i := range 30 {
			if _, err := w.Resource(ingest.Resource{Type: kind, ID: fmt.Sprint("r", i), VersionID: "1000", Deleted: true}); err != nil {
				f.t.Fatal(err)
			}
		}
	}
	commit(f.t, l, w)
}

// TestDictionaryOverflow brings more combinations than a writer remembers, twice: what is said twice is stored once.
func TestDictionaryOverflow(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{Tables: twins()})
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w := l.Writer()
	seq, err := w.Resource(ingest.Resource{Type: "Patient", ID: "p", Raw: []byte("{}")})
	if err != nil {
		t.Fatal(err)
	}
	r := newTwinRows(rand.New(rand.NewPCG(1, 1)))
	const combinations = 70_000
	for range 2 {
		for i := range combinations {
			r.b.Field(0).(*array.Int64Builder).Append(seq)
			for j := 1; j < r.b.Schema().NumFields(); j++ {
				switch b := r.b.Field(j); r.b.Schema().Field(j).Name {
				case "kind":
					b.(*array.StringBuilder).Append("Patient")
				case "owner":
					b.(*array.StringBuilder).Append("p")
				case "next":
					b.(*array.StringBuilder).Append(fmt.Sprint(i))
				default:
					b.AppendNull()
				}
			}
		}
		if err := r.appendTo(w); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, l, w)
	f.checkTwins()
	got := f.query("SELECT (SELECT count(*) FROM lake.public.apart), (SELECT count(*) FROM lake.raw.apart_entry)")
	if want := fmt.Sprintf("%d|%d\n", 2*combinations, combinations); got != want {
		t.Errorf("rows and entries: got %s want %s", got, want)
	}
}

// TestDictionaryRefusesOtherColumns: a batch that is not of the table is an error, not a panic.
func TestDictionaryRefusesOtherColumns(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{Tables: twins()})
	types := twins()
	for i := range types[1].Columns {
		other := types[1]
		other.Columns = append([]store.Column(nil), other.Columns...)
		other.Columns[i].Type = arrow.PrimitiveTypes.Float64
		few := types[1]
		few.Columns = few.Columns[:i]
		for _, table := range []store.Table{other, few} {
			l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			b := array.NewRecordBuilder(memory.DefaultAllocator, table.ArrowSchema())
			for j := range table.ArrowSchema().NumFields() {
				b.Field(j).AppendNull()
			}
			w := l.Writer()
			if err := w.Append(1, b.NewRecordBatch()); err == nil {
				t.Errorf("column %d: accepted", i)
			}
			if w.Close() == nil {
				t.Error("Close forgets the error")
			}
			if err := l.Abort(); err != nil {
				t.Error(err)
			}
		}
	}
}
