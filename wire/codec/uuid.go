package codec

import (
	"encoding/binary"
	"encoding/hex"

	"github.com/tarn-sql/tarn/wire/backend"
)

// uuidBytes undoes DuckDB's order-preserving layout: a 128-bit integer with the top bit flipped.
func uuidBytes(v *backend.Vector, i int) (u [16]byte) {
	h := at[hugeint](v, i)
	binary.BigEndian.PutUint64(u[:8], uint64(h.upper)^1<<63)
	binary.BigEndian.PutUint64(u[8:], h.lower)
	return u
}

func uuidText(dst []byte, v *backend.Vector, i int) []byte {
	u := uuidBytes(v, i)
	dst = append(hex.AppendEncode(dst, u[:4]), '-')
	dst = append(hex.AppendEncode(dst, u[4:6]), '-')
	dst = append(hex.AppendEncode(dst, u[6:8]), '-')
	dst = append(hex.AppendEncode(dst, u[8:10]), '-')
	return hex.AppendEncode(dst, u[10:])
}

func uuidBinary(dst []byte, v *backend.Vector, i int) []byte {
	u := uuidBytes(v, i)
	return append(dst, u[:]...)
}
