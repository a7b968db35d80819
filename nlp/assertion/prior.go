package assertion

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/section"
)

// prior decides the axes that no cue decided by the section of an entity.
func (a *asserter) prior(e *annotation.Entity, class targets, won *[axesN]decision) {
	if e.Section < 0 || e.Section >= len(a.doc.Sections) {
		return
	}
	s := &a.doc.Sections[e.Section]
	give := func(x axis, v value) {
		if won[x].rule == "" {
			won[x] = decision{value: v, rule: "section/" + s.Name, span: s.Heading}
		}
	}
	switch s.Name {
	case section.FamilyHistory:
		if class == conditions && a.beyond != e.Section {
			give(experiencer, family)
		}
	case section.PastMedicalHistory, section.PastSurgicalHistory:
		if class != drugs && !hasValue(e) {
			give(temporality, past)
		}
	case section.SocialHistory, section.Allergies:
		if class == conditions { // background and old reactions, not what the patient has now
			give(temporality, past)
		}
	case section.DischargeInstructions, section.PatientEducation:
		if class == conditions {
			give(conditionality, supposed)
		}
	case section.Immunizations:
		if class == conditions { // what the patient was immunized against
			give(conditionality, supposed)
		}
	case section.Plan:
		if class&tests != 0 && !hasValue(e) && !a.shielded {
			give(temporality, upcoming)
		}
	}
}

// hasValue reports whether a test was done: it has a value.
func hasValue(e *annotation.Entity) bool {
	for i := range e.Attributes {
		if e.Attributes[i].Type == "TEST_VALUE" {
			return true
		}
	}
	return false
}

// measured reports whether a test has a number that is no bound: "INR < 3" may be a goal.
func measured(e *annotation.Entity) bool {
	for i := range e.Attributes {
		if a := &e.Attributes[i]; a.Type == "TEST_VALUE" && a.Value != "" && a.Comparator == "" {
			return true
		}
	}
	return false
}

// lexical decides by the words of the entity itself: "afebrile" found as fever, "nonsmoker", "NKDA", "smoked". Of
// conditions it denies only those that a dictionary maps to a concept: the concept is then the finding that is denied.
func (a *asserter) lexical(e *annotation.Entity, class targets, won *[axesN]decision) {
	if class != social && (class != conditions || len(e.Concepts) == 0) {
		return
	}
	words := a.doc.Text[e.Begin:e.End]
	if v := won[certainty].value; (v == 0 || v == uncertain || v == likely) && denies(words) {
		won[certainty] = decision{value: negative, rule: "lexical/negative_word", span: e.Span}
	}
	if class == social && won[temporality].rule == "" && isPast(words) {
		won[temporality] = decision{value: past, rule: "lexical/past_word", span: e.Span}
	}
}

// carried is a cue before a colon at the end of a line, which speaks of the bullets below.
type carried struct {
	effect effect
	rule   string
	span   annotation.Span
}

// hand fills carry from the cues of sentence s if it ends with a colon.
func (a *asserter) hand(s int) {
	if !a.introduces(s) {
		if !a.isBullet(s) {
			a.carry = a.carry[:0]
		}
		return
	}
	a.carry = a.carry[:0]
	if a.isHeading(a.doc.Sentences[s].Span) {
		return
	}
	a.measure(s)
	for k := range a.hits {
		h := &a.hits[k]
		if h.rule.flags&pseudo != 0 || h.flipped {
			continue
		}
		for _, said := range a.rules.saidBy(h.rule) {
			for _, f := range said.group().effects {
				if f.dir != backward && a.ahead(k, &f) == len(a.parts) {
					if f.value == done {
						f.value = current // "Labs done:" leaves no plan in its bullets
					}
					a.carry = append(a.carry, carried{f, a.rules.id(&said), a.span(s, h)})
				}
			}
		}
	}
}

// introduces reports whether sentence s ends with a colon.
func (a *asserter) introduces(s int) bool { return a.doc.Text[a.doc.Sentences[s].End-1] == ':' }

// isHeading reports whether a sentence is the heading of a section whose name is known: its meaning is the section's prior.
func (a *asserter) isHeading(span annotation.Span) bool {
	for i := range a.doc.Sections {
		if s := &a.doc.Sections[i]; s.Heading.End == span.End && s.Name != "" && s.Depth == 0 {
			return true
		}
	}
	return false
}

// between brings carry up to date from sentence previous, which had entities, to sentence s, through those that had none.
func (a *asserter) between(previous, s int) {
	for i := previous + 1; i < s; i++ {
		switch {
		case a.introduces(i):
			a.spans = a.spans[:0]
			a.find(i)
			a.hand(i)
		case !a.isBullet(i):
			a.carry = a.carry[:0]
		}
	}
	if !a.isBullet(s) {
		a.carry = a.carry[:0]
	}
}

// isBullet reports whether sentence s is an item of a list.
func (a *asserter) isBullet(s int) bool {
	t := &a.doc.Tokens[a.doc.Sentences[s].First]
	return t.Kind == annotation.Punct && a.doc.Text[t.Begin] != '(' || t.Kind == annotation.Number && t.Len() <= 2
}

// carried lets the cues before a colon decide what no cue of the item itself does.
func (a *asserter) carried(class targets, won *[axesN]decision) {
	for i := range a.carry {
		c := &a.carry[i]
		if won[c.effect.axis].rule == "" && (c.effect.targets == 0 || c.effect.targets&class != 0) {
			won[c.effect.axis] = decision{value: c.effect.value, rule: c.rule, span: c.span}
		}
	}
}
