package codec

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Digits from which PostgreSQL writes a shortest float with an exponent, and the digits that %g starts from when
// extra_float_digits is 0 or less (FLT_DIG, DBL_DIG).
const (
	float4Fixed, float8Fixed   = 6, 15
	float4Digits, float8Digits = 6, 15
)

func (p *Planner) floatText(k backend.Kind) Encoder {
	extra := p.Settings.ExtraFloatDigits
	switch {
	case extra > 0 && k == backend.KindFloat:
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return appendShortest(dst, float64(at[float32](v, i)), 32, float4Fixed)
		}
	case extra > 0:
		return func(dst []byte, v *backend.Vector, i int) []byte { return AppendFloat8(dst, at[float64](v, i)) }
	case k == backend.KindFloat:
		digits := max(1, float4Digits+extra)
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return appendDigits(dst, float64(at[float32](v, i)), digits)
		}
	}
	digits := max(1, float8Digits+extra)
	return func(dst []byte, v *backend.Vector, i int) []byte { return appendDigits(dst, at[float64](v, i), digits) }
}

// AppendFloat8 appends f as PostgreSQL writes a float8: the fewest digits that read back as f, with an exponent below
// 1e-4 and from 1e15.
func AppendFloat8(dst []byte, f float64) []byte {
	if s, ok := appendShortDecimal(dst, f); ok {
		return s
	}
	return appendShortest(dst, f, 64, float8Fixed)
}

// appendShortDecimal is the fast path for numbers of up to four decimals, as measurements are. A decimal of at most 15
// digits is the only one of that length that reads as its float64, so what is left without trailing zeros is shortest.
func appendShortDecimal(dst []byte, f float64) ([]byte, bool) {
	const limit = 1e14
	if !(f > -limit && f < limit) || (f == 0 && math.Signbit(f)) {
		return dst, false
	}
	if n := int64(f); float64(n) == f {
		return strconv.AppendInt(dst, n, 10), true
	}
	if f < 1 && f > -1 {
		return dst, false // leading zeros after the point: the general way is no slower
	}
	scaled := math.Round(f * 10000)
	if !(scaled > -1e15 && scaled < 1e15) || scaled/10000 != f {
		return dst, false
	}
	return appendScaled(dst, int64(scaled)), true
}

// appendScaled appends n/10000 without trailing zeros; n is no multiple of 10000.
func appendScaled(dst []byte, n int64) []byte {
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = append(strconv.AppendInt(dst, n/10000, 10), '.')
	for rest, unit := n%10000, int64(1000); rest > 0; rest, unit = rest%unit, unit/10 {
		dst = append(dst, '0'+byte(rest/unit))
	}
	return dst
}

// appendShortest appends the shortest form; fixed is the decimal exponent from which the form has an exponent.
func appendShortest(dst []byte, f float64, bits, fixed int) []byte {
	if s, ok := appendSpecial(dst, f); ok {
		return s
	}
	from := len(dst)
	dst = strconv.AppendFloat(dst, f, 'e', -1, bits)
	exp := exponent(dst[from:])
	if exp >= -4 && exp < fixed {
		return strconv.AppendFloat(dst[:from], f, 'f', -1, bits)
	}
	if math.Abs(f) >= wholeFrom(bits) {
		return appendInside(dst[:from], f, bits)
	}
	return dst
}

// wholeFrom is the number from which the halves between two neighbouring floats are whole numbers.
func wholeFrom(bits int) float64 {
	if bits == 32 {
		return 1 << 24
	}
	return 1 << 53
}

// appendInside appends the fewest digits that lie inside the interval of decimals that read as f. Go also takes a decimal
// on the border of the interval, which reads as f because f is even (1e23); PostgreSQL does not (9.999999999999999e+22).
func appendInside(dst []byte, f float64, bits int) []byte {
	var scratch [32]byte
	form := strconv.AppendFloat(scratch[:0], f, 'e', -1, bits)
	for digits := 0; digits < 17 && onBorder(string(form), f, bits); digits++ {
		longer := strconv.AppendFloat(nil, f, 'e', digits, bits)
		if back, err := strconv.ParseFloat(string(longer), bits); err == nil && back == f {
			form = longer
		}
	}
	return append(dst, form...)
}

// onBorder says whether decimal lies halfway between f and a neighbour of f.
func onBorder(decimal string, f float64, bits int) bool {
	exact, _, err := big.ParseFloat(decimal, 10, 1200, big.ToNearestEven)
	if err != nil {
		return false
	}
	up, down := math.Nextafter(f, math.Inf(1)), math.Nextafter(f, math.Inf(-1))
	if bits == 32 {
		up = float64(math.Nextafter32(float32(f), float32(math.Inf(1))))
		down = float64(math.Nextafter32(float32(f), float32(math.Inf(-1))))
	}
	for _, neighbour := range []float64{up, down} {
		if math.IsInf(neighbour, 0) {
			continue
		}
		sum := new(big.Float).SetPrec(1200).Add(big.NewFloat(f), big.NewFloat(neighbour))
		if exact.Cmp(sum.Quo(sum, big.NewFloat(2))) == 0 {
			return true
		}
	}
	return false
}

// exponent reads the exponent of the form d.ddde±dd.
func exponent(s []byte) int {
	exp := 0
	for i := len(s) - 1; i > 0; i-- {
		if s[i] == '+' || s[i] == '-' {
			for _, c := range s[i+1:] {
				exp = exp*10 + int(c-'0')
			}
			if s[i] == '-' {
				exp = -exp
			}
			break
		}
	}
	return exp
}

// appendDigits is C's %.*g.
func appendDigits(dst []byte, f float64, digits int) []byte {
	if s, ok := appendSpecial(dst, f); ok {
		return s
	}
	return strconv.AppendFloat(dst, f, 'g', digits, 64)
}

func appendSpecial(dst []byte, f float64) ([]byte, bool) {
	switch {
	case math.IsNaN(f):
		return append(dst, "NaN"...), true
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...), true
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...), true
	}
	return dst, false
}

func floatBinary(k backend.Kind) Encoder {
	if k == backend.KindDouble {
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return binary.BigEndian.AppendUint64(dst, at[uint64](v, i))
		}
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		return binary.BigEndian.AppendUint32(dst, at[uint32](v, i))
	}
}
