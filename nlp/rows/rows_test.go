package rows_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

var update = flag.Bool("update", false, "write the golden files anew")

var standard = sync.OnceValues(func() (*nlp.Annotator, error) { return nlp.New(nlp.Options{}) })

var resource = rows.Resource{Type: "DocumentReference", Key: "d1", VersionID: "1", PatientKey: "p1", EncounterKey: "e1", Time: 1e15, HasTime: true, Status: "current"}

const text = `Assessment: Hypertension. Crohn’s disease of the left colon. Denies chest pain.
Family History: asthma
Medications: metformin 500 mg twice daily`

// annotator is made once.
func annotator(t testing.TB) *nlp.Annotator {
	t.Helper()
	a, err := standard()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// document appends one document and returns its batches.
func document(t testing.TB, w *rows.Worker, a *nlp.Annotator, text string) []rows.Batch {
	t.Helper()
	r := a.NewWorker().Annotate(context.Background(), nlp.Input{Data: []byte(text), ContentType: "text/plain"})
	w.Append(7, &resource, &rows.Note{Path: "content[0].attachment"}, r)
	return w.Flush()
}

// print writes batches as text, a line for each row, without what is NULL.
func print(batches []rows.Batch) string {
	var b strings.Builder
	defs := rows.Tables()
	for _, batch := range batches {
		def := defs[batch.Table]
		for r := range int(batch.Record.NumRows()) {
			fmt.Fprintf(&b, "%s seq=%s", def.Name, batch.Record.Column(0).ValueStr(r))
			for c, column := range def.Columns {
				if a := batch.Record.Column(c + 1); a.IsValid(r) {
					fmt.Fprintf(&b, " %s=%q", column.Name, a.ValueStr(r))
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func release(batches []rows.Batch) {
	for _, b := range batches {
		b.Record.Release()
	}
}

// TestGolden: all rows of one short document, ids included.
func TestGolden(t *testing.T) {
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	defer mem.AssertSize(t, 0)
	a := annotator(t)
	w := rows.NewWorker(a, mem)
	defer w.Release()
	batches := document(t, w, a, text)
	defer release(batches)
	got := strings.ReplaceAll(print(batches), a.Pipeline(), "PIPELINE")
	golden := filepath.Join("testdata", "rows.golden")
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
}

// TestOffsets: bytes and characters select the words of every entity from the text.
func TestOffsets(t *testing.T) {
	a := annotator(t)
	for _, text := range []string{"Hypertension", text, "é 😀 hypertension — ’Crohn’s disease’ " + strings.Repeat("… ", 200) + " asthma", "\ufeffHypertension\r\nasthma µg"} {
		w := rows.NewWorker(a, memory.DefaultAllocator)
		batches := document(t, w, a, text)
		var canonical string
		for _, b := range batches {
			name := func(n string) arrow.Array { return b.Record.Column(b.Record.Schema().FieldIndices(n)[0]) }
			switch b.Table {
			case rows.Document:
				canonical = name("text").ValueStr(0)
			case rows.Entity:
				runes := []rune(canonical)
				for r := range int(b.Record.NumRows()) {
					at := func(n string) (i int) { fmt.Sscan(name(n).ValueStr(r), &i); return i }
					want := name("text").ValueStr(r)
					if got := canonical[at("begin_byte"):at("end_byte")]; got != want {
						t.Errorf("bytes: %q, want %q", got, want)
					}
					if got := string(runes[at("begin_char"):at("end_char")]); got != want {
						t.Errorf("characters: %q, want %q", got, want)
					}
				}
			}
		}
		release(batches)
		w.Release()
	}
}

// TestDeterminism: the same document gives the same rows from any worker, in whatever order documents come.
func TestDeterminism(t *testing.T) {
	a := annotator(t)
	b, err := nlp.New(nlp.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first, second := rows.NewWorker(a, memory.DefaultAllocator), rows.NewWorker(b, memory.DefaultAllocator)
	release(document(t, second, b, "Asthma and diabetes."))
	x, y := document(t, first, a, text), document(t, second, b, text)
	if print(x) != print(y) {
		t.Error(print(x), print(y))
	}
	release(x)
	release(y)
}

// TestNoData: a note that could not be had is a row and nothing else.
func TestNoData(t *testing.T) {
	a := annotator(t)
	w := rows.NewWorker(a, memory.DefaultAllocator)
	w.Append(1, &resource, &rows.Note{Path: "content[1].attachment", Ordinal: 1, Status: "bad_base64", ContentType: "text/plain"}, nil)
	batches := w.Flush()
	defer release(batches)
	got := print(batches)
	if len(batches) != 1 || !strings.Contains(got, `status="bad_base64"`) || strings.Contains(got, "text_sha256") || w.Errors != 1 {
		t.Error(got, w.Errors)
	}
}

// TestFamilyResource: what a FamilyMemberHistory or a resource entered in error says is no fact about the patient.
func TestFamilyResource(t *testing.T) {
	a := annotator(t)
	for _, r := range []rows.Resource{{Type: "FamilyMemberHistory", Key: "1"}, {Type: "DocumentReference", Key: "1", Status: "entered-in-error"}} {
		w := rows.NewWorker(a, memory.DefaultAllocator)
		res := a.NewWorker().Annotate(context.Background(), nlp.Input{Data: []byte("Has asthma.")})
		w.Append(1, &r, &rows.Note{Path: "note[0].text"}, res)
		batches := w.Flush()
		if got := print(batches); !strings.Contains(got, `asserted="false"`) || strings.Contains(got, `asserted="true"`) {
			t.Error(got)
		}
		release(batches)
	}
}

// TestFull: batches come when they have grown, and never twice.
func TestFull(t *testing.T) {
	mem := memory.NewCheckedAllocator(memory.DefaultAllocator)
	defer mem.AssertSize(t, 0)
	a := annotator(t)
	w := rows.NewWorker(a, mem)
	defer w.Release()
	r := a.NewWorker().Annotate(context.Background(), nlp.Input{Data: []byte(strings.Repeat("Asthma. ", 50))})
	total := map[int]int64{}
	take := func(batches []rows.Batch) {
		for _, b := range batches {
			total[b.Table] += b.Record.NumRows()
			b.Record.Release()
		}
	}
	early := false
	for i := range 1500 {
		w.Append(int64(i), &resource, &rows.Note{Path: fmt.Sprint("note", i)}, r)
		batches := w.Full()
		early = early || len(batches) > 0
		take(batches)
	}
	take(w.Flush())
	take(w.Flush())
	if !early || total[rows.Document] != 1500 || total[rows.Entity] != 75000 || w.Docs != 1500 || w.Entities != 75000 {
		t.Error(early, total, w.Docs, w.Entities)
	}
}

// TestDefinitions: names and keys fit, everything has a comment.
func TestDefinitions(t *testing.T) {
	all := append(rows.Tables(), rows.RunTable, rows.VocabularyTable)
	columns := map[string]map[string]bool{"patient": {"id": true}, "encounter": {"id": true}}
	for _, def := range all {
		columns[def.Name] = map[string]bool{}
		for _, c := range def.Columns {
			if columns[def.Name][c.Name] || c.Comment == "" || c.Type == nil {
				t.Errorf("%s.%s stands twice or lacks its comment or type", def.Name, c.Name)
			}
			columns[def.Name][c.Name] = true
		}
	}
	for _, def := range all {
		need := append([]string{}, def.PrimaryKey...)
		if def.TypeColumn != "" {
			need = append(need, def.TypeColumn, def.KeyColumn)
		}
		for _, k := range def.ForeignKeys {
			need = append(need, k.Columns...)
			for _, c := range k.RefColumns {
				if !columns[k.RefTable][c] {
					t.Errorf("%s refers to %s.%s, which is not there", def.Name, k.RefTable, c)
				}
			}
		}
		for _, c := range need {
			if !columns[def.Name][c] {
				t.Errorf("%s has no column %s", def.Name, c)
			}
		}
		if def.Comment == "" {
			t.Errorf("%s has no comment", def.Name)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	a := annotator(b)
	w := rows.NewWorker(a, memory.DefaultAllocator)
	r := a.NewWorker().Annotate(context.Background(), nlp.Input{Data: []byte(strings.Repeat(text+"\n", 10))})
	b.ReportAllocs()
	for b.Loop() {
		w.Append(1, &resource, &rows.Note{Path: "content[0].attachment"}, r)
		release(w.Full())
	}
	release(w.Flush())
	b.ReportMetric(float64(len(r.Document.Entities)), "entities")
}
