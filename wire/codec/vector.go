package codec

import (
	"unsafe"

	"github.com/tarn-sql/tarn/wire/backend"
)

// duckString is DuckDB's duckdb_string_t: up to 12 bytes inline, else 4 bytes of prefix and a pointer.
type duckString struct {
	length uint32
	inline [4]byte
	ptr    unsafe.Pointer
}

// inlineMax is the length up to which duckString holds the bytes itself.
const inlineMax = 12

// listEntry is a row of a LIST vector: elements [offset, offset+length) of the child.
type listEntry struct{ offset, length uint64 }

// hugeint is a 128-bit integer in two's complement, also the layout of UUID and wide DECIMAL.
type hugeint struct {
	lower uint64
	upper int64
}

// at reads row i of a vector of fixed-width values.
func at[T any](v *backend.Vector, i int) T { return valueIn[T](v.Data, i) }

// valueIn reads row i of fixed-width values.
func valueIn[T any](data unsafe.Pointer, i int) T {
	var t T
	return *(*T)(unsafe.Add(data, uintptr(i)*unsafe.Sizeof(t)))
}

// valid says whether row i is not NULL.
func valid(v *backend.Vector, i int) bool {
	if v.Validity == nil {
		return true
	}
	word := *(*uint64)(unsafe.Add(v.Validity, uintptr(i>>6)*8))
	return word&(1<<(uint(i)&63)) != 0
}

// bytesAt is the string at row i, borrowed from the engine until the chunk goes.
func bytesAt(v *backend.Vector, i int) []byte { return stringIn(v.Data, i) }

// stringIn is the string at row i of data.
func stringIn(data unsafe.Pointer, i int) []byte {
	s := (*duckString)(unsafe.Add(data, uintptr(i)*16))
	if s.length <= inlineMax {
		return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(s), 4)), s.length)
	}
	return unsafe.Slice((*byte)(s.ptr), s.length)
}
