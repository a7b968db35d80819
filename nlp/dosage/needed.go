package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// readAsNeeded reads "prn", "as needed for pain", and a reason without them ("for pain").
func (p *parser) readAsNeeded(i int) int {
	l := p.at(i)
	switch {
	case l.kind == asNeeded:
		end := p.add(item{kind: itemAsNeeded}, i, i+1)
		for p.is(end, asNeeded) || p.said(end) == "as" || p.said(end) == "needed" { // prn as needed
			end++
		}
		if p.is(end, routeWord) && p.is(end+1, other) { // prn po pain
			end = p.readRoute(end)
		}
		if from, to := p.reason(end); to > from {
			return p.add(item{kind: itemReason, text: p.text[p.at(from).begin:p.at(to-1).end]}, from, to)
		}
		return end
	case l.kind == forWord && hasPrefixFold(p.said(i), "for") && p.eventAt(i-1) != held: // hold for SBP < 100
		if from, to := p.reason(i); to > from && len(p.items) > 0 {
			return p.add(item{kind: itemReason, text: p.text[p.at(from).begin:p.at(to-1).end]}, i, to)
		}
	}
	return i
}

// reasonWords bounds the words of a reason.
const reasonWords = 10

// reason is the lexemes of the reason that begins at lexeme i, behind its preposition; empty where there is none.
func (p *parser) reason(i int) (from, to int) {
	j := i
	for p.is(j, forWord) || p.mark(j, '-') || p.mark(j, ':') || p.mark(j, '(') || p.is(j, ofWord) || p.said(j) == "if" || p.said(j) == "when" || p.is(j, article) || p.is(j, each) && p.is(j+1, other) {
		j++
	}
	from, to = j, j
	if p.is(j, toWord) || p.is(j, onWord) || p.is(j, inWord) || p.mark(j, ',') || p.mark(j, '/') || p.said(j) == "follow" || p.said(j) == "home" { // what comes next
		return from, from
	}
	for ; j < len(p.lex) && j < from+reasonWords; j++ {
		l := p.at(j)
		switch l.kind {
		case other:
			if endsReason(p.said(j)) {
				return from, to
			}
			if end := p.threshold(j); end > j {
				to, j = end, end-1
				continue
			}
			to = j + 1
		case side, bodyPart, notWord, moment, instruction, lasting, ago, courseWord:
			if l.kind == instruction && j == from || l.kind == notWord && j > from || l.kind == instruction {
				return from, to
			}
			to = j + 1
		case formWord:
			if !forms[l.ref].weak {
				return from, to
			}
			to = j + 1
		case conjunction, orWord, ofWord, toWord, inWord, onWord, article, be:
		case punct:
			if end := p.threshold(j); end > j { // T > 38.5
				to, j = end, end-1
				continue
			}
			if c := byte(l.ref); c != '/' && c != '-' && !(c == ',' && p.goesOn(j+1)) {
				return from, to
			}
		case lineEnd:
			if !p.goesOn(j + 1) {
				return from, to
			}
		case event, single, adverb, continuous, drug, verb:
			return from, to
		default:
			return from, to
		}
	}
	return from, to
}

// threshold is the end of a limit that a reason names from lexeme i on: "> 38.5", "greater than 101 F", or i.
func (p *parser) threshold(i int) int {
	j := i
	switch w := strings.ToLower(p.said(i)); w {
	case ">", "<", "=", "≥", "≤":
		for p.mark(j, '>') || p.mark(j, '<') || p.mark(j, '=') || p.said(j) == "≥" || p.said(j) == "≤" {
			j++
		}
	case "greater", "less", "more", "higher", "lower", "over", "above", "below", "exceeding":
		if j++; p.said(j) == "than" {
			j++
		}
	default:
		return i
	}
	if j == i || !p.is(j, number) {
		return i
	}
	return j + 1
}

// endsReason reports whether a word begins something else than a reason.
func endsReason(w string) bool {
	switch w {
	case "along", "with", "starting", "please", "may", "which", "who", "that", "because", "since", "he", "she", "patient", "but", "if", "when", "He", "She", "Patient", "by", "as", "then", "well", "only":
		return true
	}
	return false
}

// goesOn reports whether a list of reasons goes on at lexeme i: a lower-case word that means nothing to the grammar.
func (p *parser) goesOn(i int) bool {
	l := p.at(i)
	return (l.kind == other || l.kind == orWord || l.kind == conjunction && p.is(i+1, other)) && l.first < len(p.tokens) && !p.tokens[l.first].Upper
}

// readMax reads the most that may be taken: "mdd 6", "not to exceed 4 g per day", "max 8 tablets in 24 hours", "up to 200
// mg/24 h".
func (p *parser) readMax(i int) int {
	l := p.at(i)
	atMost := l.kind == upTo || l.kind == forWord && strings.HasSuffix(p.said(i), "up to")
	if l.kind != maxLead && l.kind != maxDaily && !atMost {
		return i
	}
	j := i + 1
	for p.mark(j, ':') || p.mark(j, '=') || p.is(j, ofWord) || p.is(j, be) || p.said(j) == "more" || p.said(j) == "than" || p.is(j, article) || p.is(j, maxLead) || p.is(j, maxDaily) || p.is(j, toWord) || p.mark(j, '-') && !atMost {
		j++
	}
	if !p.is(j, number) {
		return i
	}
	a, end, perDay := p.largest(j)
	if p.is(end, times) || p.is(end, timeUnit) && !perDay {
		return i
	}
	n, unit, last, ok := p.perPeriod(end)
	if p.said(end) == "within" || p.said(end) == "in" || p.is(end, inWord) {
		n, unit, last, ok = p.within(end)
	}
	switch {
	case ok:
		end = last
	case perDay || l.kind == maxDaily:
		n, unit = quantity.Number{Low: one, High: one}, days
	case atMost && a.Unit == "dose": // up to 3 doses
		if k, whole := a.High.IsInt(); whole && k > 0 && k < 100 {
			return p.add(item{kind: itemTiming, timing: Timing{Count: int(k)}}, i, end)
		}
		return i
	case atMost:
		return i
	default:
		unit = -1
	}
	it := item{kind: itemMax, amount: a}
	if unit >= 0 {
		it.length = Length{Low: n.Low, High: n.High, Unit: timeUnits[unit].ucum}
	}
	return p.add(it, i, end)
}

// within reads "in 24 hours", "in any 24 hour period", "within a day".
func (p *parser) within(i int) (n quantity.Number, unit, end int, ok bool) {
	j := i + 1
	for p.is(j, each) || p.said(j) == "any" || p.is(j, article) {
		j++
	}
	n = quantity.Number{Low: one, High: one}
	if p.is(j, number) {
		n = p.at(j).num
		j++
	}
	if p.mark(j, '-') {
		j++
	}
	if !p.is(j, timeUnit) {
		return n, 0, i, false
	}
	unit = int(p.at(j).ref)
	if j++; p.said(j) == "period" {
		j++
	}
	return n, unit, j, true
}

// largest reads the amount of a maximum.
func (p *parser) largest(i int) (a Amount, end int, perDay bool) {
	num := p.at(i).num
	if u, t, ok := p.unit(i); ok && usable(u) {
		a = unitAmount(num, u)
		perDay = daily(&a, u)
		return a, max(p.after(i, t), i+1), perDay
	}
	if f := p.at(i + 1); f.kind == formWord && forms[f.ref].countable {
		return formAmount(num, &forms[f.ref]), i + 2, false
	}
	if p.is(i+1, cycle) {
		return Amount{Low: num.Low.Trim(), High: num.High.Trim(), Unit: "dose", UCUM: "{dose}", Set: true}, i + 2, false
	}
	return Amount{Low: num.Low.Trim(), High: num.High.Trim(), Set: true}, i + 1, false
}
