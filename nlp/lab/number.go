package lab

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// number reads a number of digits at token i, no date, no time, no part of a word.
func (p *parser) number(i int) (n quantity.Decimal, end int, ok bool) {
	if i >= p.stop {
		return n, i, false
	}
	t := p.tokens[i]
	switch {
	case t.Kind == annotation.Number:
		n, ok = quantity.ParseDecimal(p.text[t.Begin:t.End])
		return n, i + 1, ok && !p.inWord(i)
	case t.Kind == annotation.Punct && p.text[t.Begin] == '.':
		if v, end, ok := quantity.Single(p.text, p.tokens[:p.stop], i); ok {
			return v.Low, end, true
		}
	}
	return n, i, false
}

// inWord reports whether the number at token i is part of a name: L4, B12, T2.
func (p *parser) inWord(i int) bool {
	return i > 0 && p.tokens[i].Glued && p.tokens[i-1].Kind == annotation.Word && p.tokens[i-1].End > p.from
}

// mark reports whether token i is the mark c.
func (p *parser) mark(i int, c byte) bool {
	return i < p.stop && p.tokens[i].Kind == annotation.Punct && p.text[p.tokens[i].Begin] == c
}

// dash reports whether token i is a hyphen or a dash.
func (p *parser) dash(i int) bool {
	if i >= p.stop || p.tokens[i].Kind != annotation.Punct {
		return false
	}
	switch p.text[p.tokens[i].Begin:p.tokens[i].End] {
	case "-", "–", "—", "‑", "−":
		return true
	}
	return false
}

// isDate is the end of a date that begins at token i: 1/5, 01/05/2020, 2020-01-05, a mask; or i.
func (p *parser) isDate(i int) int {
	if i >= p.stop {
		return i
	}
	if p.tokens[i].Kind == annotation.Mask {
		return i + 1
	}
	if p.tokens[i].Kind != annotation.Number || p.tokens[i].Len() > 4 {
		return i
	}
	sep := byte('/')
	if !p.mark(i+1, '/') {
		if sep = '-'; !p.mark(i+1, '-') || p.tokens[i].Len() != 4 {
			return i
		}
	}
	if i+2 >= p.stop || p.tokens[i+2].Kind != annotation.Number || p.tokens[i+2].Len() > 2 || !p.tokens[i+2].Glued || !p.tokens[i+1].Glued {
		return i
	}
	end := i + 3
	if p.mark(end, sep) && end+1 < p.stop && p.tokens[end+1].Kind == annotation.Number && p.tokens[end+1].Glued {
		return end + 2
	}
	if sep == '-' || !p.monthDay(i, i+2) {
		return i
	}
	return end
}

// monthDay reports whether the numbers can be a month and a day.
func (p *parser) monthDay(i, j int) bool {
	m, _ := quantity.ParseDecimal(p.text[p.tokens[i].Begin:p.tokens[i].End])
	d, _ := quantity.ParseDecimal(p.text[p.tokens[j].Begin:p.tokens[j].End])
	return m.Scale == 0 && d.Scale == 0 && m.Coef >= 1 && m.Coef <= 12 && d.Coef >= 1 && d.Coef <= 31
}

// compare reads a comparator at token i.
func (p *parser) compare(i int) (sign string, end int) {
	if w, last, ok := p.word(i); ok && w.kind == comparator {
		if s := comparators[w.ref].sign; len(s) == 1 && p.mark(last, '=') {
			return s + "=", last + 1
		}
		return comparators[w.ref].sign, last
	}
	return "", i
}
