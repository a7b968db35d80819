package dosage_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// pheeSpan is the words of an argument in PHEE: parts with their offsets in characters.
type pheeSpan struct {
	Text  [][]string `json:"text"`
	Start [][]int    `json:"start"`
}

type pheeDoc struct {
	Context     string `json:"context"`
	Annotations []struct {
		Events []struct {
			Treatment struct {
				Drug, Dosage, Route, Freq, Duration pheeSpan
			}
		}
	}
}

// spans adds the spans of an argument, by begin, in bytes.
func (s pheeSpan) spans(text string, to map[annotation.Span]bool) {
	r := []rune(text)
	for i := range s.Start {
		for j, at := range s.Start[i] {
			if at <= len(r) {
				b := len(string(r[:at]))
				to[annotation.Span{Begin: b, End: min(b+len(s.Text[i][j]), len(text))}] = true
			}
		}
	}
}

func sorted(m map[annotation.Span]bool) []annotation.Span {
	var list []annotation.Span
	for s := range m {
		list = append(list, s)
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].Begin < list[j].Begin || list[i].Begin == list[j].Begin && list[i].End > list[j].End
	})
	return list
}

// TestPHEE gives the gold drugs and scores the attributes by overlap of spans, per type.
func TestPHEE(t *testing.T) {
	part := "dev.json"
	if os.Getenv("TARN_TRAIN") != "" {
		part = "train.json"
	}
	f, err := os.Open(shared.Path(t, "nlp", "corpora", "medication_attr", "phee", part))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	types := map[string]string{"DOSAGE": "Dosage", "STRENGTH": "Dosage", "ROUTE_OR_MODE": "Route", "FORM": "Form", "FREQUENCY": "Freq", "DURATION": "Duration", "RATE": "Dosage"}
	hits, found, golds, foundRight := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var d pheeDoc
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		names := map[annotation.Span]bool{}
		gold := map[string]map[annotation.Span]bool{"Dosage": {}, "Route": {}, "Freq": {}, "Duration": {}}
		for _, a := range d.Annotations {
			for _, e := range a.Events {
				e.Treatment.Drug.spans(d.Context, names)
				e.Treatment.Dosage.spans(d.Context, gold["Dosage"])
				e.Treatment.Route.spans(d.Context, gold["Route"])
				e.Treatment.Freq.spans(d.Context, gold["Freq"])
				e.Treatment.Duration.spans(d.Context, gold["Duration"])
			}
		}
		doc := &annotation.Document{Text: d.Context, Tokens: token.Scan(nil, d.Context)}
		for _, s := range sorted(names) {
			doc.Entities = append(doc.Entities, annotation.Entity{Span: s, Category: annotation.Medication})
		}
		dosage.Apply(doc)
		got := map[string]map[annotation.Span]bool{"Dosage": {}, "Route": {}, "Freq": {}, "Duration": {}}
		for _, e := range doc.Entities {
			for _, a := range e.Attributes {
				if k := types[a.Type]; got[k] != nil {
					got[k][a.Span] = true
				}
			}
		}
		for _, k := range []string{"Dosage", "Route", "Freq", "Duration"} {
			golds[k] += len(gold[k])
			found[k] += len(got[k])
			for s := range gold[k] {
				ok := false
				for g := range got[k] {
					ok = ok || g.Overlaps(s)
				}
				if ok {
					hits[k]++
				} else if os.Getenv("TARN_ERRORS") != "" {
					fmt.Printf("FN %s %q in %s\n", k, d.Context[s.Begin:s.End], d.Context)
				}
			}
			for g := range got[k] {
				ok := false
				for s := range gold[k] {
					ok = ok || g.Overlaps(s)
				}
				if ok {
					foundRight[k]++
				} else if os.Getenv("TARN_ERRORS") != "" {
					fmt.Printf("FP %s %q in %s\n", k, d.Context[g.Begin:g.End], d.Context)
				}
			}
		}
	}
	floors := map[string]float64{"Dosage": 0.80, "Route": 0.69, "Freq": 0.60, "Duration": 0.43}
	for _, k := range []string{"Dosage", "Route", "Freq", "Duration"} {
		p, r := float64(foundRight[k])/float64(found[k]), float64(hits[k])/float64(golds[k])
		t.Logf("%-9s P %.3f (%d of %d) R %.3f (%d of %d) F1 %.3f", k, p, foundRight[k], found[k], r, hits[k], golds[k], 2*p*r/(p+r))
		if 2*p*r/(p+r) < floors[k] {
			t.Errorf("%s: F1 %.3f is below %.2f", k, 2*p*r/(p+r), floors[k])
		}
	}
}
