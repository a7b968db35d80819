package dosage

import (
	"math/bits"
)

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
	return allMeals // C, AC, PC
}

// allMeals are the parts of the day of the three meals.
const allMeals = 7

// doses is how often a day a timing means that names parts of the day or times only.
func (t *Timing) doses() int {
	parts, meals := uint(0), false
	for _, w := range t.When {
		if p := partsOfDay(w); p == allMeals {
			meals = true
		} else {
			parts |= p
		}
	}
	if meals && parts&allMeals == 0 { // "in the evening with meals" is once
		parts |= allMeals
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
