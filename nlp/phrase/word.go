package phrase

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// WordMap gives single words, without their letter case, numbers of more than 0. It is immutable and serves any number of
// goroutines.
type WordMap struct{ vocabulary }

// NewWordMap makes a map of words, each of which the scanner reads as one token.
func NewWordMap(words map[string]uint32) *WordMap {
	m := newWordMap()
	for w, value := range words {
		m.put(w, value)
	}
	return m
}

// NewWordSet makes a map that gives each word the number 1.
func NewWordSet(words ...string) *WordMap {
	m := newWordMap()
	for _, w := range words {
		m.put(w, 1)
	}
	return m
}

func newWordMap() *WordMap {
	m := &WordMap{vocabulary{bit: unshared}}
	m.words.grow()
	return m
}

func (m *WordMap) put(word string, value uint32) {
	m.vocabulary.put(token.Hash(word), len(word), value)
	m.known[len(m.known)-1].begins = true
}

// Get is the number of a token's word, 0 where the map lacks it.
func (m *WordMap) Get(text string, t *annotation.Token) uint32 {
	if !m.Begins(t) {
		return 0
	}
	if t.Word != unnumbered && m.byNumber != nil {
		return m.byNumber[t.Word]
	}
	return m.find(text, t)
}

// Has reports whether a token is one of the words.
func (m *WordMap) Has(text string, t *annotation.Token) bool { return m.Get(text, t) != 0 }
