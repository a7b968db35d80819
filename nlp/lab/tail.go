package lab

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

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
