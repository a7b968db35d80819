package duck

import (
	"unsafe"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Chunk is up to 2048 rows, column by column, in DuckDB's vector layout (flat vectors).
type Chunk struct {
	Len     int
	Vectors []Vector

	raw bd.DataChunk
}

// Vector points into DuckDB's memory. Data's layout by Type.Kind is DuckDB's C layout: fixed-width values; strings
// (VARCHAR, BLOB, BIT, JSON) as 16-byte duckdb_string_t (length uint32, then 12 inline bytes or 4 prefix bytes and a
// pointer); DECIMAL by width as int16/32/64/128; ENUM as uint8/16/32 by the dictionary's size.
//
// Nested kinds: LIST and MAP are {offset, length uint64} over Children[0], which for a MAP is a STRUCT of key and value;
// ARRAY holds Size elements per row in Children[0]; STRUCT has one child per member; UNION has Children[0] as UTINYINT tag
// and one child per member after it. Validity is a bit mask of uint64 words, a set bit means not NULL; nil means no NULLs.
type Vector struct {
	Type     Type
	Data     unsafe.Pointer
	Validity unsafe.Pointer
	Children []Vector
	ChildLen int // LIST, MAP, ARRAY: number of elements in Children[0]
}

// newVectors lays out vectors, with their children, for columns of the given types.
func newVectors(types []Type) []Vector {
	vs := make([]Vector, len(types))
	for i, t := range types {
		vs[i] = Vector{Type: t, Children: newVectors(childTypes(t))}
	}
	return vs
}

// childTypes are the types of a vector's children, which differ from Type.Children for MAP and UNION.
func childTypes(t Type) []Type {
	switch t.Kind {
	case KindMap:
		return []Type{{Kind: KindStruct, Names: []string{"key", "value"}, Children: t.Children}}
	case KindUnion:
		return append([]Type{{Kind: KindUTinyInt}}, t.Children...)
	}
	return t.Children
}

// point makes the chunk's vectors point into raw. It allocates nothing.
func (c *Chunk) point(raw bd.DataChunk) {
	c.raw, c.Len = raw, int(bd.DataChunkGetSize(raw))
	for i := range c.Vectors {
		c.Vectors[i].point(bd.DataChunkGetVector(raw, bd.IdxT(i)), c.Len)
	}
}

func (v *Vector) point(raw bd.Vector, n int) {
	v.Data, v.Validity = bd.VectorGetData(raw), bd.VectorGetValidity(raw)
	switch v.Type.Kind {
	case KindList, KindMap:
		v.ChildLen = int(bd.ListVectorGetSize(raw))
		v.Children[0].point(bd.ListVectorGetChild(raw), v.ChildLen)
	case KindArray:
		v.ChildLen = n * v.Type.Size
		v.Children[0].point(bd.ArrayVectorGetChild(raw), v.ChildLen)
	case KindStruct, KindUnion:
		for i := range v.Children {
			v.Children[i].point(bd.StructVectorGetChild(raw, bd.IdxT(i)), n)
		}
	}
}

// Release gives the memory back to DuckDB. The chunk of Rows.Next needs none: the next call of Next does it.
func (c *Chunk) Release() {
	destroyChunk(&c.raw)
	c.Len = 0
}

// Null reports whether row i is NULL.
func (v *Vector) Null(i int) bool {
	if v.Validity == nil {
		return false
	}
	return *(*uint64)(unsafe.Add(v.Validity, i>>6<<3))&(1<<(uint(i)&63)) == 0
}

// At reads row i of a fixed-width vector as T, whose size must be the kind's. NULL rows hold anything.
func At[T any](v *Vector, i int) T {
	var t T
	return *(*T)(unsafe.Add(v.Data, uintptr(i)*unsafe.Sizeof(t)))
}

// stringT is duckdb_string_t: up to 12 bytes stand inline after the length, longer ones behind ptr.
type stringT struct {
	n      uint32
	prefix [4]byte
	ptr    unsafe.Pointer
}

const inlineString = 12

// Bytes are the bytes of row i of a VARCHAR, JSON, BLOB or BIT vector. They live as long as the chunk.
func (v *Vector) Bytes(i int) []byte {
	s := (*stringT)(unsafe.Add(v.Data, i*16))
	if s.n <= inlineString {
		return unsafe.Slice((*byte)(unsafe.Pointer(&s.prefix)), s.n)
	}
	return unsafe.Slice((*byte)(s.ptr), s.n)
}

// Span is the offset and length of row i of a LIST, MAP or ARRAY vector within Children[0].
func (v *Vector) Span(i int) (offset, length int) {
	if v.Type.Kind == KindArray {
		return i * v.Type.Size, v.Type.Size
	}
	e := At[[2]uint64](v, i)
	return int(e[0]), int(e[1])
}
