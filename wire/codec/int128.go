package codec

import (
	"math/bits"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// magnitude is the absolute value of a number of up to 128 bits.
type magnitude struct{ hi, lo uint64 }

const e18 = 1_000_000_000_000_000_000

// divE18 divides by 10^18.
func (m magnitude) divE18() (q magnitude, rem uint64) {
	q.hi = m.hi / e18
	q.lo, rem = bits.Div64(m.hi%e18, m.lo, e18)
	return q, rem
}

// appendDigits128 appends m in decimal, with at least least digits.
func (m magnitude) appendDigits(dst []byte, least int) []byte {
	if m.hi == 0 && m.lo < e18 {
		return appendPadded(dst, m.lo, least)
	}
	q, rem := m.divE18()
	return appendPadded(q.appendDigits(dst, least-18), rem, 18)
}

// appendPadded appends n in decimal with at least width digits.
func appendPadded(dst []byte, n uint64, width int) []byte {
	for ; width > 20; width-- {
		dst = append(dst, '0')
	}
	for limit := pow10(width - 1); limit > 1 && n < limit; limit /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendUint(dst, n, 10)
}

// pow10 is 10^n for n from 0 to 19, and 1 below.
func pow10(n int) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// magnitudeReader reads a kind of integer or DECIMAL carrier as sign and magnitude.
func magnitudeReader(t backend.Type) func(v *backend.Vector, i int) (neg bool, m magnitude) {
	switch storage(t) {
	case backend.KindHugeInt:
		return readHuge
	case backend.KindUHugeInt:
		return func(v *backend.Vector, i int) (bool, magnitude) {
			h := at[hugeint](v, i)
			return false, magnitude{uint64(h.upper), h.lower}
		}
	case backend.KindUBigInt:
		return func(v *backend.Vector, i int) (bool, magnitude) { return false, magnitude{0, at[uint64](v, i)} }
	}
	read := int64Reader(storage(t))
	return func(v *backend.Vector, i int) (bool, magnitude) {
		n := read(v, i)
		if n < 0 {
			return true, magnitude{0, -uint64(n)}
		}
		return false, magnitude{0, uint64(n)}
	}
}

// storage is the integer kind that holds a DECIMAL of a width; of another kind, itself.
func storage(t backend.Type) backend.Kind {
	switch {
	case t.Kind != backend.KindDecimal:
		return t.Kind
	case t.Width <= 4:
		return backend.KindSmallInt
	case t.Width <= 9:
		return backend.KindInteger
	case t.Width <= 18:
		return backend.KindBigInt
	}
	return backend.KindHugeInt
}

func readHuge(v *backend.Vector, i int) (bool, magnitude) {
	h := at[hugeint](v, i)
	if h.upper >= 0 {
		return false, magnitude{uint64(h.upper), h.lower}
	}
	lo, borrow := bits.Sub64(0, h.lower, 0)
	hi, _ := bits.Sub64(0, uint64(h.upper), borrow)
	return true, magnitude{hi, lo}
}
