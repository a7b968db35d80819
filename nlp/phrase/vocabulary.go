package phrase

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// vocabulary is the words of a set or map.
type vocabulary struct {
	filter   filter                 // most words of a text are in no phrase
	words    table                  // hash of a word → its id
	byNumber []uint32               // ids by the words' numbers, of shared ones
	breaks   uint32                 // the id of a line break
	bit      uint32                 // of annotation.Token.Begins
	kinds    []annotation.TokenKind // of tokens that have the bit, whatever their text
	known    []known                // the words, until they are numbered
}

// known is what Number wants to know of a word.
type known struct {
	hash   uint64
	length int
	begins bool // a phrase begins with it
}

// Begins reports whether a phrase may begin with a token (of a map: whether it may be one of the words). Most tokens begin
// none, and need no other look.
func (v *vocabulary) Begins(t *annotation.Token) bool { return t.Begins&v.bit != 0 }

func (v *vocabulary) put(hash uint64, length int, id uint32) {
	v.filter.add(hash)
	v.words.put(hash, id)
	v.known = append(v.known, known{hash: hash, length: length})
}

// find is the id of a token's word by its hash, 0 where there is none.
func (v *vocabulary) find(text string, t *annotation.Token) uint32 {
	h := hashOf(text, t)
	if !v.filter.has(h) {
		return 0
	}
	return v.words.get(h)
}

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
