package lab

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The most tokens between a name and its value.
const gap = 14

// behind reads what stands behind a name: fillers, then values.
func (p *parser) behind(a *anchor) {
	var lead value // flag and trend said before the number: elevated at 8
	comma := false // behind a comma only a number is this test's
	for i := a.last; i < p.stop && i < a.last+gap; {
		if p.values1(a, i, &lead) {
			return
		}
		t := p.tokens[i]
		if end := p.isDate(i); end > i {
			lead.when = p.text[t.Begin:p.tokens[end-1].End]
			i = end
			continue
		}
		switch t.Kind {
		case annotation.Punct:
			switch p.text[t.Begin] {
			case ',':
				comma = true
			case ':', '=', '|', '*', '~', '-', ')', '#', '>', '(', '[':
			default:
				if !p.dash(i) && p.trend(i, &lead) == i {
					return
				}
			}
			i++
			continue
		case annotation.Break:
			i++
			continue
		}
		w, end, ok := p.word(i)
		if !ok {
			return
		}
		switch w.kind {
		case filler, dated, and:
		case between:
			lead.between = true
		case moment:
			lead.when = p.text[t.Begin:p.tokens[end-1].End]
		case up, down:
			if lead.trend = "↑"; w.kind == down {
				lead.trend = "↓"
			}
			lead.delta = end == i+1 && t.Len() > 3 || p.said(i) == "up" && end == i+1 // "up 14 pounds" is a change
		case flag, result:
			if comma {
				return
			}
			if !p.goesOn(end) {
				p.inWords(a, i, end, w, &lead)
				return
			}
			if w.kind == flag {
				lead.flag, lead.flagBegin, lead.flagEnd = flags[w.ref].code, t.Begin, p.tokens[end-1].End
			}
		case testName, shortName:
			return
		default:
			return
		}
		i = end
	}
}

// trend reads an arrow at token i.
func (p *parser) trend(i int, v *value) int {
	switch p.said(i) {
	case "↑":
		v.trend = "↑"
	case "↓":
		v.trend = "↓"
	default:
		return i
	}
	return i + 1
}

// goesOn reports whether a number follows a word, over fillers: "elevated at 8", "stable at 13.7".
func (p *parser) goesOn(i int) bool {
	for n := 0; n < 4 && i < p.stop; n++ {
		if _, _, ok := p.number(i); ok && p.isDate(i) == i {
			return true
		}
		if sign, _ := p.compare(i); sign != "" {
			return true
		}
		w, end, ok := p.word(i)
		switch {
		case ok && (w.kind == filler || w.kind == up || w.kind == down || w.kind == and):
			i = end
		case p.mark(i, ',') || p.mark(i, ':') || p.mark(i, '(') || p.mark(i, '-'):
			i++
		default:
			return false
		}
	}
	return false
}

// values1 reads the values that begin at token i, the first with what was said before it.
func (p *parser) values1(a *anchor, i int, lead *value) bool {
	if p.tokens[i].Kind == annotation.Word { // of words only comparators begin a value
		if sign, _ := p.compare(i); sign == "" {
			return false
		}
	}
	if grade, end, ok := p.grade(i); ok && a.test.measure == other && !a.drug {
		v := value{begin: p.tokens[i].Begin, end: p.tokens[end-1].End, text: grade, code: "POS", when: lead.when}
		p.values = append(p.values, v)
		return true
	}
	v, end, ok := p.read(i, a.test)
	if ok && (v.comparator != "" && p.conditional(a) || p.sets(a)) {
		return true
	}
	if !ok || lead.delta && (a.test.measure == weight || a.test.measure == length || a.test.measure == pressure) || v.text == "" && !p.allowed(a, &v, i, end) {
		return false
	}
	if lead.between {
		end = p.upperEnd(a, &v, end)
	}
	v.flag, v.flagBegin, v.flagEnd, v.trend, v.when = lead.flag, lead.flagBegin, lead.flagEnd, lead.trend, lead.when
	end = p.tail(a, &v, end)
	p.values = append(p.values, v)
	p.more(a, end)
	return true
}

// upperEnd reads the "and 134" of "between 115 and 134".
func (p *parser) upperEnd(a *anchor, v *value, i int) int {
	if w, j, ok := p.word(i); ok && w.kind == and {
		if u, end, ok := p.read(j, a.test); ok && u.low.Compare(v.low) > 0 && u.diastolic == nil && v.diastolic == nil {
			v.high, v.end = u.low, u.end
			if u.hasUnit {
				v.unit, v.hasUnit, v.unitBegin, v.unitEnd = u.unit, true, u.unitBegin, u.unitEnd
			}
			return end
		}
	}
	return i
}

// allowed keeps bare numbers from tests that the table lacks unless something ties them: a unit, a decimal, a colon or a verb.
func (p *parser) allowed(a *anchor, v *value, i, end int) bool {
	if a.test.measure == score {
		return v.hasOutOf || strings.Contains(p.text[p.tokens[a.first].Begin:p.tokens[a.last-1].End], " ") || a.test.name != "pain score"
	}
	if a.test != &elsewhere || v.hasUnit || v.comparator != "" {
		return true
	}
	if a.drug {
		return false
	}
	between := p.text[p.tokens[a.last-1].End:v.begin]
	if strings.ContainsAny(between, ":=\t|") || v.low.Scale > 0 {
		return true
	}
	w, _, ok := p.word(a.last)
	if ok && w.kind == filler {
		switch p.said(a.last) {
		case "was", "is", "of", "at", "level", "came", "returned", "were", "score", "value", "result":
			return true
		}
	}
	_, _, flagged := p.flagAt(end)
	return flagged || i == a.last && v.low == v.high && (end >= p.stop || p.mark(end, ',') || p.mark(end, ';') || p.mark(end, ')') || p.mark(end, '/') && end+1 == p.stop)
}

// grade reads 1+, 2+, trace +.
func (p *parser) grade(i int) (text string, end int, ok bool) {
	n, end, ok := p.number(i)
	if !ok || !p.mark(end, '+') || !p.tokens[end].Glued {
		return "", i, false
	}
	v, whole := n.IsInt()
	return p.text[p.tokens[i].Begin:p.tokens[end].End], end + 1, whole && v >= 1 && v <= 4
}

// inWords keeps a result in words.
func (p *parser) inWords(a *anchor, i, end int, w word, lead *value) {
	if a.drug || a.test.measure == score {
		return
	}
	v := value{begin: p.tokens[i].Begin, end: p.tokens[end-1].End, when: lead.when}
	v.text = p.text[v.begin:v.end]
	if w.kind == flag {
		v.code = flags[w.ref].code
	} else {
		v.code = results[w.ref].code
	}
	p.values = append(p.values, v)
}
