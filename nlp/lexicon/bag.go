package lexicon

import "encoding/binary"

// A bag is the content words of a term without their order, each by the word it stands for: "pain of the left knee" and
// "left knee pain" are one bag, and "renal stone" and "kidney stone" are too, as renal stands for kidney.

// maxBag bounds the words of a bag.
const maxBag = 8

// ignored marks a word that bags leave out: of, the, in.
const ignored = ^uint32(0)

type bag struct {
	words   []uint32
	concept uint32
}

// StandsFor makes a word stand for another one in bags.
func (b *Builder) StandsFor(word, other string) {
	w, o := b.word(Fold(nil, word)), b.word(Fold(nil, other))
	if _, ok := b.canon[w]; !ok && w != o {
		b.canon[w] = o
	}
}

// IgnoreInBags leaves a word out of bags.
func (b *Builder) IgnoreInBags(word string) { b.canon[b.word(Fold(nil, word))] = ignored }

func (b *Builder) canonTable() []byte {
	out := make([]byte, 0, 4*len(b.words))
	for w := range b.words {
		out = put(out, b.canon[uint32(w)])
	}
	return out
}

func (b *Builder) bagTable() (keys, vals []byte) {
	type entry struct {
		key     uint64
		concept uint32
	}
	seen := map[entry]bool{}
	size := tableSize(len(b.bags))
	keys, vals = make([]byte, 8*size), make([]byte, 4*size)
	for _, g := range b.bags {
		var words []uint32
		for _, w := range g.words {
			switch c := b.canon[w]; c {
			case ignored:
			case 0:
				words = append(words, w)
			default:
				words = append(words, c)
			}
		}
		e := entry{hashBag(words), g.concept}
		if len(words) < 2 || seen[e] {
			continue
		}
		seen[e] = true
		i := uint32(e.key) & uint32(size-1)
		for u64(keys, int(i)) != 0 {
			i = (i + 1) & uint32(size-1)
		}
		binary.LittleEndian.PutUint64(keys[8*i:], e.key)
		binary.LittleEndian.PutUint32(vals[4*i:], e.concept)
	}
	return keys, vals
}

// hashBag sorts the words and hashes them; never 0.
func hashBag(words []uint32) uint64 {
	for i := 1; i < len(words); i++ {
		for j := i; j > 0 && words[j-1] > words[j]; j-- {
			words[j-1], words[j] = words[j], words[j-1]
		}
	}
	h, last := uint64(14695981039346656037), uint32(0)
	for _, w := range words {
		if w != last { // a word twice counts once
			h = (h ^ uint64(w)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		last = w
	}
	return h | 1
}

// Canonical is the word that a word of the image stands for in bags; ok is false for words that bags leave out.
func (im *Image) Canonical(word uint32) (canon uint32, ok bool) {
	switch c := u32(im.s[secCanon], int(word)); c {
	case ignored:
		return 0, false
	case 0:
		return word, true
	default:
		return c, true
	}
}

// Bag appends to dst the concepts whose terms have exactly these words, in any order. The words are the image's, by
// Canonical; they are sorted in place.
func (im *Image) Bag(dst []uint32, words []uint32) []uint32 {
	if len(words) < 2 || len(words) > maxBag {
		return dst
	}
	key := hashBag(words)
	mask := uint32(len(im.s[secBagKeys])/8 - 1)
	for i := uint32(key) & mask; ; i = (i + 1) & mask {
		switch u64(im.s[secBagKeys], int(i)) {
		case key:
			dst = append(dst, u32(im.s[secBagVals], int(i)))
		case 0:
			return dst
		}
	}
}
