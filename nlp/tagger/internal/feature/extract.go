package feature

import "github.com/tarn-sql/tarn/nlp/annotation"

// Max is the most features that a token has.
const Max = 64

// Extractor describes the tokens of one text at a time. It holds scratch memory: use one per goroutine.
type Extractor struct {
	words []word
	near  []near
	terms []term
	short []int // the tokens that are terms with a long form
}

// near are the nearest words, punctuation passed over, as indexes into words; 0 is the edge.
type near struct{ left, right int32 }

// Edge is how many words stand before the first token and after the last one.
const Edge = 2

// Reset reads a text. hints has one entry a token, or none at all.
func (e *Extractor) Reset(text string, tokens []annotation.Token, hints []Hint) {
	n := len(tokens) + 2*Edge
	if cap(e.words) < n {
		e.words = make([]word, n+n/2)
		e.near = make([]near, n+n/2)
	}
	e.words, e.near = e.words[:n], e.near[:n]
	for i := range Edge {
		e.words[i] = word{Own: Own{lower: uint64(i) + 1}}
		e.words[n-1-i] = word{Own: Own{lower: uint64(i) + 1}}
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
		e.words[i+Edge].describe(text[tokens[i].Begin:tokens[i].End], &tokens[i], h, shout)
	}
	e.neighbours()
	e.recall(text, tokens)
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
		if e.words[i].kind == annotation.Word && i >= Edge && i < len(e.words)-Edge {
			last = int32(i)
		}
	}
	last = 0
	for i := len(e.words) - 1; i >= 0; i-- {
		e.near[i].right = last
		if e.words[i].kind == annotation.Word && i >= Edge && i < len(e.words)-Edge {
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

// At fills to with the features of token i and returns how many there are: those of its own and its neighbours' words
// (Own), of its surroundings (Shapes, Hints) and of what stands together (Pairs).
func (e *Extractor) At(i int, to *[Max]uint32) int {
	l := list{to: to}
	e.Word(i).features(Self, &l)
	e.Word(i-1).features(e.Word(i).Follows(), &l)
	e.Word(i+1).features(After, &l)
	e.Word(i-2).features(SecondBefore, &l)
	e.Word(i+2).features(SecondAfter, &l)
	if e.Word(i).Unhinted() {
		e.Word(i-1).features(BeforeUnhinted, &l)
		e.Word(i+1).features(AfterUnhinted, &l)
	}
	shapes, hints := e.Shapes(i), e.Hints(i)
	shapes.features(&l)
	hints.features(&l)
	e.pairs(i, &l)
	return l.n
}

// Word is the word of token i; Edge words stand before the first token and after the last one.
func (e *Extractor) Word(i int) *Own { return &e.words[i+Edge].Own }

// Pairs fills to with the features of token i that are of words together, or of the text as a whole.
func (e *Extractor) Pairs(i int, to *[Max]uint32) int {
	l := list{to: to}
	e.pairs(i, &l)
	return l.n
}

func (e *Extractor) pairs(i int, l *list) {
	i += Edge
	w := &e.words[i]
	p, q, n, m := &e.words[i-1], &e.words[i-2], &e.words[i+1], &e.words[i+2]
	l.add(14, p.lower, w.lower)
	l.add(15, w.lower, n.lower)
	l.add(16, p.lower, n.lower)
	l.add(17, q.lower, p.lower)
	l.add(18, n.lower, m.lower)
	l.add(19, p.suffix[0], w.suffix[0])
	l.add(20, w.suffix[0], n.suffix[0])
	if !w.Unhinted() {
		beforeHinted(l, &p.Own, w.hint)
		afterHinted(l, &n.Own, w.hint)
	}
	left, right := &e.words[e.near[i].left], &e.words[e.near[i].right]
	l.add(50, left.lower, w.suffix[0])
	l.add(51, right.lower, w.suffix[0])
	l.add(52, left.lower, right.lower)
	if w.term != 0 {
		e.defined(w, l)
	}
}

// Role is where a word stands, seen from the token that it is a feature of.
type Role uint8

// The roles.
const (
	Self Role = iota
	Before
	BeforeGlued // before a token that is stuck to it
	After
	SecondBefore
	SecondAfter
	BeforeUnhinted // before a token that no dictionary has, besides Before
	AfterUnhinted
	Roles
)

// Features fills to with the features that a word in a role gives a token.
func (o *Own) Features(role Role, to *[Max]uint32) int {
	l := list{to: to}
	o.features(role, &l)
	return l.n
}

// Follows is the role of the word before: a token that is stuck to it says so.
func (o *Own) Follows() Role {
	if o.glued {
		return BeforeGlued
	}
	return Before
}

func (o *Own) features(role Role, l *list) {
	switch role {
	case Self:
		o.alone(l)
	case Before, BeforeGlued:
		l.add(10, o.lower, b2u(role == BeforeGlued))
		l.add(23, o.suffix[1], 0)
	case After:
		l.add(11, o.lower, b2u(o.glued))
		l.add(24, o.suffix[1], 0)
	case SecondBefore:
		l.add(12, o.lower, 0)
	case SecondAfter:
		l.add(13, o.lower, 0)
	case BeforeUnhinted:
		beforeHinted(l, o, 0)
	case AfterUnhinted:
		afterHinted(l, o, 0)
	}
}

// beforeHinted are the features of the word before a token with a hint.
func beforeHinted(l *list, o *Own, hint uint64) {
	l.add(37, hint, o.lower)
	l.add(40, hint, o.suffix[0])
}

// afterHinted are those of the word after it.
func afterHinted(l *list, o *Own, hint uint64) {
	l.add(36, hint, o.lower)
	l.add(39, hint, o.suffix[0])
}

// Unhinted reports whether no dictionary has a drug or condition here.
func (o *Own) Unhinted() bool { return o.hint == 0 }

// alone are the features of the token itself.
func (o *Own) alone(l *list) {
	l.add(1, 0, 0)
	l.add(2, o.lower, 0)
	for k := range o.suffix {
		l.add(3, o.suffix[k], uint64(k))
		l.add(4, o.prefix[k], uint64(k))
	}
	l.add(5, o.shape, b2u(o.glued))
	l.add(6, o.other, o.suffix[0])
	l.add(7, o.lower, o.shape)
	l.add(30, o.hint, o.other)
	l.add(31, o.hint, o.lower)
	l.add(32, o.hint, o.shape)
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
