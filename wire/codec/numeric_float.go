package codec

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// A numeric that DuckDB computes as DOUBLE (a standard deviation, a root) has the fewest digits that read back as the
// same number, without an exponent: numeric shows none.

func floatNumeric(f Format) Encoder {
	if f == Binary {
		return floatNumericBinary
	}
	return floatNumericText
}

func floatNumericText(dst []byte, v *backend.Vector, i int) []byte {
	return appendFloatNumeric(dst, at[float64](v, i))
}

func appendFloatNumeric(dst []byte, f float64) []byte {
	if s, ok := appendSpecial(dst, f); ok {
		return s
	}
	return strconv.AppendFloat(dst, f+0, 'f', -1, 64) // + 0: numeric knows no -0
}

func floatNumericBinary(dst []byte, v *backend.Vector, i int) []byte {
	f := at[float64](v, i)
	switch {
	case math.IsNaN(f):
		return appendNumericSpecial(dst, numericNaN)
	case math.IsInf(f, 1):
		return appendNumericSpecial(dst, numericPosInf)
	case math.IsInf(f, -1):
		return appendNumericSpecial(dst, numericNegInf)
	}
	var stack [digitsMax]byte
	whole, fraction, _ := bytes.Cut(appendFloatNumeric(stack[:0], math.Abs(f)), []byte{'.'})
	return appendBase10000(dst, append(whole, fraction...), len(fraction), f < 0)
}

// appendNumericSpecial is a numeric without digits, which its sign tells.
func appendNumericSpecial(dst []byte, sign uint16) []byte {
	dst = binary.BigEndian.AppendUint32(dst, 0)
	dst = binary.BigEndian.AppendUint16(dst, sign)
	return binary.BigEndian.AppendUint16(dst, 0)
}
