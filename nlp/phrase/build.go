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
	n := &b.set.nodes[at]
	if n.value < 0 {
		n.value = value
	}
	return n.value
}

// start makes the root and the special words.
func (b *Builder) start() {
	if len(b.set.nodes) > 0 {
		return
	}
	b.set.nodes = append(b.set.nodes, node{value: -1})
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
	next = uint32(len(b.set.nodes))
	b.set.nodes = append(b.set.nodes, node{value: -1})
	if at == 0 {
		b.roots[word] = next
	} else {
		b.set.nodes[at].next |= 1 << (word & 63)
		b.edges[key] = next
	}
	return next
}

// Set is the compiled set; the builder must not be used after it.
func (b *Builder) Set() *Set {
	b.start()
	s := &b.set
	id := b.number()
	nodes := make([]node, max(len(b.roots), slices.Max(id)+1)+1)
	for i := range nodes {
		nodes[i].value = -1
	}
	for old, n := range s.nodes[1:] {
		nodes[id[old+1]] = n
	}
	s.nodes = nodes
	type step struct{ from, word, to uint32 }
	steps := make([]step, 0, len(b.edges))
	for key, to := range b.edges {
		steps = append(steps, step{uint32(id[key>>32]), uint32(key), uint32(id[to])})
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.word, b.word)) })
	s.edges = make([]edge, len(steps))
	at := uint32(0)
	for i, x := range steps {
		for ; at <= x.from; at++ {
			nodes[at].edges = uint32(i)
		}
		s.edges[i] = edge{x.word, x.to}
	}
	for ; int(at) < len(nodes); at++ {
		nodes[at].edges = uint32(len(steps))
	}
	for i := range s.known {
		k := &s.known[i]
		n := &nodes[s.words.get(k.hash)]
		k.begins = n.value >= 0 || n.next != 0
	}
	b.roots, b.edges = nil, nil
	return s
}

// number gives the nodes their final numbers: those of single words the words' ids, the others the numbers behind.
func (b *Builder) number() []int {
	id := make([]int, len(b.set.nodes))
	for word, n := range b.roots {
		if n != 0 {
			id[n] = word
		}
	}
	next := len(b.roots)
	for n := range id {
		if n > 0 && id[n] == 0 {
			id[n] = next
			next++
		}
	}
	return id
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
