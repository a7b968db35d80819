package abbreviation_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/abbreviation"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestDefine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"chronic obstructive pulmonary disease (COPD) and asthma", "COPD=chronic obstructive pulmonary disease"},
		{"heat shock protein (HSP)", "HSP=heat shock protein"},
		{"AUC (area under curve) was", "AUC=area under curve"},
		{"the patient (see below) left", ""},
		{"a history of renal papillary necrosis (RPN).", "RPN=renal papillary necrosis"},
		{"deep brain (STN) stimulation", ""},
		{"(A)", ""},
	} {
		var got []string
		for _, d := range abbreviation.Define(nil, c.text, token.Scan(nil, c.text)) {
			got = append(got, c.text[d.Short.Begin:d.Short.End]+"="+c.text[d.Long.Begin:d.Long.End])
		}
		if s := strings.Join(got, ";"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func resolve(text, section string) string {
	lex := lexicon.Default()
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	found := match.Find(nil, text, tokens, lex)
	found = abbreviation.New(lex).Resolve(text, tokens, found, func(int) string { return section })
	var out []string
	for _, m := range found {
		if m.Category == annotation.Anatomy {
			continue
		}
		s := text[m.Begin:m.End] + "=" + lex.Concept(m.Concepts[0].Vocab, m.Concepts[0].ID).Name
		if m.Ambiguous {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ text, section, want string }{
		{"MS with relapse, on interferon", "", "MS=multiple sclerosis; interferon=interferon"},
		{"MS 4 mg IV for pain", "medications", "MS=morphine; pain=pain"},
		{"98% on RA", "vital_signs", ""},
		{"RA on methotrexate", "past_medical_history", "RA=rheumatoid arthritis; methotrexate=methotrexate"},
		{"acute PE on CTA, heparin started", "assessment", "PE=pulmonary embolism; CTA=CT angiography; heparin=heparin"},
		{"PE: general, heent normal exam", "physical_exam", "exam=physical examination"},
		{"mitral stenosis (MS) was found. MS is severe", "", "mitral stenosis=mitral stenosis; MS=mitral stenosis; MS=mitral stenosis"},
	} {
		if got := resolve(c.text, c.section); got != c.want {
			t.Errorf("%q in %q\n got %s\nwant %s", c.text, c.section, got, c.want)
		}
	}
}

// Every curated sense names a term of the lexicon.
func TestSenses(t *testing.T) {
	for _, line := range strings.Split(abbreviation.SensesTSV, "\n") {
		cell := strings.Split(line, "\t")
		if len(cell) < 4 || line[0] == '#' || cell[1] == "none" || cell[0] == "short" {
			continue
		}
		lex := lexicon.Default()
		tokens := token.Scan(nil, cell[2])
		lex.Normalise(cell[2], tokens)
		ok := false
		for _, m := range match.Find(nil, cell[2], tokens, lex) {
			ok = ok || m.First == 0 && m.Last == len(tokens)
		}
		if !ok {
			t.Errorf("%s: the lexicon lacks %q", cell[0], cell[2])
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("chronic obstructive pulmonary disease (COPD) MS (")
	f.Fuzz(func(t *testing.T, text string) { resolve(text, "") })
}
