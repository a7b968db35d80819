package dosage

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
