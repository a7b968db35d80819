package dosage

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/quantity"
)

// readTiming reads when doses are given.
func (p *parser) readTiming(i int) int {
	switch p.at(i).kind {
	case asNeeded, verb, routeWord, formWord, orWord, toWord, inWord, fromWord, untilWord, overWord, then, timeUnit, side, bodyPart, event, notWord, instruction:
		return i // what no timing begins with
	}
	t, end, ok := p.timing(i)
	if !ok {
		return i
	}
	return p.add(item{kind: itemTiming, timing: t}, i, end)
}

// timing tries the forms of a timing, the most exact first.
func (p *parser) timing(i int) (t Timing, end int, ok bool) {
	for _, read := range timingReaders[p.at(i).kind] {
		if t, end, ok = read(p, i); ok {
			return t, end, true
		}
	}
	return t, i, false
}

// timingReaders are the forms of a timing that may begin with a lexeme of a kind.
var timingReaders = [kinds][]func(p *parser, i int) (Timing, int, bool){
	number:     {(*parser).perMeal, (*parser).timesPer, (*parser).hourlyTiming, (*parser).momentList, (*parser).clockTimes},
	upTo:       {(*parser).timesPer},
	maxLead:    {(*parser).timesPer},
	onceWord:   {(*parser).timesPer, (*parser).singleDose},
	fixed:      {(*parser).fixedTiming},
	adverb:     {(*parser).fixedTiming},
	hourly:     {(*parser).fixedTiming},
	continuous: {(*parser).fixedTiming},
	every:      {(*parser).everyPeriod, (*parser).weekdayList},
	each:       {(*parser).perUnit},
	punct:      {(*parser).perUnit},
	atWord:     {(*parser).momentList, (*parser).clockTimes},
	whenWord:   {(*parser).momentList},
	moment:     {(*parser).momentList},
	onWord:     {(*parser).weekdayList},
	article:    {(*parser).weekdayList},
	weekday:    {(*parser).weekdayList},
	other:      {(*parser).weekdayList, (*parser).singleDose},
	single:     {(*parser).singleDose},
	times:      {(*parser).countOf},
	forWord:    {(*parser).countOf},
}

// fixedTiming reads bid, daily, nightly; and a range of two: "daily to bid".
func (p *parser) fixedTiming(i int) (t Timing, end int, ok bool) {
	if t, ok = p.word1(i); !ok || p.rightEye(i) {
		return t, i, false
	}
	t.explicit = len(t.When) == 0 || t.Frequency > 1
	end = i + 1
	if p.mark(end, '-') || p.is(end, toWord) || p.is(end, orWord) {
		j := end + 1
		if u, ok := p.word1(j); ok && u.Unit == t.Unit && u.Frequency > t.Frequency && u.Period == t.Period {
			t.FrequencyMax, t.Code, end = u.Frequency, "", j+1
		} else if p.is(j, onceWord) && p.is(j+1, adverb) && int(p.at(j).ref) > t.Frequency && t.Unit == timeUnits[p.at(j+1).ref].ucum {
			t.FrequencyMax, t.Code, end = int(p.at(j).ref), "", j+2
		}
	}
	return t, end, true
}

// rightEye reports whether lexeme i is an OD that is said of eye drops: the right eye, not once daily.
func (p *parser) rightEye(i int) bool {
	l := p.at(i)
	q := p.previous(i)
	if l.kind != fixed || q == nil || l.end-l.begin > 4 || p.text[l.begin]|0x20 != 'o' {
		return false
	}
	return q.kind == itemDose && (q.amount.Unit == "drop" || q.amount.Unit == "eye drop") || q.kind == itemRoute && q.ref == ophthalmic ||
		q.kind == itemForm && forms[q.ref].route == ophthalmic
}

// word1 is the timing of one lexeme.
func (p *parser) word1(i int) (t Timing, ok bool) {
	switch l := p.at(i); l.kind {
	case fixed:
		return timings[l.ref].timing(), true
	case adverb:
		return per(1, int(l.ref)), true
	case hourly:
		return per(1, hours), true
	case continuous:
		return Timing{Continuous: true}, true
	}
	return t, false
}

func (r *repeated) timing() Timing {
	t := Timing{Frequency: r.frequency, Period: quantity.Int(int64(r.period)), Unit: timeUnits[r.unit].ucum, Code: r.code}
	switch r.when {
	case "":
	case "AC+HS":
		t.When = []string{"AC", "HS"}
	case "C+HS":
		t.When = []string{"C", "HS"}
	default:
		t.When = []string{r.when}
	}
	return t
}

// per is the timing of n times in one unit.
func per(n, unit int) Timing {
	t := Timing{Frequency: n, Period: one, Unit: timeUnits[unit].ucum, explicit: true}
	t.Code = code(&t)
	return t
}

// code is the v3-GTSAbbreviation of a timing, "" where none says it.
func code(t *Timing) string {
	if t.FrequencyMax != 0 || t.PeriodMax != (quantity.Decimal{}) || len(t.When) > 0 || len(t.Days) > 0 || len(t.Times) > 0 {
		return ""
	}
	n, ok := t.Period.IsInt()
	switch {
	case !ok:
		return ""
	case t.Unit == "d" && n == 1 && t.Frequency <= 4:
		return [...]string{"", "QD", "BID", "TID", "QID"}[t.Frequency]
	case t.Unit == "d" && n == 2 && t.Frequency == 1:
		return "QOD"
	case t.Unit == "h" && t.Frequency == 1 && (n == 1 || n == 2 || n == 3 || n == 4 || n == 6 || n == 8):
		return [...]string{1: "Q1H", 2: "Q2H", 3: "Q3H", 4: "Q4H", 6: "Q6H", 8: "Q8H"}[n]
	case t.Unit == "wk" && n == 1 && t.Frequency == 1:
		return "WK"
	case t.Unit == "mo" && n == 1 && t.Frequency == 1:
		return "MO"
	}
	return ""
}

// timesPer reads "3 times a day", "twice daily", "2x/day", "once every 3 days", "up to 4 times in 24 hours", "2-3 times daily".
func (p *parser) timesPer(i int) (t Timing, end int, ok bool) {
	j := i
	atMost := p.is(j, upTo) || p.is(j, maxLead)
	if atMost {
		j++
	}
	low, high, j, ok := p.howOften(j)
	if !ok {
		return t, i, false
	}
	period, unit, j, ok := p.perPeriod(j)
	if !ok {
		return t, i, false
	}
	t = Timing{Frequency: low, Period: period.Low, Unit: timeUnits[unit].ucum, explicit: true}
	if period.IsRange() {
		t.PeriodMax = period.High
	}
	if high > low {
		t.FrequencyMax = high
	}
	if atMost {
		t.Frequency, t.FrequencyMax = 0, max(low, high)
		return t, j, true
	}
	t.Code = code(&t)
	return t, j, true
}

// howOften reads "3 times", "2-3x", "twice", "once or twice", "one to two times".
func (p *parser) howOften(i int) (low, high, end int, ok bool) {
	l := p.at(i)
	switch l.kind {
	case onceWord:
		low, end = int(l.ref), i+1
		if (p.is(end, orWord) || p.is(end, toWord) || p.mark(end, '-')) && p.is(end+1, onceWord) {
			return low, int(p.at(end + 1).ref), end + 2, true
		}
		if (p.is(end, orWord) || p.is(end, toWord)) && p.is(end+1, number) && p.is(end+2, times) {
			if n, ok := p.whole(end+1, 25); ok {
				return low, n, end + 3, true
			}
		}
		if n, ok := p.whole(end, 25); ok && n == low && p.is(end+1, times) { // two 2 times
			end += 2
		}
		return low, 0, end, true
	case number:
		a, okA := l.num.Low.IsInt()
		b, okB := l.num.High.IsInt()
		end = i + 1
		if !okA || !okB || a <= 0 || b > 48 {
			return 0, 0, i, false
		}
		switch {
		case p.is(end, times):
			end++
		case p.is(end, onceWord) && int64(p.at(end).ref) == a: // 1 one time
			end++
		default:
			return 0, 0, i, false
		}
		return int(a), int(b), end, true
	}
	return 0, 0, i, false
}

// perPeriod reads "a day", "daily", "per week", "/day", "every 3 days", "in 24 hours", "each day".
func (p *parser) perPeriod(i int) (period quantity.Number, unit, end int, ok bool) {
	period = quantity.Number{Low: one, High: one}
	l := p.at(i)
	switch {
	case l.kind == adverb:
		return period, int(l.ref), i + 1, true
	case l.kind == hourly:
		return period, hours, i + 1, true
	case l.kind == timeUnit && p.is(i-1, times) && (p.said(i) == "day" || p.said(i) == "week" || p.said(i) == "wk"): // 2 x day
		return period, int(l.ref), i + 1, true
	case l.kind == fixed && timings[l.ref].frequency == 1 && timings[l.ref].unit == days && timings[l.ref].period == 1:
		return period, days, i + 1, timings[l.ref].when == ""
	case l.kind == each || l.kind == every || l.kind == inWord || p.mark(i, '/'):
		j := i + 1
		if p.is(j, each) || p.is(j, every) {
			j++
		}
		if p.is(j, otherDay) && p.is(j+1, timeUnit) && l.kind == every {
			return quantity.Number{Low: quantity.Int(int64(p.at(j).ref)), High: quantity.Int(int64(p.at(j).ref))}, int(p.at(j + 1).ref), j + 2, true
		}
		if p.is(j, number) {
			period = p.at(j).num
			j++
			if p.mark(j, '-') {
				j++
			}
		}
		if !p.is(j, timeUnit) || period.Low.IsZero() {
			return period, 0, i, false
		}
		if h, whole := period.Low.IsInt(); whole && !period.IsRange() && h == 24 && p.at(j).ref == hours && l.kind != every {
			return quantity.Number{Low: one, High: one}, days, j + 1, true
		}
		return period, int(p.at(j).ref), j + 1, true
	}
	return period, 0, i, false
}

// everyPeriod reads "every 4-6 hours", "q4h", "q 6", "every other day", "every morning", "q am", "every Monday".
func (p *parser) everyPeriod(i int) (t Timing, end int, ok bool) {
	if !p.is(i, every) {
		return t, i, false
	}
	if period, unit, end, ok := p.perPeriod(i); ok {
		return p.eachPeriod(period, unit), end, true
	}
	l := p.at(i + 1)
	switch l.kind {
	case moment:
		t, end, _ = p.moments(i + 1)
		t.Frequency, t.Period, t.Unit = len(t.When), one, "d"
		t.Code = momentCode(&t)
		return t, end, true
	case adverb, fixed:
		t, end, ok = p.fixedTiming(i + 1)
		return t, end, ok
	case weekday:
		return p.weekdayList(i + 1)
	case number: // q6 without its unit
		if n, whole := p.whole(i+1, 32); whole && n >= 2 && p.ordinal(i+2) && p.is(i+3, timeUnit) { // every 3rd day
			return p.eachPeriod(l.num, int(p.at(i+3).ref)), i + 4, true
		}
		if n, whole := p.whole(i+1, 25); whole && n >= 2 && p.tokens[l.first].Glued && p.said(i) != "each" {
			return p.eachPeriod(l.num, hours), i + 2, true
		}
	case otherDay:
		if p.is(i+2, moment) || p.is(i+2, timeUnit) {
			return Timing{Frequency: 1, Period: quantity.Int(int64(l.ref)), Unit: "d"}, i + 3, true
		}
	}
	return t, i, false
}

// ordinal reports whether lexeme i is the end of a number written as 3rd.
func (p *parser) ordinal(i int) bool {
	switch strings.ToLower(p.said(i)) {
	case "nd", "rd", "th":
		return p.at(i).first < len(p.tokens) && p.tokens[p.at(i).first].Glued
	}
	return false
}

func (p *parser) eachPeriod(period quantity.Number, unit int) Timing {
	t := Timing{Frequency: 1, Period: period.Low.Trim(), Unit: timeUnits[unit].ucum, explicit: true}
	if period.IsRange() {
		t.PeriodMax = period.High.Trim()
	}
	t.Code = code(&t)
	return t
}

// hourlyTiming reads "4 hourly", "4-6 hourly", "six-hourly".
func (p *parser) hourlyTiming(i int) (t Timing, end int, ok bool) {
	if !p.is(i, number) {
		return t, i, false
	}
	j := i + 1
	if p.mark(j, '-') {
		j++
	}
	if !p.is(j, hourly) || p.at(i).num.Low.IsZero() {
		return t, i, false
	}
	return p.eachPeriod(p.at(i).num, hours), j + 1, true
}

// perUnit reads "a day" and "per day" after a dose: 20 mg a day.
func (p *parser) perUnit(i int) (t Timing, end int, ok bool) {
	if !p.is(i, each) && !p.mark(i, '/') || !p.is(i+1, timeUnit) || p.previous(i) == nil {
		return t, i, false
	}
	switch p.items[len(p.items)-1].kind {
	case itemDose, itemStrength, itemForm, itemRoute, itemVague:
		return per(1, int(p.at(i+1).ref)), i + 2, p.at(i+1).ref >= hours
	}
	return t, i, false
}
