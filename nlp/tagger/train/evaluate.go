package main

import (
	"fmt"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/tagger"
)

// counts of mentions: found and right, found and wrong, missed.
type counts struct{ right, wrong, missed int }

func (c counts) String() string {
	p := float64(c.right) / float64(max(c.right+c.wrong, 1))
	r := float64(c.right) / float64(max(c.right+c.missed, 1))
	f := 2 * float64(c.right) / float64(max(2*c.right+c.wrong+c.missed, 1))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, f)
}

// mention is what must agree: where, and whether a chemical or a disease.
type mention struct {
	annotation.Span
	category annotation.Category
}

// evaluate prints how the model does on a development part, by exact span and type.
func (p *prepare) evaluate(model *tagger.Model, name, file string, chemicals bool) error {
	docs, err := abstracts(file)
	if err != nil {
		return err
	}
	t := model.NewTagger()
	var drug, disease counts
	var spans []tagger.Span
	for _, d := range docs {
		gold := map[mention]bool{}
		for _, m := range d.Mentions {
			gold[mention{m.Span, m.Category()}] = true
		}
		p.scan(d.Text)
		spans = t.Tag(spans[:0], d.Text, p.tokens, p.hints)
		for _, s := range spans {
			c := &disease
			if s.Category == annotation.Medication {
				c = &drug
			}
			if m := (mention{s.Span, s.Category}); gold[m] {
				c.right++
				delete(gold, m)
			} else {
				c.wrong++
			}
		}
		for m := range gold {
			if m.category == annotation.Medication {
				drug.missed++
			} else {
				disease.missed++
			}
		}
	}
	if chemicals {
		fmt.Printf("%s dev: chemicals %v, diseases %v\n", name, drug, disease)
	} else {
		fmt.Printf("%s dev: diseases %v\n", name, disease)
	}
	return nil
}
