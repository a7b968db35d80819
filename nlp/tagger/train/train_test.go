package main

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
	"github.com/tarn-sql/tarn/nlp/token"
)

// toy are examples of three words each: feature 1 marks a chemical, 2 what goes on it, 3 nothing.
func toy() []example {
	var list []example
	for range 20 {
		list = append(list,
			example{features: [][]uint32{{1, 9}, {2, 9}, {3, 9}}, gold: []lattice.Label{lattice.BeginChemical, lattice.InsideChemical, lattice.O}, allowed: lattice.All},
			example{features: [][]uint32{{3, 9}, {1, 9}, {3, 9}}, gold: []lattice.Label{lattice.O, lattice.BeginChemical, lattice.O}, allowed: lattice.All})
	}
	return list
}

func TestTrainIsReproducible(t *testing.T) {
	features, trans := train(toy(), defaults)
	again, againTrans := train(toy(), defaults)
	if !slices.Equal(features, again) || trans != againTrans {
		t.Error("two trainings of the same examples differ")
	}
	i := slices.IndexFunc(features, func(w tagger.Weights) bool { return w.Feature == 1 })
	if i < 0 || features[i].Weight[lattice.BeginChemical] <= features[i].Weight[lattice.O] {
		t.Errorf("the feature of chemicals does not weigh for chemicals: %+v", features)
	}
}

func TestTrainKeepsTheHeaviest(t *testing.T) {
	o := defaults
	o.size = 2
	features, _ := train(toy(), o)
	if len(features) != 2 || features[0].Feature > features[1].Feature {
		t.Errorf("kept %+v, want two, ascending", features)
	}
}

func TestDivide(t *testing.T) {
	for _, c := range [][3]int64{{5, 2, 3}, {-5, 2, -3}, {4, 3, 1}, {-4, 3, -1}, {0, 7, 0}} {
		if got := divide(c[0], c[1]); got != c[2] {
			t.Errorf("%d/%d = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestLabels(t *testing.T) {
	const b, i, d, j = lattice.BeginChemical, lattice.InsideChemical, lattice.BeginDisease, lattice.InsideDisease
	text := "folic acid and lung or breast cancer"
	span := func(begin, end int, kind string) eval.Mention {
		return eval.Mention{Span: annotation.Span{Begin: begin, End: end}, Kind: kind}
	}
	for _, c := range []struct {
		name     string
		mentions []eval.Mention
		want     []lattice.Label
	}{
		{"two kinds", []eval.Mention{span(0, 10, "Chemical"), span(23, 36, "Disease")}, []lattice.Label{b, i, 0, 0, 0, d, j}},
		{"the longest of those that overlap", []eval.Mention{span(23, 36, "Disease"), span(15, 36, "CompositeMention")}, []lattice.Label{0, 0, 0, d, j, j, j}},
		{"widened to whole tokens", []eval.Mention{span(2, 5, "Chemical")}, []lattice.Label{b, 0, 0, 0, 0, 0, 0}},
		{"another kind", []eval.Mention{span(0, 5, "Gene")}, make([]lattice.Label, 7)},
	} {
		got := labels(eval.Abstract{Text: text, Mentions: c.mentions}, token.Scan(nil, text))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
