package lexicon

import (
	"encoding/binary"
	"unsafe"
)

// Image is one dictionary as it lies in memory, immutable and safe for concurrent use. The bytes stay the caller's and
// must not change. Check bytes of foreign origin with Verify first: Open looks at the frame only.
type Image struct {
	s        [sections][]byte
	words    int
	slotMask uint32
	nodes    []node
	edges    []edge
	briefs   []brief // of the concepts
	types    []string
	starts   []Start // per word, from word 0
}

// Open reads the frame of an image.
func Open(data []byte) (*Image, error) {
	s, err := parse(data)
	if err != nil {
		return nil, err
	}
	im := &Image{s: s, words: len(s[secFirst])/4 - 1}
	im.slotMask = uint32(len(s[secSlots])/4 - 1)
	im.trie()
	im.concepts()
	im.starts = startTable(im)
	return im, nil
}

// Words, Terms and Concepts count what the image holds.
func (im *Image) Words() int    { return im.words }
func (im *Image) Terms() int    { return len(im.s[secTerms]) / termSize }
func (im *Image) Concepts() int { return len(im.s[secConcepts]) / conceptSize }

// Meta is what an image says of itself.
type Meta struct{ Name, Version, Licence, Source string }

// Meta returns the image's name, version, licence and source.
func (im *Image) Meta() Meta {
	m := im.s[secMeta]
	return Meta{im.text(u32(m, 0)), im.text(u32(m, 1)), im.text(u32(m, 2)), im.text(u32(m, 3))}
}

// text is string number id; it lies in the image.
func (im *Image) text(id uint32) string {
	begin := uint32(0)
	if id > 0 {
		begin = u32(im.s[secStringEnds], int(id)-1)
	}
	b := im.s[secStringData][begin:u32(im.s[secStringEnds], int(id))]
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Word is the text of a word of the image.
func (im *Image) Word(id uint32) string { return im.text(id) }

// hashWord is FNV-1a with a final mix, for the word table and the surfaces of terms.
func hashWord(w []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range w {
		h = (h ^ uint32(c)) * 16777619
	}
	return h ^ h>>15
}

// lookup is the id of a folded word with its hash, 0 where the image has none.
func (im *Image) lookup(w []byte, hash uint32) uint32 {
	for i := hash & im.slotMask; ; i = (i + 1) & im.slotMask {
		id := u32(im.s[secSlots], int(i))
		if id == 0 || im.text(id) == string(w) {
			return id
		}
	}
}

// Root is the node that the word leads to as the first of a term, 0 = none. Words are the image's own.
func (im *Image) Root(word uint32) uint32 {
	if int(word) > im.words {
		return 0
	}
	return u32(im.s[secFirst], int(word))
}

// Next is the node that the word leads to from node, 0 = none.
func (im *Image) Next(node, word uint32) uint32 {
	if int(node)+1 >= len(im.nodes) {
		return 0
	}
	return step(im.edges[im.nodes[node].edges:im.nodes[node+1].edges], word)
}

// TermsAt is the range of the terms that end at node.
func (im *Image) TermsAt(node uint32) (first, end int) {
	return int(im.nodes[node].terms), int(im.nodes[node+1].terms)
}

// Term returns term number i.
func (im *Image) Term(i int) Term {
	b := im.s[secTerms][termSize*i : termSize*i+termSize]
	return Term{
		Concept: binary.LittleEndian.Uint32(b),
		hash:    binary.LittleEndian.Uint32(b[4:]),
		Flags:   TermFlags(binary.LittleEndian.Uint16(b[8:])),
		Method:  Method(b[10]),
	}
}

// Concept returns a concept; its strings lie in the image.
func (im *Image) Concept(id uint32) Concept {
	b := im.s[secConcepts][conceptSize*int(id) : conceptSize*int(id)+conceptSize]
	c := Concept{
		Category: categories[im.briefs[id].category],
		Kind:     im.KindOf(id),
		Flags:    im.FlagsOf(id),
		Name:     im.text(u32(b, 1)),
		Type:     im.TypeOf(id),
		Source:   im.text(u32(b, 3)),
		Unit:     im.text(u32(b, 4)),
	}
	for i := u32(b, 5); i < u32(b, 6); i++ {
		c.Codes = append(c.Codes, im.code(int(i)))
	}
	for i := u32(b, 7); i < u32(b, 8); i++ {
		c.Related = append(c.Related, u32(im.s[secRelated], int(i)))
	}
	return c
}

// CodeOf is the concept's first code of a system, "" where it has none.
func (im *Image) CodeOf(id uint32, system string) string {
	b := im.s[secConcepts][conceptSize*int(id):]
	for i := u32(b, 5); i < u32(b, 6); i++ {
		if c := im.code(int(i)); c.System == system {
			return c.Code
		}
	}
	return ""
}

func (im *Image) code(i int) Code {
	b := im.s[secCodes][codeSize*i:]
	return Code{im.text(u32(b, 0)), im.text(u32(b, 1)), im.text(u32(b, 2))}
}
