package value

import (
	"math/big"
	"math/bits"
	"strconv"
)

// Decimal is coef × 10^-scale, exact, of at most 38 digits. The scale keeps what was written: 1.50 has the scale 2.
type Decimal struct {
	hi, lo uint64 // coef
	scale  int32  // may be negative: 1E3 is 1 × 10^3
	neg    bool
}

// MaxDigits is how many digits a Decimal and SQL's DECIMAL(38, s) have.
const MaxDigits = 38

// DecimalFromInt returns n with scale 0.
func DecimalFromInt(n int64) Decimal {
	if n < 0 {
		return Decimal{lo: uint64(-n), neg: true}
	}
	return Decimal{lo: uint64(n)}
}

// ParseDecimal reads a number as JSON and FHIRPath write it, with an exponent too. It is false for anything else and
// for more than 38 digits.
func ParseDecimal(b []byte) (Decimal, bool) {
	n, ok := scanNumber(b)
	if !ok {
		return Decimal{}, false
	}
	d := Decimal{neg: n.neg, scale: n.fraction - n.exponent}
	for _, c := range n.digits {
		if c == '.' {
			continue
		}
		if !d.push(c - '0') {
			return Decimal{}, false
		}
	}
	return d, true
}

// push appends a digit to the coefficient; false where it would not fit into 38 digits.
func (d *Decimal) push(digit byte) bool {
	hi, lo, ok := mulSmall(d.hi, d.lo, 10)
	if !ok {
		return false
	}
	lo, carry := bits.Add64(lo, uint64(digit), 0)
	d.hi, d.lo = hi+carry, lo
	return less128(d.hi, d.lo, pow10hi[MaxDigits], pow10lo[MaxDigits])
}

// number is the anatomy of a number's text.
type number struct {
	digits   []byte // with the point
	fraction int32  // digits behind the point
	exponent int32
	neg      bool
}

func scanNumber(b []byte) (n number, ok bool) {
	i := 0
	if i < len(b) && (b[i] == '-' || b[i] == '+') {
		n.neg = b[i] == '-'
		i++
	}
	start, point, digits := i, -1, 0
	for ; i < len(b); i++ {
		if c := b[i]; c-'0' <= 9 {
			digits++
		} else if c == '.' && point < 0 {
			point = i
		} else {
			break
		}
	}
	n.digits = b[start:i]
	if point >= 0 {
		n.fraction = int32(i - point - 1)
	}
	if digits == 0 || point >= 0 && (n.fraction == 0 || point == start) {
		return n, false
	}
	if i == len(b) {
		return n, true
	}
	if b[i]|0x20 != 'e' {
		return n, false
	}
	e, err := strconv.ParseInt(string(b[i+1:]), 10, 16)
	n.exponent = int32(e)
	return n, err == nil
}

// Fixed returns the number times 10^scale, rounded half to even, as a 128-bit two's complement: the value of a
// DECIMAL(38, scale). It is false for text that is no number and for what does not fit.
func Fixed(b []byte, scale int32) (hi int64, lo uint64, ok bool) {
	if v, ok := smallFixed(b, scale); ok {
		return 0, v, true
	}
	n, ok := scanNumber(b)
	if !ok {
		return 0, 0, false
	}
	shift := n.exponent - n.fraction + scale
	keep := len(n.digits) // how many digits count; the rest rounds
	if n.fraction > 0 {
		keep--
	}
	if shift < 0 {
		keep += int(shift)
		shift = 0
	}
	d := Decimal{neg: n.neg}
	var half, sticky byte // the first digit that is cut, and whether anything is behind it
	pos := 0
	for _, c := range n.digits {
		if c == '.' {
			continue
		}
		switch {
		case pos < keep:
			if !d.push(c - '0') {
				return 0, 0, false
			}
		case pos == keep:
			half = c - '0'
		default:
			sticky |= c - '0'
		}
		pos++
	}
	if half > 5 || half == 5 && (sticky != 0 || d.lo&1 == 1) {
		d.increment()
	}
	return d.fixed(shift)
}

// smallFixed is Fixed for what most numbers are: digits, a point among them or not, that need no rounding and surely fit.
func smallFixed(b []byte, scale int32) (v uint64, ok bool) {
	const most = 18 // digits that fit 64 bits
	if len(b) == 0 || len(b) > most {
		return 0, false
	}
	point := len(b) - 1
	for i, c := range b {
		switch {
		case c-'0' <= 9:
			v = 10*v + uint64(c-'0')
		case c == '.' && i > 0 && i < point:
			point = i // and a second one is too far right
		default:
			return 0, false
		}
	}
	shift := int(scale) - (len(b) - 1 - point)
	if shift < 0 || len(b)+shift > most {
		return 0, false
	}
	return v * pow10lo[shift], true
}

func (d *Decimal) increment() {
	var carry uint64
	d.lo, carry = bits.Add64(d.lo, 1, 0)
	d.hi += carry
}

// fixed returns coef × 10^shift with the sign, in two's complement.
func (d Decimal) fixed(shift int32) (hi int64, lo uint64, ok bool) {
	if d.isZero() {
		return 0, 0, true
	}
	if shift > MaxDigits {
		return 0, 0, false
	}
	h, l, ok := mulPow10(d.hi, d.lo, shift)
	if !ok || !less128(h, l, pow10hi[MaxDigits], pow10lo[MaxDigits]) {
		return 0, 0, false
	}
	if d.neg {
		var borrow uint64
		l, borrow = bits.Sub64(0, l, 0)
		h, _ = bits.Sub64(0, h, borrow)
	}
	return int64(h), l, true
}

func (d Decimal) isZero() bool { return d.hi == 0 && d.lo == 0 }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.isZero():
		return 0
	case d.neg:
		return -1
	}
	return 1
}

// Neg returns -d.
func (d Decimal) Neg() Decimal { d.neg = !d.neg; return d }

// Scale is the number of digits behind the point; negative where the number ends in an exponent.
func (d Decimal) Scale() int32 { return d.scale }

// Int64 returns the number if it is whole and fits.
func (d Decimal) Int64() (int64, bool) {
	if d.scale != 0 {
		q := d.Truncate()
		if q.Cmp(d) != 0 {
			return 0, false
		}
		d = q
	}
	if d.hi != 0 || d.lo > 1<<63-1 || d.scale != 0 { // a scale is left of what 10^38 does not reach
		return 0, false
	}
	if d.neg {
		return -int64(d.lo), true
	}
	return int64(d.lo), true
}

// Cmp compares the values: -1, 0, 1. 1.0 equals 1.
func (d Decimal) Cmp(e Decimal) int {
	if d.Sign() != e.Sign() || d.isZero() {
		return compare(int64(d.Sign()), int64(e.Sign()))
	}
	if d.scale == e.scale {
		return d.Sign() * cmp128(d.hi, d.lo, e.hi, e.lo)
	}
	a, b, ok := align(d, e)
	if !ok {
		x, y := alignBig(d, e)
		return x.Cmp(y)
	}
	return d.Sign() * cmp128(a.hi, a.lo, b.hi, b.lo)
}

// Add returns d + e; false where the sum has more than 38 digits.
func (d Decimal) Add(e Decimal) (Decimal, bool) {
	a, b, ok := align(d, e)
	if !ok {
		return Decimal{}, false
	}
	if a.neg == b.neg {
		var carry uint64
		a.lo, carry = bits.Add64(a.lo, b.lo, 0)
		a.hi, carry = bits.Add64(a.hi, b.hi, carry)
		return a, carry == 0 && a.fits()
	}
	if cmp128(a.hi, a.lo, b.hi, b.lo) < 0 {
		a, b = b, a
	}
	var borrow uint64
	a.lo, borrow = bits.Sub64(a.lo, b.lo, 0)
	a.hi, _ = bits.Sub64(a.hi, b.hi, borrow)
	return a, true
}

// Mul returns d × e; false where the product has more than 38 digits.
func (d Decimal) Mul(e Decimal) (Decimal, bool) {
	if e.hi != 0 {
		d, e = e, d
	}
	if e.hi != 0 {
		return Decimal{}, false
	}
	hi, lo, ok := mulSmall(d.hi, d.lo, e.lo)
	p := Decimal{hi: hi, lo: lo, scale: d.scale + e.scale, neg: d.neg != e.neg}
	return p, ok && p.fits()
}

// Quo returns d / e to 16 digits behind the point, rounded half to even, without trailing zeros; false for e = 0.
func (d Decimal) Quo(e Decimal) (Decimal, bool) {
	if e.isZero() {
		return Decimal{}, false
	}
	const scale = 16
	x, y := d.big(), e.big()
	if up := scale + e.scale - d.scale; up >= 0 {
		x.Mul(x, pow10Big(up))
	} else {
		y.Mul(y, pow10Big(-up))
	}
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	r.Abs(r).Lsh(r, 1)
	if c := r.Cmp(y.Abs(y)); c > 0 || c == 0 && q.Bit(0) == 1 {
		if d.neg != e.neg {
			q.Sub(q, big.NewInt(1))
		} else {
			q.Add(q, big.NewInt(1))
		}
	}
	res, ok := fromBig(q, scale)
	return res.trim(), ok
}

// Truncate cuts the fraction off.
func (d Decimal) Truncate() Decimal {
	if d.scale < 0 {
		if hi, lo, ok := mulPow10(d.hi, d.lo, -d.scale); ok {
			return Decimal{hi: hi, lo: lo, neg: d.neg}
		}
		return d
	}
	for d.scale > 0 && !d.isZero() {
		step := min(d.scale, 18)
		d.hi, d.lo, _ = divSmall(d.hi, d.lo, pow10lo[step])
		d.scale -= step
	}
	d.scale = 0
	return d
}

// trim drops zeros at the end of the fraction.
func (d Decimal) trim() Decimal {
	for d.scale > 0 {
		hi, lo, rem := divSmall(d.hi, d.lo, 10)
		if rem != 0 {
			break
		}
		d.hi, d.lo, d.scale = hi, lo, d.scale-1
	}
	return d
}

// Append writes the number in plain notation, as many digits behind the point as its scale says.
func (d Decimal) Append(dst []byte) []byte {
	var buf [MaxDigits + 2]byte
	i := len(buf)
	for hi, lo := d.hi, d.lo; ; {
		var rem uint64
		hi, lo, rem = divSmall(hi, lo, 10)
		i--
		buf[i] = byte('0' + rem)
		if hi == 0 && lo == 0 {
			break
		}
	}
	if d.neg && !d.isZero() {
		dst = append(dst, '-')
	}
	digits := buf[i:]
	switch n := int32(len(digits)); {
	case d.scale <= 0:
		dst = append(dst, digits...)
		for range min(-d.scale, 1<<12) {
			dst = append(dst, '0')
		}
	case n > d.scale:
		dst = append(append(append(dst, digits[:n-d.scale]...), '.'), digits[n-d.scale:]...)
	default:
		dst = append(dst, '0', '.')
		for range min(d.scale-n, 1<<12) {
			dst = append(dst, '0')
		}
		dst = append(dst, digits...)
	}
	return dst
}

func (d Decimal) String() string { return string(d.Append(nil)) }

func (d Decimal) fits() bool { return less128(d.hi, d.lo, pow10hi[MaxDigits], pow10lo[MaxDigits]) }

// Mod returns what is left of d after e was taken from it as often as fits; false for e = 0.
func (d Decimal) Mod(e Decimal) (Decimal, bool) {
	if e.isZero() {
		return Decimal{}, false
	}
	x, y := alignBig(d, e)
	return fromBig(x.Rem(x, y), max(d.scale, e.scale))
}

// RoundHalfAway rounds to a number of digits behind the point; a half goes away from zero.
func (d Decimal) RoundHalfAway(scale int32) Decimal {
	var last uint64
	for d.scale > scale {
		d.hi, d.lo, last = divSmall(d.hi, d.lo, 10)
		if d.scale--; d.isZero() && d.scale > scale {
			d.scale, last = scale, 0
		}
	}
	if last >= 5 {
		d.increment()
	}
	return d
}

// Normal returns the number without zeros at the end of its fraction.
func (d Decimal) Normal() Decimal { return d.trim() }
