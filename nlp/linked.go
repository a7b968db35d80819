package nlp

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/link"
)

// links gives the entities their codes.
func (w *Worker) links() Status {
	d := &w.doc
	ctx := link.Context{Text: d.Text}
	if w.patient != nil {
		ctx.Patient = w.patient.Record
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		if len(e.Concepts) == 0 || e.Category == annotation.Anatomy {
			continue
		}
		ctx.Section = sectionName(d, e.Section)
		e.Links = w.linked.Link(e, ctx)
	}
	return OK
}
