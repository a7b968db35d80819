package chunk

import (
	"encoding/binary"
	"unsafe"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Flat form of a chunk, for keeping: per vector a word that says whether it has a validity mask, the mask, the values
// padded to words, then the children. Behind them all stand the long strings; their pointers are offsets into the flat
// form, so that it can be moved, and become addresses again in open.

// flatten copies a chunk, with everything its vectors point to, into one piece of memory.
func flatten(c *backend.Chunk) []uint64 {
	f := &flat{words: []uint64{uint64(c.Len)}}
	for i := range c.Vectors {
		f.vector(&c.Vectors[i], c.Len)
	}
	f.strings()
	return f.words
}

type flat struct {
	words []uint64
	long  []longString
}

// longString is a pointer that waits for its bytes: the word of the string's second half, and the bytes.
type longString struct {
	word int
	data []byte
}

// bytes appends n bytes from p, padded to words, and returns the word they start at.
func (f *flat) bytes(p unsafe.Pointer, n int) int {
	from := len(f.words)
	if n == 0 {
		return from
	}
	f.words = append(f.words, make([]uint64, (n+7)/8)...)
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&f.words[from])), n), unsafe.Slice((*byte)(p), n))
	return from
}

func (f *flat) vector(v *backend.Vector, n int) {
	f.words = append(f.words, 0, uint64(v.ChildLen))
	if v.Validity != nil && n > 0 {
		f.words[len(f.words)-2] = 1
		f.bytes(v.Validity, (n+63)/64*8)
	}
	width := Width(v.Type)
	if v.Data == nil {
		width = 0
	}
	from := f.bytes(v.Data, n*width)
	if isString(v.Type.Kind) {
		f.noteLong(v, n, from)
	}
	for i := range v.Children {
		f.vector(&v.Children[i], childLen(v, n))
	}
}

func childLen(v *backend.Vector, n int) int {
	switch v.Type.Kind {
	case backend.KindList, backend.KindMap, backend.KindArray:
		return v.ChildLen
	}
	return n
}

// noteLong notes the strings that are not inline. What a NULL row points to is nobody's.
func (f *flat) noteLong(v *backend.Vector, n, from int) {
	for i := range n {
		s := unsafe.Add(v.Data, i*16)
		length := *(*uint32)(s)
		if length <= inlineMax {
			continue
		}
		word := from + i*2
		if v.Validity != nil && *(*uint64)(unsafe.Add(v.Validity, i>>6*8))&(1<<(i&63)) == 0 {
			f.words[word], f.words[word+1] = 0, 0
			continue
		}
		f.long = append(f.long, longString{word + 1, unsafe.Slice(*(**byte)(unsafe.Add(s, 8)), length)})
	}
}

func (f *flat) strings() {
	total := 0
	for _, s := range f.long {
		total += len(s.data)
	}
	if total == 0 {
		return
	}
	at := len(f.words) * 8
	f.words = append(f.words, make([]uint64, (total+7)/8)...)
	all := unsafe.Slice((*byte)(unsafe.Pointer(&f.words[0])), len(f.words)*8)
	for _, s := range f.long {
		f.words[s.word] = uint64(at)
		at += copy(all[at:], s.data)
	}
}

// open makes words a chunk again: c gets vectors that point into words, whose string offsets become addresses. Words
// must not move or be opened a second time while c is used.
func open(words []uint64, types []backend.Type) *backend.Chunk {
	o := &opener{words: words, at: 1}
	c := &backend.Chunk{Len: int(words[0]), Vectors: make([]backend.Vector, len(types))}
	for i, t := range types {
		c.Vectors[i] = o.vector(t, c.Len)
	}
	return c
}

type opener struct {
	words []uint64
	at    int
}

func (o *opener) take(n int) unsafe.Pointer {
	if n == 0 {
		return nil
	}
	p := unsafe.Pointer(&o.words[o.at])
	o.at += (n + 7) / 8
	return p
}

func (o *opener) vector(t backend.Type, n int) backend.Vector {
	hasNulls := o.words[o.at] != 0
	v := backend.Vector{Type: t, ChildLen: int(o.words[o.at+1])}
	o.at += 2
	if hasNulls {
		v.Validity = o.take((n + 63) / 64 * 8)
	}
	from := o.at
	v.Data = o.take(n * Width(t))
	if isString(t.Kind) {
		o.address(from, n)
	}
	for _, c := range childTypes(t) {
		v.Children = append(v.Children, o.vector(c, childLen(&v, n)))
	}
	return v
}

func (o *opener) address(from, n int) {
	base := uint64(uintptr(unsafe.Pointer(&o.words[0])))
	for i := range n {
		if nativeLow(o.words[from+i*2]) > inlineMax {
			o.words[from+i*2+1] += base
		}
	}
}

// nativeLow reads the length of a string from its first word, whatever the byte order.
func nativeLow(word uint64) uint32 {
	var b [8]byte
	binary.NativeEndian.PutUint64(b[:], word)
	return binary.NativeEndian.Uint32(b[:])
}
