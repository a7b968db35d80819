package duck

/*
#include <stdint.h>

// Of duckdb.h, which is out of reach of another module's cgo; the symbols come from the library that the bindings link.
extern void duckdb_unsafe_vector_assign_string_element_len(void *vector, uint64_t index, const char *str, uint64_t len);

static void tarn_assign32(void *vector, const char *base, const int32_t *off, uint64_t n) {
	for (uint64_t i = 0; i < n; i++) {
		duckdb_unsafe_vector_assign_string_element_len(vector, i, base + off[i], (uint64_t)(off[i + 1] - off[i]));
	}
}

static void tarn_assign64(void *vector, const char *base, const int64_t *off, uint64_t n) {
	for (uint64_t i = 0; i < n; i++) {
		duckdb_unsafe_vector_assign_string_element_len(vector, i, base + off[i], (uint64_t)(off[i + 1] - off[i]));
	}
}

extern void duckdb_destroy_data_chunk(void **chunk);

static void tarn_destroy_chunk(void *chunk) { duckdb_destroy_data_chunk(&chunk); }
*/
import "C"

import (
	"unsafe"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// offset is the width of an Arrow array's offsets.
type offset interface{ ~int32 | ~int64 }

// assignStrings copies n strings into a vector, in one call into C. String i is base[off[i]:off[i+1]].
func assignStrings[O offset](v bd.Vector, base []byte, off []O, n int) {
	if n == 0 {
		return
	}
	var none [1]byte
	p := &none[0]
	if len(base) > 0 {
		p = &base[0]
	}
	if unsafe.Sizeof(off[0]) == 4 {
		C.tarn_assign32(v.Ptr, (*C.char)(unsafe.Pointer(p)), (*C.int32_t)(unsafe.Pointer(&off[0])), C.uint64_t(n))
		return
	}
	C.tarn_assign64(v.Ptr, (*C.char)(unsafe.Pointer(p)), (*C.int64_t)(unsafe.Pointer(&off[0])), C.uint64_t(n))
}

// destroyChunk is bd.DestroyDataChunk without its allocation.
func destroyChunk(c *bd.DataChunk) {
	if c.Ptr != nil {
		C.tarn_destroy_chunk(c.Ptr)
		c.Ptr = nil
	}
}
