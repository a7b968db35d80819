package duck

import (
	"fmt"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	bd "github.com/duckdb/duckdb-go-bindings"
)

// listColumn fills a LIST: the elements of n rows stand together in Arrow as in DuckDB.
func listColumn(dt *arrow.ListType, borrow bool) (Type, filler, error) {
	elem, fill, err := column(dt.ElemField(), borrow)
	if err != nil {
		return Type{}, nil, err
	}
	return Type{Kind: KindList, Children: []Type{elem}}, func(v bd.Vector, a arrow.Array, at, n int) error {
		fillValidity(v, a, at, n)
		list := a.(*array.List)
		offsets := list.Offsets()[a.Data().Offset()+at:][:n+1]
		first := offsets[0]
		entries := unsafe.Slice((*[2]uint64)(bd.VectorGetData(v)), n)
		for i := range entries {
			entries[i] = [2]uint64{uint64(offsets[i] - first), uint64(offsets[i+1] - offsets[i])}
		}
		total := bd.IdxT(offsets[n] - first)
		if bd.ListVectorReserve(v, total) != bd.StateSuccess || bd.ListVectorSetSize(v, total) != bd.StateSuccess {
			return fmt.Errorf("DuckDB has no room for %d list elements", total)
		}
		if total == 0 {
			return nil // an array without elements may have no buffers
		}
		return fill(bd.ListVectorGetChild(v), list.ListValues(), int(first), int(total))
	}, nil
}

func structColumn(dt *arrow.StructType, borrow bool) (Type, filler, error) {
	t := Type{Kind: KindStruct}
	fills := make([]filler, dt.NumFields())
	for i, f := range dt.Fields() {
		child, fill, err := column(f, borrow)
		if err != nil {
			return Type{}, nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		fills[i] = fill
		t.Names, t.Children = append(t.Names, f.Name), append(t.Children, child)
	}
	return t, func(v bd.Vector, a arrow.Array, at, n int) error {
		fillValidity(v, a, at, n)
		s := a.(*array.Struct)
		for i, fill := range fills {
			if err := fill(bd.StructVectorGetChild(v, bd.IdxT(i)), s.Field(i), at, n); err != nil {
				return err
			}
		}
		spreadNulls(v, &t, n)
		return nil
	}, nil
}

// spreadNulls makes the members of a NULL struct NULL too: DuckDB reads members without asking the struct.
func spreadNulls(v bd.Vector, t *Type, n int) {
	mask := bd.VectorGetValidity(v)
	if mask == nil || t.Kind != KindStruct {
		return
	}
	for i := range t.Children {
		child := bd.StructVectorGetChild(v, bd.IdxT(i))
		and(writableMask(child, n), unsafe.Slice((*uint64)(mask), words(n)))
		spreadNulls(child, &t.Children[i], n)
	}
}

func and(dst, src []uint64) {
	for i := range dst {
		dst[i] &= src[i]
	}
}

func words(n int) int { return (n + 63) / 64 }

// writableMask is the validity mask of a vector's first n rows.
func writableMask(v bd.Vector, n int) []uint64 {
	bd.VectorEnsureValidityWritable(v)
	return unsafe.Slice((*uint64)(bd.VectorGetValidity(v)), words(n))
}

// fillValidity copies the validity bits of rows at … at+n; both sides mean "valid" by a set bit, least bit first.
func fillValidity(v bd.Vector, a arrow.Array, at, n int) {
	if n == 0 || a.NullN() == 0 {
		return
	}
	bits, from := a.NullBitmapBytes(), a.Data().Offset()+at
	if len(bits) == 0 {
		return
	}
	mask := writableMask(v, n)
	for i := range mask {
		mask[i] = load64(bits, from+i*64)
	}
}

// load64 reads 64 bits from bit position from; bits beyond the end read as set.
func load64(bits []byte, from int) uint64 {
	var w [9]byte
	for i := copy(w[:], bits[min(from>>3, len(bits)):]); i < len(w); i++ {
		w[i] = 0xff
	}
	lo := uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
	shift := uint(from & 7)
	if shift == 0 {
		return lo
	}
	return lo>>shift | uint64(w[8])<<(64-shift)
}
