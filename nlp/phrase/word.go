package phrase

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// WordMap gives single words, without their letter case, numbers of more than 0. It is immutable and serves any number of
// goroutines.
type WordMap struct {
	filter filter
	words  table
}

// NewWordMap makes a map of words, each of which the scanner reads as one token.
func NewWordMap(words map[string]uint32) *WordMap {
	m := &WordMap{}
	m.words.grow()
	for w, value := range words {
		m.put(w, value)
	}
	return m
}

// NewWordSet makes a map that gives each word the number 1.
func NewWordSet(words ...string) *WordMap {
	m := &WordMap{}
	m.words.grow()
	for _, w := range words {
		m.put(w, 1)
	}
	return m
}

func (m *WordMap) put(word string, value uint32) {
	h := token.Hash(word)
	m.filter.add(h)
	m.words.put(h, value)
}

// Get is the number of a token's word, 0 where the map lacks it.
func (m *WordMap) Get(text string, t *annotation.Token) uint32 {
	h := hashOf(text, t)
	if !m.filter.has(h) {
		return 0
	}
	return m.words.get(h)
}

// Has reports whether a token is one of the words.
func (m *WordMap) Has(text string, t *annotation.Token) bool { return m.Get(text, t) != 0 }

func hashOf(text string, t *annotation.Token) uint64 {
	if t.Hash != 0 {
		return t.Hash
	}
	return token.Hash(text[t.Begin:t.End])
}

// filter is bits of hashes: a look at it tells that a word is not in a set, for nearly all that are not, and it lies in
// the nearest cache.
type filter [1 << filterBits / 64]uint64

// filterBits is the logarithm of the number of bits in a filter.
const filterBits = 14

func (f *filter) add(hash uint64) { f[hash>>6%uint64(len(f))] |= 1 << (hash & 63) }

func (f *filter) has(hash uint64) bool { return f[hash>>6%uint64(len(f))]&(1<<(hash&63)) != 0 }
