package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// dropDoctors drops, of the entities from number from on, the names in capitals that are a title before a disease: "DR.
// HYPERTENSION", where DR ends a sentence or stands for diabetic retinopathy. The entities before are those of the
// dictionary, in text order.
func (w *Worker) dropDoctors(from int) {
	d := &w.doc
	kept := filter(d.Entities[from:], func(e *annotation.Entity) bool {
		words := d.Text[e.Begin:e.End]
		return e.Type != "NAME" || e.Method != "pattern" || !strings.HasPrefix(words, "DR") || words != strings.ToUpper(words) || !w.namesDisease(e.Span, from)
	})
	d.Entities = d.Entities[:from+len(kept)]
}

// namesDisease reports whether one of the first n entities is a disease of the dictionary that begins within a span.
func (w *Worker) namesDisease(span annotation.Span, n int) bool {
	for i := range w.doc.Entities[:n] {
		if o := &w.doc.Entities[i]; o.Category == annotation.Condition && o.Method != "tagger" && span.Begin < o.Begin && o.Begin < span.End {
			return true
		}
	}
	return false
}
