package quantity

import (
	"math"
	"math/bits"
	"strconv"
)

// Decimal is the exact number Coef / 10^Scale. It keeps the digits as written: 5.0 has Coef 50 and Scale 1.
type Decimal struct {
	Coef  int64
	Scale uint8
}

// maxScale bounds the digits after the point: more are not written in notes.
const maxScale = 9

var powers = [...]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// Int is the decimal n.
func Int(n int64) Decimal { return Decimal{Coef: n} }

// ParseDecimal reads digits with thousands commas and at most one point; ok is false for anything else and for numbers of
// more than 17 digits.
func ParseDecimal(s string) (d Decimal, ok bool) {
	point, digits := false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if digits++; digits > 17 || point && d.Scale == maxScale {
				return Decimal{}, false
			}
			d.Coef = d.Coef*10 + int64(c-'0')
			if point {
				d.Scale++
			}
		case c == ',' && !point:
		case c == '.' && !point:
			point = true
		default:
			return Decimal{}, false
		}
	}
	return d, digits > 0
}

// String writes the number with its digits as they were.
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends String to dst.
func (d Decimal) Append(dst []byte) []byte {
	if d.Scale == 0 || d.Scale > maxScale {
		return strconv.AppendInt(dst, d.Coef, 10)
	}
	c := d.Coef
	if c < 0 {
		dst, c = append(dst, '-'), -c
	}
	unit := powers[d.Scale]
	dst = append(strconv.AppendInt(dst, c/unit, 10), '.')
	start := len(dst)
	dst = strconv.AppendInt(dst, unit+c%unit, 10) // the leading 1 keeps the zeros after the point
	return append(dst[:start], dst[start+1:]...)
}

// Trim drops zeros at the end of the fraction: 5.0 is 5.
func (d Decimal) Trim() Decimal {
	for d.Scale > 0 && d.Coef%10 == 0 {
		d.Coef, d.Scale = d.Coef/10, d.Scale-1
	}
	return d
}

// IsZero reports whether the number is 0.
func (d Decimal) IsZero() bool { return d.Coef == 0 }

// IsInt returns the number as an integer; ok is false where it has a fraction.
func (d Decimal) IsInt() (n int64, ok bool) {
	d = d.Trim()
	return d.Coef, d.Scale == 0
}

// Compare is -1, 0 or +1 as d is less than, equal to or greater than e.
func (d Decimal) Compare(e Decimal) int {
	d, e = d.Trim(), e.Trim()
	if d.Scale == e.Scale {
		return compare(d.Coef, e.Coef)
	}
	if whole := compare(d.Coef/powers[d.Scale], e.Coef/powers[e.Scale]); whole != 0 {
		return whole
	}
	return compare(d.Coef%powers[d.Scale]*powers[maxScale-d.Scale], e.Coef%powers[e.Scale]*powers[maxScale-e.Scale])
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Add is d + e; ok is false where the sum has too many digits.
func (d Decimal) Add(e Decimal) (sum Decimal, ok bool) {
	scale := max(d.Scale, e.Scale)
	a, okA := scaleUp(d, scale)
	b, okB := scaleUp(e, scale)
	return Decimal{a + b, scale}.Trim(), okA && okB
}

func scaleUp(d Decimal, scale uint8) (coef int64, ok bool) {
	p := powers[scale-d.Scale]
	if d.Coef > math.MaxInt64/4/p || d.Coef < -math.MaxInt64/4/p {
		return 0, false
	}
	return d.Coef * p, true
}

// Mul is d · e; ok is false where the product has too many digits.
func (d Decimal) Mul(e Decimal) (product Decimal, ok bool) {
	d, e = d.Trim(), e.Trim()
	hi, lo := bits.Mul64(uint64(abs(d.Coef)), uint64(abs(e.Coef)))
	if hi != 0 || lo > math.MaxInt64/16 || d.Scale+e.Scale > maxScale {
		return Decimal{}, false
	}
	return Decimal{d.Coef * e.Coef, d.Scale + e.Scale}.Trim(), true
}

// Div is d / e rounded to four digits after the point; ok is false for e = 0 and where the quotient has too many digits.
func (d Decimal) Div(e Decimal) (quotient Decimal, ok bool) {
	d, e = d.Trim(), e.Trim()
	if e.Coef <= 0 || d.Coef < 0 {
		return Decimal{}, false
	}
	// d/e to four digits is Coef(d)·10^(4+Scale(e)) / (Coef(e)·10^Scale(d)).
	hi, lo := bits.Mul64(uint64(d.Coef), uint64(powers[4+e.Scale]))
	dhi, den := bits.Mul64(uint64(e.Coef), uint64(powers[d.Scale]))
	if dhi != 0 || hi >= den {
		return Decimal{}, false
	}
	q, rest := bits.Div64(hi, lo, den)
	if rest >= den-rest {
		q++
	}
	if q > math.MaxInt64/16 {
		return Decimal{}, false
	}
	return Decimal{int64(q), 4}.Trim(), true
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
