package codec

import (
	"encoding/hex"

	"github.com/tarn-sql/tarn/wire/backend"
)

// appendString appends a string or blob as it is.
func appendString(dst []byte, v *backend.Vector, i int) []byte {
	return append(dst, bytesAt(v, i)...)
}

// enumEncoder appends the label; the vector holds positions in the dictionary, as wide as the dictionary needs.
func enumEncoder(t backend.Type) Encoder {
	labels := t.Names
	switch {
	case len(labels) <= 1<<8:
		return func(dst []byte, v *backend.Vector, i int) []byte { return append(dst, labels[at[uint8](v, i)]...) }
	case len(labels) <= 1<<16:
		return func(dst []byte, v *backend.Vector, i int) []byte { return append(dst, labels[at[uint16](v, i)]...) }
	}
	return func(dst []byte, v *backend.Vector, i int) []byte { return append(dst, labels[at[uint32](v, i)]...) }
}

// byteaText is bytea_output = hex (\x…) or escape.
func (p *Planner) byteaText() Encoder {
	if p.Settings.ByteaEscape {
		return byteaEscape
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		return hex.AppendEncode(append(dst, '\\', 'x'), bytesAt(v, i))
	}
}

func byteaEscape(dst []byte, v *backend.Vector, i int) []byte {
	for _, c := range bytesAt(v, i) {
		switch {
		case c == '\\':
			dst = append(dst, '\\', '\\')
		case c < 0x20 || c > 0x7e:
			dst = append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
