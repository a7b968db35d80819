package assertion

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// soughtBy takes a disease that only names what is tested or provided for ("HCV genotype", "anemia panel", "stroke
// clinic") for a supposition: the words do not say that the patient has it.
func (a *asserter) soughtBy(s int, t *place, won *[axesN]decision) {
	if t.class != conditions || won[conditionality].rule != "" || won[certainty].value == negative {
		return
	}
	tokens := a.tokensOf(s)
	i := t.last
	if i >= len(tokens) || tokens[i].Kind != annotation.Word || tokens[i].Len() > 12 {
		return
	}
	if !seeks(a.doc.Text[tokens[i].Begin:tokens[i].End]) {
		return
	}
	for j := i + 1; j < len(tokens) && j < i+4; j++ { // "HIV test positive" says it
		if w := a.doc.Text[tokens[j].Begin:tokens[j].End]; strings.EqualFold(w, "positive") || strings.EqualFold(w, "detected") || w == "+" {
			return
		}
	}
	won[conditionality] = decision{value: supposed, rule: "lexical/test_of", span: tokens[i].Span}
}

// seeks reports whether a word names a test or a service.
func seeks(w string) bool {
	switch w {
	case "panel", "profile", "workup", "screen", "screening", "test", "tests", "testing", "titer", "titers", "antibody", "antibodies", "antigen",
		"serology", "serologies", "genotype", "genotyping", "RNA", "DNA", "PCR", "swab", "clinic", "vaccine", "vaccines", "vax", "shot", "shots", "jab", "booster", "vaccination", "immunization", "prophylaxis",
		"education", "risk", "risks", "precautions", "protocol", "rule-out", "ppx":
		return true
	}
	return false
}
