package lexicon

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// Builder collects concepts and terms and writes an Image. The same calls in the same order give the same bytes.
type Builder struct {
	strings  map[string]uint32
	texts    []string
	wordIDs  map[string]uint32
	words    []string // words[0] is none
	edges    map[uint64]uint32
	order    []uint64 // the keys of edges as they came
	nodes    uint32
	first    []uint32 // per word
	terms    []placed
	seen     map[placed]bool
	concepts []Concept
	tree     []Node
	canon    map[uint32]uint32
	bags     []bag
	tokens   []annotation.Token
}

// placed is a term and the node it ends at.
type placed struct {
	node uint32
	Term
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{
		wordIDs: map[string]uint32{}, words: []string{""}, first: []uint32{0},
		edges: map[uint64]uint32{}, nodes: 1, canon: map[uint32]uint32{}, seen: map[placed]bool{},
	}
}

// AddConcept adds a concept and returns its number.
func (b *Builder) AddConcept(c Concept) uint32 {
	b.concepts = append(b.concepts, c)
	return uint32(len(b.concepts) - 1)
}

// Concept is a concept added before; it may still be changed.
func (b *Builder) Concept(id uint32) *Concept { return &b.concepts[id] }

// AddNode adds a code of the classification. Nodes must come in the order of codes.
func (b *Builder) AddNode(n Node) { b.tree = append(b.tree, n) }

// maxWords bounds the words of a term: longer ones never stand in a note word for word.
const maxWords = 64

// AddTerm adds a surface of a concept and reports whether it could be used: it has a word, and not too many.
func (b *Builder) AddTerm(concept uint32, surface string, flags TermFlags, method Method) bool {
	b.tokens = token.Scan(b.tokens[:0], surface)
	if strings.ContainsRune(surface, ',') {
		flags |= Comma
	}
	if strings.ContainsAny(surface, "()[]{}+:;&<>=%#*.\"") || strings.Contains(surface, " - ") {
		flags |= Punctuated | Comma
	}
	node, words := uint32(0), 0
	var all []uint32
	var f folder
	var buf [96]byte
	for _, t := range b.tokens {
		if t.Kind != annotation.Word && t.Kind != annotation.Number {
			f.gap(t.Kind)
			continue
		}
		if words++; words > maxWords || t.Len() > 80 {
			return false
		}
		w := b.word(f.fold(buf[:0], surface[t.Begin:t.End]))
		node = b.step(node, w)
		all = append(all, w)
	}
	if node == 0 {
		return false
	}
	exact, lower := Surface(surface, b.tokens)
	t := Term{Concept: concept, Flags: flags, Method: method, hash: lower}
	if flags&ExactCase != 0 {
		t.hash = exact
	}
	p := placed{node, t}
	if !b.seen[p] {
		b.seen[p] = true
		b.terms = append(b.terms, p)
		if flags&Permutable != 0 && words >= 2 && words <= maxBag {
			b.bags = append(b.bags, bag{all, concept})
		}
	}
	return true
}

// word is the number of a folded word, new or known.
func (b *Builder) word(w []byte) uint32 {
	if id, ok := b.wordIDs[string(w)]; ok {
		return id
	}
	id := uint32(len(b.words))
	b.wordIDs[string(w)] = id
	b.words = append(b.words, string(w))
	b.first = append(b.first, 0)
	return id
}

// AddWord makes a word known without a term.
func (b *Builder) AddWord(word string) { b.word(Fold(nil, word)) }

// step follows or makes the edge of a word; node 0 is the root.
func (b *Builder) step(node, word uint32) uint32 {
	if node == 0 {
		if b.first[word] == 0 {
			b.first[word] = b.nodes
			b.nodes++
		}
		return b.first[word]
	}
	key := uint64(node)<<32 | uint64(word)
	if n, ok := b.edges[key]; ok {
		return n
	}
	b.edges[key] = b.nodes
	b.order = append(b.order, key)
	b.nodes++
	return b.nodes - 1
}
