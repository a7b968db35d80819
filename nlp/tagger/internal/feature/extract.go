package feature

import "github.com/tarn-sql/tarn/nlp/annotation"

// Max is the most features that a token has.
const Max = 56

// Extractor describes the tokens of one text at a time. It holds scratch memory: use one per goroutine.
type Extractor struct {
	words []word
	near  []near
	terms []term
}

// near are the nearest words, punctuation passed over, as indexes into words; 0 is the edge.
type near struct{ left, right int32 }

// edge words stand before the first and after the last token.
const edge = 2

// Reset reads a text. hints has one entry a token, or none at all.
func (e *Extractor) Reset(text string, tokens []annotation.Token, hints []Hint) {
	n := len(tokens) + 2*edge
	if cap(e.words) < n {
		e.words = make([]word, n+n/2)
		e.near = make([]near, n+n/2)
	}
	e.words, e.near = e.words[:n], e.near[:n]
	for i := range edge {
		e.words[i] = word{lower: uint64(i) + 1}
		e.words[n-1-i] = word{lower: uint64(i) + 1}
	}
	shout := false
	for i := range tokens {
		if i == 0 || tokens[i-1].Kind == annotation.Break {
			shout = allCaps(tokens[i:])
		}
		var h Hint
		if hints != nil {
			h = hints[i]
		}
		e.words[i+edge].describe(text[tokens[i].Begin:tokens[i].End], &tokens[i], h, shout)
	}
	e.neighbours()
	e.recall()
}

// allCaps reports whether the line that begins the tokens shouts: three words at least, all in capitals.
func allCaps(tokens []annotation.Token) bool {
	words := 0
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.Kind == annotation.Break:
			return words >= 3
		case t.Kind == annotation.Word && t.Len() > 1:
			if !t.Caps {
				return false
			}
			words++
		}
	}
	return words >= 3
}

// neighbours finds the nearest words of each token.
func (e *Extractor) neighbours() {
	last := int32(0)
	for i := range e.words {
		e.near[i].left = last
		if e.words[i].kind == annotation.Word && i >= edge && i < len(e.words)-edge {
			last = int32(i)
		}
	}
	last = 0
	for i := len(e.words) - 1; i >= 0; i-- {
		e.near[i].right = last
		if e.words[i].kind == annotation.Word && i >= edge && i < len(e.words)-edge {
			last = int32(i)
		}
	}
}

// list collects the features of a token.
type list struct {
	to *[Max]uint32
	n  int
}

// add appends the feature of a template with its values.
func (l *list) add(template, a, b uint64) {
	h := a*0x9e3779b97f4a7c15 + b*0xc2b2ae3d27d4eb4f + template*0xd6e8feb86659fd93
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	l.to[l.n] = uint32(h >> 32)
	l.n++
}

// At fills to with the features of token i and returns how many there are.
func (e *Extractor) At(i int, to *[Max]uint32) int {
	i += edge
	l := list{to: to}
	w := &e.words[i]
	p, q, n, m := &e.words[i-1], &e.words[i-2], &e.words[i+1], &e.words[i+2]
	e.alone(&l, w)
	l.add(10, p.lower, b2u(w.glued))
	l.add(11, n.lower, b2u(n.glued))
	l.add(12, q.lower, 0)
	l.add(13, m.lower, 0)
	l.add(14, p.lower, w.lower)
	l.add(15, w.lower, n.lower)
	l.add(16, p.lower, n.lower)
	l.add(17, q.lower, p.lower)
	l.add(18, n.lower, m.lower)
	l.add(19, p.suffix[0], w.suffix[0])
	l.add(20, w.suffix[0], n.suffix[0])
	l.add(21, p.shape, w.shape)
	l.add(22, w.shape, n.shape)
	l.add(23, p.suffix[1], 0)
	l.add(24, n.suffix[1], 0)
	dictionary(&l, p, w, n, m, q)
	e.around(&l, i, w)
	return l.n
}

// alone are the features of the token itself.
func (e *Extractor) alone(l *list, w *word) {
	l.add(1, 0, 0)
	l.add(2, w.lower, 0)
	for k := range w.suffix {
		l.add(3, w.suffix[k], uint64(k))
		l.add(4, w.prefix[k], uint64(k))
	}
	l.add(5, w.shape, b2u(w.glued))
	l.add(6, w.other, w.suffix[0])
	l.add(7, w.lower, w.shape)
}

// dictionary are the features of the dictionary's hits.
func dictionary(l *list, p, w, n, m, q *word) {
	l.add(30, w.hint, w.other)
	l.add(31, w.hint, w.lower)
	l.add(32, w.hint, w.shape)
	l.add(33, p.hint<<16|w.hint, n.hint)
	l.add(34, p.hint, q.hint)
	l.add(35, n.hint, m.hint)
	l.add(36, w.hint, n.lower)
	l.add(37, w.hint, p.lower)
	l.add(38, w.hint<<8|w.other, n.other<<8|p.other)
	l.add(39, w.hint, n.suffix[0])
	l.add(40, w.hint, p.suffix[0])
}

// around are the features of words farther away and of the text as a whole.
func (e *Extractor) around(l *list, i int, w *word) {
	left, right := &e.words[e.near[i].left], &e.words[e.near[i].right]
	l.add(50, left.lower, w.suffix[0])
	l.add(51, right.lower, w.suffix[0])
	l.add(52, left.lower, right.lower)
	l.add(53, left.hint, right.hint)
	if w.hinted != 0 {
		l.add(54, w.hinted, w.hint)
		l.add(55, w.hinted, w.shape)
	}
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
