package tagger_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// reader reads texts with the dictionary and the tagger.
type reader struct {
	lex     *lexicon.Lexicon
	matcher *match.Matcher
	tagger  *tagger.Tagger
	tokens  []annotation.Token
	matches []match.Match
	hints   []tagger.Hint
	spans   []tagger.Span
}

func newReader() *reader {
	lex := lexicon.Default()
	return &reader{lex: lex, matcher: match.New(lex), tagger: tagger.Default().NewTagger()}
}

func (r *reader) read(text string) []tagger.Span {
	r.scan(text)
	return r.tag(text)
}

func (r *reader) scan(text string) {
	r.tokens = token.Scan(r.tokens[:0], text)
	r.lex.Normalise(text, r.tokens)
	r.matches = r.matcher.Find(r.matches[:0], text, r.tokens)
}

func (r *reader) tag(text string) []tagger.Span {
	r.hints = tagger.Hints(r.hints, len(r.tokens), r.matches)
	r.spans = r.tagger.Tag(r.spans[:0], text, r.tokens, r.hints)
	return r.spans
}

func show(text string, spans []tagger.Span) string {
	var parts []string
	for _, s := range spans {
		kind := "C:"
		if s.Category == annotation.Condition {
			kind = "D:"
		}
		parts = append(parts, kind+text[s.Begin:s.End])
	}
	return strings.Join(parts, " | ")
}

func TestTag(t *testing.T) {
	r := newReader()
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Lidocaine-induced cardiac asystole.", "C:Lidocaine | D:cardiac asystole"},
		{"Two patients had acute renal failure after treatment with amphotericin B.", "D:acute renal failure | C:amphotericin B"},
		{"He was treated with zorbitaxilen for severe hypertension.", "C:zorbitaxilen | D:hypertension"}, // a drug that does not exist
		{ // short forms are read as their long ones, wherever they stand
			"VKX reverses it. Zorbitaxel vankoxime (VKX) was given for retinal dystrophy (RD, n = 4). RD and VKX are rare.",
			"C:VKX | C:Zorbitaxel vankoxime | C:VKX | D:retinal dystrophy | D:RD | D:RD | C:VKX",
		},
		{"The committee met on Tuesday and approved the minutes.", ""},
	} {
		if got := show(c.text, r.read(c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestMargin(t *testing.T) {
	r := newReader()
	text := "The patient was given aspirin on the ward."
	spans := r.read(text)
	if len(spans) != 1 {
		t.Fatalf("spans: %s", show(text, spans))
	}
	s := spans[0]
	if s.Margin <= 0 || s.Score < 0.35 || s.Score > 0.99 {
		t.Errorf("aspirin: margin %d, score %v", s.Margin, s.Score)
	}
	if got := r.tagger.Margin(s.First, s.Last, annotation.Medication); got != s.Margin {
		t.Errorf("margin of the span found: %d, want %d", got, s.Margin)
	}
	for name, got := range map[string]int{
		"aspirin as a disease": r.tagger.Margin(s.First, s.Last, annotation.Condition),
		"ward as a drug":       r.tagger.Margin(7, 8, annotation.Medication),
		"given aspirin":        r.tagger.Margin(s.First-1, s.Last, annotation.Medication),
	} {
		if got >= 0 {
			t.Errorf("%s: margin %d, want < 0", name, got)
		}
	}
	for _, bad := range [][2]int{{-1, 1}, {3, 3}, {0, 1000}} {
		if got := r.tagger.Margin(bad[0], bad[1], annotation.Medication); got != 0 {
			t.Errorf("tokens %v: margin %d, want 0", bad, got)
		}
	}
}

// The floors are the figures of the day they were set, less half a point: they only go up.
func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		path          []string
		drug, disease float64
	}{
		{[]string{"bc5cdr", "CDR_DevelopmentSet.PubTator.txt"}, 0.918, 0.832},
		{[]string{"ncbi_disease", "NCBI_devel.pubtator.txt"}, 0, 0.823},
	} {
		t.Run(c.path[0], func(t *testing.T) {
			docs := abstracts(t, c.path)
			right, wrong, missed := map[annotation.Category]int{}, map[annotation.Category]int{}, map[annotation.Category]int{}
			r := newReader()
			for _, d := range docs {
				gold := map[string]bool{}
				for _, m := range d.Mentions {
					gold[fmt.Sprint(m.Category(), m.Span)] = true
				}
				for _, s := range r.read(d.Text) {
					key := fmt.Sprint(s.Category, s.Span)
					if gold[key] {
						right[s.Category]++
					} else {
						wrong[s.Category]++
					}
					delete(gold, key)
				}
				for key := range gold {
					missed[annotation.ParseCategory(key[:strings.IndexByte(key, '{')])]++
				}
			}
			for category, floor := range map[annotation.Category]float64{annotation.Medication: c.drug, annotation.Condition: c.disease} {
				f1 := 2 * float64(right[category]) / float64(2*right[category]+wrong[category]+missed[category])
				t.Logf("%s: F1 %.3f", category, f1)
				if floor > 0 && !(f1 >= floor) {
					t.Errorf("%s: F1 %.3f is below %.3f; if the lexicon has changed, train again: go generate ./nlp/tagger", category, f1, floor)
				}
			}
		})
	}
}

func abstracts(t testing.TB, path []string) []eval.Abstract {
	f, err := os.Open(shared.Path(t, append([]string{"nlp", "corpora"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := eval.ReadPubTator(f)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestNoAllocations(t *testing.T) {
	r := newReader()
	text := strings.Repeat("Acute renal failure (ARF) was seen in 3 patients on cisplatin 50 mg.\n", 20)
	r.read(text)
	if n := testing.AllocsPerRun(10, func() { r.tag(text) }); n > 0 {
		t.Errorf("%v allocations a text, want none", n)
	}
}

func FuzzTag(f *testing.F) {
	f.Add("Acute renal failure (ARF)")
	f.Add("ALL CAPS LINE HERE\n\xff (AB) \n")
	r := newReader()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range r.read(text) {
			if s.Begin < end || s.End <= s.Begin || s.First >= s.Last || s.End > len(text) || s.Margin < 0 {
				t.Fatalf("bad span %+v after %d", s, end)
			}
			end = s.End
		}
	})
}

func BenchmarkTag(b *testing.B) {
	docs := abstracts(b, []string{"bc5cdr", "CDR_DevelopmentSet.PubTator.txt"})
	r := newReader()
	text := ""
	for _, d := range docs[:20] {
		text += d.Text + "\n"
	}
	r.scan(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.tag(text)
	}
	b.ReportMetric(float64(len(r.tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
