package dosage

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

// through is the days between the last of set and day.
func through(set, day int) int {
	out := 0
	for b := set; b != 0 && b < day; b <<= 1 {
		out |= b
	}
	return out & 127
}
