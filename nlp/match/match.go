package match

import (
	"math/bits"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Match is a term found at the tokens First to Last (exclusive).
type Match struct {
	annotation.Span
	First, Last int
	Category    annotation.Category
	Type        string // of the best concept
	Method      string // exact, synonym, normalised, abbreviation, permuted, morphology
	Score       float64
	Flags       lexicon.Flags        // of the best concept
	Coordinated bool                 // half of a coordination: the match of the other half stands inside it
	Ambiguous   bool                 // the term wants context: a vote of section or neighbours
	Concepts    []annotation.Concept // best first; valid until the Matcher's next call
}

// Matcher finds terms of one lexicon. It keeps scratch memory between calls and serves one goroutine at a time.
type Matcher struct {
	lex      *lexicon.Lexicon
	concepts []annotation.Concept // arena of the Concepts of all matches of a call
	found    [lexicon.Categories]hit
	hits     uint32                  // bits of the categories in found
	until    [lexicon.Categories]int // token where the last match of a category ends
	unknown  []int                   // tokens of long words that no vocabulary has
	words    []uint32
	bag      []uint32
	blocked  int // token where the last blocker ends
}

// hit is the longest match of one category that begins at the token at hand.
type hit struct {
	last  int
	terms []found
}

// found is one term that a hit stands for.
type found struct {
	vocab   int
	concept uint32
	method  lexicon.Method
	written bool // word for word
	flags   lexicon.TermFlags
}

// New returns a matcher over a lexicon.
func New(lex *lexicon.Lexicon) *Matcher { return &Matcher{lex: lex} }

// Find appends the matches in tokens to dst, in text order, an enclosing one before those inside it. The tokens must have been normalised by the
// same lexicon (Lexicon.Normalise).
func (m *Matcher) Find(dst []Match, text string, tokens []annotation.Token) []Match {
	m.concepts = m.concepts[:0]
	m.until = [lexicon.Categories]int{}
	m.blocked, m.unknown = 0, m.unknown[:0]
	start := len(dst)
	images := m.lex.Images()
	for i := range tokens {
		t := &tokens[i]
		if t.Norm == 0 {
			if t.Kind == annotation.Word && t.Len() >= minDrug {
				m.unknown = append(m.unknown, i)
			}
			continue
		}
		if t.Begins&annotation.BeginsTerm == 0 || !startsRun(tokens, i) {
			continue
		}
		any := false
		for k, im := range images {
			start := im.Start(m.lex.Local(k, t.Norm))
			if !start.Ends && i+1 < len(tokens) && alnum(tokens[i+1].Kind) && !start.Leads(m.lex.Local(k, tokens[i+1].Norm)) {
				continue // what walk would see, for most words
			}
			if start.Node != 0 && m.walk(k, im, start, text, tokens, i) {
				any = true
			}
		}
		if any {
			dst = m.emit(dst, text, tokens, i)
		}
	}
	dst = m.coordinate(dst, start, text, tokens)
	dst = m.extend(dst, start, text, tokens)
	dst = m.morphology(dst, start, text, tokens)
	return settle(dst, start, text, tokens)
}

// Find is New(lexicon).Find for a single text.
func Find(dst []Match, text string, tokens []annotation.Token, lex *lexicon.Lexicon) []Match {
	return New(lex).Find(dst, text, tokens)
}

// walk follows the image's trie from the start at token i and keeps the longest hit of each category.
func (m *Matcher) walk(k int, im *lexicon.Image, start *lexicon.Start, text string, tokens []annotation.Token, i int) bool {
	any := false
	if start.Ends && endsRun(tokens, i+1) {
		first, end := im.TermsAt(start.Node)
		any = m.keep(k, im, text, tokens, i, i+1, first, end, 0)
	}
	if start.Alone() {
		return any
	}
	j, gaps, word := m.next(k, text, tokens, i+1)
	if word == 0 || !start.Leads(word) {
		return any
	}
	for node := im.Next(start.Node, word); node != 0; node = im.Next(node, word) {
		j++
		if first, end := im.TermsAt(node); first < end && endsRun(tokens, j) {
			any = m.keep(k, im, text, tokens, i, j, first, end, gaps) || any
		}
		var g gap
		if j, g, word = m.next(k, text, tokens, j); word == 0 {
			break
		}
		gaps |= g
	}
	return any
}

// next is the next token from j on that may go on with a term, and its word in image k; 0 where there is none.
func (m *Matcher) next(k int, text string, tokens []annotation.Token, j int) (next int, g gap, word uint32) {
	if j < len(tokens) && alnum(tokens[j].Kind) {
		return j, 0, m.lex.Local(k, tokens[j].Norm)
	}
	if next, g = skip(text, tokens, j); next < 0 {
		return next, g, 0
	}
	return next, g, m.lex.Local(k, tokens[next].Norm)
}

// keep records the terms first to end, which the tokens i to j spell.
func (m *Matcher) keep(k int, im *lexicon.Image, text string, tokens []annotation.Token, i, j, first, end int, gaps gap) bool {
	exact, lower := lexicon.Surface(text, tokens[i:j])
	any := false
	for n := first; n < end; n++ {
		t := im.Term(n)
		written := t.Written(exact, lower)
		if t.Flags&lexicon.ExactCase != 0 && !written && !pluralOf(t, text, tokens[i:j]) ||
			gaps&comma != 0 && t.Flags&lexicon.Comma == 0 || gaps&sign != 0 && t.Flags&lexicon.Punctuated == 0 {
			continue
		}
		h := &m.found[im.CategoryOf(t.Concept)]
		if j > h.last {
			h.last, h.terms, m.hits = j, h.terms[:0], m.hits|1<<im.CategoryOf(t.Concept)
		}
		if j == h.last {
			h.terms = append(h.terms, found{k, t.Concept, t.Method, written, t.Flags})
			any = true
		}
	}
	return any
}

// quality is the name and the score of how a term was met.
func quality(m lexicon.Method, written bool) (string, float64) {
	switch {
	case m == lexicon.Abbreviation:
		return "abbreviation", 0.9
	case m == lexicon.Broader:
		return "broader", 0.65
	case !written:
		return "normalised", 0.9
	case m == lexicon.Preferred:
		return "exact", 1
	case m == lexicon.Lay:
		return "synonym", 0.9
	}
	return "synonym", 0.95
}

// emit appends the hits that begin at token i and are not inside an earlier one of their category.
func (m *Matcher) emit(dst []Match, text string, tokens []annotation.Token, i int) []Match {
	whole := m.found[0].last // a term that is all of the blocker ("stress test") stands
	m.blocked = max(m.blocked, whole)
	for ; m.hits != 0; m.hits &= m.hits - 1 {
		c := bits.TrailingZeros32(m.hits)
		h := &m.found[c]
		if c > 0 && (h.last > m.blocked || h.last == whole) && i >= m.until[c] {
			if h.last < len(tokens) && tokens[h.last].Glued && closes(text, tokens, i, h.last) {
				h.last++
			}
			dst = append(dst, Match{})
			m.match(&dst[len(dst)-1], tokens, i, uint8(c), h)
			m.until[c] = h.last
		}
		h.last, h.terms = 0, h.terms[:0]
	}
	return dst
}

// match makes a match of what a hit stands for.
func (m *Matcher) match(x *Match, tokens []annotation.Token, i int, cat uint8, h *hit) {
	begin := len(m.concepts)
	ambiguous := true
	for k := range h.terms {
		f := &h.terms[k]
		method, score := quality(f.method, f.written)
		m.concepts = insert(m.concepts, begin, &annotation.Concept{ID: f.concept, Vocab: f.vocab, Score: score, Method: method})
		ambiguous = ambiguous && f.flags&lexicon.NeedsContext != 0
	}
	concepts := m.concepts[begin:len(m.concepts):len(m.concepts)]
	best := &concepts[0]
	im := m.lex.Images()[best.Vocab]
	x.Span = annotation.Span{Begin: tokens[i].Begin, End: tokens[h.last-1].End}
	x.First, x.Last = i, h.last
	x.Category, x.Type, x.Flags = lexicon.CategoryName(cat), im.TypeOf(best.ID), im.FlagsOf(best.ID)
	x.Method, x.Score, x.Ambiguous, x.Concepts = best.Method, best.Score, ambiguous, concepts
}

// insert adds c to the concepts from begin, which stay ordered by score, then vocabulary, and hold no concept twice.
func insert(list []annotation.Concept, begin int, c *annotation.Concept) []annotation.Concept {
	for i := begin; i < len(list); i++ {
		if old := &list[i]; old.ID == c.ID && old.Vocab == c.Vocab {
			return list // the better method came first
		}
	}
	list = append(list, *c)
	for i := len(list) - 1; i > begin && list[i-1].Score < c.Score; i-- {
		list[i-1], list[i] = list[i], list[i-1]
	}
	return list
}
