package nlp

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

var background = context.Background()

// TestDeterminism: the same text gives the same result from any worker, whatever it read before, from memory or not.
func TestDeterminism(t *testing.T) {
	notes := map[string][]byte{}
	paths, _ := filepath.Glob("testdata/notes/*")
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		notes[p] = data
	}
	a, b := annotator(t, Options{}), annotator(t, Options{CacheBytes: -1})
	if a.Pipeline() != b.Pipeline() || len(a.Pipeline()) != 64 {
		t.Errorf("pipelines %s and %s", a.Pipeline(), b.Pipeline())
	}
	used := a.NewWorker()
	for range 2 {
		for p, data := range notes { // in another order each time
			x, y := used.Annotate(background, Input{Data: data}), b.NewWorker().Annotate(background, Input{Data: data})
			if !reflect.DeepEqual(x, y) {
				t.Errorf("%s: differs\n%s\n%s", p, describe(x), describe(y))
			}
		}
	}
}

// TestOwnership: a result does not change when its worker reads on.
func TestOwnership(t *testing.T) {
	w := annotator(t, Options{CacheBytes: -1}).NewWorker()
	first := w.Annotate(background, Input{Data: []byte("Assessment: acute asthma of the left lung. Denies gout.")})
	before := describe(first)
	concepts := append([]annotation.Concept{}, first.Document.Entities[0].Concepts...)
	for _, text := range []string{"Metformin 500 mg. No diabetes, COPD or stroke. Left knee pain.", strings.Repeat("Hypertension. ", 500)} {
		w.Annotate(background, Input{Data: []byte(text)})
	}
	if describe(first) != before || !reflect.DeepEqual(concepts, first.Document.Entities[0].Concepts) {
		t.Errorf("was\n%s is\n%s", before, describe(first))
	}
}

func TestCache(t *testing.T) {
	w := annotator(t, Options{}).NewWorker()
	in := Input{Data: []byte("Asthma."), ContentType: "text/plain"}
	first := w.Annotate(background, in)
	if w.Annotate(background, in) != first {
		t.Error("annotated twice")
	}
	other := in
	other.Patient = &Patient{Key: "p1"}
	if w.Annotate(background, other) == first {
		t.Error("another patient got the result")
	}
	other = in
	other.ContentType = "text/html"
	if w.Annotate(background, other) == first {
		t.Error("another content type got the result")
	}
}

// TestCacheBound: the cache forgets what was used longest ago and keeps its limit.
func TestCacheBound(t *testing.T) {
	c := newCache(100 << 10)
	key := func(i int) cacheKey { return keyOf(Input{Data: []byte{byte(i)}}) }
	for i := range 200 {
		c.put(key(i), &Result{Document: annotation.Document{Text: strings.Repeat("x", 1000)}})
		c.get(key(0))
		if c.bytes > c.limit || len(c.byKey) != c.order.Len() {
			t.Fatalf("%d bytes, %d and %d results", c.bytes, len(c.byKey), c.order.Len())
		}
	}
	if c.get(key(0)) == nil || c.get(key(199)) == nil || c.get(key(1)) != nil {
		t.Error("kept the wrong ones")
	}
	c.put(key(300), &Result{Document: annotation.Document{Text: strings.Repeat("x", 90<<10)}})
	if c.get(key(300)) != nil {
		t.Error("one result took the whole cache")
	}
}

func TestStatus(t *testing.T) {
	cancelled, cancel := context.WithCancel(background)
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		o    Options
		in   Input
		want Status
	}{
		{"nothing", background, Options{}, Input{}, Empty},
		{"blanks", background, Options{}, Input{Data: []byte(" \n\t ")}, Empty},
		{"a picture", background, Options{}, Input{Data: []byte("\x89PNG\r\n"), ContentType: "image/png"}, UnsupportedType},
		{"too large", background, Options{MaxBytes: 10}, Input{Data: []byte("Hypertension.")}, TooLarge},
		{"no time", background, Options{MaxTime: 1}, Input{Data: []byte("Hypertension.")}, Timeout},
		{"cancelled", cancelled, Options{}, Input{Data: []byte("Hypertension.")}, Cancelled},
		{"Spanish", background, Options{}, Input{Data: []byte("El paciente refiere dolor de cabeza desde hace tres días y no tiene fiebre, pero está con tos.")}, NonEnglish},
		{"Russian", background, Options{}, Input{Data: []byte("Пациент жалуется на головную боль в течение трёх дней")}, NonEnglish},
		{"a list of drugs", background, Options{}, Input{Data: []byte("metformin 500 mg\nlisinopril 20 mg\nasa 81 mg\natorvastatin 40 mg")}, OK},
	} {
		r := annotator(t, c.o).NewWorker().Annotate(c.ctx, c.in)
		if r.Status != c.want || (r.Status != OK && len(r.Document.Entities) > 0) {
			t.Errorf("%s: %s (%s), want %s", c.name, r.Status, r.Error, c.want)
		}
	}
}

// TestPoison: a panic in a room is the document's status, and the worker goes on as if nothing had been.
func TestPoison(t *testing.T) {
	w := annotator(t, Options{}).NewWorker()
	healthy := w.stages
	w.stages = append(append([]stage{}, healthy[:5]...), stage{"broken", func(w *Worker) Status {
		if strings.Contains(w.doc.Text, "poison") {
			panic("index out of range")
		}
		return OK
	}})
	w.stages = append(w.stages, healthy[5:]...)
	r := w.Annotate(background, Input{Data: []byte("poison and asthma")})
	if r.Status != Failed || !strings.Contains(r.Error, "broken: index out of range") || len(r.Document.Entities) > 0 || r.Document.Text == "" {
		t.Errorf("%+v", r)
	}
	want := annotator(t, Options{}).NewWorker().Annotate(background, Input{Data: []byte("asthma")})
	if got := w.Annotate(background, Input{Data: []byte("asthma")}); !reflect.DeepEqual(got, want) {
		t.Errorf("after the poison: %s, want %s", describe(got), describe(want))
	}
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{
		{MaxBytes: -1},
		{MaxTime: -time.Second},
		{LinkThreshold: 2},
		{Vocabularies: []Vocabulary{{ID: "x"}}},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v passed", o)
		}
	}
	embedded := annotator(t, Options{}).Vocabularies()[0].Image
	if _, err := New(Options{Vocabularies: []Vocabulary{{ID: EmbeddedID, Image: embedded}}}); err == nil {
		t.Error("an id that stands twice passed")
	}
	a := annotator(t, Options{Vocabularies: []Vocabulary{{ID: "learned", SHA256: "1", Image: embedded}}})
	b := annotator(t, Options{Vocabularies: []Vocabulary{{ID: "learned", SHA256: "2", Image: embedded}}})
	if a.Pipeline() == b.Pipeline() {
		t.Error("another vocabulary, the same pipeline")
	}
}

// TestBeats: of two entities that cannot both be, one wins and not both do, whichever comes first.
func TestBeats(t *testing.T) {
	entity := func(begin, end int, c annotation.Category, method string, score float64) *annotation.Entity {
		return &annotation.Entity{Span: annotation.Span{Begin: begin, End: end}, Category: c, Method: method, Score: score}
	}
	for _, c := range []struct {
		name          string
		winner, loser *annotation.Entity
	}{
		{"record", entity(0, 4, annotation.PHI, "record", 0.5), entity(0, 9, annotation.Condition, "dictionary", 1)},
		{"around", entity(0, 9, annotation.TestProcedure, "dictionary", 0.5), entity(0, 4, annotation.Condition, "dictionary", 1)},
		{"rank", entity(0, 4, annotation.Social, "pattern", 0.5), entity(0, 4, annotation.Medication, "dictionary", 1)},
		{"score", entity(0, 4, annotation.Condition, "dictionary", 1), entity(0, 4, annotation.Condition, "tagger", 0.9)},
		{"longer", entity(0, 9, annotation.Condition, "tagger", 0.5), entity(6, 12, annotation.Condition, "dictionary", 1)},
	} {
		if !beats(c.winner, c.loser) || beats(c.loser, c.winner) {
			t.Errorf("%s: the wrong one wins", c.name)
		}
	}
}

// TestNoOverlaps: entities that are left do not overlap unless their categories are compatible.
func TestNoOverlaps(t *testing.T) {
	paths, _ := filepath.Glob("testdata/notes/*.txt")
	w := annotator(t, Options{}).NewWorker()
	for _, p := range paths {
		data, _ := os.ReadFile(p)
		check(t, w.Annotate(background, Input{Data: data}))
	}
}

// TestLarge: long texts of one kind are annotated; a stage that looked at all pairs of anything would hang here.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	clinic, err := os.ReadFile("testdata/notes/clinic.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := annotator(t, Options{MaxTime: time.Hour, CacheBytes: -1}).NewWorker()
	for name, text := range map[string][]byte{
		"notes":    bytes.Repeat(clinic, (1<<17)/len(clinic)),
		"one word": bytes.Repeat([]byte("asthma "), (1<<17)/7),
		"drugs":    bytes.Repeat([]byte("aspirin, "), (1<<15)/9),
		"digits":   bytes.Repeat([]byte("1 "), 1<<16),
		"breaks":   append(bytes.Repeat([]byte("\n"), 1<<18), 'x'),
		"blank":    append(bytes.Repeat([]byte(" "), 1<<20), 'x'),
		"brackets": bytes.Repeat([]byte("[("), 1<<15),
		"colons":   bytes.Repeat([]byte("Allergies:\n"), 1<<13),
		"no":       bytes.Repeat([]byte("no "), 1<<15),
		"names":    bytes.Repeat([]byte("Dr. Smith "), 1<<13),
	} {
		begin := time.Now()
		r := w.Annotate(background, Input{Data: text, ContentType: "text/plain"})
		t.Logf("%s: %s, %d bytes, %d entities, %v", name, r.Status, len(text), len(r.Document.Entities), time.Since(begin))
		if r.Status != OK {
			t.Errorf("%s: %s %s", name, r.Status, r.Error)
		}
	}
}

// check holds what must hold for every result.
func check(t *testing.T, r *Result) {
	t.Helper()
	d := &r.Document
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Begin < 0 || e.End > len(d.Text) || e.Begin >= e.End || e.Section >= len(d.Sections) || e.Sentence >= len(d.Sentences) {
			t.Fatalf("entity %d out of bounds: %+v", i, e)
		}
		for _, a := range e.Attributes {
			if a.Begin < 0 || a.End > len(d.Text) || a.Begin > a.End {
				t.Fatalf("attribute out of bounds: %+v", a)
			}
		}
		for j := i + 1; j < len(d.Entities); j++ {
			o := &d.Entities[j]
			if o.Begin < e.Begin {
				t.Fatalf("not in text order: %+v %+v", e, o)
			}
			if e.Overlaps(o.Span) && !compatible(e, o) {
				t.Fatalf("%q and %q overlap", d.Text[e.Begin:e.End], d.Text[o.Begin:o.End])
			}
		}
	}
	for _, rel := range d.Relations {
		if rel.Head >= len(d.Entities) || rel.Tail >= len(d.Entities) || rel.Head < 0 || rel.Tail < 0 {
			t.Fatalf("a relation of entities that are not there: %+v", rel)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	paths, _ := filepath.Glob("testdata/notes/*")
	for _, p := range paths {
		data, _ := os.ReadFile(p)
		f.Add(data, "")
		f.Add(data, "text/html")
	}
	f.Add([]byte("{\\rtf1 Asthma}"), "text/rtf")
	f.Add([]byte("BP 120/80\r\nT\xff 37.1\xc2\xb0C left left"), "text/plain; charset=latin1")
	a, err := New(Options{CacheBytes: -1, MaxBytes: 1 << 16})
	if err != nil {
		f.Fatal(err)
	}
	w := a.NewWorker()
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		in := Input{Data: data, ContentType: contentType}
		r := w.Annotate(background, in)
		if r.Status == Failed {
			t.Fatal(r.Error)
		}
		check(t, r)
		if again := w.Annotate(background, in); !reflect.DeepEqual(r, again) {
			t.Fatal("the second time differs")
		}
	})
}

// benchmarkNotes are the texts in the folder $TARN_NOTES, else one of ours of 2.7 kB.
func benchmarkNotes(b *testing.B) [][]byte {
	b.Helper()
	if dir := os.Getenv("TARN_NOTES"); dir != "" {
		paths, _ := filepath.Glob(filepath.Join(dir, "*"))
		var notes [][]byte
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				b.Fatal(err)
			}
			notes = append(notes, data)
		}
		return notes
	}
	clinic, err := os.ReadFile("testdata/notes/clinic.txt")
	if err != nil {
		b.Fatal(err)
	}
	return [][]byte{bytes.Repeat(clinic, 3)[:2700]}
}

// BenchmarkAnnotate annotates notes one after the other, links on, nothing from memory.
func BenchmarkAnnotate(b *testing.B) {
	notes := benchmarkNotes(b)
	w := annotator(b, Options{CacheBytes: -1, NoTagger: true}).NewWorker()
	bytes, i := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		n := notes[i%len(notes)]
		w.Annotate(background, Input{Data: n, ContentType: "text/plain; charset=utf-8"})
		bytes += len(n)
		i++
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "notes/s")
	b.ReportMetric(float64(bytes)/float64(i), "B/note")
	b.ReportMetric(float64(bytes)/b.Elapsed().Seconds()/1e6, "MB/s")
}

// BenchmarkStages says how much each stage takes.
func BenchmarkStages(b *testing.B) {
	notes := benchmarkNotes(b)
	w := annotator(b, Options{CacheBytes: -1, NoTagger: true}).NewWorker()
	spent := make([]time.Duration, len(stages))
	timed := make([]stage, len(stages))
	for k, s := range stages {
		timed[k] = stage{s.name, func(w *Worker) Status {
			begin := time.Now()
			defer func() { spent[k] += time.Since(begin) }()
			return s.run(w)
		}}
	}
	w.stages = timed
	i := 0
	for b.Loop() {
		w.Annotate(background, Input{Data: notes[i%len(notes)], ContentType: "text/plain; charset=utf-8"})
		i++
	}
	for k, s := range stages {
		b.ReportMetric(float64(spent[k].Nanoseconds())/1000/float64(i), s.name+"-µs")
	}
}

// BenchmarkNew is the time to make an annotator once the embedded vocabulary is unpacked.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		annotator(b, Options{CacheBytes: -1})
	}
}
