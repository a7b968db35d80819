package lexicon

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"sort"
)

// Image returns the bytes of the image of all that was added. Nothing may be added afterwards.
func (b *Builder) Image(m Meta) []byte {
	b.strings = make(map[string]uint32, len(b.words))
	b.texts = b.texts[:0]
	for _, w := range b.words { // string 0 is "", the words follow
		b.strings[w] = uint32(len(b.texts))
		b.texts = append(b.texts, w)
	}
	var s [sections][]byte
	s[secSlots] = b.slots()
	s[secFirst] = u32s(b.first)
	s[secKeys], s[secVals] = b.edgeTable()
	s[secNodes], s[secTerms] = b.termTable()
	s[secCanon] = b.canonTable()
	s[secBagKeys], s[secBagVals] = b.bagTable()
	b.conceptTable(&s)
	for _, n := range b.tree {
		flag := uint32(0)
		if n.Billable {
			flag = 1
		}
		s[secTree] = put(s[secTree], b.str(n.Code), b.str(n.Display), flag)
	}
	s[secMeta] = put(nil, b.str(m.Name), b.str(m.Version), b.str(m.Licence), b.str(m.Source))
	end := uint32(0)
	for _, t := range b.texts {
		end += uint32(len(t))
		s[secStringEnds] = put(s[secStringEnds], end)
		s[secStringData] = append(s[secStringData], t...)
	}
	return frame(s)
}

// str numbers a string.
func (b *Builder) str(s string) uint32 {
	if id, ok := b.strings[s]; ok {
		return id
	}
	id := uint32(len(b.texts))
	b.strings[s] = id
	b.texts = append(b.texts, s)
	return id
}

func put(dst []byte, v ...uint32) []byte {
	for _, x := range v {
		dst = binary.LittleEndian.AppendUint32(dst, x)
	}
	return dst
}

func u32s(v []uint32) []byte { return put(make([]byte, 0, 4*len(v)), v...) }

// tableSize is a power of two that n entries fill to two thirds at most.
func tableSize(n int) int { return 1 << bits.Len(uint(n+n/2)) }

func (b *Builder) slots() []byte {
	slots := make([]uint32, tableSize(len(b.words)))
	mask := uint32(len(slots) - 1)
	for id := 1; id < len(b.words); id++ {
		i := hashWord([]byte(b.words[id])) & mask
		for slots[i] != 0 {
			i = (i + 1) & mask
		}
		slots[i] = uint32(id)
	}
	return u32s(slots)
}

func (b *Builder) edgeTable() (keys, vals []byte) {
	size := tableSize(len(b.order))
	keys, vals = make([]byte, 8*size), make([]byte, 4*size)
	mask := uint32(size - 1)
	for _, key := range b.order {
		i := hashEdge(key) & mask
		for u64(keys, int(i)) != 0 {
			i = (i + 1) & mask
		}
		binary.LittleEndian.PutUint64(keys[8*i:], key)
		binary.LittleEndian.PutUint32(vals[4*i:], b.edges[key])
	}
	return keys, vals
}

// termTable sorts the terms by node, the better method first.
func (b *Builder) termTable() (nodes, terms []byte) {
	sort.SliceStable(b.terms, func(i, j int) bool {
		x, y := b.terms[i], b.terms[j]
		if x.node != y.node {
			return x.node < y.node
		}
		return x.Method < y.Method
	})
	next := 0
	for n := range b.nodes {
		nodes = put(nodes, uint32(next))
		for next < len(b.terms) && b.terms[next].node == n {
			t := b.terms[next].Term
			terms = put(terms, t.Concept, t.hash, uint32(t.Flags)|uint32(t.Method)<<16)
			next++
		}
	}
	return put(nodes, uint32(next)), terms
}

func (b *Builder) conceptTable(s *[sections][]byte) {
	codes, related := uint32(0), uint32(0)
	for _, c := range b.concepts {
		head := uint32(CategoryNumber(c.Category)) | uint32(kindNumber(c.Kind))<<8 | uint32(c.Flags)<<16
		s[secConcepts] = put(s[secConcepts], head, b.str(c.Name), b.str(c.Type), b.str(c.Source), b.str(c.Unit),
			codes, codes+uint32(len(c.Codes)), related, related+uint32(len(c.Related)))
		for _, k := range c.Codes {
			s[secCodes] = put(s[secCodes], b.str(k.System), b.str(k.Code), b.str(k.Display))
		}
		s[secRelated] = put(s[secRelated], c.Related...)
		codes += uint32(len(c.Codes))
		related += uint32(len(c.Related))
	}
}

// frame puts the sections behind a header.
func frame(s [sections][]byte) []byte {
	out := make([]byte, headerSize)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[12:], sections)
	for i := range s {
		for len(out)%8 != 0 {
			out = append(out, 0)
		}
		binary.LittleEndian.PutUint64(out[16+16*i:], uint64(len(out)))
		binary.LittleEndian.PutUint64(out[24+16*i:], uint64(len(s[i])))
		out = append(out, s[i]...)
	}
	binary.LittleEndian.PutUint32(out[8:], crc32.Checksum(out[12:], castagnoli))
	return out
}

func hashEdge(key uint64) uint32 { return uint32((key * 0x9E3779B97F4A7C15) >> 32) }
