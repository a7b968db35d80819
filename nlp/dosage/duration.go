package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// readDuration reads how long a drug is taken ("for 10 days", "x7d", "3/7", "until gone") or one administration lasts ("over
// 30 minutes").
func (p *parser) readDuration(i int) int {
	switch p.at(i).kind {
	case forWord, times:
		if l, end, ok := p.length(i + 1); ok && !p.is(end, otherDay) {
			return p.add(item{kind: p.lengthKind(l), length: l}, i, p.tail(end))
		}
		if l, end, ok := p.slashed(i + 1); ok {
			return p.add(item{kind: itemDuration, length: l}, i, end)
		}
	case single: // x1 day
		if p.is(i+1, timeUnit) && p.at(i+1).ref >= days {
			l := Length{Low: one, High: one, Unit: timeUnits[p.at(i+1).ref].ucum}
			return p.add(item{kind: itemDuration, length: l}, i, i+2)
		}
	case onWord, timeUnit, fromWord:
		return p.courseDays(i)
	case other: // the first day
		if p.firstDay(i) {
			return p.add(item{kind: itemDuration, length: Length{Low: one, High: one, Unit: "d"}}, i, i+2)
		}
	case overWord:
		if l, end, ok := p.length(i + 1); ok {
			return p.add(item{kind: itemInfusion, length: l}, i, end)
		}
	case untilWord:
		return p.until(i)
	case number:
		return p.bareLength(i)
	case each:
		l, end, ok := p.length(i)
		if !ok {
			l, end, ok = p.length(i + 1)
		}
		switch {
		case ok && p.is(end, courseWord):
			return p.add(item{kind: itemDuration, length: l}, i, end+1)
		case ok && len(p.names) > 0 && p.is(end, ofWord) && l.Unit != "s" && l.Unit != "d":
			return p.add(item{kind: itemDuration, length: l, before: true}, i, end)
		}
	}
	return i
}

// lengthKind tells the length of one administration (30 seconds, 4 hours of a rate) from that of the whole.
func (p *parser) lengthKind(l Length) itemKind {
	switch l.Unit {
	case "s", "min":
		return itemInfusion
	case "h":
		for _, it := range p.items {
			if it.kind == itemRate {
				return itemInfusion
			}
		}
	}
	return itemDuration
}

// courseDays reads the days of a course, which are as long as they are many: "on day 1", "on days 2-5".
func (p *parser) courseDays(i int) int {
	j := i
	for p.is(j, onWord) || p.is(j, fromWord) || p.is(j, article) {
		j++
	}
	if !p.is(j, timeUnit) || p.at(j).ref != days || !p.is(j+1, number) || p.at(j).end-p.at(j).begin == 1 || p.previous(i) == nil {
		return i
	}
	n := p.at(j + 1).num
	low, okLow := n.Low.IsInt()
	high, okHigh := n.High.IsInt()
	if !okLow || !okHigh || low < 1 || high > 99 || p.is(j+2, timeUnit) || p.is(j+2, formWord) || low == high && (p.mark(j+2, '/') || p.is(j+2, ofWord)) { // day 3 of 5 tells how far it is
		return i
	}
	d := quantity.Int(high - low + 1)
	return p.add(item{kind: itemDuration, length: Length{Low: d, High: d, Unit: "d"}}, i, j+2)
}

// firstDay reports whether "first day" stands at lexeme i, which no number of days follows.
func (p *parser) firstDay(i int) bool {
	return strings.EqualFold(p.said(i), "first") && p.is(i+1, timeUnit) && p.at(i+1).ref == days && len(p.items) > 0
}

// length reads "10 days", "7d", "1-2 more weeks", "a week", "7 (seven) days".
func (p *parser) length(i int) (l Length, end int, ok bool) {
	n := quantity.Number{Low: one, High: one}
	j := i
	switch {
	case p.is(j, number):
		n = p.at(j).num
	case p.is(j, each) && p.said(j) != "per":
	default:
		return l, i, false
	}
	j++
	for p.mark(j, '-') || p.said(j) == "more" || p.said(j) == "additional" || p.said(j) == "consecutive" || p.said(j) == "full" {
		j++
	}
	if !p.is(j, timeUnit) {
		return l, i, false
	}
	return Length{Low: n.Low.Trim(), High: n.High.Trim(), Unit: timeUnits[p.at(j).ref].ucum}, j + 1, true
}

// tail is the end of words that belong to a duration: "for 10 days total".
func (p *parser) tail(i int) int {
	if p.is(i, total) && p.said(i) != "each" {
		return i + 1
	}
	return i
}

// slashed reads the British 3/7 (days), 2/52 (weeks), 1/12 (months).
func (p *parser) slashed(i int) (l Length, end int, ok bool) {
	n, whole := p.whole(i, 100)
	if !whole || !p.mark(i+1, '/') {
		return l, i, false
	}
	m, whole := p.whole(i+2, 53)
	unit := ""
	switch m {
	case 7:
		unit = "d"
	case 12:
		unit = "mo"
	case 52:
		unit = "wk"
	}
	if !whole || unit == "" || p.mark(i+3, '/') {
		return l, i, false
	}
	return Length{Low: quantity.Int(int64(n)), High: quantity.Int(int64(n)), Unit: unit}, i + 3, true
}

// bareLength reads a length without its preposition: behind a timing or a route ("once a day 30 days", "tds 5/7"), or of a
// "10-day course".
func (p *parser) bareLength(i int) int {
	l, end, ok := p.length(i)
	if ok && p.is(end, courseWord) {
		return p.add(item{kind: itemDuration, length: l}, i, end+1)
	}
	if ok && len(p.names) > 0 && !p.is(i-1, inWord) && (p.is(end, ofWord) || p.therapy(end)) { // 3 weeks of
		return p.add(item{kind: itemDuration, length: l, before: true}, i, end)
	}
	q := p.previous(i)
	if q == nil || q.kind != itemTiming && q.kind != itemRoute && q.kind != itemAsNeeded && q.kind != itemReason && q.kind != itemDuration && q.kind != itemInstruction {
		return i
	}
	if !ok {
		if l, end, ok = p.slashed(i); !ok || q.kind != itemTiming {
			return i
		}
		return p.add(item{kind: itemDuration, length: l}, i, end)
	}
	if p.is(end, ago) || p.is(end, whenWord) || p.is(end, otherDay) || l.Unit == "h" || l.Unit == "min" || l.Unit == "s" || l.Unit == "a" {
		return i
	}
	return p.add(item{kind: itemDuration, length: l}, i, end)
}

// therapy reports whether lexeme i is a word for the use of a drug.
func (p *parser) therapy(i int) bool {
	switch p.said(i) {
	case "treatment", "therapy", "use", "administration":
		return true
	}
	return false
}

// untilWords bounds the words after "until".
const untilWords = 6

// until reads "until gone", "until cough is gone": to the end of the clause.
func (p *parser) until(i int) int {
	j := i + 1
	for ; j < len(p.lex) && j <= i+untilWords; j++ {
		l := p.at(j)
		if l.kind == punct && byte(l.ref) != '/' && byte(l.ref) != '-' || l.kind == lineEnd || l.kind == drug || l.kind == then || l.kind == maxLead || l.kind == maxDaily {
			break
		}
	}
	if j == i+1 {
		return i
	}
	return p.add(item{kind: itemDuration, length: Length{Text: p.text[p.at(i).begin:p.at(j-1).end]}}, i, j)
}
