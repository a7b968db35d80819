package lexicon

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The index is made when an image is opened, of what the matcher asks most. In the image the trie's edges lie scattered
// over tables of megabytes, and a look at one costs a wait for memory; here those of a node stand together, and what there is
// to know of a concept is one short record.

// node is where the edges and the terms of a node of the trie begin; they end where those of the next one begin.
type node struct{ edges, terms uint32 }

// edge is a word that goes on from a node, and where to.
type edge struct{ word, node uint32 }

// brief is what is asked of a concept without its codes.
type brief struct {
	typ            uint32 // index of Image.types
	flags          Flags
	category, kind uint8
}

// few is how many edges are looked at one by one.
const few = 8

// step is the node that a word leads to along edges in the order of words, 0 = none.
func step(edges []edge, word uint32) uint32 {
	for len(edges) > few {
		if mid := len(edges) / 2; edges[mid].word <= word {
			edges = edges[mid:]
		} else {
			edges = edges[:mid]
		}
	}
	for i := range edges {
		if edges[i].word == word {
			return edges[i].node
		}
	}
	return 0
}

// trie makes the nodes, one more than there are, and the edges. Those to and from nodes that a damaged image has not are
// left out.
func (im *Image) trie() {
	n := len(im.s[secNodes])/4 - 1
	im.nodes = make([]node, n+1)
	count := make([]uint32, n+1) // of edges, by the number of the node after theirs
	im.eachEdge(func(from uint32, _ edge) { count[from+1]++ })
	for i := range im.nodes {
		if i > 0 {
			count[i] += count[i-1]
		}
		im.nodes[i] = node{edges: count[i], terms: u32(im.s[secNodes], i)}
	}
	im.edges = make([]edge, count[n])
	im.eachEdge(func(from uint32, e edge) {
		im.edges[count[from]] = e
		count[from]++
	})
	for i := range n {
		if list := im.edges[im.nodes[i].edges:im.nodes[i+1].edges]; len(list) > few {
			slices.SortFunc(list, func(a, b edge) int { return cmp.Compare(a.word, b.word) })
		}
	}
}

func (im *Image) eachEdge(do func(from uint32, e edge)) {
	n := uint32(len(im.nodes) - 1)
	for i := range len(im.s[secKeys]) / 8 {
		key, to := u64(im.s[secKeys], i), u32(im.s[secVals], i)
		if from := uint32(key >> 32); key != 0 && from < n && to < n {
			do(from, edge{word: uint32(key), node: to})
		}
	}
}

// concepts makes the briefs.
func (im *Image) concepts() {
	im.briefs = make([]brief, im.Concepts())
	types := map[uint32]uint32{} // string → index of im.types
	for i := range im.briefs {
		b, r := &im.briefs[i], im.s[secConcepts][conceptSize*i:]
		if int(r[0]) < len(categories) {
			b.category = r[0]
		}
		b.kind = uint8(min(int(r[1]), len(kinds)-1))
		b.flags = Flags(binary.LittleEndian.Uint16(r[2:]))
		name := u32(r, 2)
		at, ok := types[name]
		if !ok {
			at = uint32(len(im.types))
			types[name] = at
			im.types = append(im.types, im.text(name))
		}
		b.typ = at
	}
}

// CategoryOf is the number of a concept's category (see CategoryName); like FlagsOf, TypeOf and KindOf it is a part of
// Concept that is at hand.
func (im *Image) CategoryOf(id uint32) uint8 { return im.briefs[id].category }

// FlagsOf is the concept's flags.
func (im *Image) FlagsOf(id uint32) Flags { return im.briefs[id].flags }

// TypeOf is the concept's type.
func (im *Image) TypeOf(id uint32) string { return im.types[im.briefs[id].typ] }

// KindOf is the concept's kind: Diagnosis, Sign, Symptom or 0.
func (im *Image) KindOf(id uint32) annotation.Trait { return kinds[im.briefs[id].kind] }
