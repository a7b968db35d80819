package dosage

import "strings"

// weekdayList reads "on Mondays and Thursdays", "MWF", "every Monday, Wednesday, Friday", "Mon-Fri".
func (p *parser) weekdayList(i int) (t Timing, end int, ok bool) {
	j := i
	if p.is(j, onWord) {
		j++
	}
	for p.is(j, every) || p.is(j, article) {
		j++
	}
	if !p.day(j, false) {
		return t, i, false
	}
	if p.is(j, weekday) && p.at(j).ref == otherDays {
		return p.remainingDays(j)
	}
	set := 0
	for p.day(j, set != 0) {
		day := p.dayBit(j)
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
	if w := p.said(i - 1); w == "except" || w == "excluding" {
		set = ^set & 127
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

// day reports whether a weekday stands at lexeme i. "Sat" and "Sun" are words too: they are days in capitals beside
// another one.
func (p *parser) day(i int, beside bool) bool {
	if p.is(i, weekday) {
		return true
	}
	if !p.is(i, other) || p.at(i).first >= len(p.tokens) || !p.tokens[p.at(i).first].Upper || p.dayBit(i) == 0 {
		return false
	}
	if beside {
		return true
	}
	j := i + 1
	for p.mark(j, ',') || p.is(j, conjunction) || p.mark(j, '/') || p.mark(j, '-') {
		j++
	}
	return j > i+1 && (p.is(j, weekday) || p.is(j, other) && p.dayBit(j) != 0)
}

// dayBit is the bit of the weekday at lexeme i.
func (p *parser) dayBit(i int) int {
	if p.is(i, weekday) {
		return int(p.at(i).ref)
	}
	switch strings.ToLower(p.said(i)) {
	case "sat":
		return 1 << 5
	case "sun":
		return 1 << 6
	}
	return 0
}

// otherDays marks the words for the days of the week that were not named before.
const otherDays = 0

// remainingDays reads "all other days".
func (p *parser) remainingDays(i int) (t Timing, end int, ok bool) {
	var named []string
	for k := range p.items {
		named = append(named, p.items[k].timing.Days...)
	}
	for _, c := range weekdayCodes {
		if len(named) > 0 && !contains(named, c) {
			t.Days = append(t.Days, c)
		}
	}
	t.Frequency, t.Period, t.Unit = 1, one, "d"
	return t, i + 1, len(t.Days) > 0
}

// through is the days between the last of set and day.
func through(set, day int) int {
	out := 0
	for b := set; b != 0 && b < day; b <<= 1 {
		out |= b
	}
	return out & 127
}
