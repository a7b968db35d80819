package phrase

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/token"
)

// Builder collects phrases. Its zero value is ready.
type Builder struct {
	set     Set
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
	if len(b.set.values) == 0 {
		b.set.values = append(b.set.values, -1)
		b.set.words.grow()
		b.set.edges.grow()
	}
	b.tokens = token.Scan(b.tokens[:0], phrase)
	if len(b.tokens) == 0 || value < 0 {
		panic(fmt.Sprintf("phrase %q with value %d", phrase, value))
	}
	node := uint32(0)
	for _, t := range b.tokens {
		node = b.follow(node, b.word(phrase[t.Begin:t.End]))
	}
	if b.set.values[node] < 0 {
		b.set.values[node] = value
	}
	return b.set.values[node]
}

// word gives a word its id.
func (b *Builder) word(w string) uint32 {
	h := hash(w)
	id := b.set.words.get(h)
	if id == 0 {
		id = first + uint32(b.set.words.n)
		b.set.words.put(h, id)
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

func (b *Builder) follow(node, word uint32) uint32 {
	key := uint64(node)<<32 | uint64(word)
	next := b.set.edges.get(key)
	if next == 0 {
		next = uint32(len(b.set.values))
		b.set.values = append(b.set.values, -1)
		b.set.edges.put(key, next)
	}
	return next
}

// Set is the compiled set; the builder must not be used after it.
func (b *Builder) Set() *Set {
	if len(b.set.values) == 0 {
		b.set.words.grow()
		b.set.edges.grow()
		b.set.values = []int32{-1}
	}
	return &b.set
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
