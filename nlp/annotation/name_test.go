package annotation_test

import (
	"encoding/json"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// TestNames: every category and trait has a name of its own, by which it is found again; JSON has the names.
func TestNames(t *testing.T) {
	for c := annotation.Medication; c <= annotation.Social; c++ {
		if c.String() == "" || annotation.ParseCategory(c.String()) != c {
			t.Errorf("category %d is %q", c, c)
		}
	}
	for x := annotation.Negation; x <= annotation.Future; x++ {
		if x.String() == "" || annotation.ParseTrait(x.String()) != x {
			t.Errorf("trait %d is %q", x, x)
		}
	}
	for _, name := range []string{"", "medication", "MEDICATIONS"} {
		if c := annotation.ParseCategory(name); c != 0 {
			t.Errorf("%q is category %q", name, c)
		}
	}
	a := annotation.Assertion{Certainty: annotation.NegativePossible, Conditionality: annotation.Conditional, Temporality: annotation.Upcoming, Experiencer: annotation.Other, Cues: []annotation.Cue{{Trait: annotation.Future}}}
	b, err := json.Marshal(a)
	want := `{"Certainty":"negative_possible","Conditionality":"conditional","Temporality":"future","Experiencer":"other","Cues":[{"Trait":"FUTURE","Begin":0,"End":0,"Rule":""}]}`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
}
