package lab

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// numberReach is how far behind a name of the table a number must stand at the latest, in tokens.
const numberReach = 24

// findNamed fills named.
func (p *parser) findNamed() {
	p.named = p.named[:0]
	for i := range p.doc.Entities {
		if e := &p.doc.Entities[i]; e.Category == annotation.TestProcedure && e.Type == "TEST_NAME" || e.Category == annotation.Medication {
			p.named = append(p.named, i)
		}
	}
}

// find notes the names of tests: the entities, and the words of the table.
func (p *parser) find() {
	tokens, entities, named := p.tokens, p.doc.Entities, p.named
	p.stop = len(tokens)
	next, after := 0, 0   // the first of named that ends, and the first that begins, behind the last one looked at
	begin, number := 0, 0 // the byte of after; the next of numbers
	leads := nameLeads()
	for i := 0; ; {
		for i < len(tokens) && tokens[i].Begin < begin && !leads.Begins(&tokens[i]) {
			i++
		}
		if i >= len(tokens) {
			return
		}
		t := &tokens[i]
		if t.Begin >= begin {
			for next < len(named) && entities[named[next]].End <= t.Begin {
				next++
			}
			for after < len(named) && entities[named[after]].Begin <= t.Begin {
				after++
			}
			if begin = len(p.text); after < len(named) {
				begin = entities[named[after]].Begin
			}
			if a, ok := p.entityAt(i, named[next:]); ok {
				if !p.pair(&a) {
					p.anchors = append(p.anchors, a)
				}
				i = a.last
				continue
			}
		}
		for number < len(p.numbers) && p.numbers[number] < i {
			number++
		}
		if number == len(p.numbers) || p.numbers[number]-i > numberReach || !leads.Begins(t) || t.Kind != annotation.Word && t.Kind != annotation.Number {
			i++
			continue
		}
		if p.hAndH(i) {
			i += 3
			continue
		}
		w, end, ok := p.word(i)
		switch {
		case !ok || w.kind != testName && w.kind != shortName, p.partOf(i, end, w):
			i++
			continue
		case w.kind == shortName && p.text[p.tokens[i].Begin:p.tokens[end-1].End] != w.as:
			i = end
			continue
		}
		p.anchors = append(p.anchors, anchor{first: i, last: end, entity: -1, test: &tests[w.ref], short: w.kind == shortName})
		i = end
	}
}

// hAndH notes the two names of "H/H" and "H&H", hemoglobin and hematocrit.
func (p *parser) hAndH(i int) bool {
	if i+2 >= len(p.tokens) || p.said(i) != "H" || p.said(i+2) != "H" || p.said(i+1) != "/" && p.said(i+1) != "&" || !p.tokens[i+1].Glued || !p.tokens[i+2].Glued {
		return false
	}
	p.anchors = append(p.anchors,
		anchor{first: i, last: i + 1, entity: -1, test: &tests[byName["hemoglobin"]], short: true},
		anchor{first: i + 2, last: i + 3, entity: -1, test: &tests[byName["hematocrit"]], short: true})
	return true
}

// pair notes the two names of an entity such as "PT/INR" or "H&H" that has two values behind it; then the entity is the
// first of them. It reports whether there were any.
func (p *parser) pair(a *anchor) bool {
	if a.drug || a.last != a.first+3 || !p.is(a.first+1, '/') && !p.is(a.first+1, '&') {
		return false
	}
	k, from := len(p.anchors), len(p.values)
	if !p.hAndH(a.first) {
		for _, i := range [...]int{a.first, a.first + 2} {
			w, end, ok := p.word(i)
			if !ok || end != i+1 || w.kind != testName && w.kind != shortName {
				p.anchors = p.anchors[:k]
				return false
			}
			p.anchors = append(p.anchors, anchor{first: i, last: end, entity: -1, test: &tests[w.ref], short: w.kind == shortName})
		}
	}
	both := p.slashes(k)
	p.stop = len(p.tokens)
	if !both {
		p.anchors, p.values = p.anchors[:k], p.values[:from]
		return false
	}
	first := &p.anchors[k]
	first.entity, first.short, p.anchors[k+1].short = a.entity, false, false
	e := &p.doc.Entities[a.entity]
	*e = newEntity(annotation.Span{Begin: e.Begin, End: p.tokens[first.last-1].End}, first.test, "pattern")
	return true
}

// partOf reports whether the tokens are a piece of a run of letters and digits, as the K of "K9", without a number of its own.
func (p *parser) partOf(i, end int, w word) bool {
	if i > 1 && p.tokens[i].Glued && p.said(i-1) == "-" && p.tokens[i-1].Glued { // non-HDL
		return true
	}
	if end < len(p.tokens) && p.tokens[end].Glued && p.tokens[end].Kind == annotation.Number && !tests[w.ref].vital { // vitamin D3
		return true
	}
	return p.inUnit(i, end) || p.tokens[i].Glued && i > 0 && p.tokens[i-1].Kind != annotation.Punct ||
		end < len(p.tokens) && p.tokens[end].Glued && p.tokens[end].Kind == annotation.Word
}

// inUnit reports whether the tokens begin the longer unit of a number: the K of 12.3 K/uL.
func (p *parser) inUnit(i, end int) bool {
	if i == 0 || p.tokens[i-1].Kind != annotation.Number {
		return false
	}
	_, last, ok := quantity.ReadUnit(p.text, p.tokens, i)
	return ok && last > end
}

// entityAt is the anchor of an entity that begins at token i; named are those that may.
func (p *parser) entityAt(i int, named []int) (a anchor, ok bool) {
	best, entities, begin := -1, p.doc.Entities, p.tokens[i].Begin
	for _, k := range named {
		e := &entities[k]
		if e.Begin > begin {
			break
		}
		if e.Begin < begin {
			continue
		}
		if best < 0 || e.End > entities[best].End || e.End == entities[best].End && entities[best].Category == annotation.Medication {
			best = k
		}
	}
	if best < 0 {
		return a, false
	}
	e := &entities[best]
	last := i
	for last < len(p.tokens) && p.tokens[last].Begin < e.End {
		last++
	}
	if p.inUnit(i, last) {
		return a, false
	}
	a = anchor{first: i, last: last, entity: best, test: &elsewhere, drug: e.Category == annotation.Medication}
	if w, end, ok := p.word(i); ok && (w.kind == testName || w.kind == shortName) && end >= last {
		a.test, a.last = &tests[w.ref], end
	} else if ok && w.kind == studyName && end >= last {
		a.test = &studyTest
	}
	return a, !a.drug || a.test.drug || a.test == &elsewhere && p.maybe != nil && p.maybe(e)
}
