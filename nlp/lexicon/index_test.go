package lexicon

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// TestIndex: the index leads where the image's table of edges does, and nowhere else; what it says of a concept is what
// the concept's record says.
func TestIndex(t *testing.T) {
	im := Embedded()
	edges, most := map[uint64]uint32{}, 0
	for i := range len(im.s[secKeys]) / 8 {
		if key := u64(im.s[secKeys], i); key != 0 {
			edges[key] = u32(im.s[secVals], i)
		}
	}
	for key, to := range edges {
		if got := im.Next(uint32(key>>32), uint32(key)); got != to {
			t.Fatalf("edge %x leads to %d, want %d", key, got, to)
		}
		n := im.nodes[key>>32:]
		most = max(most, int(n[1].edges-n[0].edges))
	}
	if len(edges) < 1000 || most < 10*few {
		t.Errorf("%d edges, at most %d of a node: the test shows little", len(edges), most)
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range 100_000 {
		node, word := uint32(random.IntN(len(im.nodes)+3)), uint32(random.IntN(im.words+3))
		if got := im.Next(node, word); got != edges[uint64(node)<<32|uint64(word)] {
			t.Fatalf("word %d leads from node %d to %d", word, node, got)
		}
	}
	for id := range uint32(im.Concepts()) {
		r := im.s[secConcepts][conceptSize*int(id):]
		if im.CategoryOf(id) != r[0] || im.KindOf(id) != kinds[r[1]] || im.FlagsOf(id) != Flags(binary.LittleEndian.Uint16(r[2:])) || im.TypeOf(id) != im.text(u32(r, 2)) {
			t.Fatalf("concept %d: %d %s %x %s", id, im.CategoryOf(id), im.KindOf(id), im.FlagsOf(id), im.TypeOf(id))
		}
	}
}

// TestIndexOfDamagedImage: an edge from or to a node that is not there is no edge.
func TestIndexOfDamagedImage(t *testing.T) {
	b := NewBuilder()
	id := b.AddConcept(Concept{Name: "blue knee", Type: "DX_NAME"})
	b.AddTerm(id, "blue knee", 0, Preferred)
	data := b.Image(Meta{Name: "small"})
	im, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	slot := -1
	for i := range len(im.s[secKeys]) / 8 {
		if u64(im.s[secKeys], i) != 0 {
			slot = i
		}
	}
	key := u64(im.s[secKeys], slot)
	if im.Next(uint32(key>>32), uint32(key)) == 0 {
		t.Fatal("the edge is not there to begin with")
	}
	binary.LittleEndian.PutUint32(im.s[secVals][4*slot:], 1<<31)
	damaged, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := damaged.Next(uint32(key>>32), uint32(key)); got != 0 {
		t.Errorf("leads to node %d", got)
	}
	binary.LittleEndian.PutUint64(im.s[secKeys][8*slot:], 1<<63|1)
	if damaged, err = Open(data); err != nil {
		t.Fatal(err)
	}
	if got := damaged.Next(1<<31, 1); got != 0 {
		t.Errorf("leads to node %d", got)
	}
}
