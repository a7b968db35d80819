package codec

import (
	"encoding/binary"

	"github.com/tarn-sql/tarn/wire/backend"
)

// A DuckDB BIT is a string: first the number of padding bits, then the bits, big end first, behind that padding.

// bitText writes one character per bit.
func bitText(dst []byte, v *backend.Vector, i int) []byte {
	s := bytesAt(v, i)
	if len(s) == 0 {
		return dst
	}
	for b := int(s[0]); b < (len(s)-1)*8; b++ {
		dst = append(dst, '0'+bitAt(s[1:], b))
	}
	return dst
}

// bitBinary writes the number of bits, then the bits from the left with padding at the end.
func bitBinary(dst []byte, v *backend.Vector, i int) []byte {
	s := bytesAt(v, i)
	if len(s) == 0 {
		return append(dst, 0, 0, 0, 0)
	}
	padding, body := int(s[0]), s[1:]
	n := len(body)*8 - padding
	dst = binary.BigEndian.AppendUint32(dst, uint32(n))
	for from := padding; from < padding+n; from += 8 {
		var c byte
		for b := from; b < from+8; b++ {
			c <<= 1
			if b < padding+n {
				c |= bitAt(body, b)
			}
		}
		dst = append(dst, c)
	}
	return dst
}

func bitAt(body []byte, b int) byte { return body[b>>3] >> (7 - b&7) & 1 }
