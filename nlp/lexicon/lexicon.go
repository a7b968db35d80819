package lexicon

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Lexicon is a stack of images read as one dictionary: the embedded vocabulary below, the store's own above it. It is
// immutable and safe for concurrent use.
//
// A token's Norm is the number of its word in the lexicon: the words of the first image, then those of the second that
// the first lacks, and so on. Each image keeps its own numbers; Local translates.
type Lexicon struct {
	images []*Image
	first  uint32     // the words of the first image, which have the first numbers
	base   []uint32   // where the numbers of an image's own new words begin, less one
	local  [][]uint32 // per image: its word for a word of the lexicon, 0 = none; nil for the first (the same numbers)
}

// New stacks images. The first one's words keep their numbers.
func New(images ...*Image) *Lexicon {
	l := &Lexicon{images: images, base: make([]uint32, len(images)), local: make([][]uint32, len(images))}
	total := uint32(0)
	for k, im := range images {
		l.base[k] = total
		total += uint32(im.Words())
	}
	if len(images) > 0 {
		l.first = uint32(images[0].Words())
	}
	for k := 1; k < len(images); k++ {
		l.local[k] = make([]uint32, total+1)
		for w := 1; w <= images[k].Words(); w++ {
			text := []byte(images[k].Word(uint32(w)))
			l.local[k][l.lookup(text)] = uint32(w)
		}
	}
	return l
}

// Images are the stacked vocabularies; annotation.Concept.Vocab and annotation.Link.Vocab index them.
func (l *Lexicon) Images() []*Image { return l.images }

// Concept returns a concept of an image of the stack.
func (l *Lexicon) Concept(vocab int, id uint32) Concept { return l.images[vocab].Concept(id) }

// Local is the word of image k for a word of the lexicon, 0 where it has none.
func (l *Lexicon) Local(k int, norm uint32) uint32 {
	if k == 0 {
		if norm > l.first {
			return 0
		}
		return norm
	}
	if int(norm) >= len(l.local[k]) {
		return 0
	}
	return l.local[k][norm]
}

// lookup is the number of a folded word, 0 where no image has it.
func (l *Lexicon) lookup(w []byte) uint32 {
	h := hashWord(w)
	for k, im := range l.images {
		if id := im.lookup(w, h); id != 0 {
			return l.base[k] + id
		}
	}
	return 0
}

// begins reports whether a term of some image begins with a word of the lexicon.
func (l *Lexicon) begins(norm uint32) bool {
	for k, im := range l.images {
		if im.Start(l.Local(k, norm)).Node != 0 {
			return true
		}
	}
	return false
}

// Word is the number of a word as it stands in a text, 0 where the lexicon lacks it.
func (l *Lexicon) Word(word string) uint32 {
	var buf [64]byte
	return l.lookup(Fold(buf[:0], word))
}

// Normalise fills Norm of the tokens of text: 0 for words that are in no term, and for masks, punctuation and breaks.
func (l *Lexicon) Normalise(text string, tokens []annotation.Token) {
	var f folder
	for i := range tokens {
		t := &tokens[i]
		t.Norm = l.norm(&f, t, text[t.Begin:t.End])
	}
}

// longestWord bounds the words that are looked up.
const longestWord = 80

// norm is the number of the word of a token, the next one of a text.
func (l *Lexicon) norm(f *folder, t *annotation.Token, word string) uint32 {
	if t.Kind != annotation.Word && t.Kind != annotation.Number {
		f.gap(t.Kind)
		return 0
	}
	if len(word) > longestWord {
		f.gap(annotation.Punct)
		return 0
	}
	var buf [longestWord + 16]byte
	return l.lookup(f.fold(buf[:0], word))
}
