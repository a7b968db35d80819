package duck

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	bd "github.com/duckdb/duckdb-go-bindings"
)

var (
	errNotUTF8    = errors.New("text is not valid UTF-8")
	errBadOffsets = errors.New("string offsets fall, or point outside the buffer")
)

// fillStrings fills a VARCHAR or BLOB vector. With borrow, strings beyond 12 bytes stay where they are and the vector
// points at them; else they are copied. Borrowed texts may come as runs.
func fillStrings[A arrow.Array, O offset](text, borrow bool, offsets func(A) []O) filler {
	return func(v bd.Vector, a arrow.Array, at, n int) error {
		if runs, ok := a.(*array.RunEndEncoded); ok && text && borrow {
			return fillRuns(v, runs, at, n)
		}
		fillValidity(v, a, at, n)
		off := offsets(a.(A))[at : at+n+1]
		base := textBytes(a)
		if err := checkOffsets(base, off); err != nil {
			return err
		}
		if text && !validUTF8(base, off) {
			return errNotUTF8
		}
		if !borrow {
			assignStrings(v, base, off, n)
			return nil
		}
		pointAt(unsafe.Slice((*stringT)(bd.VectorGetData(v)), n), base, off)
		return nil
	}
}

// textBytes are the bytes that an array's offsets point into, nil where it has none.
func textBytes(a arrow.Array) []byte {
	if buf := a.Data().Buffers()[2]; buf != nil {
		return buf.Bytes()
	}
	return nil
}

// pointAt writes DuckDB's string headers for base[off[i]:off[i+1]].
func pointAt[O offset](dst []stringT, base []byte, off []O) {
	for i := range dst {
		s, d := base[off[i]:off[i+1]], &dst[i]
		d.n = uint32(len(s))
		if len(s) > inlineString {
			d.prefix = [4]byte(s)
			d.ptr = unsafe.Pointer(&s[0])
			continue
		}
		// DuckDB compares and hashes all 12 bytes, so what the string does not fill must be zero. The pointer field is
		// written as bytes: it must never hold a pointer of Go's.
		b := (*[inlineString]byte)(unsafe.Pointer(&d.prefix))
		if o := int(off[i]); o+16 <= len(base) {
			inline(b, base[o:o+16], len(s))
			continue
		}
		*b = [inlineString]byte{}
		copy(b[:], s)
	}
}

// inline copies the first n ≤ 12 of 16 readable bytes and zeroes the rest of b, without a loop.
func inline(b *[inlineString]byte, s []byte, n int) {
	lo, hi := binary.LittleEndian.Uint64(s), binary.LittleEndian.Uint32(s[8:])
	if n <= 8 {
		lo, hi = lo&(1<<(8*uint(n))-1), 0
		if n == 8 {
			lo = binary.LittleEndian.Uint64(s)
		}
	} else if n < inlineString {
		hi &= 1<<(8*uint(n-8)) - 1
	}
	binary.LittleEndian.PutUint64(b[:], lo)
	binary.LittleEndian.PutUint32(b[8:], hi)
}

// checkOffsets makes sure that every string lies within base, since C copies without looking.
func checkOffsets[O offset](base []byte, off []O) error {
	last := O(0)
	for _, o := range off {
		if o < last {
			return errBadOffsets
		}
		last = o
	}
	if int(last) > len(base) {
		return errBadOffsets
	}
	return nil
}

// validUTF8 reports whether every string is valid UTF-8, which DuckDB takes on trust: an invalid byte would stay in the
// file. Checking the bytes of all strings at once is right only if none begins inside a character.
func validUTF8[O offset](base []byte, off []O) bool {
	last := off[len(off)-1]
	all := base[off[0]:last]
	if ascii(all) {
		return true
	}
	if !utf8.Valid(all) {
		return false
	}
	for _, o := range off {
		if o < last && !utf8.RuneStart(base[o]) {
			return false
		}
	}
	return true
}

func ascii(b []byte) bool {
	for len(b) >= 32 {
		x := binary.LittleEndian.Uint64(b) | binary.LittleEndian.Uint64(b[8:]) |
			binary.LittleEndian.Uint64(b[16:]) | binary.LittleEndian.Uint64(b[24:])
		if x&0x8080808080808080 != 0 {
			return false
		}
		b = b[32:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
