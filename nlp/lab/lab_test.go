package lab_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"syscall"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lab"
	"github.com/tarn-sql/tarn/nlp/token"
)

var update = flag.Bool("update", false, "write the golden files anew")

// names are the entities of the tests' texts, as a dictionary would find them.
var names = map[annotation.Category][]string{
	annotation.TestProcedure: {"ana", "urine culture", "hepatitis b surface antigen", "hiv test", "wbc", "hemoglobin", "tsh", "troponin", "mri", "echocardiogram", "cbc", "rheumatoid factor", "urinalysis", "leukocyte esterase", "ketones", "anti-ccp", "urine protein", "blood pressure", "a1c"},
	annotation.Medication:    {"potassium", "glucose", "calcium", "digoxin", "lithium", "iron", "lisinopril", "vancomycin", "testosterone"},
	annotation.Condition:     {"high blood pressure", "pain"},
}

// annotate finds the names of a text and applies lab. Lines "## name" begin sections.
func annotate(text string) *annotation.Document {
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	lower := asciiLower(text)
	for cat, list := range names {
		for _, n := range list {
			for from := 0; ; {
				i := strings.Index(lower[from:], n)
				if i < 0 {
					break
				}
				i += from
				from = i + len(n)
				if i > 0 && lower[i-1] >= 'a' && lower[i-1] <= 'z' || from < len(lower) && lower[from] >= 'a' && lower[from] <= 'z' {
					continue
				}
				e := annotation.Entity{Span: annotation.Span{Begin: i, End: from}, Category: cat}
				if cat == annotation.TestProcedure {
					e.Type = "TEST_NAME"
				}
				doc.Entities = append(doc.Entities, e)
			}
		}
	}
	sort.Slice(doc.Entities, func(i, j int) bool {
		a, b := doc.Entities[i], doc.Entities[j]
		return a.Begin < b.Begin || a.Begin == b.Begin && (a.End > b.End || a.End == b.End && a.Category < b.Category)
	})
	lab.Apply(doc, nil)
	return doc
}

// tests prints the tests that have values.
func tests(doc *annotation.Document) string {
	var lines []string
	for _, e := range doc.Entities {
		if e.Category != annotation.TestProcedure || len(e.Attributes) == 0 {
			continue
		}
		s := doc.Text[e.Begin:e.End]
		if len(e.Links) > 0 {
			s += " {" + e.Links[0].Display + "}"
		}
		for _, a := range e.Attributes {
			switch a.Type {
			case "TEST_VALUE":
				s += fmt.Sprintf(" [%s", a.Comparator+a.Value)
				if a.High != "" {
					s += ".." + a.High
				}
				if a.Value == "" {
					s += fmt.Sprintf("%q", doc.Text[a.Begin:a.End])
				}
				if a.UCUM != "" {
					s += " " + a.UCUM
				}
				if a.Code != "" {
					s += " " + a.Code
				}
				if a.JSON != "" {
					s += " " + a.JSON
				}
				s += "]"
			case "TEST_UNIT":
				s += fmt.Sprintf(" unit=%q", doc.Text[a.Begin:a.End])
			case "TEST_FLAG":
				s += fmt.Sprintf(" flag=%q", doc.Text[a.Begin:a.End])
			case "TEST_RANGE":
				s += fmt.Sprintf(" range=%q", doc.Text[a.Begin:a.End])
			}
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// TestApply reads testdata/results.golden: a text ("\n" is a line break, "\t" a tab), and indented the tests read of it.
func TestApply(t *testing.T) {
	raw, err := os.ReadFile("testdata/results.golden")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, block := range blocks(string(raw)) {
		got := tests(annotate(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(block[0])))
		out.WriteString(block[0] + "\n")
		for _, l := range strings.Split(got, "\n") {
			out.WriteString("\t" + l + "\n")
		}
		if want := strings.Join(block[1:], "\n"); got != want && !*update {
			t.Errorf("%s\n got %s\nwant %s", block[0], got, want)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/results.golden", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// blocks cuts a golden file: each block is a text and the lines of its result.
func blocks(raw string) (list [][]string) {
	for _, l := range strings.Split(strings.TrimRight(raw, "\n"), "\n") {
		switch {
		case strings.HasPrefix(l, "\t") && len(list) > 0:
			list[len(list)-1] = append(list[len(list)-1], l[1:])
		case l != "":
			list = append(list, []string{l})
		}
	}
	return list
}

func check(t *testing.T, doc *annotation.Document) {
	t.Helper()
	begin := 0
	for _, e := range doc.Entities {
		if e.Begin < begin || e.End <= e.Begin || e.End > len(doc.Text) {
			t.Fatalf("%q: entity %v out of order", doc.Text, e.Span)
		}
		begin = e.Begin
		for _, a := range e.Attributes {
			if a.Begin < 0 || a.End <= a.Begin || a.End > len(doc.Text) || a.Type == "" || a.Relationship == "" {
				t.Fatalf("%q: attribute %+v", doc.Text, a)
			}
			if a.JSON != "" && !json.Valid([]byte(a.JSON)) {
				t.Fatalf("%q: JSON %s", doc.Text, a.JSON)
			}
		}
	}
}

func FuzzApply(f *testing.F) {
	for _, s := range []string{
		"WBC 12.3 (H) [4.0–11.0] K/uL", "BP 120/80, T 98.6", "Na/K 140/4.0", "140|102|20/3.9|25|1.1<110", "10.2>13.1/39.2<250", "WBC Hgb\n12 13", "A1c 1/5 1/6\n7 8 9", "K \xff 3.7H ↑", "Ht 5'4\" Wt 4 lb 8 oz",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := annotate(text)
		check(t, doc)
		if a, b := tests(doc), tests(annotate(text)); a != b {
			t.Fatalf("%q gives %s and %s", text, a, b)
		}
	})
}

// note is an invented note of about 2.7 kB with vital signs and laboratory values.
var note = strings.Repeat("The patient is a pleasant 61-year-old who returns for follow up of several chronic problems and feels well today overall. ", 15) + `
VITALS: BP 142/88 mm Hg, HR 72, RR 16, T 98.6 F, SpO2 97% on room air, weight 182 lb, BMI 28.3
LABS: Na 140, K 4.2, Cl 102, CO2 24, BUN 12, Cr 0.9, glucose 110 mg/dL. WBC 12.3 (H) [4.0-11.0], Hgb 13.1 g/dL, Hct 39.2, Plt 250.
Hemoglobin 13.1, TSH 2.1 uIU/mL, troponin <0.01, INR 2.5. ANA negative. Last A1c was 7.2 in March, down from 8.1.
ASSESSMENT: Blood pressure is high, so we will increase lisinopril from 20 mg to 40 mg daily. Continue metformin 1000 mg twice a day.
Stop ibuprofen. Start prednisone 40 mg daily for 5 days. Return in 2 weeks with a repeat potassium.
`

// cpu is the CPU time of the process in nanoseconds: on a shared machine it says more than the clock.
func cpu() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

func BenchmarkApply(b *testing.B) {
	doc := annotate(note)
	entities := doc.Entities
	b.SetBytes(int64(len(note)))
	b.ReportAllocs()
	start := cpu()
	for b.Loop() {
		for i := range entities {
			entities[i].Attributes = entities[i].Attributes[:0]
		}
		doc.Entities = entities
		lab.Apply(doc, nil)
	}
	b.ReportMetric(float64(cpu()-start)/float64(b.N), "cpu-ns/op")
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
