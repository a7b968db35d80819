package phrase

import (
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
	starts [256]uint64 // by first byte, folded: bit n is set where a word of n bytes (n > 62: bit 63) is known
	words  table       // hash of a word → its id
	edges  table       // node<<32 | word id → node
	values []int32     // per node: value of the phrase that ends there, or -1
}

// Word is the id of a token's word, Unknown where no phrase has it.
func (s *Set) Word(text string, t annotation.Token) uint32 {
	if t.Kind == annotation.Break {
		return Skipped
	}
	w := text[t.Begin:t.End]
	if s.starts[w[0]]&lengthBit(len(w)) == 0 {
		return Unknown
	}
	return s.words.get(hash(w))
}

// Words appends the ids of the words of tokens to dst: one for each token.
func (s *Set) Words(dst []uint32, text string, tokens []annotation.Token) []uint32 {
	for _, t := range tokens {
		dst = append(dst, s.Word(text, t))
	}
	return dst
}

// Longest is the value and the end (exclusive) of the longest phrase that begins with words[i]; ok is false where none
// does. Words are ids given by Words of the same set.
func (s *Set) Longest(words []uint32, i int) (value int32, end int, ok bool) {
	node := uint32(0)
	for j := i; j < len(words); j++ {
		w := words[j]
		if w == Skipped && j > i {
			continue
		}
		if w < first {
			break
		}
		if node = s.edges.get(uint64(node)<<32 | uint64(w)); node == 0 {
			break
		}
		if v := s.values[node]; v >= 0 {
			value, end, ok = v, j+1, true
		}
	}
	return value, end, ok
}

func lengthBit(n int) uint64 { return 1 << min(n, 63) }

// table is an open-addressed map of uint64 to non-zero uint32; its size is a power of two.
type table struct {
	keys   []uint64
	values []uint32
	mask   uint64
	n      int
}

func (t *table) get(key uint64) uint32 {
	for i := mix(key) & t.mask; ; i = (i + 1) & t.mask {
		if v := t.values[i]; v == 0 || t.keys[i] == key {
			return v
		}
	}
}

func (t *table) put(key uint64, value uint32) {
	if 4*(t.n+1) > 3*len(t.values) {
		t.grow()
	}
	i := mix(key) & t.mask
	for t.values[i] != 0 && t.keys[i] != key {
		i = (i + 1) & t.mask
	}
	if t.values[i] == 0 {
		t.n++
	}
	t.keys[i], t.values[i] = key, value
}

func (t *table) grow() {
	old := *t
	n := max(64, 2*len(old.values))
	*t = table{keys: make([]uint64, n), values: make([]uint32, n), mask: uint64(n - 1)}
	for i, v := range old.values {
		if v != 0 {
			t.put(old.keys[i], v)
		}
	}
}
