package phrase

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// NewLeads makes a set of the words that phrases begin with, given as patterns of Builder.Add. A room that acts on some
// phrases of its set only declares the leads of these (SharedWords), and passes over all other words at the cost of one bit.
func NewLeads(patterns ...string) *WordMap {
	var words, phrases []string
	for _, pattern := range patterns {
		phrases = Expand(phrases[:0], pattern)
		for _, p := range phrases {
			t := token.Scan(nil, p)[0]
			words = append(words, p[t.Begin:t.End])
		}
	}
	return NewWordSet(words...)
}

// AndKinds lets every token of some kinds, and not the words alone, count as one that a phrase may begin with (Begins, Next).
func (m *WordMap) AndKinds(kinds ...annotation.TokenKind) *WordMap {
	m.kinds = append(m.kinds, kinds...)
	return m
}

// Next is the first token from i on that may begin a phrase, len(tokens) where there is none.
func (v *vocabulary) Next(tokens []annotation.Token, i int) int {
	bit := v.bit
	for i < len(tokens) && tokens[i].Begins&bit == 0 {
		i++
	}
	return i
}
