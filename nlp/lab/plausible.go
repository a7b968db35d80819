package lab

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

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
		return u.UCUM == "cm" || u.UCUM == "mm" || u.UCUM == "m" && t.measure == other
	case quantity.Area:
		return t.measure == other // of a valve
	case quantity.Time:
		return u.UCUM == "s" || u.UCUM == "ms"
	case quantity.Volume:
		return u.Per == quantity.Time || u.UCUM == "fL" || u.UCUM == "mL"
	}
	return u.UCUM == "ms" || u.UCUM == "s" && len(u.Name) == 1
}

// clean reports whether what follows a value leaves it one: no dose, no date, no time span.
func (p *parser) clean(i int, v *value, t *test) bool {
	if i >= p.stop {
		return true
	}
	tok := p.tokens[i]
	if p.mark(i, '/') && tok.Glued && !v.hasUnit || p.mark(i, ':') && tok.Glued && i+1 < p.stop && p.tokens[i+1].Glued {
		return i+1 < p.stop && p.listed || // Na/K 140/4.0
			i+1 == p.stop && p.mark(i, '/') && i+1 < len(p.tokens) && p.tokens[i+1].Glued && p.tokens[i+1].Kind == annotation.Word // PEEP 10/FiO2 50%
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
	if v.hasUnit && v.unit.UCUM != t.ucum && (t.measure == amount || t.measure == fraction) {
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
