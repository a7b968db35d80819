package nlp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// qualifiers are words before a condition that say how it came and how bad it is, and words that may stand between these.
var qualifiers = phrase.SharedWords(func() *phrase.WordMap {
	words := map[string]uint32{}
	for value, list := range map[uint32]string{
		acuity:  "acute chronic subacute sudden recurrent persistent intermittent gradual longstanding relapsing episodic",
		quality: "mild moderate severe moderately mildly severely stable unstable worsening minimal significant marked slight extensive massive diffuse",
		joining: "on to and",
	} {
		for w := range strings.FieldsSeq(list) {
			words[w] = value
		}
	}
	return phrase.NewWordMap(words)
})

const (
	acuity uint32 = 1 + iota
	quality
	joining
)

// reach is how many tokens may stand between a detail and what it belongs to ("pain in the left knee").
const reach = 4

// nested is how many entities back one may stand that contains another: entities hardly nest.
const nested = 4

// details gives directions and places of the body to what they belong to, and acuity and quality words to conditions. A
// direction is never an entity; a place of the body is one where nothing claims its words.
func (w *Worker) details() Status {
	d := &w.doc
	w.qualifyAll()
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Category != annotation.Anatomy {
			continue
		}
		owner, around := w.owner(i)
		if around && e.Type != "DIRECTION" && !w.sided(i) || w.claimed(i) {
			continue // the "chest" of "chest pain", the "mouth" of "by mouth" say nothing more
		}
		a := annotation.Attribute{Span: e.Span, Type: e.Type, Relationship: e.Type, Score: e.Score}
		switch {
		case owner >= 0:
			o := &d.Entities[owner]
			o.Attributes = append(o.Attributes, a)
		case e.Type == "DIRECTION" && e.Len() > 2:
			d.Unmapped = append(d.Unmapped, a)
		}
	}
	kept := w.kept[:0]
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Category != annotation.Anatomy || e.Type != "DIRECTION" && !inside(kept, e) && !w.claimed(i) {
			kept = push(kept, e)
		}
	}
	w.kept, d.Entities = d.Entities, kept
	for i := range d.Entities {
		if a := d.Entities[i].Attributes; len(a) > 1 {
			slices.SortStableFunc(a, func(a, b annotation.Attribute) int { return cmp.Or(a.Begin-b.Begin, b.End-a.End) }) // the whole instruction before its parts
		}
	}
	return OK
}

// owner is the entity that anatomy or direction i belongs to, -1 for none: the one around it (then around is true), else one near it in the same
// sentence — for a direction the one on its right ("left knee"), for a place the condition or procedure on its left ("pain
// in the left knee", "fracture of the wrist") or directly on its right ("knee pain").
func (w *Worker) owner(i int) (owner int, around bool) {
	d := &w.doc
	e := &d.Entities[i]
	for j := i - 1; j >= max(0, i-nested); j-- {
		if o := &d.Entities[j]; o.Contains(e.Span) && owns(o, e) {
			return j, true
		}
	}
	if t := w.tokenAt(e.Begin); e.Len() == 1 && t > 0 && d.Tokens[t-1].Kind == annotation.Number {
		return -1, false // litres, or a flag: "drained 3 L pleural fluid"
	}
	right, left := w.beside(i, 1), w.beside(i, -1)
	if right >= 0 && (e.Len() > 2 || d.Entities[right].Type != "TEST_NAME") && !isEye(d.Text[e.Begin:e.End]) && w.between(e.End, d.Entities[right].Begin) == 0 {
		return right, false
	}
	if e.Len() <= 2 && left >= 0 && (!isEye(d.Text[e.Begin:e.End]) || d.Entities[left].Category != annotation.Condition || w.between(d.Entities[left].End, e.Begin) > 0) {
		return -1, false // the L of "3.2 L" is no side of what stands before it
	}
	if left >= 0 && w.between(d.Entities[left].End, e.Begin) <= reach {
		return left, false
	}
	return -1, false
}

// isEye reports whether a short word names an eye, which follows what is wrong with it: "PVD OD".
func isEye(word string) bool { return word == "OD" || word == "OS" || word == "OU" }

// sided reports whether a direction stands directly before place i: the "knee" of "pain in the left knee".
func (w *Worker) sided(i int) bool {
	d := &w.doc
	if i == 0 {
		return false
	}
	before := &d.Entities[i-1]
	return before.Type == "DIRECTION" && before.End <= d.Entities[i].Begin && w.between(before.End, d.Entities[i].Begin) == 0
}

// claimed reports whether the words of place i are part of a drug's instruction: "by mouth", "to the left eye".
func (w *Worker) claimed(i int) bool {
	d := &w.doc
	e := &d.Entities[i]
	for j := max(0, i-nested); j < min(len(d.Entities), i+nested); j++ {
		if o := &d.Entities[j]; o.Category == annotation.Medication {
			for k := range o.Attributes {
				if a := &o.Attributes[k]; a.Type != "SIG" && a.Contains(e.Span) {
					return true
				}
			}
		}
	}
	return false
}

// beside is the next entity in a direction that may own i, passing over other details; -1 for none.
func (w *Worker) beside(i, step int) int {
	d := &w.doc
	e := &d.Entities[i]
	for j := i + step; j >= 0 && j < len(d.Entities); j += step {
		o := &d.Entities[j]
		switch {
		case o.Sentence != e.Sentence:
			return -1
		case owns(o, e):
			return j
		case o.Category != annotation.Anatomy:
			return -1
		}
	}
	return -1
}

// owns reports whether entities like o have details like e.
func owns(o, e *annotation.Entity) bool {
	switch o.Category {
	case annotation.Condition:
		return true
	case annotation.TestProcedure:
		return o.Type != "TEST_NAME" || e.Type != "SYSTEM_ORGAN_SITE"
	case annotation.Anatomy:
		return e.Type == "DIRECTION" && o.Type != "DIRECTION"
	}
	return false
}

// between is the number of tokens between two bytes, more than reach where a comma or the like parts them.
func (w *Worker) between(from, to int) int {
	d := &w.doc
	n := 0
	for i := w.tokenAt(from); i < len(d.Tokens) && d.Tokens[i].Begin < to; i++ {
		if t := &d.Tokens[i]; t.Kind == annotation.Punct && d.Text[t.Begin] != '-' {
			return reach + 1
		}
		n++
	}
	return n
}

// inside reports whether one of the entities before e stands around it; then e is its attribute alone.
func inside(before []annotation.Entity, e *annotation.Entity) bool {
	for i := len(before) - 1; i >= max(0, len(before)-nested); i-- {
		if o := &before[i]; o.Category != annotation.Anatomy && o.Contains(e.Span) && o.Len() > e.Len() {
			return true
		}
	}
	return false
}

// qualifyAll qualifies the conditions that have one of the words within them or directly before them. Most have none.
func (w *Worker) qualifyAll() {
	d, words := &w.doc, qualifiers()
	tokens := d.Tokens
	last, next := -1, words.Next(tokens, 0) // the words around where the condition at hand begins
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Category != annotation.Condition {
			continue
		}
		for next < len(tokens) && tokens[next].End <= e.Begin {
			last, next = next, words.Next(tokens, next+1)
		}
		within, directly := next < len(tokens) && tokens[next].Begin < e.End, last+1 < len(tokens) && tokens[last+1].End > e.Begin
		if within || directly {
			w.qualify(e)
		}
	}
}

// qualify adds the acuity and quality words directly before a condition or within it.
func (w *Worker) qualify(e *annotation.Entity) {
	d := &w.doc
	words := qualifiers()
	first := w.tokenAt(e.Begin)
	from := first
	for from > 0 && first-from < reach && qualifier(words, d, from-1) != 0 {
		from--
	}
	for i := from; i < len(d.Tokens) && d.Tokens[i].Begin < e.End; i++ {
		t := &d.Tokens[i]
		switch qualifier(words, d, i) {
		case acuity:
			e.Attributes = append(e.Attributes, annotation.Attribute{Span: t.Span, Type: "ACUITY", Relationship: "ACUITY", Score: 0.9})
		case quality:
			if i < first {
				e.Attributes = append(e.Attributes, annotation.Attribute{Span: t.Span, Type: "QUALITY", Relationship: "QUALITY", Score: 0.9})
			}
		}
	}
}

// qualifier is what token i is among the words that qualify a condition, 0 for other words.
func qualifier(words *phrase.WordMap, d *annotation.Document, i int) uint32 {
	if t := &d.Tokens[i]; t.Kind == annotation.Word {
		return words.Get(d.Text, t)
	}
	return 0
}
