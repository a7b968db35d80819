package duck

/*
#include <stdint.h>
#include <stdlib.h>

void tarn_table_bind(void *);
void tarn_table_init(void *);
void tarn_table_local(void *);
void tarn_table_fill(void *, void *);
void tarn_scalar_call(void *, void *, void *);
void tarn_array_bind(void *);
void tarn_array_call(void *, void *, void *);
void *tarn_copy(void *);
void tarn_drop(void *);
*/
import "C"

import (
	"fmt"
	"runtime/cgo"
	"runtime/debug"
	"unsafe"
)

// The functions that DuckDB calls, as C function pointers.
var (
	cTableBind  = C.tarn_table_bind
	cTableInit  = C.tarn_table_init
	cTableLocal = C.tarn_table_local
	cTableFill  = C.tarn_table_fill
	cScalarCall = C.tarn_scalar_call
	cArrayBind  = C.tarn_array_bind
	cArrayCall  = C.tarn_array_call
	cCopy       = C.tarn_copy
	cDrop       = C.tarn_drop
)

// keep puts v behind a pointer that C may hold. DuckDB gives it back to tarn_drop. The pointer is to a word of C memory
// holding the handle, since a handle itself is a small number that Go's pointer checks refuse as a pointer.
func keep(v any) unsafe.Pointer {
	p := C.malloc(C.size_t(unsafe.Sizeof(cgo.Handle(0))))
	*(*cgo.Handle)(p) = cgo.NewHandle(v)
	return p
}

// kept is the value behind a pointer that keep made.
func kept[T any](p unsafe.Pointer) T { return (*(*cgo.Handle)(p)).Value().(T) }

// dropper is told when DuckDB lets go of a kept value.
type dropper interface{ drop() }

//export tarn_drop
func tarn_drop(p unsafe.Pointer) {
	h := *(*cgo.Handle)(p)
	if d, ok := h.Value().(dropper); ok {
		_ = guard(func() error { d.drop(); return nil })
	}
	h.Delete()
	C.free(p)
}

//export tarn_copy
func tarn_copy(p unsafe.Pointer) unsafe.Pointer { return keep((*(*cgo.Handle)(p)).Value()) }

// guard runs Go code on behalf of DuckDB: a panic must not unwind through C++ frames, so it becomes an error.
func guard(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in a Go function called from SQL: %v\n%s", r, debug.Stack())
		}
	}()
	return f()
}
