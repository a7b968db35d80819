package nlp

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/social"
)

// socials adds habits, background and allergens. An allergen that the dictionary knows as a drug keeps its concepts, so that
// it is linked.
func (w *Worker) socials() Status {
	d := &w.doc
	known := d.Entities
	d.Entities = w.social.Find(d.Entities, d)
	for i := len(known); i < len(d.Entities); i++ {
		e := &d.Entities[i]
		if e.Type != social.Allergies {
			continue
		}
		for j := range known {
			if k := &known[j]; k.Category == annotation.Medication && e.Contains(k.Span) {
				e.Concepts = k.Concepts
			}
		}
		e.Event = "allergy"
	}
	return OK
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
