package codec

import (
	"encoding/binary"

	"github.com/tarn-sql/tarn/wire/backend"
)

// A numeric comes from an integer kind (scale 0), HUGEINT, UBIGINT, UHUGEINT or DECIMAL. All of them are first written
// as decimal digits; 39 digits and a point always fit digitsMax.
const digitsMax = 64

// numericText writes sign, digits and the type's scale; a carrier of unconstrained numeric drops trailing zeros.
func numericText(t backend.Type) Encoder {
	read, scale, trim := magnitudeReader(t), int(t.Scale), isCarrier(t)
	if t.Kind != backend.KindDecimal {
		scale = 0
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		neg, m := read(v, i)
		if neg {
			dst = append(dst, '-')
		}
		if scale == 0 {
			return m.appendDigits(dst, 1)
		}
		dst = m.appendDigits(dst, scale+1)
		keep := scale
		if trim {
			keep -= trailingZeros(dst, scale)
		}
		point := len(dst) - scale
		if keep == 0 {
			return dst[:point]
		}
		dst = append(dst, 0)
		copy(dst[point+1:], dst[point:])
		dst[point] = '.'
		return dst[:point+1+keep]
	}
}

// trailingZeros counts the zeros at the end of digits, at most limit.
func trailingZeros(digits []byte, limit int) int {
	n := 0
	for n < limit && digits[len(digits)-1-n] == '0' {
		n++
	}
	return n
}

// The sign words of numeric's binary form.
const (
	numericPositive = 0x0000
	numericNegative = 0x4000
	numericNaN      = 0xC000
	numericPosInf   = 0xD000
	numericNegInf   = 0xF000
)

// numericBinary writes numeric_send's form: count, weight, sign and scale, then digits of base 10000, the first with
// weight 10000^weight, without zeros in front and behind.
func numericBinary(t backend.Type) Encoder {
	read, scale, trim := magnitudeReader(t), int(t.Scale), isCarrier(t)
	if t.Kind != backend.KindDecimal {
		scale = 0
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		neg, m := read(v, i)
		var stack [digitsMax]byte
		digits := m.appendDigits(stack[:0], scale+1)
		dscale := scale
		if trim {
			zeros := trailingZeros(digits, scale)
			digits, dscale = digits[:len(digits)-zeros], scale-zeros
		}
		return appendBase10000(dst, digits, dscale, neg)
	}
}

// appendBase10000 groups decimal digits, of which the last dscale stand after the point, in fours around the point.
func appendBase10000(dst, digits []byte, dscale int, neg bool) []byte {
	var stack [digitsMax/4 + 2]uint16
	groups, whole := stack[:0], len(digits)-dscale
	weight := (whole+3)/4 - 1
	for at := whole - (weight+1)*4; at < len(digits); at += 4 {
		groups = append(groups, group(digits, at))
	}
	first, n := 0, len(groups)
	for first < n && groups[first] == 0 {
		first, weight = first+1, weight-1
	}
	for n > first && groups[n-1] == 0 {
		n--
	}
	if n == first {
		weight, neg = 0, false
	}
	sign := uint16(numericPositive)
	if neg {
		sign = numericNegative
	}
	dst = binary.BigEndian.AppendUint16(dst, uint16(n-first))
	dst = binary.BigEndian.AppendUint16(dst, uint16(weight))
	dst = binary.BigEndian.AppendUint16(dst, sign)
	dst = binary.BigEndian.AppendUint16(dst, uint16(dscale))
	for _, g := range groups[first:n] {
		dst = binary.BigEndian.AppendUint16(dst, g)
	}
	return dst
}

// group reads the four digits from at on; digits outside count as 0.
func group(digits []byte, at int) uint16 {
	g := uint16(0)
	for i := at; i < at+4; i++ {
		g *= 10
		if i >= 0 && i < len(digits) {
			g += uint16(digits[i] - '0')
		}
	}
	return g
}
