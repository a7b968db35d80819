package nlp

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// ambiguousScore is taken off the score of a short form that neither section nor neighbours explain.
const ambiguousScore = 0.4

// entities makes entities of the dictionary's matches. Words that are too general to be reported, or that stayed
// ambiguous and are no condition, are left out.
func (w *Worker) entities() Status {
	d := &w.doc
	for i := range w.matches {
		m := &w.matches[i]
		if m.Flags&lexicon.Generic != 0 || m.Category == 0 {
			continue
		}
		d.Entities = append(d.Entities, annotation.Entity{})
		e := &d.Entities[len(d.Entities)-1]
		e.Span, e.Category, e.Type, e.Score, e.Method, e.Concepts = m.Span, m.Category, m.Type, m.Score, "dictionary", m.Concepts
		if m.Ambiguous {
			e.Score -= ambiguousScore
		}
	}
	return OK
}
