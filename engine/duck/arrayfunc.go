package duck

/*
#include <stdint.h>
*/
import "C"

import (
	"context"
	"fmt"
	"sync"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	bd "github.com/duckdb/duckdb-go-bindings"
)

// ArrayFunc is a scalar function in Go for work that takes its time: it gives its results as an Arrow array, which may be
// nested (a LIST of STRUCT is a row's own table), and stops when the statement does.
type ArrayFunc struct {
	Name   string
	Params []Type
	// Result is a result's type, as a column of a Scan has it. Its name does not matter.
	Result arrow.Field
	// Volatile says that a call does something, so that it is made as often as the statement says, and not when it is
	// prepared.
	Volatile bool
	// Call computes a whole chunk: in has one vector per argument, and the array one value for each of in.Len rows, in
	// order. Where an argument is NULL the result must be NULL, since DuckDB does not always ask. Several of DuckDB's
	// threads call it at the same time. in is the callee's until it returns; the array is released by the caller.
	// ctx ends when the statement is interrupted or over: Call then returns at once with an error. Any error ends the
	// statement.
	Call func(ctx context.Context, in *Chunk) (arrow.Array, error)
}

// arrayFunc is a registered function with its scratch memory.
type arrayFunc struct {
	ArrayFunc
	db   *DB
	fill filler
	in   sync.Pool // of *Chunk
}

// RegisterArray makes f callable on every connection, as long as the instance lives.
func (db *DB) RegisterArray(f ArrayFunc) error {
	result, fill, err := column(f.Result, false)
	if err != nil {
		return fmt.Errorf("duck: function %s: %w", f.Name, err)
	}
	a := &arrayFunc{ArrayFunc: f, db: db, fill: fill}
	a.in.New = func() any { return &Chunk{Vectors: newVectors(f.Params)} }
	return db.register(f.Name, func(c bd.Connection) bool {
		raw := bd.CreateScalarFunction()
		defer bd.DestroyScalarFunction(&raw)
		declare(raw, f.Name, f.Params, result, f.Volatile)
		bd.ScalarFunctionSetExtraInfo(raw, keep(a), unsafe.Pointer(cDrop))
		bd.ScalarFunctionSetBind(raw, unsafe.Pointer(cArrayBind))
		bd.ScalarFunctionSetFunction(raw, unsafe.Pointer(cArrayCall))
		return bd.RegisterScalarFunction(c, raw) == bd.StateSuccess
	})
}

// caller is the session that a call of a function was bound in: what DuckDB keeps with the expression.
type caller struct{ conn *Conn }

//export tarn_array_bind
func tarn_array_bind(p unsafe.Pointer) {
	info := bd.BindInfo{Ptr: p}
	err := guard(func() error {
		var client bd.ClientContext
		bd.ScalarFunctionGetClientContext(info, &client)
		defer bd.DestroyClientContext(&client)
		f := kept[*arrayFunc](bd.ScalarFunctionBindGetExtraInfo(info))
		bd.ScalarFunctionSetBindData(info, keep(caller{f.db.session(bd.ClientContextGetConnectionId(client))}), unsafe.Pointer(cDrop))
		bd.ScalarFunctionSetBindDataCopy(info, unsafe.Pointer(cCopy))
		return nil
	})
	if err != nil {
		bd.ScalarFunctionBindSetError(info, err.Error())
	}
}

//export tarn_array_call
func tarn_array_call(p, in, out unsafe.Pointer) {
	info := bd.FunctionInfo{Ptr: p}
	err := guard(func() error {
		f := kept[*arrayFunc](bd.ScalarFunctionGetExtraInfo(info))
		ctx := context.Background()
		if data := bd.ScalarFunctionGetBindData(info); data != nil {
			if c := kept[caller](data); c.conn != nil {
				ctx = c.conn.work()
			}
		}
		return f.call(ctx, bd.DataChunk{Ptr: in}, bd.Vector{Ptr: out})
	})
	if err != nil {
		bd.ScalarFunctionSetError(info, err.Error())
	}
}

func (f *arrayFunc) call(ctx context.Context, in bd.DataChunk, out bd.Vector) error {
	chunk := f.in.Get().(*Chunk)
	defer f.in.Put(chunk)
	chunk.point(in)
	chunk.raw = bd.DataChunk{} // DuckDB's, not ours to destroy
	results, err := f.Call(ctx, chunk)
	if err != nil {
		return err
	}
	defer results.Release()
	if results.Len() != chunk.Len || !arrow.TypeEqual(results.DataType(), f.Result.Type) {
		return fmt.Errorf("%s: %d results of type %s for %d rows of %s", f.Name, results.Len(), results.DataType(), chunk.Len, f.Result.Type)
	}
	return f.fill(out, results, 0, chunk.Len)
}
