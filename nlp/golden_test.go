package nlp

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden annotates testdata/notes and compares with testdata/golden. The files are to be read: a line for each entity,
// below it what is known of it.
func TestGolden(t *testing.T) {
	w := annotator(t, Options{}).NewWorker()
	notes, err := filepath.Glob("testdata/notes/*")
	if err != nil || len(notes) == 0 {
		t.Fatal(notes, err)
	}
	for _, path := range notes {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := w.Annotate(context.Background(), Input{Data: data})
			if r.Status == Failed {
				t.Fatal(r.Error)
			}
			got := describe(r)
			golden := filepath.Join("testdata/golden", strings.TrimSuffix(name, filepath.Ext(name))+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s (-update writes it anew):\n%s", golden, got)
			}
		})
	}
}

// describe writes a result as text.
func describe(r *Result) string {
	var b strings.Builder
	d := &r.Document
	fmt.Fprintf(&b, "%s %s %s, %d sentences\n", r.Status, r.ContentType, r.Language, len(d.Sentences))
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Heading.Len() > 0 {
			fmt.Fprintf(&b, "section %s %s %q\n", s.Name, s.LOINC, d.Text[s.Heading.Begin:s.Heading.End])
		}
	}
	for i := range d.Entities {
		describeEntity(&b, d, &d.Entities[i])
	}
	for _, a := range d.Unmapped {
		fmt.Fprintf(&b, "unmapped %s %q\n", a.Type, d.Text[a.Begin:a.End])
	}
	for _, r := range d.Relations {
		fmt.Fprintf(&b, "relation %s %q %q\n", r.Type, words(d, d.Entities[r.Head].Span), words(d, d.Entities[r.Tail].Span))
	}
	return b.String()
}

func words(d *annotation.Document, s annotation.Span) string { return d.Text[s.Begin:s.End] }

func describeEntity(b *strings.Builder, d *annotation.Document, e *annotation.Entity) {
	fmt.Fprintf(b, "%d-%d %q %s %s", e.Begin, e.End, words(d, e.Span), e.Category, e.Type)
	for _, t := range assertion.Traits(e) {
		fmt.Fprintf(b, " %s", t)
	}
	if e.Event != "" {
		fmt.Fprintf(b, " event=%s", e.Event)
	}
	fmt.Fprintf(b, " %.2f\n", e.Score)
	for _, c := range e.Cues {
		fmt.Fprintf(b, "\tcue %s %q %s\n", c.Trait, words(d, c.Span), c.Rule)
	}
	for _, a := range e.Attributes {
		fmt.Fprintf(b, "\t%s %q", a.Type, words(d, a.Span))
		for _, s := range []string{a.Comparator, a.Value, a.High, a.Unit, a.UCUM, a.Code, a.JSON} {
			if s != "" {
				fmt.Fprintf(b, " %s", s)
			}
		}
		b.WriteByte('\n')
	}
	last := ""
	for _, l := range e.Links {
		if l.System != last { // the best of each system is enough to read
			fmt.Fprintf(b, "\t%s|%s %s %.2f %s\n", l.System[strings.LastIndexByte(l.System, '/')+1:], l.Code, l.Display, l.Score, l.Method)
		}
		last = l.System
	}
}

var standard = sync.OnceValues(func() (*Annotator, error) { return New(Options{}) })

// annotator makes an annotator; the one without options is made once.
func annotator(t testing.TB, o Options) *Annotator {
	t.Helper()
	if reflect.ValueOf(o).IsZero() {
		a, err := standard()
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
