package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/social"
)

// reaction reports whether what was listed as an allergen is a finding instead: the second reaction of "Penicillin: rash,
// hives", the "rhinitis" of "Allergic rhinitis". What begins its line is what the patient is allergic to ("Bee stings"),
// and so is what is named with the word: "peanut allergy".
func (w *Worker) reaction(e *annotation.Entity) bool {
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
		return o.Begin < e.Begin || w.behindReaction(e)
	}
	return false
}

// behindReaction reports whether a mark that introduces reactions stands before e on its line: "Penicillin: rash, hives",
// "codeine (nausea, itching)", "lisinopril -> cough / angioedema".
func (w *Worker) behindReaction(e *annotation.Entity) bool {
	d := &w.doc
	for i := w.tokenAt(e.Begin) - 1; i >= 0; i-- {
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

// introduces reports whether a condition only leads to what the patient is allergic to: the "allergic" of "allergic to
// Bactrim".
func (w *Worker) introduces(e *annotation.Entity) bool {
	d := &w.doc
	if e.Category != annotation.Condition || e.Len() > len("allergies") || d.Text[e.Begin]|0x20 != 'a' {
		return false
	}
	switch strings.ToLower(d.Text[e.Begin:e.End]) {
	case "allergic", "allergy", "allergies":
		i := w.tokenAt(e.End)
		return i < len(d.Tokens) && strings.EqualFold(d.Text[d.Tokens[i].Begin:d.Tokens[i].End], "to")
	}
	return false
}

// reactionReach is how many tokens back the allergen may stand.
const reactionReach = 9

// reacted puts the reaction that is told with an allergen ("allergic to Bactrim - rash") into the past: the patient does
// not have it now. The list of a section of allergies has that of the section.
func (w *Worker) reacted(i int) {
	d := &w.doc
	e := &d.Entities[i]
	if e.Category != annotation.Condition || e.Temporality != annotation.Current {
		return
	}
	for j := i - 1; j >= 0 && d.Entities[j].Sentence == e.Sentence; j-- {
		o := &d.Entities[j]
		if o.Type != social.Allergies {
			continue
		}
		at := w.tokenAt(o.End)
		if o.Certainty != annotation.Negative && o.End <= e.Begin && w.tokenAt(e.Begin)-at < reactionReach && w.leadsToReaction(at) {
			e.Temporality = annotation.Past
			e.Cues = append(e.Cues, annotation.Cue{Trait: annotation.PastHistory, Span: o.Span, Rule: "lexical/reaction_to"})
		}
		return
	}
}

// leadsToReaction reports whether the token behind an allergen introduces what it does.
func (w *Worker) leadsToReaction(i int) bool {
	d := &w.doc
	if i >= len(d.Tokens) {
		return false
	}
	switch strings.ToLower(d.Text[d.Tokens[i].Begin:d.Tokens[i].End]) {
	case "-", "–", "—", ":", "(", "=", ">", "→", "causes", "caused", "causing", "gives", "reaction", "reactions", "which", "with", "leads", "allergy", "develops", "gets":
		return true
	}
	return false
}
