package lab

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// value is one value of a test with what stands around it.
type value struct {
	begin, end         int // bytes of the number, comparator included
	comparator         string
	low, high          quantity.Decimal // equal where it is no range
	unit               quantity.Unit
	unitBegin, unitEnd int
	flag               string
	flagBegin, flagEnd int
	ref                refRange
	diastolic          *value // of a blood pressure
	outOf              quantity.Decimal
	text               string // a result in words
	code               string // its interpretation
	note               string // on room air
	when               string // its date, as written
	trend              string
	delta              bool // a change, no value
	between            bool // said before the number
	hasUnit, hasOutOf  bool
}

// refRange is a reference range; one end may be open.
type refRange struct {
	begin, end int
	low, high  quantity.Decimal
	comparator string // < or > where one end is open
}

func (r refRange) isSet() bool { return r.end > r.begin }

// read reads the value of a test at token i: comparator, number or range, unit.
func (p *parser) read(i int, t *test) (v value, end int, ok bool) {
	start := i
	if t.measure == study {
		return v, i, false
	}
	v.comparator, i = p.compare(i)
	if p.isDate(i) > i && t.measure != pressure && t.measure != score {
		return v, start, false
	}
	n, end, ok := p.number(i)
	if !ok {
		return v, start, false
	}
	v.low, v.high = n, n
	v.begin, v.end = p.tokens[start].Begin, p.tokens[end-1].End
	if last := p.titer(n, end); last > end {
		v.end = p.tokens[last-1].End
		v.text = p.text[v.begin:v.end]
		return v, last, true
	}
	if t.low < 0 && start > 0 && p.tokens[start].Glued && p.dash(start-1) && !p.tokens[start-1].Glued { // T-score -2.6
		v.low.Coef, v.high.Coef, v.begin = -n.Coef, -n.Coef, p.tokens[start-1].Begin
	}
	switch t.measure {
	case pressure:
		return p.readPressure(v, end)
	case score:
		end = p.readOutOf(&v, end)
	case length, weight:
		if e := p.readFeet(&v, end); e > end {
			return v, e, p.plausible(&v, t)
		}
	}
	end = p.readHigh(&v, end)
	end = p.readUnit(&v, end, t)
	if !p.clean(end, &v, t) || !p.plausible(&v, t) {
		return v, start, false
	}
	return v, end, true
}

// titer is the token behind a titer whose 1 ends before token i: "1:640", in doublings of 1, 5 or 10. No time of day is one.
func (p *parser) titer(one quantity.Decimal, i int) int {
	if one != quantity.Int(1) || !p.mark(i, ':') || !p.tokens[i].Glued || i+1 >= p.stop || !p.tokens[i+1].Glued {
		return i
	}
	n, end, ok := p.number(i + 1)
	if !ok || end < p.stop && (p.tokens[end].Glued && p.tokens[end].Kind == annotation.Word || isHalfDay(p.said(end))) {
		return i
	}
	whole, ok := n.IsInt()
	for ok && whole > 1 && whole%2 == 0 {
		whole /= 2
	}
	if !ok || whole != 1 && whole != 5 && whole != 25 {
		return i
	}
	return end
}

// isHalfDay reports whether a word says which half of the day an hour is of.
func isHalfDay(w string) bool {
	return w == "am" || w == "pm" || w == "AM" || w == "PM" || w == "a" || w == "p"
}

// readHigh reads the end of a range, 115-134, or the s of a decade, 120s.
func (p *parser) readHigh(v *value, i int) int {
	j := i
	switch {
	case p.dash(j), p.said(j) == "to" && p.tokens[j].Kind == annotation.Word:
		j++
	case i < p.stop && p.tokens[i].Glued && p.tokens[i].Kind == annotation.Word && p.text[p.tokens[i].Begin:p.tokens[i].End] == "s":
		if n, ok := v.low.IsInt(); ok && n%10 == 0 && n >= 20 {
			v.high = quantity.Int(n + 9)
			if n%100 == 0 {
				v.high = quantity.Int(n + 99)
			}
			v.end = p.tokens[i].End
			return i + 1
		}
		return i
	default:
		return i
	}
	n, end, ok := p.number(j)
	if !ok || v.low.Compare(n) >= 0 || p.dash(end) && end < p.stop && p.tokens[end].Glued {
		return i
	}
	v.high, v.end = n, p.tokens[end-1].End
	return end
}

// readOutOf reads the "/10" or "out of 10" of a score.
func (p *parser) readOutOf(v *value, i int) int {
	j := i
	switch {
	case p.mark(j, '/'):
		j++
	case p.said(j) == "out" && p.said(j+1) == "of":
		j += 2
	default:
		return i
	}
	n, end, ok := p.number(j)
	if !ok || n.Compare(v.low) < 0 {
		return i
	}
	v.outOf, v.hasOutOf, v.end = n, true, p.tokens[end-1].End
	return end
}

// readFeet reads 5'4", 5 feet 4 inches, 4 pounds 8 ounces as inches or ounces.
func (p *parser) readFeet(v *value, i int) int {
	u, end, ok := quantity.ReadUnit(p.text, p.tokens[:p.stop], i)
	parts, small := int64(12), "[in_i]"
	switch {
	case !ok:
		return i
	case u.UCUM == "[lb_av]":
		parts, small = 16, "[oz_av]"
	case u.UCUM != "[ft_i]":
		return i
	}
	if p.mark(end, ',') || p.said(end) == "and" {
		end++
	}
	n, j, ok := p.number(end)
	if !ok {
		return i
	}
	u2, last, ok := quantity.ReadUnit(p.text, p.tokens[:p.stop], j)
	if ok && u2.UCUM != small {
		return i
	}
	if !ok && (u.UCUM != "[ft_i]" || j < p.stop && p.tokens[j].Kind != annotation.Break && p.tokens[j].Kind != annotation.Punct) {
		return i
	}
	if !ok {
		last = j
		u2 = quantity.Unit{Name: "in", UCUM: "[in_i]", Kind: quantity.Length}
	}
	sum, okMul := v.low.Mul(quantity.Int(parts))
	sum, okAdd := sum.Add(n)
	if !okMul || !okAdd || n.Compare(quantity.Int(parts)) >= 0 {
		return i
	}
	v.low, v.high, v.end = sum, sum, p.tokens[last-1].End
	v.unit, v.hasUnit, v.unitBegin, v.unitEnd = u2, true, 0, 0
	return last
}

// readPressure reads the "/80" of 120/80, also "over 80", and the unit behind it.
func (p *parser) readPressure(v value, i int) (value, int, bool) {
	i = p.readHigh(&v, i)
	j := i
	if w, last, ok := p.word(j); p.mark(j, '/') {
		j++
	} else if ok && w.kind == over {
		j = last
	} else {
		return v, i, false
	}
	n, end, ok := p.number(j)
	if !ok {
		return v, i, false
	}
	d := value{low: n, high: n, begin: p.tokens[j].Begin, end: p.tokens[end-1].End}
	end = p.readHigh(&d, end)
	if p.mark(end, '/') && end+1 < p.stop && p.tokens[end+1].Kind == annotation.Number { // a date
		return v, i, false
	}
	bp := &tests[byName["blood pressure"]]
	end = p.readUnit(&d, end, bp)
	if v.low.Compare(quantity.Int(40)) < 0 || v.high.Compare(quantity.Int(320)) > 0 || d.low.Compare(quantity.Int(10)) < 0 ||
		d.high.Compare(quantity.Int(220)) > 0 || d.low.Compare(v.high) >= 0 {
		return v, i, false
	}
	v.diastolic = &d
	return v, end, true
}

// readUnit reads the unit of a value, one that fits its test only. A lone letter is a unit only where nothing else could
// be meant: F of a temperature, s of a time; H and L are flags.
func (p *parser) readUnit(v *value, i int, t *test) int {
	u, end, ok := quantity.ReadUnit(p.text, p.tokens[:p.stop], i)
	if !ok {
		return p.readThousands(v, i, t)
	}
	if end == i+1 && p.tokens[i].Len() == 1 && u.Kind != quantity.Fraction {
		c := p.text[p.tokens[i].Begin]
		switch {
		case t.measure == temperature && (c == 'F' || c == 'C' || c == 'f' || c == 'c'):
		case (t.measure == seconds || t.measure == millis) && c == 's':
		case t.measure == length && (c == 'm' || c == '"' || c == '\''):
		case t.measure == weight && (c == 'g' || c == '#'):
		case t.measure == other && (c == 's' || c == 'm'): // a walk's
		default:
			return i
		}
	}
	if !fits(&u, t) {
		return i
	}
	if t.measure == temperature && u.UCUM == "deg" {
		if u.UCUM, u.Name = "Cel", "°C"; v.low.Compare(quantity.Int(50)) > 0 {
			u.UCUM, u.Name = "[degF]", "°F"
		}
	}
	v.unit, v.hasUnit, v.unitBegin, v.unitEnd = u, true, p.tokens[i].Begin, p.tokens[end-1].End
	return end
}

// readThousands reads the K of a cell count, "plt 38K", which are thousands per microlitre.
func (p *parser) readThousands(v *value, i int, t *test) int {
	if t.ucum != "10*3/uL" || i >= p.stop || !p.tokens[i].Glued {
		return i
	}
	if w := p.text[p.tokens[i].Begin:p.tokens[i].End]; w != "K" && w != "k" {
		return i
	}
	v.unit = quantity.Unit{Name: "K", UCUM: t.ucum, Kind: quantity.Concentration}
	v.hasUnit, v.unitBegin, v.unitEnd = true, p.tokens[i].Begin, p.tokens[i].End
	return i + 1
}
