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

// read reads the value of a test at token i: comparator, number or range, unit.
func (p *parser) read(i int, t *test) (v value, end int, ok bool) {
	start := i
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

// fits reports whether a unit can be one of a test's measure.
func fits(u *quantity.Unit, t *test) bool {
	switch t.measure {
	case amount:
		return u.Kind == quantity.Concentration || u.Kind == quantity.Osmolality || u.UCUM == "g/L"
	case fraction:
		return u.Kind == quantity.Fraction || u.Kind == quantity.Concentration
	case pressure:
		return u.Kind == quantity.Pressure
	case temperature:
		return u.Kind == quantity.Temperature
	case rate:
		return u.Kind == quantity.Frequency || u.Kind == quantity.Pressure
	case weight:
		return u.Kind == quantity.Mass && u.Per == quantity.None
	case length:
		return u.Kind == quantity.Length
	case index:
		return u.Kind == quantity.Body
	case seconds, millis:
		return u.UCUM == "s" || u.UCUM == "ms"
	case volume:
		return u.Kind == quantity.Volume && u.Per == quantity.None
	case mass:
		return u.Kind == quantity.Mass && u.Per == quantity.None
	case score:
		return false
	}
	switch u.Kind {
	case quantity.Concentration, quantity.Fraction, quantity.Pressure, quantity.Frequency, quantity.Osmolality, quantity.Body:
		return true
	case quantity.Length:
		return u.UCUM == "cm" || u.UCUM == "mm"
	case quantity.Volume:
		return u.Per == quantity.Time || u.UCUM == "fL" || u.UCUM == "mL"
	}
	return u.UCUM == "ms" || u.UCUM == "s" && len(u.Name) == 1
}

// readUnit reads the unit of a value, one that fits its test only. A lone letter is a unit only where nothing else could
// be meant: F of a temperature, s of a time; H and L are flags.
func (p *parser) readUnit(v *value, i int, t *test) int {
	u, end, ok := quantity.ReadUnit(p.text, p.tokens[:p.stop], i)
	if !ok {
		return i
	}
	if end == i+1 && p.tokens[i].Len() == 1 && u.Kind != quantity.Fraction {
		c := p.text[p.tokens[i].Begin]
		switch {
		case t.measure == temperature && (c == 'F' || c == 'C' || c == 'f' || c == 'c'):
		case (t.measure == seconds || t.measure == millis) && c == 's':
		case t.measure == length && (c == 'm' || c == '"' || c == '\''):
		case t.measure == weight && (c == 'g' || c == '#'):
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

// clean reports whether what follows a value leaves it one: no dose, no date, no time span.
func (p *parser) clean(i int, v *value, t *test) bool {
	if i >= p.stop {
		return true
	}
	tok := p.tokens[i]
	if p.mark(i, '/') && tok.Glued && !v.hasUnit || p.mark(i, ':') && tok.Glued && i+1 < p.stop && p.tokens[i+1].Glued {
		return i+1 < p.stop && p.listed // Na/K 140/4.0
	}
	if v.hasUnit {
		return true
	}
	if tok.Kind == annotation.Word && tok.Glued && !isFlagLetter(p.text[tok.Begin:tok.End]) {
		return false // 3rd, 20mg
	}
	if w, _, ok := p.word(i); ok && (w.kind == doseWord || w.kind == stop) {
		return false
	}
	if u, _, ok := quantity.ReadUnit(p.text, p.tokens[:p.stop], i); ok && tok.Len() > 1 && !fits(&u, t) {
		return false // a unit of something else
	}
	return true
}

func isFlagLetter(s string) bool { return s == "H" || s == "L" || s == "A" || s == "HH" || s == "LL" }

// plausible reports whether a value can be one of its test.
func (p *parser) plausible(v *value, t *test) bool {
	if t.measure == other {
		return v.hasUnit || !year(v)
	}
	if v.hasUnit && v.unit.UCUM != t.ucum && t.measure == amount {
		return true // another unit has another range
	}
	low, high := t.low, t.high
	switch t.measure {
	case weight:
		if v.hasUnit {
			return true
		}
	case length:
		if v.hasUnit {
			return true
		}
	case temperature:
		if !thousandths(v.low, 28000, 45000) && !thousandths(v.low, 82000, 112000) {
			return false
		}
		return true
	case fraction:
		if !v.hasUnit && t.drug {
			return thousandths(v.low, low, high)
		}
	case score:
		if v.hasOutOf {
			n, ok := v.outOf.IsInt()
			return ok && (n == high/1000)
		}
	}
	return thousandths(v.low, low, high) || counts(v, t)
}

// counts reports whether a bare number is a count of cells a microlitre where the usual unit is a thousand of them.
func counts(v *value, t *test) bool {
	return !v.hasUnit && t.ucum == "10*3/uL" && v.low.Compare(quantity.Int(1000)) >= 0 && v.low.Compare(quantity.Int(t.high)) <= 0
}

// thousandths reports whether low ≤ d ≤ high, given in thousandths.
func thousandths(d quantity.Decimal, low, high int64) bool {
	return d.Compare(quantity.Decimal{Coef: low, Scale: 3}) >= 0 && d.Compare(quantity.Decimal{Coef: high, Scale: 3}) <= 0
}

// year reports whether a bare value looks like a year.
func year(v *value) bool {
	n, ok := v.low.IsInt()
	return ok && n >= 1900 && n <= 2100 && v.low.Scale == 0
}
