package ingest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/store"
)

// fixture is an open store of the test's tables.
type fixture struct {
	t      testing.TB
	store  *store.Store
	loader *ingest.Loader
}

func open(t testing.TB, dir string, o store.Options) *fixture {
	t.Helper()
	if o.Tables == nil {
		o.Tables = ingesttest.Tables()
	}
	s, err := store.Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	l, err := ingest.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return &fixture{t, s, l}
}

// load loads resources through one writer.
func (f *fixture) load(resources ...*ingesttest.Resource) ingest.Summary {
	f.t.Helper()
	l, err := f.loader.Begin(context.Background(), ingest.LoadOptions{Arguments: []string{"test"}})
	if err != nil {
		f.t.Fatal(err)
	}
	sh := ingesttest.NewShredder(l.Writer())
	for _, r := range resources {
		if err := sh.Add(r); err != nil {
			f.t.Fatal(err)
		}
	}
	if err := sh.Close(); err != nil {
		f.t.Fatal(err)
	}
	s, err := l.Commit(context.Background(), nil)
	if err != nil {
		f.t.Fatal(err)
	}
	return s
}

// query returns the result as lines of values separated by "|".
func (f *fixture) query(sql string) string {
	f.t.Helper()
	c, err := f.store.DB().Connect()
	if err != nil {
		f.t.Fatal(err)
	}
	defer c.Close()
	text, err := queryText(c, sql)
	if err != nil {
		f.t.Fatalf("%s: %v", sql, err)
	}
	return text
}

func queryText(c *duck.Conn, sql string) (string, error) {
	rows, err := c.Query(context.Background(), sql)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var b strings.Builder
	for {
		chunk, err := rows.Next(context.Background())
		if err != nil || chunk == nil {
			return b.String(), err
		}
		for i := range chunk.Len {
			for j := range chunk.Vectors {
				if j > 0 {
					b.WriteString("|")
				}
				v := chunk.Vectors[j].Value(i)
				if v == nil {
					v = "NULL"
				}
				fmt.Fprint(&b, v)
			}
			b.WriteString("\n")
		}
	}
}

func TestLoadNewData(t *testing.T) {
	f := open(t, t.TempDir(), store.Options{})
	s := f.load(
		&ingesttest.Resource{ResourceType: "Patient", ID: "p1", Name: "Ann", Codes: []string{"a", "b"}, File: "p.ndjson", Line: 1},
		&ingesttest.Resource{ResourceType: "Observation", ID: "o1", Name: "a name of more than twelve bytes"},
	)
	if got := s.Total(); got.New != 2 || got.Imported() != 2 {
		t.Errorf("summary: %+v", got)
	}
	if got, want := f.query("FROM lake.public.patient"), "p1|Ann\n"; got != want {
		t.Errorf("patient: got %q, want %q", got, want)
	}
	if got, want := f.query("FROM lake.public.observation"), "o1|a name of more than twelve bytes\n"; got != want {
		t.Errorf("observation: got %q, want %q", got, want)
	}
	if got, want := f.query("FROM lake.public.coding ORDER BY ordinal"), "Patient|p1|1|a\nPatient|p1|2|b\n"; got != want {
		t.Errorf("coding: got %q, want %q", got, want)
	}
	got := f.query("SELECT resource FROM lake.history.resource WHERE resource_type = 'Patient' AND is_current AND NOT deleted")
	if want := `{"resourceType":"Patient","id":"p1","name":"Ann","codes":["a","b"]}` + "\n"; got != want {
		t.Errorf("raw: got %q, want %q", got, want)
	}
}
