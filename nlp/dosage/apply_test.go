package dosage_test

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"syscall"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/nlp/token"
)

// drugNames are the drugs of the tests' texts.
var drugNames = []string{
	"lisinopril", "hydrochlorothiazide", "metformin", "aspirin", "zestril", "plavix", "lipitor", "atorvastatin", "warfarin", "vancomycin", "zosyn", "prednisone", "tylenol",
	"acetaminophen", "ibuprofen", "motrin", "lasix", "bumex", "cozaar", "norvasc", "oxycodone", "albuterol", "insulin glargine", "lantus", "novolog", "heparin", "metoprolol", "nexium",
	"epinephrine", "benadryl", "nystatin", "triamcinolone", "bactroban", "klonopin", "micronase", "bactrim", "norco", "hydrocodone", "potassium", "simvastatin", "amoxicillin", "morphine",
	"fentanyl", "ferrous sulfate", "citalopram", "tramadol", "prozac", "clonidine", "vyvanse", "symbicort", "augmentin", "minocycline", "carbamazepine", "voriconazole", "efavirenz", "mirtazapine", "zoloft", "timolol",
	"trizivir", "levothyroxine", "dopamine", "gabapentin", "aciphex", "digoxin",
}

// annotate finds the drugs of a text by drugNames and applies dosage.
func annotate(text string) *annotation.Document {
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	lower := asciiLower(text)
	for _, n := range drugNames {
		for from := 0; ; {
			i := strings.Index(lower[from:], n)
			if i < 0 {
				break
			}
			i += from
			from = i + len(n)
			doc.Entities = append(doc.Entities, annotation.Entity{Span: annotation.Span{Begin: i, End: from}, Category: annotation.Medication})
		}
	}
	sort.Slice(doc.Entities, func(i, j int) bool { return doc.Entities[i].Begin < doc.Entities[j].Begin })
	dosage.Apply(doc)
	return doc
}

// drugs prints each drug with its event and the words of its attributes.
func drugs(doc *annotation.Document) string {
	var lines []string
	for _, e := range doc.Entities {
		s := doc.Text[e.Begin:e.End]
		if e.Event != "" {
			s += " (" + e.Event + ")"
		}
		for _, a := range e.Attributes {
			if a.Type == "SIG" {
				if a.Value != "" {
					s += fmt.Sprintf(" DAILY=%s", a.Value)
					if a.High != "" {
						s += ".." + a.High
					}
					s += a.Unit
				}
				continue
			}
			s += fmt.Sprintf(" %s=%q", short[a.Type], doc.Text[a.Begin:a.End])
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

var short = map[string]string{
	"STRENGTH": "S", "DOSAGE": "D", "FORM": "F", "ROUTE_OR_MODE": "R", "FREQUENCY": "Q", "DURATION": "T", "RATE": "V", "REASON": "WHY", "MAX_DOSE": "MAX",
	"SYSTEM_ORGAN_SITE": "AT", "INSTRUCTION": "I",
}

// TestApply reads testdata/notes.golden: a text, and indented its drugs with event, attributes and daily dose.
func TestApply(t *testing.T) {
	golden(t, "testdata/notes.golden", func(text string) string { return drugs(annotate(text)) })
}

// TestApplySections checks what sections decide: the event of allergies and medication lists, and that no attribute is taken
// from another section.
func TestApplySections(t *testing.T) {
	text := "MEDICATIONS:\naspirin\nALLERGIES:\nibuprofen\nPLAN:\n10 mg daily"
	doc := annotate(text)
	at := func(s string) int { return strings.Index(text, s) }
	doc.Sections = []annotation.Section{
		{Span: annotation.Span{Begin: 0, End: at("ALL")}, Name: "medications"},
		{Span: annotation.Span{Begin: at("ALL"), End: at("PLAN")}, Name: "allergies"},
		{Span: annotation.Span{Begin: at("PLAN"), End: len(text)}, Name: "plan"},
	}
	dosage.Apply(doc)
	if got, want := drugs(doc), "aspirin (active)\nibuprofen (allergy)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// check fails on attributes that lie outside the text or without a type, and on JSON that is none.
func check(t *testing.T, doc *annotation.Document) {
	t.Helper()
	for _, e := range doc.Entities {
		for _, a := range e.Attributes {
			if a.Begin < 0 || a.End <= a.Begin || a.End > len(doc.Text) || a.Type == "" || a.Relationship == "" || a.Score <= 0 {
				t.Fatalf("%q: attribute %+v", doc.Text, a)
			}
			if a.JSON != "" && !json.Valid([]byte(a.JSON)) {
				t.Fatalf("%q: JSON %s", doc.Text, a.JSON)
			}
		}
	}
}

func FuzzApply(f *testing.F) {
	for _, s := range []string{"aspirin 81 mg (zestril) po", "warfarin/heparin-aspirin 5-325 mg of lasix", "20 mg of aspirin, was stopped", "1. aspirin\n2. lasix 3 days\n\n", "aspirin\xff½\u00a05"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := annotate(text)
		check(t, doc)
		if a, b := drugs(doc), drugs(annotate(text)); a != b {
			t.Fatalf("%q gives %s and %s", text, a, b)
		}
	})
}

// note is an invented note of about 2.7 kB with a dozen drugs.
var note = strings.Repeat("The patient is a pleasant 61-year-old who returns for follow up of several chronic problems and feels well today overall. ", 14) + `
MEDICATIONS:
1. Lisinopril 20 mg tablet, take 1 tablet by mouth daily
2. Metformin 1000 mg PO BID with meals
3. Aspirin 81 mg daily
4. Atorvastatin 40 mg at bedtime
5. Lantus 20 units subcut nightly
6. Albuterol HFA 90 mcg/actuation inhaler 2 puffs q4h prn wheezing
7. Norco 5-325 mg 1-2 tabs q4-6h prn pain, max 8/day
8. Gabapentin 300 mg TID
ASSESSMENT: Blood pressure is high, so we will increase lisinopril from 20 mg to 40 mg daily. Continue metformin 1000 mg twice a day.
Stop ibuprofen. Start prednisone 40 mg daily for 5 days, then 20 mg daily for 5 days. Return in 2 weeks.
`

func BenchmarkApply(b *testing.B) {
	doc := annotate(note)
	b.SetBytes(int64(len(note)))
	b.ReportAllocs()
	start := cpu()
	for b.Loop() {
		for i := range doc.Entities {
			doc.Entities[i].Attributes = doc.Entities[i].Attributes[:0]
		}
		dosage.Apply(doc)
	}
	b.ReportMetric(float64(cpu()-start)/float64(b.N), "cpu-ns/op")
}

// cpu is the CPU time of the process in nanoseconds: on a shared machine it says more than the clock.
func cpu() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

// asciiLower is text in lower case with every byte in its place.
func asciiLower(text string) string {
	b := []byte(text)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
