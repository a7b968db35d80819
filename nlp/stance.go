package nlp

import (
	"sort"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/social"
)

// socials adds habits, background and allergens.
func (w *Worker) socials() Status {
	d := &w.doc
	w.background = w.social.Find(w.background[:0], d)
	for i := range w.background {
		if e := &w.background[i]; e.Type == social.Allergies {
			w.allergen(e)
		}
	}
	kept := d.Entities[:0]
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Category != annotation.Social || !w.told(e) {
			kept = append(kept, *e)
		}
	}
	d.Entities = kept
	for _, e := range w.background {
		if e.Type == social.Allergies || !w.mentions(e.Span) {
			d.Entities = append(d.Entities, e)
		}
	}
	return OK
}

// allergen keeps the concepts of a drug that an allergen is, so that it is linked.
func (w *Worker) allergen(e *annotation.Entity) {
	e.Event = "allergy"
	first := sort.Search(len(w.matches), func(i int) bool { return w.matches[i].Begin >= e.Begin })
	for i := first; i < len(w.matches) && w.matches[i].Begin < e.End; i++ {
		if m := &w.matches[i]; m.Category == annotation.Medication && e.Contains(m.Span) {
			e.Concepts = m.Concepts
		}
	}
}

// told reports whether the grammar found a habit of e's type in e's sentence: it knows better than the dictionary which
// words tell it.
func (w *Worker) told(e *annotation.Entity) bool {
	at := sentenceAt(&w.doc, e.Begin)
	first := sort.Search(len(w.background), func(i int) bool { return w.background[i].Sentence >= at })
	for i := first; i < len(w.background) && w.background[i].Sentence == at; i++ {
		if w.background[i].Type == e.Type {
			return true
		}
	}
	return false
}

// assertions decides what the text says of each entity. What a room knows to be denied by its words alone ("NKDA") stays
// denied.
func (w *Worker) assertions() Status {
	d := &w.doc
	w.denied = w.denied[:0]
	for i := range d.Entities {
		if d.Entities[i].Certainty == annotation.Negative {
			w.denied = append(w.denied, i)
		}
	}
	assertion.Apply(d)
	for _, i := range w.denied {
		if e := &d.Entities[i]; e.Certainty != annotation.Negative {
			e.Certainty = annotation.Negative
			e.Cues = append(e.Cues, annotation.Cue{Trait: annotation.Negation, Span: e.Span, Rule: "lexical/negative_word"})
		}
	}
	for i := range d.Entities {
		w.usage(&d.Entities[i])
	}
	return OK
}

// usage gives a habit the attribute USAGE with the code never, former or current.
func (w *Worker) usage(e *annotation.Entity) {
	if e.Category != annotation.Social {
		return
	}
	code := social.Usage(e)
	for i := range e.Attributes {
		if a := &e.Attributes[i]; a.Type == "USAGE" {
			if code != "" {
				a.Code = code
			}
			return
		}
	}
	if code != "" {
		e.Attributes = append(e.Attributes, annotation.Attribute{Span: e.Span, Type: "USAGE", Relationship: "USAGE", Score: e.Score, Code: code})
	}
}

// kinds tells signs, symptoms and diagnoses apart, and drugs from allergens.
func (w *Worker) kinds() Status {
	d := &w.doc
	for i := range d.Entities {
		e := &d.Entities[i]
		name := sectionName(d, e.Section)
		switch {
		case e.Category == annotation.Condition:
			e.Kind = w.kind(e, name)
		case e.Category == annotation.Medication && name == section.Allergies:
			e.Category, e.Type, e.Event = annotation.Social, social.Allergies, "allergy"
		}
	}
	return OK
}

// kind is what the dictionary says of a condition, a diagnosis where it knows nothing. What an examiner reports is a sign
// even where patients feel it too ("tenderness", "cough" heard).
func (w *Worker) kind(e *annotation.Entity, name string) annotation.Trait {
	kind := annotation.Diagnosis
	if len(e.Concepts) > 0 {
		c := e.Concepts[0]
		if k := w.a.lexicon.Images()[c.Vocab].KindOf(c.ID); k != "" {
			kind = k
		}
	}
	switch name {
	case section.PhysicalExam, section.VitalSigns, section.Objective:
		if kind == annotation.Symptom {
			return annotation.Sign
		}
	}
	return kind
}
