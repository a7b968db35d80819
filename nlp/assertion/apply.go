package assertion

import (
	"math"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// asserter is the scratch memory of Apply.
type asserter struct {
	doc      *annotation.Document
	rules    *rules
	hits     []hit  // of the sentence at hand
	parts    []part // of the tokens of a sentence
	counts   []int
	tokens   []annotation.Token // of the parts
	measured int                // the sentence of the parts
	scopes   []scope
	spans    []place // tokens of the entities of the sentence
	spoken   targets // the classes of spans
	begin    int     // the last token that one of spans begins with, -1 where there is none
	end      int     // the first token that one of them ends before
	cues     []annotation.Cue
	carry    []carried // cues that a colon hands to the bullets below
	rows     []row     // of the forms of the document

	shielded bool // a cue says that the test or procedure at hand was done
	beyond   int  // the section that a measured value ended: no family history has one
}

// hit is a cue in a sentence: tokens first to last (exclusive), counted from the sentence's first.
type hit struct {
	first, last int
	rule        *rule
	flipped     bool // an answer: "fever: no"
}

// place is an entity as tokens of its sentence, with its class.
type place struct {
	first, last int
	entity      int
	class       targets
}

// holds reports whether a cue lies within the entity and is less than all of it.
func (t *place) holds(h *hit) bool {
	return t.first <= h.first && h.last <= t.last && h.last-h.first < t.last-t.first
}

var pool = sync.Pool{New: func() any { return &asserter{rules: compiled()} }}

// Apply sets the Assertion of every entity of doc from the cues of its sentence and the prior of its section. It needs
// Tokens, Sentences, Sections, and Entities in text order with Sentence and Section; entities with a Sentence out of range keep
// the default. It is deterministic and safe for concurrent use on different documents.
func Apply(doc *annotation.Document) {
	a := pool.Get().(*asserter)
	a.doc, a.cues, a.carry, a.beyond, a.measured = doc, nil, a.carry[:0], -1, -1
	a.forms()
	previous := -1
	for i := 0; i < len(doc.Entities); {
		j := i
		for j < len(doc.Entities) && doc.Entities[j].Sentence == doc.Entities[i].Sentence {
			j++
		}
		if s := doc.Entities[i].Sentence; s >= 0 && s < len(doc.Sentences) {
			a.between(previous, s)
			a.sentence(s, i, j)
			previous = s
		}
		i = j
	}
	a.doc, a.tokens = nil, nil
	pool.Put(a)
}

// sentence asserts the entities i to j, which are those of sentence s.
func (a *asserter) sentence(s, i, j int) {
	a.locate(s, i, j)
	if len(a.spans) > 0 || a.introduces(s) {
		a.find(s)
	}
	a.reach(s)
	for k := range a.spans {
		a.entity(s, &a.spans[k])
	}
	a.hand(s)
}

// tokensOf are the tokens of a sentence.
func (a *asserter) tokensOf(s int) []annotation.Token {
	sent := &a.doc.Sentences[s]
	return a.doc.Tokens[sent.First:sent.Last]
}

// find fills hits with the cues of a sentence, longest first at each token. A cue does not run into an entity: "no" is the
// cue of "no acute distress", whatever longer phrase there is. Nor is it a part of a longer name: "not in labor force" denies
// nothing of what is listed behind it.
func (a *asserter) find(s int) {
	tokens := a.tokensOf(s)
	set, text := a.rules.set, a.doc.Text
	a.hits = a.hits[:0]
	next, limit := 0, 0 // the first of spans that begins behind i, and where
	for i := set.Next(tokens, 0); i < len(tokens); i = set.Next(tokens, i+1) {
		if limit <= i {
			for next < len(a.spans) && a.spans[next].first <= i {
				next++
			}
			if limit = len(tokens); next < len(a.spans) {
				limit = a.spans[next].first
			}
		}
		v, end, ok := set.At(text, tokens[:limit], i)
		if !ok {
			continue
		}
		r := &a.rules.list[v]
		if r.flags&prefix != 0 && limit < len(tokens) {
			// This shield may reach into an entity: "non-cardiac" before "cardiac chest pain".
			if w, past, found := set.At(text, tokens, i); found && past > limit && a.rules.list[w].flags&pseudo != 0 {
				r, end = &a.rules.list[w], past
			}
		}
		if end == i+2 && r.flags&pseudo != 0 && a.endsNo(tokens, i) {
			if v, end, ok = set.At(text, tokens[:i+1], i); !ok {
				continue
			}
			r = &a.rules.list[v]
		}
		h := hit{first: i, last: end, rule: r}
		if next > 0 && a.spans[next-1].holds(&h) && !a.relative(tokens, &h, &a.spans[next-1]) || !a.stands(tokens, &h) {
			continue
		}
		if a.deniedEvidence(tokens, &h) {
			i = end - 1
			continue
		}
		a.hits = append(a.hits, h)
		i = end - 1
	}
}

// locate fills spans with the entities i to j as tokens of sentence s.
func (a *asserter) locate(s, i, j int) {
	tokens := a.tokensOf(s)
	a.spans, a.hits = a.spans[:0], a.hits[:0]
	a.spoken, a.begin, a.end = 0, -1, len(tokens)+1
	at := 0
	for ; i < j; i++ {
		e := &a.doc.Entities[i]
		class := target(e)
		if class == 0 {
			continue
		}
		for at > 0 && tokens[at-1].End > e.Begin {
			at--
		}
		for at < len(tokens) && tokens[at].End <= e.Begin {
			at++
		}
		last := at
		for last < len(tokens) && tokens[last].Begin < e.End {
			last++
		}
		a.spans = append(a.spans, place{at, last, i, class})
		a.spoken, a.begin, a.end = a.spoken|class, max(a.begin, at), min(a.end, last)
	}
}

// decision is the cue that won an axis.
type decision struct {
	distance int
	value    value
	rule     string
	span     annotation.Span
	group    *group // nil: decided by no cue
}

// rank says which of two equally near cues is believed.
func rank(v value) int {
	switch v {
	case negative:
		return 3
	case uncertain, likely:
		return 2
	}
	return 1
}

// nearHistory is how many words may stand between "history of" and a value that is of the past: "history of PSA 4.8".
const nearHistory = 2

// entity asserts one entity: on each axis the nearest cue that reaches it, else the section's prior.
func (a *asserter) entity(s int, t *place) {
	e := &a.doc.Entities[t.entity]
	if measured(e) {
		a.beyond = e.Section
	}
	var won [axesN]decision
	a.weigh(s, t, &won)
	a.carried(t.class, &won)
	if len(a.rows) > 0 {
		a.column(e, t.class, &won)
	}
	a.prior(e, t.class, &won)
	a.lexical(e, t.class, &won)
	a.dated(s, t, e, &won)
	a.soughtBy(s, t, &won)
	a.immunized(s, t, e, &won)
	a.ordered(s, t, e, &won)
	a.questioned(s, t, e, &won)
	if w := &won[certainty]; w.group != nil && w.group.name == resolved {
		if won[temporality].value == past {
			*w = decision{}
		} else if e.Kind == annotation.Diagnosis { // a disease that is over was there
			won[temporality], *w = decision{value: past, rule: w.rule, span: w.span}, decision{}
		}
	}
	if w := &won[conditionality]; w.group != nil && w.group.name == "if_after" && hasValue(e) {
		*w = decision{}
	}
	if w := &won[temporality]; w.group != nil && w.group.name == "history" && w.distance > nearHistory && measured(e) {
		*w = decision{} // "hx of fracture; vitamin D deficiency (25-OH D 14)": what was measured is no history
	}
	if won[temporality].value == upcoming && (won[conditionality].rule != "" || measured(e)) {
		won[temporality] = decision{} // "if it returns, refer for …" is no plan, and "repeat K 3.2" is done
	}
	a.set(e, &won)
}

// weigh lets the cues speak of an entity.
func (a *asserter) weigh(s int, t *place, won *[axesN]decision) {
	class, shield := t.class, a.done(t)
	a.shielded = shield < math.MaxInt
	for i := range a.scopes {
		c := &a.scopes[i]
		if c.effect.targets != 0 && c.effect.targets&class == 0 || c.effect.value == done {
			continue
		}
		distance, ok := a.reaches(c, t)
		if !ok || distance >= shield && (c.effect.value == upcoming || c.effect.value == supposed) || a.means(s, c, t) || c.back && a.answersOther(s, c, t) || a.overPast(s, c, t) {
			continue
		}
		w := &won[c.effect.axis]
		if w.group == nil || distance < w.distance || distance == w.distance && rank(c.effect.value) > rank(w.value) {
			*w = decision{distance, c.effect.value, a.rules.id(c.said), a.span(s, &a.hits[c.hit]), c.said.group()}
		}
	}
}

// done is the distance of the nearest cue that says that a test or procedure was done.
func (a *asserter) done(t *place) int {
	nearest := math.MaxInt
	if t.class&tests == 0 {
		return nearest
	}
	for i := range a.scopes {
		if c := &a.scopes[i]; c.effect.value == done {
			if distance, ok := a.reaches(c, t); ok {
				nearest = min(nearest, distance)
			}
		}
	}
	return nearest
}

// means reports whether the denial of something else reaches a test that it was denied by: "no fracture on CT".
func (a *asserter) means(s int, c *scope, t *place) bool {
	if t.class&tests == 0 || c.back || c.effect.axis != certainty {
		return false
	}
	if t.last < len(a.tokens) {
		switch a.saidAt(s, t.last) {
		case "shows", "showed", "reveals", "revealed", "demonstrates", "demonstrated":
			return true // "no wheezing chest x-ray shows …"
		}
	}
	for i := t.first - 1; i >= max(a.hits[c.hit].last, t.first-3); i-- {
		switch tok := a.doc.Tokens[a.doc.Sentences[s].First+i]; a.doc.Text[tok.Begin:tok.End] {
		case "on", "by", "per", "via":
			return true
		}
	}
	return false
}

// span is the words of a cue in the text.
func (a *asserter) span(s int, h *hit) annotation.Span {
	first := a.doc.Sentences[s].First
	return annotation.Span{Begin: a.doc.Tokens[first+h.first].Begin, End: a.doc.Tokens[first+h.last-1].End}
}

// set writes the decisions into the entity.
func (a *asserter) set(e *annotation.Entity, won *[axesN]decision) {
	e.Assertion = annotation.Assertion{Certainty: annotation.Positive, Conditionality: annotation.Unconditional, Temporality: annotation.Current, Experiencer: annotation.Patient}
	from := len(a.cues)
	for x := range won {
		w := &won[x]
		if w.rule == "" {
			continue
		}
		switch axis(x) {
		case certainty:
			e.Certainty = annotation.Certainty(w.value.number())
		case conditionality:
			e.Conditionality = annotation.Conditionality(w.value.number())
		case temporality:
			e.Temporality = annotation.Temporality(w.value.number())
		case experiencer:
			e.Experiencer = annotation.Experiencer(w.value.number())
		}
		if w.value == positive || w.value == current || w.value == patient {
			continue // the default needs no evidence
		}
		if a.cues == nil { // they stay with the entities: no scratch
			a.cues = make([]annotation.Cue, 0, len(a.doc.Entities)/2+1)
		}
		a.cues = append(a.cues, annotation.Cue{Trait: traitOf(axis(x), w.value), Span: w.span, Rule: w.rule})
	}
	if len(a.cues) > from {
		e.Cues = a.cues[from:len(a.cues):len(a.cues)]
	}
}
