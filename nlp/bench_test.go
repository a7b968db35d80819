package nlp

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// BenchmarkNotes annotates notes of about 2.7 kB one by one, links on and without memory of texts. The metric notes/s is
// of one goroutine.
func BenchmarkNotes(b *testing.B) {
	notes := benchNotes(b)
	for _, tier := range []struct {
		name     string
		noTagger bool
	}{{"rules", true}, {"tagger", false}} {
		b.Run(tier.name, func(b *testing.B) {
			w := annotator(b, Options{NoTagger: tier.noTagger, CacheBytes: -1}).NewWorker()
			annotateAll(w, notes)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				annotateAll(w, notes)
				n += len(notes)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "notes/s")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/note")
		})
	}
}

// BenchmarkRooms says how long each stage of the pipeline takes for a note of about 2.7 kB.
func BenchmarkRooms(b *testing.B) {
	notes := benchNotes(b)
	w := annotator(b, Options{CacheBytes: -1}).NewWorker()
	annotateAll(w, notes)
	spent := map[string]time.Duration{}
	timed := make([]stage, len(w.stages))
	for i, s := range w.stages {
		timed[i] = stage{s.name, func(w *Worker) Status {
			start := time.Now()
			defer func() { spent[s.name] += time.Since(start) }()
			return s.run(w)
		}}
	}
	w.stages = timed
	n := 0
	for b.Loop() {
		annotateAll(w, notes)
		n += len(notes)
	}
	for name, d := range spent {
		b.ReportMetric(float64(d.Nanoseconds())/float64(n), name+"-ns/note")
	}
}

func annotateAll(w *Worker, notes [][]byte) {
	for _, n := range notes {
		w.Annotate(background, Input{Data: n, ContentType: "text/plain"})
	}
}

// benchNotes are the notes of ACI-Bench (development part), which are 2.7 kB long on average.
func benchNotes(b *testing.B) (notes [][]byte) {
	b.Helper()
	for _, part := range []string{"train.csv", "valid.csv"} {
		f, err := os.Open(filepath.Join(shared.Path(b, "nlp", "corpora", "notes", "aci_bench"), part))
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			b.Fatal(err)
		}
		for _, row := range rows[1:] {
			notes = append(notes, []byte(row[3])) // dataset, encounter_id, dialogue, note
		}
	}
	return notes
}
