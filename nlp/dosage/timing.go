package dosage

import (
	"fmt"
	"math/bits"

	"github.com/tarn-sql/tarn/nlp/annotation"
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
	for _, read := range timingReaders {
		if t, end, ok = read(p, i); ok {
			return t, end, true
		}
	}
	return t, i, false
}

var timingReaders = []func(p *parser, i int) (Timing, int, bool){
	(*parser).perMeal, (*parser).timesPer, (*parser).fixedTiming, (*parser).everyPeriod, (*parser).hourlyTiming, (*parser).perUnit,
	(*parser).momentList, (*parser).weekdayList, (*parser).clockTimes, (*parser).singleDose, (*parser).countOf,
}

// fixedTiming reads bid, daily, nightly; and a range of two: "daily to bid".
func (p *parser) fixedTiming(i int) (t Timing, end int, ok bool) {
	if t, ok = p.word1(i); !ok || p.rightEye(i) {
		return t, i, false
	}
	t.explicit = true
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

// momentList reads "in the morning and at bedtime", "before breakfast", "30 minutes before meals", "morning and evening".
func (p *parser) momentList(i int) (t Timing, end int, ok bool) {
	j, offset := i, 0
	if n, whole := p.whole(i, 241); whole && p.is(i+1, timeUnit) && p.is(i+2, whenWord) {
		if unit := timeUnits[p.at(i+1).ref]; unit.minutes == 1 || unit.minutes == 60 {
			offset, j = n*int(unit.minutes), i+2
		}
	}
	if p.is(j, atWord) && p.is(j+1, moment) {
		j++
	} else if !p.is(j, whenWord) && !(p.is(j, moment) && p.listFollows(j)) {
		return t, i, false
	}
	t, end, ok = p.moments(j)
	t.Offset = offset
	t.Frequency, t.Period, t.Unit = t.doses(), one, "d"
	t.Code = momentCode(&t)
	return t, end, ok
}

// listFollows reports whether a bare part of the day begins a list or follows a dose or "in".
func (p *parser) listFollows(i int) bool {
	if p.mark(i+1, ',') && p.is(i+2, moment) {
		return true
	}
	if q := p.previous(i); q != nil && (q.kind == itemDose || q.kind == itemMethod || q.kind == itemRoute || q.kind == itemForm || q.kind == itemTiming) {
		return true
	}
	return (p.is(i+1, conjunction) || p.mark(i+1, '/')) && (p.is(i+2, moment) || p.is(i+2, whenWord))
}

// moments reads parts of the day joined by commas and "and".
func (p *parser) moments(i int) (t Timing, end int, ok bool) {
	for j := i; ; {
		if !p.is(j, whenWord) && !p.is(j, moment) {
			return t, end, ok
		}
		if c := moments[p.at(j).ref].code; !contains(t.When, c) {
			t.When = append(t.When, c)
		}
		end, ok = j+1, true
		j++
		if p.is(j, moment) && p.at(j).ref == p.at(j-1).ref { // in the morning am
			j++
			end = j
		}
		for p.mark(j, ',') || p.is(j, conjunction) || p.mark(j, '/') || p.is(j, orWord) || p.is(j, article) || p.is(j, every) || p.is(j, inWord) {
			j++
		}
	}
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}

// partsOfDay is the parts of the day that a moment stands for: bit 0 the morning, 1 noon, 2 the evening, 3 the night.
func partsOfDay(code string) uint {
	switch code {
	case "MORN", "WAKE", "CM", "ACM", "PCM":
		return 1
	case "NOON", "AFT", "CD", "ACD", "PCD":
		return 2
	case "EVE", "CV", "ACV", "PCV":
		return 4
	case "NIGHT", "HS":
		return 8
	}
	return 7 // C, AC, PC: with the three meals
}

// doses is how often a day a timing means that names parts of the day or times only.
func (t *Timing) doses() int {
	parts := uint(0)
	for _, w := range t.When {
		parts |= partsOfDay(w)
	}
	return max(bits.OnesCount(parts)+len(t.Times), 1)
}

// momentCode is AM, PM or BED for timings that are once a day then.
func momentCode(t *Timing) string {
	if len(t.When) == 1 && t.Frequency == 1 && t.Offset == 0 {
		switch t.When[0] {
		case "MORN":
			return "AM"
		case "EVE":
			return "PM"
		case "HS":
			return "BED"
		}
	}
	return ""
}

// weekdayList reads "on Mondays and Thursdays", "MWF", "every Monday, Wednesday, Friday", "Mon-Fri".
func (p *parser) weekdayList(i int) (t Timing, end int, ok bool) {
	j := i
	if p.is(j, onWord) {
		j++
	}
	for p.is(j, every) || p.is(j, article) {
		j++
	}
	if !p.is(j, weekday) {
		return t, i, false
	}
	set := 0
	for p.is(j, weekday) {
		day := int(p.at(j).ref)
		if set != 0 && day&(day-1) == 0 && (p.mark(j-1, '-') || p.is(j-1, toWord)) {
			day |= through(set, day)
		}
		set |= day
		end = j + 1
		j++
		for p.mark(j, ',') || p.is(j, conjunction) || p.mark(j, '/') || p.is(j, onWord) || p.is(j, every) || p.mark(j, '-') || p.is(j, toWord) || p.is(j, orWord) {
			j++
		}
	}
	for k, c := range weekdayCodes {
		if set&(1<<k) != 0 {
			t.Days = append(t.Days, c)
		}
	}
	t.Frequency, t.Period, t.Unit = 1, one, "d"
	if (p.is(end, ofWord) || p.is(end, inWord)) && p.is(end+1, every) && p.is(end+2, timeUnit) {
		end += 3
	} else if p.is(end, each) && p.is(end+1, timeUnit) {
		end += 2
	}
	return t, end, true
}

// through is the days between the last of set and day.
func through(set, day int) int {
	out := 0
	for b := set; b != 0 && b < day; b <<= 1 {
		out |= b
	}
	return out & 127
}

// clockTimes reads "at 8 am and 8 pm", "at 0800", "11:00am".
func (p *parser) clockTimes(i int) (t Timing, end int, ok bool) {
	for j := i; ; {
		k := j
		if p.is(k, atWord) {
			k++
		}
		clock, last, found := p.clock(k, k > j)
		if !found {
			break
		}
		t.Times = append(t.Times, clock)
		end, ok, j = last, true, last
		for p.mark(j, ',') || p.is(j, conjunction) {
			j++
		}
	}
	t.Frequency, t.Period, t.Unit = len(t.Times), one, "d"
	return t, end, ok
}

// clock reads one time of the day; said tells that "at" stands before it.
func (p *parser) clock(i int, said bool) (clock string, end int, ok bool) {
	l := p.at(i)
	h, whole := l.num.Low.IsInt()
	if l.kind != number || l.num.IsRange() || !whole || h < 0 {
		return "", i, false
	}
	end = i + 1
	minute := int64(0)
	digits := l.end - l.begin
	if p.mark(end, ':') && p.is(end+1, number) && p.at(end+1).end-p.at(end+1).begin == 2 {
		minute, _ = p.at(end + 1).num.Low.IsInt()
		end += 2
	} else if said && digits == 4 && p.tokens[l.first].Kind == annotation.Number {
		h, minute = h/100, h%100
		if p.is(end, timeUnit) && p.at(end).ref == hours {
			end++
		}
		return fmt.Sprintf("%02d:%02d:00", h, minute), end, h < 24 && minute < 60
	}
	m := p.at(end)
	pm := m.kind == moment && moments[m.ref].code == "EVE"
	am := m.kind == moment && moments[m.ref].code == "MORN"
	if !am && !pm || h < 1 || h > 12 || minute > 59 {
		return "", i, false
	}
	if c := p.text[m.begin] | 0x20; c != 'a' && c != 'p' {
		return "", i, false
	}
	if h %= 12; pm {
		h += 12
	}
	return fmt.Sprintf("%02d:%02d:00", h, minute), end + 1, true
}

// singleDose reads "stat", "once", "single dose", "1 dose".
func (p *parser) singleDose(i int) (t Timing, end int, ok bool) {
	switch l := p.at(i); {
	case l.kind == single && p.said(i) != "immediately" && !p.is(i+1, timeUnit), l.kind == onceWord && l.ref == 1 && (len(p.names) == 0 || p.previous(i) != nil),
		l.kind == single && p.previous(i) != nil && !p.is(i+1, timeUnit):
		return Timing{Count: 1}, i + 1, true
	case l.kind == other && p.said(i) == "now":
		if q := p.previous(i); q != nil && (q.kind == itemDose || q.kind == itemRoute) {
			return Timing{Count: 1}, i + 1, true
		}
	}
	return t, i, false
}

// countOf reads "x 3 doses", "for 16 cycles", "for 2 doses".
func (p *parser) countOf(i int) (t Timing, end int, ok bool) {
	if n, ok := p.repeats(i); ok {
		return Timing{Count: n}, i + 2, true
	}
	if !p.is(i, times) && !p.is(i, forWord) || !p.is(i+1, number) || !p.is(i+2, cycle) && !p.doseForm(i+2) && !p.is(i+2, times) && !(p.is(i+2, routeWord) && int(p.at(i+2).ref) >= firstMode) {
		return t, i, false
	}
	n, m := p.at(i+1).num.Low, p.at(i+1).num.High
	low, okLow := n.IsInt()
	high, okHigh := m.IsInt()
	if !okLow || !okHigh || low < 1 || high > 999 {
		return t, i, false
	}
	t.Count = int(low)
	if high > low {
		t.CountMax = int(high)
	}
	return t, i + 3, true
}

// repeats reads "x3", which nothing that could be counted follows.
func (p *parser) repeats(i int) (n int, ok bool) {
	if !p.is(i, times) || p.previous(i) == nil {
		return 0, false
	}
	n, ok = p.whole(i+1, 21)
	switch l := p.at(i + 2); l.kind {
	case lineEnd, asNeeded, maxLead, then, routeWord, fixed, every, conjunction:
		return n, ok
	case punct:
		c := byte(l.ref)
		return n, ok && (c == '.' || c == ',' || c == ';' || c == ')')
	}
	return 0, false
}

func (p *parser) doseForm(i int) bool {
	return p.is(i, formWord) && forms[p.at(i).ref].name == "dose"
}

// perMeal reads a scheme as 1-0-1: doses in the morning, at noon, in the evening and at night.
func (p *parser) perMeal(i int) (t Timing, end int, ok bool) {
	amounts, end, ok := p.scheme(i)
	if !ok {
		return t, i, false
	}
	codes := [...]string{"MORN", "NOON", "EVE", "NIGHT"}
	if len(amounts) == 3 {
		codes[2] = "EVE"
	}
	for k, n := range amounts {
		if n > 0 {
			t.When = append(t.When, codes[k])
		}
	}
	t.Frequency, t.Period, t.Unit, t.explicit = len(t.When), one, "d", true
	return t, end, len(t.When) > 0
}

// scheme reads the numbers of 1-0-1 or 1-0-0-1, all glued together and below five.
func (p *parser) scheme(i int) (amounts []int64, end int, ok bool) {
	var found [4]int64
	n := 0
	for j := i; n < 4; j += 2 {
		l := p.at(j)
		v, whole := l.num.Low.IsInt()
		if l.kind != number || l.num.IsRange() || !whole || v > 4 || n > 0 && !p.tokens[l.first].Glued || l.last != l.first+1 {
			return nil, i, false
		}
		found[n], end = v, j+1
		n++
		if !p.mark(j+1, '-') || !p.tokens[p.at(j+1).first].Glued {
			break
		}
	}
	if n < 3 || p.mark(end, '/') || p.mark(end, '-') {
		return nil, i, false
	}
	return found[:n], end, true
}
