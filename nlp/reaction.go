package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/social"
)

// reaction reports whether what was listed as an allergen is a finding instead: the second reaction of "Penicillin: rash,
// hives", the "rhinitis" of "Allergic rhinitis". What begins its line is what the patient is allergic to ("Bee stings"),
// and so is what is named with the word: "peanut allergy".
func (w *Worker) reaction(e annotation.Entity) bool {
	if e.Type != social.Allergies || len(e.Concepts) > 0 || e.Certainty == annotation.Negative {
		return false
	}
	d := &w.doc
	for i := range d.Entities {
		o := &d.Entities[i]
		if o.Begin > e.Begin {
			return false
		}
		if o.Category != annotation.Condition || !o.Contains(e.Span) {
			continue
		}
		words := strings.ToLower(d.Text[o.Begin:o.End])
		if strings.HasSuffix(words, "allergy") || strings.HasSuffix(words, "allergies") {
			return false
		}
		return o.Begin < e.Begin || w.behindReaction(&e)
	}
	return false
}

// behindReaction reports whether a mark that introduces reactions stands before e on its line: "Penicillin: rash, hives",
// "codeine (nausea, itching)", "lisinopril -> cough / angioedema".
func (w *Worker) behindReaction(e *annotation.Entity) bool {
	d := &w.doc
	for i := tokenAt(d, e.Begin) - 1; i >= 0; i-- {
		t := d.Tokens[i]
		if t.Kind == annotation.Break || inHeading(d, t.Begin) {
			return false
		}
		switch d.Text[t.Begin:t.End] {
		case ".", ";":
			return false
		case ":", "-", ">", "->", "→", "–", "(", "=":
			return true
		}
	}
	return false
}

// inHeading reports whether a byte belongs to the heading of its section.
func inHeading(d *annotation.Document, at int) bool {
	i := sectionAt(d, at)
	return i >= 0 && at < d.Sections[i].Heading.End
}

// tolerated reports whether the words before a drug, in its sentence, say that the patient may have it: "tolerates
// cephalosporins", but not "cannot tolerate aspirin".
func (w *Worker) tolerated(e *annotation.Entity) bool {
	d := &w.doc
	s := sentenceAt(d, e.Begin)
	if s < 0 {
		return false
	}
	yes := false
	for i := d.Sentences[s].First; i < len(d.Tokens) && d.Tokens[i].End <= e.Begin; i++ {
		t := d.Tokens[i]
		switch strings.ToLower(d.Text[t.Begin:t.End]) {
		case "tolerates", "tolerated", "tolerate", "tolerating":
			yes = true
		case "not", "cannot", "can't", "never", "poorly", "doesn't", "couldn't", "unable", "intolerant":
			return false
		}
	}
	return yes
}
