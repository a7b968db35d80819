package phrase

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// Builder collects phrases. Its zero value is ready.
type Builder struct {
	set     Set
	values  []int32           // per node: of the phrase that ends there, or -1; node 0 is the root
	roots   []uint32          // per word id: its node, 0 = none
	edges   map[uint64]uint32 // node<<32 | word → node
	tokens  []annotation.Token
	phrases []string
}

// Add adds the phrases that a pattern stands for with one value ≥ 0. A pattern is words, cut as the scanner cuts a text,
// with alternatives in braces, which may be empty: "no {new|acute|} signs of". The first value given to a phrase stays.
// It panics on a pattern without a word: patterns are constants of the program.
func (b *Builder) Add(pattern string, value int32) {
	b.phrases = Expand(b.phrases[:0], pattern)
	for _, p := range b.phrases {
		b.AddPhrase(p, value)
	}
}

// AddPhrase adds one phrase without alternatives and returns its value: that given, or that of an earlier Add.
func (b *Builder) AddPhrase(phrase string, value int32) int32 {
	b.start()
	b.tokens = token.Scan(b.tokens[:0], phrase)
	if len(b.tokens) == 0 || value < 0 {
		panic(fmt.Sprintf("phrase %q with value %d", phrase, value))
	}
	at := uint32(0)
	for _, t := range b.tokens {
		at = b.follow(at, b.word(phrase[t.Begin:t.End]))
	}
	if b.values[at] < 0 {
		b.values[at] = value
	}
	return b.values[at]
}

// start makes the root and the special words.
func (b *Builder) start() {
	if len(b.values) > 0 {
		return
	}
	b.values = append(b.values, -1)
	b.roots = make([]uint32, first)
	b.set.words.grow()
	b.set.breaks, b.set.bit = Skipped, unshared
	b.edges = map[uint64]uint32{}
}

// word gives a word its id.
func (b *Builder) word(w string) uint32 {
	h := token.Hash(w)
	id := b.set.words.get(h)
	if id == 0 {
		id = uint32(len(b.roots))
		b.roots = append(b.roots, 0)
		b.set.put(h, len(w), id)
	}
	bit := lengthBit(len(w))
	if strings.Contains(w, "'") {
		bit |= lengthBit(len(w) + len("’") - 1)
	}
	b.set.starts[w[0]] |= bit
	if r, n := utf8.DecodeRuneInString(w); n == 1 {
		b.set.starts[byte(unicode.ToUpper(r))] |= bit
		b.set.starts[byte(unicode.ToLower(r))] |= bit
	}
	return id
}

// follow follows or makes the edge of a word; node 0 is the root.
func (b *Builder) follow(at, word uint32) uint32 {
	key := uint64(at)<<32 | uint64(word)
	next := b.roots[word]
	if at != 0 {
		next = b.edges[key]
	}
	if next != 0 {
		return next
	}
	next = uint32(len(b.values))
	b.values = append(b.values, -1)
	if at == 0 {
		b.roots[word] = next
	} else {
		b.edges[key] = next
	}
	return next
}

// Set is the compiled set; the builder must not be used after it.
func (b *Builder) Set() *Set {
	b.start()
	s := &b.set
	words := b.byUse()
	id := make([]uint32, len(b.roots))
	for i, w := range words {
		id[w] = first + uint32(i)
	}
	s.words = table{}
	s.words.grow()
	for i := range s.known { // which are in the order of the builder's ids
		s.words.put(s.known[i].hash, id[int(first)+i])
	}
	s.nodes, s.last = b.layOut(words, id)
	for i := range s.known {
		k := &s.known[i]
		n := &s.nodes[s.words.get(k.hash)]
		k.begins = n.value >= 0 || n.next != 0
	}
	b.values, b.roots, b.edges = nil, nil, nil
	return s
}

// byUse is the words, those with most nodes behind them first: they are the common ones, and so stand together where the
// set is read.
func (b *Builder) byUse() []uint32 {
	before := make([]uint32, len(b.values)) // node → the one before it, which is older
	for key, to := range b.edges {
		before[to] = uint32(key >> 32)
	}
	size := make([]int, len(b.values))
	for n := len(size) - 1; n > 0; n-- {
		size[n]++
		size[before[n]] += size[n]
	}
	size[0] = 0
	words := make([]uint32, 0, len(b.roots))
	for w := first; int(w) < len(b.roots); w++ {
		words = append(words, w)
	}
	slices.SortStableFunc(words, func(v, w uint32) int { return cmp.Compare(size[b.roots[w]], size[b.roots[v]]) })
	return words
}

// layOut makes the nodes and their last words: those of the words, then those that follow each of them, and so on.
func (b *Builder) layOut(words, id []uint32) (nodes []node, last []uint32) {
	type step struct{ from, word, to uint32 }
	steps := make([]step, 0, len(b.edges))
	for key, to := range b.edges {
		steps = append(steps, step{uint32(key >> 32), id[uint32(key)], to})
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.word, b.word)) })
	firstOf := make([]int, len(b.values)) // node → its first step
	for i := len(steps) - 1; i >= 0; i-- {
		firstOf[steps[i].from] = i
	}
	nodes = make([]node, first, len(b.values)+len(words)+1)
	last = make([]uint32, first, cap(nodes))
	from := make([]uint32, first, cap(nodes)) // the builder's nodes
	for _, w := range words {
		nodes, last, from = append(nodes, node{}), append(last, id[w]), append(from, b.roots[w])
	}
	for at := 0; at < len(nodes); at++ {
		n := &nodes[at]
		n.value, n.below = b.values[from[at]], uint32(len(nodes))
		if from[at] == 0 {
			continue
		}
		for i := firstOf[from[at]]; i < len(steps) && steps[i].from == from[at]; i++ {
			nodes[at].next |= nextBit(steps[i].word)
			nodes, last, from = append(nodes, node{}), append(last, steps[i].word), append(from, steps[i].to)
		}
	}
	return append(nodes, node{value: -1, below: uint32(len(nodes))}), last
}

// Expand appends the phrases that a pattern stands for to dst.
func Expand(dst []string, pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		if strings.Contains(pattern, "  ") || strings.HasPrefix(pattern, " ") || strings.HasSuffix(pattern, " ") {
			pattern = strings.Join(strings.Fields(pattern), " ")
		}
		return append(dst, pattern)
	}
	end := open + strings.IndexByte(pattern[open:], '}')
	if end < open {
		panic(fmt.Sprintf("pattern %q: brace not closed", pattern))
	}
	if strings.IndexByte(pattern[open+1:end], '{') >= 0 {
		panic(fmt.Sprintf("pattern %q: braces in braces", pattern))
	}
	for alternative := range strings.SplitSeq(pattern[open+1:end], "|") {
		dst = Expand(dst, pattern[:open]+alternative+pattern[end+1:])
	}
	return dst
}
