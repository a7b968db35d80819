package phrase

import (
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The word ids that have a meaning of their own.
const (
	Unknown uint32 = iota // a word that no phrase has
	Skipped               // a line break: phrases run across it
	first                 // the first id of a word
)

// Set is a compiled set of phrases. It is immutable and serves any number of goroutines.
type Set struct {
	vocabulary
	starts [256]uint64 // by first byte, folded: bit n is set where a word of n bytes (n > 62: bit 63) is known
	nodes  []node      // those of single words have the words' ids; and one more, behind the last
	last   []uint32    // per node: its last word. They lie apart from the nodes, as all a search looks at
}

// node is what the words up to it are. The nodes that go on from it stand together, in the order of their words.
type node struct {
	value int32  // of the phrase that ends here, or -1
	below uint32 // the first node that goes on from here; they end before the first one of the next node
	next  uint64 // bits of the words that go on: most words that follow go nowhere
}

func nextBit(word uint32) uint64 { return 1 << (word & 63) }

// step is the node that a word leads to from a node that has its bit, 0 where it leads nowhere.
func (s *Set) step(at, word uint32) uint32 {
	from, end := s.nodes[at].below, s.nodes[at+1].below
	for end-from > 8 {
		if mid := (from + end) / 2; s.last[mid] <= word {
			from = mid
		} else {
			end = mid
		}
	}
	for i, w := range s.last[from:end] {
		if w == word {
			return from + uint32(i)
		}
	}
	return 0
}

// Size is more than the id of any word.
func (s *Set) Size() int { return len(s.nodes) }

// Word is the id of a token's word, Unknown where no phrase has it.
func (s *Set) Word(text string, t annotation.Token) uint32 {
	return s.word(text, &t)
}

// word is Word. It is small, so that it is compiled into the loops that call it: nearly all tokens have a number.
func (s *Set) word(text string, t *annotation.Token) uint32 {
	if t.Word == unnumbered || s.byNumber == nil { // which is there since the first text was numbered
		return s.lookUp(text, t)
	}
	return s.byNumber[t.Word]
}

// lookUp is Word of a token without a number.
func (s *Set) lookUp(text string, t *annotation.Token) uint32 {
	if t.Kind == annotation.Break {
		return Skipped
	}
	if s.starts[text[t.Begin]]&lengthBit(t.End-t.Begin) == 0 {
		return Unknown
	}
	return s.find(text, t)
}

// Words appends the ids of the words of tokens to dst: one for each token.
func (s *Set) Words(dst []uint32, text string, tokens []annotation.Token) []uint32 {
	n := len(dst)
	dst = slices.Grow(dst, len(tokens))[:n+len(tokens)]
	out := dst[n:][:len(tokens)]
	for i := range tokens {
		out[i] = s.word(text, &tokens[i])
	}
	return dst
}

// Longest is the value and the end (exclusive) of the longest phrase that begins with words[i]; ok is false where none
// does. Words are ids given by Words of the same set.
func (s *Set) Longest(words []uint32, i int) (value int32, end int, ok bool) {
	if i >= len(words) {
		return 0, 0, false
	}
	for j, at := i+1, words[i]; at >= first; j++ {
		n := &s.nodes[at]
		if n.value >= 0 {
			value, end, ok = n.value, j, true
		}
		if n.next == 0 {
			break
		}
		for j < len(words) && words[j] == Skipped {
			j++
		}
		if j == len(words) || n.next&nextBit(words[j]) == 0 || words[j] < first {
			break
		}
		at = s.step(at, words[j])
	}
	return value, end, ok
}

// At is Longest for the phrases that begin with token i: it looks up the words of these alone.
func (s *Set) At(text string, tokens []annotation.Token, i int) (value int32, end int, ok bool) {
	if i >= len(tokens) || !s.Begins(&tokens[i]) {
		return 0, 0, false
	}
	for j, at := i+1, s.word(text, &tokens[i]); at >= first; j++ {
		n := &s.nodes[at]
		if n.value >= 0 {
			value, end, ok = n.value, j, true
		}
		if n.next == 0 {
			break
		}
		for j < len(tokens) && tokens[j].Kind == annotation.Break {
			j++
		}
		if j == len(tokens) {
			break
		}
		word := s.word(text, &tokens[j])
		if n.next&nextBit(word) == 0 || word < first {
			break
		}
		at = s.step(at, word)
	}
	return value, end, ok
}

func lengthBit(n int) uint64 { return 1 << min(n, 63) }

// table is an open-addressed map of hashes to non-zero numbers; its size is a power of two.
type table struct {
	slots []slot
	mask  uint64
	n     int
}

type slot struct {
	key   uint64
	value uint32
}

func (t *table) get(key uint64) uint32 {
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		if s := &t.slots[i]; s.value == 0 || s.key == key {
			return s.value
		}
	}
}

func (t *table) put(key uint64, value uint32) {
	if 4*(t.n+1) > 3*len(t.slots) {
		t.grow()
	}
	i := key & t.mask
	for t.slots[i].value != 0 && t.slots[i].key != key {
		i = (i + 1) & t.mask
	}
	if t.slots[i].value == 0 {
		t.n++
	}
	t.slots[i] = slot{key, value}
}

func (t *table) grow() {
	old := *t
	n := max(64, 2*len(old.slots))
	*t = table{slots: make([]slot, n), mask: uint64(n - 1)}
	for _, s := range old.slots {
		if s.value != 0 {
			t.put(s.key, s.value)
		}
	}
}
