package nlp

import (
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/phrase"
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
	w.background = filter(w.background, func(e *annotation.Entity) bool { return !w.reaction(e) })
	d.Entities = filter(d.Entities, func(e *annotation.Entity) bool {
		w.habit(e)
		return (e.Category != annotation.Social || !w.told(e)) && !w.introduces(e)
	})
	for i := range w.background {
		e := &w.background[i]
		if e.Type != social.Allergies && w.mentions(e.Span) {
			continue
		}
		if len(e.Attributes) > 0 {
			d.Entities = filter(d.Entities, func(o *annotation.Entity) bool { return !isDetail(e, o) })
		}
		d.Entities = append(d.Entities, *e)
	}
	return OK
}

// habit makes a substance that people take by themselves a habit where the social history names it: "admits alcohol use".
func (w *Worker) habit(e *annotation.Entity) {
	if e.Category != annotation.Medication || len(e.Concepts) == 0 {
		return
	}
	c := e.Concepts[0]
	if w.a.lexicon.Images()[c.Vocab].FlagsOf(c.ID)&lexicon.Recreational == 0 || sectionName(&w.doc, sectionAt(&w.doc, e.Begin)) != section.SocialHistory {
		return
	}
	e.Category, e.Type = annotation.Social, social.Drugs
	switch strings.ToLower(w.doc.Text[e.Begin:e.End]) {
	case "alcohol", "ethanol", "etoh":
		e.Type = social.Alcohol
	case "nicotine":
		e.Type = social.Tobacco
	}
}

// isDetail reports whether what was found as a test is a detail of a habit: the ppd of "smokes 1 ppd".
func isDetail(habit, o *annotation.Entity) bool {
	if o.Category != annotation.TestProcedure {
		return false
	}
	for i := range habit.Attributes {
		if habit.Attributes[i].Contains(o.Span) {
			return true
		}
	}
	return false
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
		if e := &d.Entities[i]; e.Certainty == annotation.Negative || e.Category == annotation.Condition && w.deniesItself(e) {
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
		w.present(&d.Entities[i])
		w.reacted(i)
		w.usage(&d.Entities[i])
	}
	return OK
}

// deniesItself reports whether the words of a condition deny it: "HIV negative".
func (w *Worker) deniesItself(e *annotation.Entity) bool {
	if len(e.Concepts) == 0 {
		return false
	}
	c := e.Concepts[0]
	return w.a.lexicon.Images()[c.Vocab].FlagsOf(c.ID)&lexicon.Negated != 0
}

// present takes a disease that does not pass out of the past where the text says no more than that it is in the patient's
// history: hypertension under PAST MEDICAL HISTORY is there today. Its cue stays as evidence of where it stands.
func (w *Worker) present(e *annotation.Entity) {
	if e.Category != annotation.Condition || e.Temporality != annotation.Past || !w.lasting(e) {
		return
	}
	for i := range e.Cues {
		if c := &e.Cues[i]; c.Trait == annotation.PastHistory && assertion.Background(c.Rule) {
			e.Temporality = annotation.Current
			return
		}
	}
}

// lasting reports whether a condition is of those that do not pass, by its words or its code.
func (w *Worker) lasting(e *annotation.Entity) bool {
	if words := w.doc.Text[e.Begin:e.End]; len(words) > len("chronic") && strings.EqualFold(words[:len("chronic")], "chronic") {
		return true
	}
	return assertion.Lasting(w.icd(e))
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
			if w.tolerated(e) {
				e.Certainty = annotation.Negative
			}
		}
	}
	return OK
}

// kind is what the dictionary says of a condition, a diagnosis where it knows nothing. What an examiner reports is a sign
// even where patients feel it too ("tenderness", "wheezing" heard).
func (w *Worker) kind(e *annotation.Entity, name string) annotation.Trait {
	kind := annotation.Diagnosis
	if len(e.Concepts) > 0 {
		c := e.Concepts[0]
		if k := w.a.lexicon.Images()[c.Vocab].KindOf(c.ID); k != 0 {
			kind = k
		}
	}
	if kind == annotation.Sign && name == section.ReviewOfSystems {
		return annotation.Symptom // what the patient tells
	}
	if kind != annotation.Symptom {
		return kind
	}
	switch name {
	case section.PhysicalExam, section.VitalSigns, section.Objective:
		return annotation.Sign
	}
	if w.examined(e) {
		return annotation.Sign
	}
	return kind
}

// icd is the first ICD-10-CM code of an entity's concepts, "" where there is none.
func (w *Worker) icd(e *annotation.Entity) string {
	for _, c := range e.Concepts {
		if code := w.a.lexicon.Images()[c.Vocab].CodeOf(c.ID, lexicon.ICD10CM); code != "" {
			return code
		}
	}
	return ""
}

// before is how many words before a finding may say that it was found on examination.
const before = 12

// examinations are the words that say that an examiner looked.
var examinations = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet("exam", "examination", "auscultation", "palpation", "percussion", "inspection", "funduscopy")
})

// examined reports whether the words before a finding, in its sentence, say that an examiner found it: "on exam",
// "auscultation reveals".
func (w *Worker) examined(e *annotation.Entity) bool {
	d := &w.doc
	if e.Sentence < 0 || e.Sentence >= len(d.Sentences) {
		return false
	}
	first := d.Sentences[e.Sentence].First
	last := w.tokenAt(e.Begin)
	words := examinations()
	for i := last - 1; i >= max(first, last-before); i-- {
		if words.Has(d.Text, &d.Tokens[i]) {
			return true
		}
	}
	return false
}
