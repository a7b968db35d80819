package value

import (
	"math/big"
	"math/bits"
)

// pow10hi and pow10lo are the powers of ten up to 10^38.
var pow10hi, pow10lo = powersOfTen()

func powersOfTen() (hi, lo [MaxDigits + 1]uint64) {
	lo[0] = 1
	for i := 1; i <= MaxDigits; i++ {
		hi[i], lo[i], _ = mulSmall(hi[i-1], lo[i-1], 10)
	}
	return hi, lo
}

func less128(ahi, alo, bhi, blo uint64) bool { return ahi < bhi || ahi == bhi && alo < blo }

func cmp128(ahi, alo, bhi, blo uint64) int {
	switch {
	case ahi == bhi && alo == blo:
		return 0
	case less128(ahi, alo, bhi, blo):
		return -1
	}
	return 1
}

// mulSmall multiplies a 128-bit number by a 64-bit one; false on overflow.
func mulSmall(hi, lo, by uint64) (uint64, uint64, bool) {
	over, h := bits.Mul64(hi, by)
	carry, l := bits.Mul64(lo, by)
	h, c := bits.Add64(h, carry, 0)
	return h, l, over == 0 && c == 0
}

// divSmall divides a 128-bit number by a 64-bit one.
func divSmall(hi, lo, by uint64) (qhi, qlo, rem uint64) {
	qhi = hi / by
	qlo, rem = bits.Div64(hi%by, lo, by)
	return qhi, qlo, rem
}

func mulPow10(hi, lo uint64, n int32) (uint64, uint64, bool) {
	for n > 0 {
		step := min(n, 19)
		var ok bool
		if hi, lo, ok = mulSmall(hi, lo, pow10lo[step]); !ok {
			return 0, 0, false
		}
		if n -= step; hi == 0 && lo == 0 {
			break
		}
	}
	return hi, lo, true
}

// align brings two decimals to one scale; false where that does not fit.
func align(a, b Decimal) (Decimal, Decimal, bool) {
	if a.scale < b.scale {
		b, a, ok := align(b, a)
		return a, b, ok
	}
	hi, lo, ok := mulPow10(b.hi, b.lo, a.scale-b.scale)
	if !ok || !less128(hi, lo, pow10hi[MaxDigits], pow10lo[MaxDigits]) {
		return a, b, false
	}
	b.hi, b.lo, b.scale = hi, lo, a.scale
	return a, b, true
}

// alignBig is align without a limit.
func alignBig(a, b Decimal) (x, y *big.Int) {
	x, y = a.big(), b.big()
	if a.scale < b.scale {
		x.Mul(x, pow10Big(b.scale-a.scale))
	} else {
		y.Mul(y, pow10Big(a.scale-b.scale))
	}
	return x, y
}

func pow10Big(n int32) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func (d Decimal) big() *big.Int {
	x := new(big.Int).SetUint64(d.hi)
	x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(d.lo))
	if d.neg {
		x.Neg(x)
	}
	return x
}

func fromBig(x *big.Int, scale int32) (Decimal, bool) {
	d := Decimal{neg: x.Sign() < 0, scale: scale}
	abs := new(big.Int).Abs(x)
	if abs.BitLen() > 128 {
		return d, false
	}
	d.lo = new(big.Int).And(abs, new(big.Int).SetUint64(^uint64(0))).Uint64()
	d.hi = new(big.Int).Rsh(abs, 64).Uint64()
	return d, d.fits()
}

// FixedFits says whether a 128-bit two's complement has at most so many digits.
func FixedFits(hi int64, lo uint64, digits int32) bool {
	h, l := uint64(hi), lo
	if hi < 0 {
		var borrow uint64
		l, borrow = bits.Sub64(0, lo, 0)
		h, _ = bits.Sub64(0, h, borrow)
	}
	return less128(h, l, pow10hi[digits], pow10lo[digits])
}
