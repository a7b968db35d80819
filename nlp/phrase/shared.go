package phrase

import (
	"cmp"
	"slices"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The numbers of annotation.Token.Word that have a meaning of their own.
const (
	unnumbered uint32 = iota
	lineBreak
	inNoSet
	firstNumber
)

// shared are the sets and maps that the program declares. Their words have one numbering, so that a text's words are
// looked up once for all of them.
var shared struct {
	declared []func() *vocabulary
	number   sync.Once
	words    table                        // hash of a word → its number
	lengths  []int                        // of the words, by number
	begins   []uint32                     // annotation.Token.Begins of the words, by number
	kinds    [annotation.Break + 1]uint32 // bits of annotation.Token.Begins that all tokens of a kind have
}

// unshared is the bit of sets and maps that are not numbered, and of those declared when no other is left; every token
// has it. The bit below it is annotation.BeginsTerm.
const (
	unshared   uint32 = 1 << sharedBits << 1
	sharedBits        = 30
)

// Shared declares a set whose words Number knows: it is compiled at its first use. For variables of packages only: a
// set that is declared when texts are being read has no numbers.
func Shared(build func() *Set) func() *Set {
	once := sync.OnceValue(build)
	shared.declared = append(shared.declared, func() *vocabulary { return &once().vocabulary })
	return once
}

// SharedWords declares a map as Shared declares a set.
func SharedWords(build func() *WordMap) func() *WordMap {
	once := sync.OnceValue(build)
	shared.declared = append(shared.declared, func() *vocabulary { return &once().vocabulary })
	return once
}

// Number gives a token its Word and its Begins: the shared sets and maps then need no look at its letters. Tokens without
// them are found all the same. Tokens of one kind and text have the same.
func Number(t *annotation.Token) {
	shared.number.Do(number)
	switch n := shared.words.get(t.Hash); {
	case t.Kind == annotation.Break:
		t.Word = lineBreak
	case t.Hash == 0:
		t.Word = unnumbered
	case n == 0:
		t.Word = inNoSet
	case t.Len() != shared.lengths[n]: // a letter that is shorter in lower case
		t.Word = unnumbered
	default:
		t.Word = n
	}
	t.Begins = shared.begins[t.Word] | shared.kinds[t.Kind]
}

// number numbers the words of all that is declared.
func number() {
	of := map[uint64]int{} // word → how many sets have it
	var words []known
	for _, declared := range shared.declared {
		for _, w := range declared().known {
			if of[w.hash]++; of[w.hash] == 1 {
				words = append(words, w)
			}
		}
	}
	// the common words, which many sets have, come first: then what is looked up most stands together
	slices.SortStableFunc(words, func(a, b known) int { return cmp.Compare(of[b.hash], of[a.hash]) })
	shared.words.grow()
	shared.lengths = make([]int, firstNumber)
	for _, w := range words {
		shared.words.put(w.hash, uint32(len(shared.lengths)))
		shared.lengths = append(shared.lengths, w.length)
	}
	shared.begins = make([]uint32, len(shared.lengths))
	shared.begins[unnumbered] = annotation.Anywhere
	for i := range shared.begins {
		shared.begins[i] |= unshared
	}
	for k, of := range shared.declared {
		v := of()
		v.byNumber = make([]uint32, len(shared.lengths))
		v.byNumber[lineBreak] = v.breaks
		if k < sharedBits {
			v.bit = 1 << k
		}
		for _, kind := range v.kinds {
			shared.kinds[kind] |= v.bit
		}
		for _, w := range v.known {
			n := shared.words.get(w.hash)
			v.byNumber[n] = v.words.get(w.hash)
			if w.begins {
				shared.begins[n] |= v.bit
			}
		}
		v.known = nil
	}
}
