package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/store"
)

// noted is a store whose derived table "length" has a row for each kept word: its length, and how many patients there are.
func noted(t *testing.T) *fixture {
	text := arrow.BinaryTypes.String
	return open(t, t.TempDir(), store.Options{
		Memory: 2 << 30, Threads: 2,
		Tables: append(ingesttest.Tables(), store.Table{
			Name: "length", OwnerTypeColumn: "source_type", OwnerID: "source_id", Derived: true,
			Columns: lengthTable.Columns,
		}),
		Kept: []store.Column{{Name: "source_type", Type: text}, {Name: "source_id", Type: text}, {Name: "word", Type: text}},
	})
}

// lengths is the index of the derived table.
const lengths = 4

// loadNoted loads patients and keeps their names; derive nil is lengthsOf.
func (f *fixture) loadNoted(o ingest.LoadOptions, patients ...*ingesttest.Resource) (ingest.Summary, error) {
	f.t.Helper()
	if o.Derive == nil {
		o.Derive = lengthsOf
	}
	l, err := f.loader.Begin(context.Background(), o)
	if err != nil {
		f.t.Fatal(err)
	}
	w := l.Writer()
	sh := ingesttest.NewShredder(w)
	kept := array.NewRecordBuilder(memory.DefaultAllocator, f.store.Kept())
	for i, p := range patients {
		if !o.Rewrite {
			if err := sh.Add(p); err != nil {
				f.t.Fatal(err)
			}
		}
		kept.Field(0).(*array.Int64Builder).Append(int64(i))
		kept.Field(1).(*array.StringBuilder).Append(p.ResourceType)
		kept.Field(2).(*array.StringBuilder).Append(p.ID)
		kept.Field(3).(*array.StringBuilder).Append(p.Name)
	}
	if err := errors.Join(w.Keep(kept.NewRecordBatch()), sh.Close()); err != nil {
		f.t.Fatal(err)
	}
	return l.Commit(context.Background(), nil)
}

func lengthsOf(ctx context.Context, d *ingest.Derivation) error {
	rows, err := d.Query(ctx, "SELECT seq, source_type, source_id, length(word), (SELECT count(*) FROM lake.public.patient) FROM "+d.Kept())
	if err != nil {
		return err
	}
	defer rows.Close()
	w := d.Writer()
	table := lengthTable
	b := array.NewRecordBuilder(memory.DefaultAllocator, table.ArrowSchema())
	for {
		c, err := rows.Next(ctx)
		if err != nil {
			return err
		}
		if c == nil {
			return errors.Join(w.Append(lengths, b.NewRecordBatch()), w.Close())
		}
		for i := range c.Len {
			var seq, length, patients int64
			var typ, id string
			if err := c.Scan(i, &seq, &typ, &id, &length, &patients); err != nil {
				return err
			}
			b.Field(0).(*array.Int64Builder).Append(seq)
			b.Field(1).(*array.StringBuilder).Append(typ)
			b.Field(2).(*array.StringBuilder).Append(id)
			b.Field(3).(*array.Int64Builder).Append(length)
			b.Field(4).(*array.Int64Builder).Append(patients)
			if length > 3 {
				b.Field(5).(*array.BooleanBuilder).Append(true)
			} else {
				b.Field(5).(*array.BooleanBuilder).AppendNull()
			}
		}
	}
}

// lengthTable has the columns of the derived table.
var lengthTable = store.Table{Columns: []store.Column{
	{Name: "source_type", Type: arrow.BinaryTypes.String},
	{Name: "source_id", Type: arrow.BinaryTypes.String},
	{Name: "length", Type: arrow.PrimitiveTypes.Int64},
	{Name: "patients", Type: arrow.PrimitiveTypes.Int64},
	{Name: "long", Type: arrow.FixedWidthTypes.Boolean}, // true or NULL: as long as no word is long the file has no such column
}}

const allLengths = "SELECT source_id, length, patients FROM lake.public.length ORDER BY ALL"

func patient(id, name string) *ingesttest.Resource {
	return &ingesttest.Resource{ResourceType: "Patient", ID: id, Name: name}
}

// TestDerive plays what happens to derived rows: they are made from what the load keeps with the tables as the load
// leaves them, of the resources that it makes current alone, and go when those are superseded.
func TestDerive(t *testing.T) {
	f := noted(t)
	for _, step := range []struct {
		what     string
		patients []*ingesttest.Resource
		want     string
	}{
		{"two new ones, of one an older version too", []*ingesttest.Resource{patient("a", "early"), patient("a", "x"), patient("b", "yyy")}, "a|1|2\nb|3|2\n"},
		{"the same again", []*ingesttest.Resource{patient("b", "yyy")}, "a|1|2\nb|3|2\n"},
		{"one updated, one as it was", []*ingesttest.Resource{patient("a", "zz"), patient("b", "yyy")}, "a|2|2\nb|3|2\n"},
		{"one more", []*ingesttest.Resource{patient("c", "wwww")}, "a|2|2\nb|3|2\nc|4|3\n"},
	} {
		for i, p := range step.patients {
			p.Order = ingest.Order(0, int64(i+1))
		}
		if _, err := f.loadNoted(ingest.LoadOptions{}, step.patients...); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
		if got := f.query(allLengths); got != step.want {
			t.Errorf("%s: got\n%swant\n%s", step.what, got, step.want)
		}
	}
	if got := f.query("SELECT status FROM lake.tarn.load ORDER BY load_id"); got != "completed\nunchanged\ncompleted\ncompleted\n" {
		t.Errorf("loads:\n%s", got)
	}
}

// TestDeriveFrom sees that a table which Derive does not read is filled after it, and one that it reads before.
func TestDeriveFrom(t *testing.T) {
	for _, c := range []struct {
		from []string
		seen string // of the two patients, when a's and b's rows are made
	}{{nil, "a|1|2\nb|1|2\n"}, {[]string{"patient"}, "a|1|2\nb|1|2\n"}, {[]string{"observation"}, "a|1|0\nb|1|0\n"}} {
		f := noted(t)
		if _, err := f.loadNoted(ingest.LoadOptions{DeriveFrom: c.from}, patient("a", "x"), patient("b", "y")); err != nil {
			t.Fatal(err)
		}
		if got := f.query(allLengths); got != c.seen {
			t.Errorf("reading %q: got\n%swant\n%s", c.from, got, c.seen)
		}
		if got := f.query("SELECT count(*) FROM lake.public.patient"); got != "2\n" {
			t.Errorf("reading %q: %s patients", c.from, got)
		}
	}
}

// TestDeriveLaysOut gives a column of a derived table its first value while rows of the table go: by a newer version of
// one resource of two, and by replacing one's rows.
func TestDeriveLaysOut(t *testing.T) {
	rewrite := ingest.LoadOptions{Rewrite: true, Derive: func(ctx context.Context, d *ingest.Derivation) error {
		d.Replace(d.Kept())
		return lengthsOf(ctx, d)
	}}
	for name, o := range map[string]ingest.LoadOptions{"update": {}, "rewrite": rewrite} {
		t.Run(name, func(t *testing.T) {
			f := noted(t)
			if _, err := f.loadNoted(ingest.LoadOptions{}, patient("a", "x"), patient("b", "y")); err != nil {
				t.Fatal(err)
			}
			if _, err := f.loadNoted(o, patient("b", "long1")); err != nil {
				t.Fatal(err)
			}
			got := f.query("SELECT source_id, length, coalesce(long, false) FROM lake.public.length ORDER BY ALL")
			if want := "a|1|false\nb|5|true\n"; got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestDerivedRowsGo sees that derived rows go with their resource also in a load that derives nothing.
func TestDerivedRowsGo(t *testing.T) {
	f := noted(t)
	if _, err := f.loadNoted(ingest.LoadOptions{}, patient("a", "x"), patient("b", "y")); err != nil {
		t.Fatal(err)
	}
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	w := l.Writer()
	if _, err := w.Resource(ingest.Resource{Type: "Patient", ID: "b", Deleted: true}); err != nil {
		t.Fatal(err)
	}
	commit(t, l, w)
	if got := f.query("SELECT source_id FROM lake.public.length"); got != "a\n" {
		t.Errorf("got %q", got)
	}
}

// TestDeriveFails sees that nothing of a load stays whose derivation fails, in whatever way.
func TestDeriveFails(t *testing.T) {
	boom := errors.New("boom")
	for name, derive := range map[string]func(context.Context, *ingest.Derivation) error{
		"error":       func(context.Context, *ingest.Derivation) error { return boom },
		"after rows":  func(ctx context.Context, d *ingest.Derivation) error { return errors.Join(lengthsOf(ctx, d), boom) },
		"open writer": func(_ context.Context, d *ingest.Derivation) error { d.Writer(); return nil },
		"bad SQL": func(ctx context.Context, d *ingest.Derivation) error {
			_, err := d.Exec(ctx, "DELETE FROM lake.public.nothing")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := noted(t)
			if _, err := f.loadNoted(ingest.LoadOptions{Derive: derive}, patient("a", "x")); err == nil {
				t.Fatal("the load went through")
			}
			if got := f.query("SELECT (SELECT count(*) FROM lake.public.patient), (SELECT count(*) FROM lake.public.length)"); got != "0|0\n" {
				t.Errorf("patients and lengths: %s", got)
			}
			if _, err := f.loadNoted(ingest.LoadOptions{}, patient("a", "x")); err != nil {
				t.Fatalf("the next load: %v", err)
			}
			if got := f.query(allLengths); got != "a|1|1\n" {
				t.Errorf("after the next load:\n%s", got)
			}
		})
	}
}

// TestRewrite replaces derived rows without a load of resources.
func TestRewrite(t *testing.T) {
	f := noted(t)
	if _, err := f.loadNoted(ingest.LoadOptions{}, patient("a", "x"), patient("b", "yy")); err != nil {
		t.Fatal(err)
	}
	rewrite := ingest.LoadOptions{Rewrite: true, Derive: func(ctx context.Context, d *ingest.Derivation) error {
		if err := lengthsOf(ctx, d); err != nil {
			return err
		}
		rows, err := d.Query(ctx, "SELECT count(*) FROM "+d.Made(lengths))
		if err != nil {
			return err
		}
		c, err := rows.Next(ctx)
		if err != nil {
			return err
		}
		made := fmt.Sprint(c.Vectors[0].Value(0))
		rows.Close()
		d.Replace(d.Kept())
		if made != "1" || d.Rows() != 1 {
			err = fmt.Errorf("made %s, kept %d", made, d.Rows())
		}
		return err
	}}
	if _, err := f.loadNoted(rewrite, patient("b", "five5")); err != nil {
		t.Fatal(err)
	}
	if got, want := f.query(allLengths), "a|1|2\nb|5|2\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := f.query("SELECT count(*) FROM lake.tarn.load"); got != "1\n" {
		t.Errorf("rows of tarn.load: %s", got)
	}
}
