package lab

import (
	"strings"
)

// company drops the values of abbreviations that stand alone: no other test with a value on the line, no section of results,
// no unit.
func (p *parser) company() {
	for k := range p.anchors {
		a := &p.anchors[k]
		if !a.short && !a.drug || a.to == a.from || p.certain(a) {
			continue
		}
		if p.sectionIs(a, "results", "vital_signs", "physical_exam", "objective") && (a.short || p.told(a)) || p.neighbour(k) {
			continue
		}
		if a.drug && p.told(a) {
			continue
		}
		a.to = a.from
	}
}

// measured reports whether the words before a substance say that it is measured rather than taken: "check a glucose",
// "monitor sodium".
func (p *parser) measured(a *anchor) bool {
	for i := a.first - 1; i >= max(0, a.first-2); i-- {
		switch strings.ToLower(p.text[p.tokens[i].Begin:p.tokens[i].End]) {
		case "check", "checked", "checking", "recheck", "rechecked", "monitor", "trend", "fasting", "random", "fingerstick":
			return true
		case "a", "an", "the", "his", "her", "repeat":
		default:
			return false
		}
	}
	return false
}

// certain reports whether the first value has a unit that only a test has.
func (p *parser) certain(a *anchor) bool {
	v := &p.values[a.from]
	return v.hasUnit && a.test.measure != weight || v.diastolic != nil || v.ref.isSet() || v.flag != "" && v.flagEnd > v.flagBegin && !a.drug
}

// told reports whether a verb or a colon stands between a name and its value, so that "potassium was 3.7" is a test.
func (p *parser) told(a *anchor) bool {
	v := &p.values[a.from]
	between := p.text[p.tokens[a.last-1].End:v.begin]
	return strings.ContainsAny(between, ":=") || len(between) > 2 || v.low.Scale > 0
}

// neighbour reports whether another name on the line has a value.
func (p *parser) neighbour(k int) bool {
	for _, d := range [...]int{-1, 1} {
		for j := k + d; j >= 0 && j < len(p.anchors); j += d {
			lo, hi := &p.anchors[min(j, k)], &p.anchors[max(j, k)]
			if hi.first-lo.last > 40 || p.breaks(lo.last, hi.first) {
				break
			}
			if b := &p.anchors[j]; b.to > b.from && p.values[b.from].text == "" && (!b.drug || p.told(b) || p.certain(b)) {
				return true
			}
		}
	}
	return false
}

// sectionIs reports whether the anchor stands in one of the sections.
func (p *parser) sectionIs(a *anchor, names ...string) bool {
	s := p.sectionOf(p.tokens[a.first].Begin)
	if s < 0 {
		return false
	}
	for _, n := range names {
		if p.doc.Sections[s].Name == n {
			return true
		}
	}
	return false
}
