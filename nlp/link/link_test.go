package link_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

type record map[string]bool

func (r record) Has(system, code string) bool { return r[code] }

// first links the first match of the category and prints its best code of the system.
func first(t *testing.T, text string, cat annotation.Category, system string, ctx link.Context) string {
	t.Helper()
	lex := lexicon.Default()
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	for _, m := range match.Find(nil, text, tokens, lex) {
		if m.Category != cat || m.Type == "DIRECTION" {
			continue
		}
		e := annotation.Entity{Span: m.Span, Category: cat, Type: m.Type, Concepts: m.Concepts}
		for _, w := range []string{"left", "right", "acute", "chronic"} {
			if i := strings.Index(text, w); i >= 0 {
				e.Attributes = append(e.Attributes, annotation.Attribute{Span: annotation.Span{Begin: i, End: i + len(w)}, Type: "DIRECTION"})
			}
		}
		ctx.Text = text
		l := link.Linker{Lexicon: lex}
		for _, k := range l.Link(&e, ctx) {
			if k.System == system {
				return k.Code
			}
		}
		return ""
	}
	return "no entity"
}

func TestLink(t *testing.T) {
	for _, c := range []struct {
		text   string
		cat    annotation.Category
		system string
		want   string
	}{
		{"type 2 diabetes", annotation.Condition, lexicon.ICD10CM, "E11.9"},
		{"acute appendicitis", annotation.Condition, lexicon.ICD10CM, "K35.80"},
		{"HTN", annotation.Condition, lexicon.ICD10CM, "I10"},
		{"COPD", annotation.Condition, lexicon.ICD10CM, "J44.9"},
		{"otitis media", annotation.Condition, lexicon.ICD10CM, "H66.90"},
		{"OA of the left knee", annotation.Condition, lexicon.ICD10CM, "M17.12"},
		{"DVT of left lower extremity", annotation.Condition, lexicon.ICD10CM, "I82.402"},
		{"right otitis media", annotation.Condition, lexicon.ICD10CM, "H66.91"},
		{"pain in the left knee", annotation.Condition, lexicon.ICD10CM, "M25.562"},
		{"acute systolic heart failure", annotation.Condition, lexicon.ICD10CM, "I50.21"},
		{"Tylenol", annotation.Medication, lexicon.RxNorm, "161"},
		{"metformin", annotation.Medication, lexicon.RxNorm, "6809"},
		{"HCTZ", annotation.Medication, lexicon.RxNorm, "5487"},
		{"hemoglobin A1c", annotation.TestProcedure, lexicon.LOINC, "4548-4"},
		{"kidney stone", annotation.Condition, lexicon.ICD10CM, "N20.0"},
		{"blood pressure", annotation.TestProcedure, lexicon.LOINC, "85354-9"},
	} {
		if got := first(t, c.text, c.cat, c.system, link.Context{}); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestThresholdAndOrder(t *testing.T) {
	lex := lexicon.Default()
	text := "metformin"
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	m := match.Find(nil, text, tokens, lex)[0]
	e := annotation.Entity{Span: m.Span, Category: m.Category, Concepts: []annotation.Concept{m.Concepts[0]}}
	e.Concepts[0].Score = 0.55
	l := link.Linker{Lexicon: lex}
	if got := l.Link(&e, link.Context{Text: text}); len(got) != 0 {
		t.Errorf("below the threshold, yet %v", got)
	}
	if got := l.Link(&e, link.Context{Text: text, Patient: record{"6809": true}}); len(got) == 0 || got[0].Code != "6809" {
		t.Errorf("the record's code should lift it: %v", got)
	}
	l.Threshold = 0.5
	if got := l.Link(&e, link.Context{Text: text}); len(got) == 0 || got[0].System != lexicon.RxNorm {
		t.Errorf("RxNorm should come first: %v", got)
	}
}
