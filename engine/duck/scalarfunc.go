package duck

/*
#include <stdint.h>
*/
import "C"

import (
	"fmt"
	"sync"
	"unsafe"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// ScalarFunc is a scalar function in Go.
type ScalarFunc struct {
	Name    string
	Params  []Type
	Returns Type // any scalar type, or a LIST of VARCHAR
	// Volatile says that equal arguments may give different results, so that DuckDB does not call it just once.
	Volatile bool
	// NullAware says that a NULL argument does not make the result NULL.
	NullAware bool
	// Call computes a whole chunk: in has one vector per argument, and out takes one result for each of in.Len rows, in
	// order. Several of DuckDB's threads call it at the same time. Both are the callee's until it returns. An error ends
	// the statement. See Rowwise.
	Call func(in *Chunk, out *Output) error
}

// Rowwise makes a Call of a function for one row, which adds one result. Rows with a NULL argument give NULL.
func Rowwise(row func(in *Chunk, i int, out *Output) error) func(*Chunk, *Output) error {
	return func(in *Chunk, out *Output) error {
		for i := range in.Len {
			if in.anyNull(i) {
				out.Null()
			} else if err := row(in, i, out); err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *Chunk) anyNull(i int) bool {
	for k := range c.Vectors {
		if c.Vectors[k].Null(i) {
			return true
		}
	}
	return false
}

// scalar is a registered function with its scratch memory.
type scalar struct {
	ScalarFunc
	scratch sync.Pool // of *scratch
}

type scratch struct {
	in  Chunk
	out Output
}

// RegisterScalar makes f callable on every connection, as long as the instance lives.
func (db *DB) RegisterScalar(f ScalarFunc) error {
	s := &scalar{ScalarFunc: f}
	s.scratch.New = func() any {
		return &scratch{in: Chunk{Vectors: newVectors(f.Params)}, out: Output{t: f.Returns}}
	}
	return db.register(f.Name, func(c bd.Connection) bool {
		raw := bd.CreateScalarFunction()
		defer bd.DestroyScalarFunction(&raw)
		declare(raw, f.Name, f.Params, f.Returns, f.Volatile)
		if f.NullAware {
			bd.ScalarFunctionSetSpecialHandling(raw)
		}
		bd.ScalarFunctionSetExtraInfo(raw, keep(s), unsafe.Pointer(cDrop))
		bd.ScalarFunctionSetFunction(raw, unsafe.Pointer(cScalarCall))
		return bd.RegisterScalarFunction(c, raw) == bd.StateSuccess
	})
}

// declare says how a function is called.
func declare(raw bd.ScalarFunction, name string, params []Type, result Type, volatile bool) {
	bd.ScalarFunctionSetName(raw, name)
	for _, p := range params {
		lt := logical(p)
		bd.ScalarFunctionAddParameter(raw, lt)
		bd.DestroyLogicalType(&lt)
	}
	lt := logical(result)
	bd.ScalarFunctionSetReturnType(raw, lt)
	bd.DestroyLogicalType(&lt)
	if volatile {
		bd.ScalarFunctionSetVolatile(raw)
	}
}

//export tarn_scalar_call
func tarn_scalar_call(p, in, out unsafe.Pointer) {
	info := bd.FunctionInfo{Ptr: p}
	err := guard(func() error {
		return kept[*scalar](bd.ScalarFunctionGetExtraInfo(info)).call(bd.DataChunk{Ptr: in}, bd.Vector{Ptr: out})
	})
	if err != nil {
		bd.ScalarFunctionSetError(info, err.Error())
	}
}

func (s *scalar) call(in bd.DataChunk, out bd.Vector) error {
	w := s.scratch.Get().(*scratch)
	w.in.point(in)
	w.in.raw = bd.DataChunk{} // DuckDB's, not ours to destroy
	w.out.reset(out, w.in.Len)
	if err := s.Call(&w.in, &w.out); err != nil {
		return fmt.Errorf("%s: %w", s.Name, err)
	}
	if err := w.out.flush(); err != nil {
		return fmt.Errorf("%s: %w", s.Name, err)
	}
	s.scratch.Put(w)
	return nil
}
