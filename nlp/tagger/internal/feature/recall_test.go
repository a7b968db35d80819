package feature

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/token"
)

func TestShortForms(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // the long form of each short one that has one, in the order of the text
	}{
		{"familial adenomatous polyposis coli (APC) and APC", []string{"adenomatous polyposis coli", "adenomatous polyposis coli"}},
		{"APC stands for adenomatous polyposis coli (APC)", []string{"adenomatous polyposis coli", "adenomatous polyposis coli"}},
		{"atelosteogenesis type 2 (AO2) and AO3 but no AO, and AO2", slices.Repeat([]string{"atelosteogenesis type 2"}, 4)}, // two tokens each
		{"dexmedetomidine (D-MED)", slices.Repeat([]string{"dexmedetomidine"}, 3)},
		{"cyclooxygenase inhibitors or NSAIDs; nonsteroidal anti-inflammatory drugs (NSAIDs)", slices.Repeat([]string{"nonsteroidal anti-inflammatory drugs"}, 2)},
		{"injected with alfentanil (ALF, 0.5 mg/kg sc)", []string{"alfentanil"}},
		{"triamcinolone (T) was given", []string{"triamcinolone"}},
		{"five of them (USA) were well", nil},          // the letters are not there
		{"five of them (USA, 2003) were well", nil},    // nor a definition
		{"a stroke. The team (AST) met", nil},          // not over a full stop
		{"severe (grade 4) pain (SP) was seen", nil},   // not over a bracket
		{"SOLUTION (SOL) WAS GIVEN BY THE NURSE", nil}, // in a line of capitals they mean nothing
		{"cyclic adenosine monophosphate (cAMP)", []string{"cyclic adenosine monophosphate"}},
		{"(APC)", nil},
		{"", nil},
	} {
		tokens := token.Scan(nil, c.text)
		var e Extractor
		e.Reset(c.text, tokens, nil)
		var got []string
		for _, i := range e.Short() {
			first, last := e.Long(i)
			got = append(got, c.text[tokens[first].Begin:tokens[last].End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: long forms %q, want %q", c.text, got, c.want)
		}
	}
}
