package value

import (
	"math/big"
	"strconv"
	"strings"
)

// Unit is a UCUM unit and how to bring values of it to base units: canonical = (value + offset) × factor.
type Unit struct {
	// Canonical is the unit in base units: "g.m-3", "K", "1". Moles, equivalents, osmoles, enzyme units and arbitrary units
	// count as base units here, because turning them into pure numbers, as UCUM does, helps nobody.
	Canonical []byte

	offset   Decimal
	mul, div uint64 // factor = mul / div × 10^-scale
	scale    int32
}

// ParseUnit reads a UCUM code in its case-sensitive form. It is false for units that are not in the table and for codes
// that are none. Annotations ({score}) mean nothing.
func ParseUnit(code string) (*Unit, bool) {
	p := &unitParser{s: code}
	u, ok := p.term(0)
	if !ok || p.i < len(p.s) || code == "" {
		return nil, false
	}
	res := &Unit{Canonical: []byte(u.dims.String()), offset: u.offset}
	return res, res.setFactor(u.factor)
}

// setFactor splits a fraction into whole numbers and a power of ten.
func (u *Unit) setFactor(f *big.Rat) bool {
	num, den := new(big.Int).Set(f.Num()), new(big.Int).Set(f.Denom())
	ten, rem := big.NewInt(10), new(big.Int)
	for q := new(big.Int); num.BitLen() > 1; u.scale-- {
		if q.QuoRem(num, ten, rem); rem.Sign() != 0 {
			break
		}
		num.Set(q)
	}
	for _, by := range []struct{ divide, times int64 }{{10, 1}, {5, 2}, {2, 5}} { // 1/5 = 2 × 10^-1
		for q, d := new(big.Int), big.NewInt(by.divide); den.BitLen() > 1; u.scale++ {
			if q.QuoRem(den, d, rem); rem.Sign() != 0 {
				break
			}
			den.Set(q)
			num.Mul(num, big.NewInt(by.times))
		}
	}
	u.mul, u.div = num.Uint64(), den.Uint64()
	return num.IsUint64() && den.IsUint64() && u.mul > 0
}

// Convert brings a value to the canonical unit; false where the result does not fit 38 digits. A factor that is no
// decimal fraction (degrees Fahrenheit) is rounded 12 digits behind what the value states.
func (u *Unit) Convert(d Decimal) (Decimal, bool) {
	d, ok := d.Add(u.offset)
	if !ok {
		return d, false
	}
	if d.hi, d.lo, ok = mulSmall(d.hi, d.lo, u.mul); !ok || !d.fits() {
		return d, false
	}
	if u.div > 1 {
		if d.hi, d.lo, ok = mulPow10(d.hi, d.lo, 12); !ok {
			return d, false
		}
		var rem uint64
		if d.hi, d.lo, rem = divSmall(d.hi, d.lo, u.div); rem >= u.div-rem {
			d.increment()
		}
		d.scale += 12
	}
	if d.scale += u.scale; d.scale < 0 {
		if d.hi, d.lo, ok = mulPow10(d.hi, d.lo, -d.scale); !ok {
			return d, false
		}
		d.scale = 0
	}
	if u.div > 1 {
		d = d.trim()
	}
	return d, d.fits()
}

// dimension is the exponent of each base unit.
type dimension [len(baseUnits)]int8

func (d dimension) String() string {
	var parts []string
	for i, e := range d {
		switch {
		case e == 1:
			parts = append(parts, baseUnits[i])
		case e != 0:
			parts = append(parts, baseUnits[i]+strconv.Itoa(int(e)))
		}
	}
	if parts == nil {
		return "1"
	}
	return strings.Join(parts, ".")
}

// unitValue is what a part of a code stands for.
type unitValue struct {
	factor *big.Rat
	dims   dimension
	offset Decimal // of a temperature scale; such a unit stands alone
}

func one() unitValue { return unitValue{factor: big.NewRat(1, 1)} }

// times multiplies with v to the power of e.
func (u *unitValue) times(v unitValue, e int) bool {
	if !v.offset.isZero() || !u.offset.isZero() || e > 12 || e < -12 {
		return false
	}
	for ; e > 0; e-- {
		u.factor.Mul(u.factor, v.factor)
		if !u.addDims(v.dims, 1) {
			return false
		}
	}
	for ; e < 0; e++ {
		u.factor.Quo(u.factor, v.factor)
		if !u.addDims(v.dims, -1) {
			return false
		}
	}
	return u.factor.Num().BitLen() < 512 && u.factor.Denom().BitLen() < 512
}

func (u *unitValue) addDims(d dimension, sign int8) bool {
	for i := range d {
		u.dims[i] += sign * d[i]
		if u.dims[i] > 30 || u.dims[i] < -30 {
			return false
		}
	}
	return true
}

// unitParser reads UCUM's grammar: components with "." and "/" between them, from left to right.
type unitParser struct {
	s string
	i int
}

const maxUnitDepth = 8

func (p *unitParser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *unitParser) term(depth int) (unitValue, bool) {
	res := one()
	sign := 1
	if p.peek() == '/' {
		p.i++
		sign = -1
	}
	for first := true; ; first = false {
		v, e, ok := p.component(depth)
		if !ok {
			return res, false
		}
		if first && sign == 1 && e == 1 && (p.peek() == 0 || p.peek() == ')') {
			return v, true // alone: the only place for a temperature scale
		}
		if !res.times(v, sign*e) {
			return res, false
		}
		switch p.peek() {
		case '.':
			sign = 1
		case '/':
			sign = -1
		default:
			return res, true
		}
		p.i++
	}
}

// component reads a unit in parentheses, a number or a unit symbol, with its exponent and annotation.
func (p *unitParser) component(depth int) (v unitValue, exponent int, ok bool) {
	switch c := p.peek(); {
	case c == '(':
		if depth == maxUnitDepth {
			return v, 0, false
		}
		p.i++
		v, ok = p.term(depth + 1)
		ok = ok && p.peek() == ')'
		p.i++
		return v, 1, ok && p.annotation()
	case c == '{':
		return one(), 1, p.annotation()
	case isDigit(c) && !strings.HasPrefix(p.s[p.i:], "10*") && !strings.HasPrefix(p.s[p.i:], "10^"):
		n, ok := p.integer()
		return unitValue{factor: big.NewRat(int64(n), 1)}, 1, ok && n > 0
	}
	v, ok = symbol(p.symbol())
	if !ok {
		return v, 0, false
	}
	exponent, ok = p.exponent()
	return v, exponent, ok && p.annotation()
}

func (p *unitParser) symbol() string {
	start := p.i
	if p.peek() == '1' { // 10*, 10^
		p.i += 3
		return p.s[start:p.i]
	}
	for bracket := false; p.i < len(p.s); p.i++ {
		c := p.s[p.i]
		if c == '[' || c == ']' {
			bracket = c == '['
		} else if !bracket && (isDigit(c) || strings.IndexByte("+-./(){}", c) >= 0) {
			break
		}
	}
	return p.s[start:p.i]
}

func (p *unitParser) exponent() (int, bool) {
	sign := 1
	switch c := p.peek(); {
	case c == '-':
		sign = -1
		p.i++
	case c == '+':
		p.i++
	case !isDigit(c):
		return 1, true
	}
	n, ok := p.integer()
	return sign * n, ok
}

func (p *unitParser) integer() (int, bool) {
	start := p.i
	for isDigit(p.peek()) {
		p.i++
	}
	n, err := strconv.Atoi(p.s[start:p.i])
	return n, err == nil && n < 1<<31
}

func (p *unitParser) annotation() bool {
	if p.peek() != '{' {
		return true
	}
	end := strings.IndexByte(p.s[p.i:], '}')
	if end < 0 {
		return false
	}
	p.i += end + 1
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// symbol looks a unit symbol up, as it is or behind a prefix.
func symbol(s string) (unitValue, bool) {
	if a, ok := unitAtoms[s]; ok {
		return a.value, true
	}
	for n := 2; n >= 1; n-- {
		if len(s) <= n {
			continue
		}
		p, ok := unitPrefixes[s[:n]]
		a, known := unitAtoms[s[n:]]
		if ok && known && a.metric {
			return unitValue{factor: new(big.Rat).Mul(p, a.value.factor), dims: a.value.dims}, a.value.offset.isZero()
		}
	}
	return unitValue{}, false
}
