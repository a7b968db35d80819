package rows

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// id is 128 bits of a hash, which stand in the tables as 32 hexadecimal digits.
type id [16]byte

func (i id) String() string {
	var digits [2 * len(i)]byte
	hex.Encode(digits[:], i[:])
	return string(digits[:])
}

// hasher makes ids. Its parts are parted by their lengths, so that no two lists of parts look alike.
type hasher struct{ buf []byte }

func (h *hasher) start() *hasher { h.buf = h.buf[:0]; return h }

func (h *hasher) text(s string) *hasher {
	h.buf = binary.AppendUvarint(h.buf, uint64(len(s)))
	h.buf = append(h.buf, s...)
	return h
}

func (h *hasher) bytes(b []byte) *hasher {
	h.buf = append(h.buf, b...)
	return h
}

func (h *hasher) number(n int) *hasher {
	h.buf = binary.AppendVarint(h.buf, int64(n))
	return h
}

func (h *hasher) id() id {
	sum := sha256.Sum256(h.buf)
	return id(sum[:16])
}
