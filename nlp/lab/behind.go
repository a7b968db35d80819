package lab

import (
	"sort"
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
	if grade, end, ok := p.grade(i); ok && a.test.measure == other && !a.drug {
		v := value{begin: p.tokens[i].Begin, end: p.tokens[end-1].End, text: grade, code: "POS", when: lead.when}
		p.values = append(p.values, v)
		return true
	}
	v, end, ok := p.read(i, a.test)
	if !ok || lead.delta && (a.test.measure == weight || a.test.measure == length || a.test.measure == pressure) || !p.allowed(a, &v, i, end) {
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
	return flagged
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

// tail reads what follows a number in any order: flag, range, unit, date, remark.
func (p *parser) tail(a *anchor, v *value, i int) int {
	for i < p.stop {
		if code, end, ok := p.flagAt(i); ok {
			v.flag, v.flagBegin, v.flagEnd = code, p.tokens[p.bar(i)].Begin, p.tokens[end-1].End
			i = end
			continue
		}
		if end := p.rangeAt(i, v, a.test); end > i {
			i = end
			continue
		}
		if !v.hasUnit && v.diastolic == nil {
			if end := p.readUnit(v, p.bar(i), a.test); end > p.bar(i) {
				i = end
				continue
			}
		}
		if end := p.dateAt(i, v); end > i {
			i = end
			continue
		}
		w, end, ok := p.word(i)
		switch {
		case ok && w.kind == onAir && a.test.measure == fraction:
			v.note = "on room air"
		case p.aside(i, v) > i:
			end = p.aside(i, v)
		default:
			return i
		}
		i = end
	}
	return i
}

// bar passes over a table's bars.
func (p *parser) bar(i int) int {
	for p.mark(i, '|') {
		i++
	}
	return i
}

// aside passes over parentheses behind a value that hold another unit, a baseline or a remark of four words at most.
func (p *parser) aside(i int, v *value) int {
	if !p.mark(i, '(') {
		return i
	}
	for j := i + 1; j < p.stop && j < i+9; j++ {
		if p.mark(j, ')') {
			return j + 1
		}
	}
	return i
}

// dateAt reads "(1/5)", "on 1/5", "1/5" behind a value.
func (p *parser) dateAt(i int, v *value) int {
	j := i
	open := p.mark(j, '(')
	if open {
		j++
	}
	if w, end, ok := p.word(j); ok && w.kind == moment && v.when == "" && !open {
		v.when = p.text[p.tokens[j].Begin:p.tokens[end-1].End]
		return end
	} else if ok && (w.kind == dated || w.kind == filler) {
		j = end
	}
	end := p.isDate(j)
	if end == j || v.when != "" || j == i && end == j {
		return i
	}
	v.when = p.text[p.tokens[j].Begin:p.tokens[end-1].End]
	if open {
		if !p.mark(end, ')') {
			return i
		}
		end++
	}
	return end
}

// flagAt reads a flag: H, (H), [H], *, high, (high).
func (p *parser) flagAt(i int) (code string, end int, ok bool) {
	j := p.bar(i)
	open := p.mark(j, '(') || p.mark(j, '[') || p.mark(j, '*')
	if open {
		j++
	}
	if p.mark(j, '*') || p.mark(j, '!') {
		return "A", j + 1, true
	}
	if j >= p.stop || p.tokens[j].Kind != annotation.Word {
		if open && p.mark(i, '*') {
			return "A", i + 1, true
		}
		return p.arrow(i)
	}
	switch s := p.said(j); s {
	case "H", "L", "A", "N", "HH", "LL":
		code, end = s, j+1
	default:
		w, last, found := p.word(j)
		if !found || w.kind != flag {
			return "", i, false
		}
		code, end = flags[w.ref].code, last
	}
	if open {
		if !p.mark(end, ')') && !p.mark(end, ']') && !p.mark(end, '*') {
			return "", i, false
		}
		end++
	}
	return code, end, true
}

// arrow reads ↑ or ↓ behind a value.
func (p *parser) arrow(i int) (code string, end int, ok bool) {
	switch p.said(i) {
	case "↑":
		return "H", i + 1, true
	case "↓":
		return "L", i + 1, true
	}
	return "", i, false
}

// rangeAt reads a reference range: (4.0-11.0), [4.0–11.0], ref 4-11, (normal < 5), and in a table 4.0-11.0 alone.
func (p *parser) rangeAt(i int, v *value, t *test) int {
	if v.ref.isSet() {
		return i
	}
	j := p.bar(i)
	open := p.mark(j, '(') || p.mark(j, '[')
	if open {
		j++
	}
	w, end, ok := p.word(j)
	led := ok && (w.kind == rangeLead || w.kind == flag && flags[w.ref].code == "N")
	if led {
		if j = end; p.mark(j, ':') || p.said(j) == "is" || p.said(j) == "of" {
			j++
		}
	}
	r := refRange{begin: 0}
	sign, after := p.compare(j)
	n, last, ok := p.number(after)
	if !ok || p.isDate(after) > after {
		return i
	}
	r.low, r.high, r.comparator = n, n, sign
	if sign == "" {
		m := last
		if !p.dash(m) && p.said(m) != "to" {
			return i
		}
		var high value
		high.low = n
		k := p.readHigh(&high, last)
		if k == last {
			return i
		}
		r.high, last = high.high, k
	}
	if !open && !led && !p.tabulated(v.end, p.tokens[i].Begin) && j == i {
		return i
	}
	r.begin, r.end = p.tokens[j].Begin, p.tokens[last-1].End
	var u value
	u.low = n
	last = p.readUnit(&u, last, t)
	if open {
		if !p.mark(last, ')') && !p.mark(last, ']') {
			return i
		}
		last++
	}
	v.ref = r
	if !v.hasUnit && u.hasUnit {
		v.unit, v.hasUnit, v.unitBegin, v.unitEnd = u.unit, true, u.unitBegin, u.unitEnd
	}
	return last
}

// tabulated reports whether cells of a table lie between two bytes: a tab, a bar or two blanks.
func (p *parser) tabulated(from, to int) bool {
	if from > to {
		return false
	}
	s := p.text[from:to]
	return strings.ContainsAny(s, "\t|") || strings.Contains(s, "  ")
}

// more reads further values: "-> 11.0", ", 12.8 and 12.1", and the cells of a table's row.
func (p *parser) more(a *anchor, i int) {
	for n := 0; n < 40 && i < p.stop; n++ {
		last := &p.values[len(p.values)-1]
		j, sep := p.separator(i)
		if j == i && !p.tabulated(p.tokens[i-1].End, p.tokens[i].Begin) {
			return
		}
		when := ""
		if end := p.isDate(j); end > j {
			if !sep {
				return
			}
			when = p.text[p.tokens[j].Begin:p.tokens[end-1].End]
			if j = end; p.mark(j, ':') {
				j++
			}
		}
		v, end, ok := p.read(j, a.test)
		if !ok {
			return
		}
		v.when = when
		if p.said(j-1) == "from" {
			v.note = "previous"
		}
		end = p.tail(a, &v, end)
		if !v.hasUnit && last.hasUnit {
			v.unit, v.hasUnit = last.unit, true
		}
		p.values = append(p.values, v)
		i = end
	}
}

// separator passes over what joins two values of a test.
func (p *parser) separator(i int) (end int, found bool) {
	j := i
	for j < p.stop && j < i+4 {
		switch {
		case p.mark(j, ',') || p.mark(j, ';') || p.mark(j, '|') || p.mark(j, '>') || p.said(j) == "→" || p.said(j) == "⟶":
			j++
		case p.dash(j) && (p.mark(j+1, '>') || p.dash(j+1)):
			j++
		default:
			w, last, ok := p.word(j)
			if !ok || w.kind != and && w.kind != up && w.kind != down && !(w.kind == comparator && p.mark(j, '>') && j > i) {
				return j, j > i
			}
			j = last
		}
	}
	return j, j > i
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

// before reads a result in words directly before a name: elevated WBC, negative troponin, ↑ K.
func (p *parser) before(a *anchor) {
	if a.entity < 0 || a.test.measure == score || a.test.measure == weight || a.test.measure == length || p.insideOther(a) {
		return
	}
	stop := p.stop
	p.stop = a.first
	defer func() { p.stop = stop }()
	for i := max(a.first-4, 0); i < a.first; i++ {
		w, end, ok := p.word(i)
		if !ok || end != a.first {
			continue
		}
		switch {
		case w.kind == flag, w.kind == result && (results[w.ref].code == "POS" || results[w.ref].code == "NEG"):
			p.inWords(a, i, end, w, &value{})
		case w.kind == up || w.kind == down:
			v := value{begin: p.tokens[i].Begin, end: p.tokens[end-1].End, code: "H"}
			if w.kind == down {
				v.code = "L"
			}
			v.text = p.text[v.begin:v.end]
			p.values = append(p.values, v)
		}
		return
	}
}

// insideOther reports whether the name lies in a longer entity of another category: the blood pressure of "high blood pressure".
func (p *parser) insideOther(a *anchor) bool {
	begin, end := p.tokens[a.first].Begin, p.tokens[a.last-1].End
	after := sort.Search(len(p.doc.Entities), func(i int) bool { return p.doc.Entities[i].Begin >= end })
	for i := max(after-8, 0); i < after; i++ { // what covers it begins shortly before
		e := &p.doc.Entities[i]
		if e.Category != annotation.TestProcedure && e.Begin <= begin && e.End >= end && e.Len() > end-begin {
			return true
		}
	}
	return false
}
