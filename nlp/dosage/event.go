package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// event is what happens to the drugs first to last of the room: told by a verb before the drug, by a passive behind it, by
// its section, or by an instruction.
func (p *parser) event(first, last int, doc *annotation.Document, e *annotation.Entity) string {
	at := p.drugs
	section := sectionOf(doc, e.Begin).Name
	if section == "allergies" {
		return allergy
	}
	end := len(p.lex)
	if last+1 < len(at) {
		end = at[last+1]
	}
	if ev := p.passive(at[last]+1, end); ev != "" {
		return ev
	}
	if ev := p.verbBefore(at[first], end); ev != "" {
		return ev
	}
	if strings.HasSuffix(section, "medications") {
		return active
	}
	for i := range p.given {
		if p.given[i].kind == itemTiming && p.given[i].timing.Unit != "" {
			return active
		}
	}
	return ""
}

// passive looks for "was stopped", "(discontinued)", "- held" behind a drug, before lexeme end.
func (p *parser) passive(i, end int) string {
	others, behind := 0, i
	for ; i < end; i++ {
		name := p.eventAt(i)
		if name == switched && p.is(i-1, be) && p.is(i+1, toWord) && i+2 >= end {
			return stopped // was changed to the next drug
		}
		if name == "" || name == active && !p.is(i-1, be) || name == planned {
			if p.is(i, other) {
				if others++; others > 8 {
					return ""
				}
			}
			continue
		}
		told := p.is(i-1, be) || p.is(i-2, be) && p.is(i-1, other) || p.mark(i-1, '(') || p.mark(i-1, '-') && !p.tokens[p.at(i-1).first].Glued ||
			i == behind && participle(p.said(i)) || p.is(i, then) || p.mark(i-1, ',') && p.is(i+1, toWord) || strings.HasSuffix(p.said(i), "d off")
		if told && !p.negated(i) && name != switched {
			if p.is(i+1, drug) || p.is(i+1, ofWord) {
				continue
			}
			return name
		}
	}
	return ""
}

// participle reports whether a verb directly behind a drug says what was done with it: "metformin held".
func participle(w string) bool {
	w = strings.ToLower(w)
	switch w {
	case "held", "on hold", "withheld", "d/c'd", "dc'd", "d/ced":
		return true
	}
	return strings.HasSuffix(w, "ed")
}

// eventReach is how far before a drug its verb may stand, in lexemes: a list of drugs lies between. Without a bound a text
// of nothing but drugs would take quadratic time.
const eventReach = 60

// verbBefore looks for "started", "stopped taking", "switched from … to" before a drug. Verbs that are said of a drug
// before it ("aspirin was stopped, and Plavix") do not count.
func (p *parser) verbBefore(at, end int) string {
	others, toBefore, passed := 0, false, false
	for i := at - 1; i >= max(0, at-eventReach); i-- {
		switch l := p.at(i); l.kind {
		case toWord:
			if i >= at-3 {
				toBefore = true
			}
		case other, bodyPart:
			if others++; others > 6 {
				return ""
			}
		case drug:
			others, passed = 0, true
		case verb:
			if methods[l.ref].name == "take" || methods[l.ref].name == "use" || methods[l.ref].name == "give" {
				if p.negated(i) {
					return ""
				}
				return active
			}
		}
		name := p.eventAt(i)
		if name == "" {
			continue
		}
		if passed && (name == increased || name == decreased) {
			return "" // "increase lisinopril to 20 mg, metoprolol 25 mg daily"
		}
		if name == switched && toBefore && p.is(i-1, be) && !p.negated(i) {
			return started // was changed to it
		}
		if p.is(i-1, be) && p.drugs[0] < i && !p.is(i+1, drug) && name != active {
			return ""
		}
		if p.negated(i) {
			return ""
		}
		if name == switched {
			return p.switchOf(toBefore, at, end)
		}
		if p.intended(i) && (name == started || name == "") {
			return planned
		}
		return name
	}
	return ""
}

// eventAt is the event of lexeme i, "" where it tells none.
func (p *parser) eventAt(i int) string {
	l := p.at(i)
	switch l.kind {
	case event:
		return events[l.ref].name
	case dispense:
		if hasPrefixFold(p.said(i), "refill") && !p.is(i+1, number) && !p.mark(i+1, ':') {
			return refilled
		}
	case then:
		s := p.said(i)
		for _, v := range [...]struct{ word, name string }{{"increas", increased}, {"decreas", decreased}, {"reduc", decreased}, {"taper", decreased}} {
			if hasPrefixFold(s, v.word) {
				return v.name
			}
		}
	}
	return ""
}

// negated reports whether "not" stands directly before lexeme i or before the word before it.
func (p *parser) negated(i int) bool {
	return p.is(i-1, notWord) || p.is(i-2, notWord) && (p.is(i-1, be) || p.is(i-1, other) || p.is(i-1, verb))
}

// intended reports whether lexeme i is a plan: "will be started", "plans to start".
func (p *parser) intended(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		switch strings.ToLower(p.said(j)) {
		case "will", "would", "will be", "should", "plan", "plans", "plan to", "should be", "consider", "could":
			return true
		}
	}
	return false
}

// switchOf tells the drug that is left from the one that is begun.
func (p *parser) switchOf(toBefore bool, i, end int) string {
	if toBefore {
		return started
	}
	if end < len(p.lex) && p.is(end, drug) {
		for j := end - 1; j > i && j > end-4; j-- {
			if p.is(j, toWord) || hasPrefixFold(p.said(j), "with") || hasPrefixFold(p.said(j), "by") {
				return stopped
			}
		}
	}
	return ""
}
