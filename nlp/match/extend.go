package match

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// maxReach bounds the tokens that an extension looks over.
const maxReach = 6

// extend widens conditions by the site beside them: to the left over sites and adjectives of site ("retinal toxicity",
// "left knee pain" from "knee"), to the right over "of the", "in his" and a site. Where the words together are a term
// in another order, its concept is taken ("pain in the left knee" is knee pain).
func (m *Matcher) extend(dst []Match, start int, text string, tokens []annotation.Token) []Match {
	for i := start; i < len(dst); i++ {
		c := &dst[i]
		if c.Category != annotation.Condition || c.Flags&lexicon.Negated != 0 {
			continue
		}
		first, last := c.First, c.Last
		for j := i - 1; j >= start && dst[j].First >= first-maxReach; j-- {
			if leftOf(&dst[j], c, first, text, tokens) {
				first = dst[j].First
			}
		}
		if site := m.rightSite(dst[i+1:], c, text, tokens); site > last {
			last = site
		}
		if first != c.First || last != c.Last {
			m.widen(c, first, last, tokens)
		}
	}
	return dst
}

// leftOf reports whether s ends where a condition that begins at first begins, and belongs to it.
func leftOf(s, c *Match, first int, text string, tokens []annotation.Token) bool {
	if s.Last != first && !(s.Last == first-1 && isByte(text, tokens[s.Last], '-')) || s.Ambiguous {
		return false
	}
	switch s.Category {
	case annotation.Anatomy:
		return s.Flags&lexicon.Laterality == 0
	case annotation.Condition:
		return c.Flags&lexicon.Generic != 0 && s.Flags&(lexicon.Generic|lexicon.Negated) == 0 && s.First != c.First
	}
	return false
}

// rightSite is the token where the site ends that follows the condition as "of the left knee", else 0.
func (m *Matcher) rightSite(found []Match, c *Match, text string, tokens []annotation.Token) int {
	i := c.Last
	if i >= len(tokens) || tokens[i].Kind != annotation.Word {
		return 0
	}
	switch fold(text, tokens[i]) {
	case "of":
	case "in", "at", "on", "to", "over":
		if !c.isPain(m) {
			return 0
		}
	default:
		return 0
	}
	for i++; i < len(tokens) && i < c.Last+maxReach; i++ {
		end, site := siteAt(found, i)
		switch {
		case end == 0 && !determiner(fold(text, tokens[i])), end > 0 && !site && end >= len(tokens):
			return 0
		case site:
			return end
		case end > 0: // a direction
			i = end - 1
		}
	}
	return 0
}

// isPain reports whether the condition is one that people say "in" a site of.
func (c *Match) isPain(m *Matcher) bool {
	if c.Last-c.First != 1 {
		return false
	}
	best := c.Concepts[0]
	k := m.lex.Images()[best.Vocab].KindOf(best.ID)
	return k == annotation.Symptom || k == annotation.Sign || c.Flags&lexicon.Generic != 0
}

// siteAt is the end of the site or direction that begins at token i.
func siteAt(found []Match, i int) (end int, site bool) {
	for k := range found {
		s := &found[k]
		if s.First > i {
			break
		}
		if s.First == i && s.Category == annotation.Anatomy && s.Type != "MODIFIER" {
			return s.Last, s.Flags&lexicon.Laterality == 0
		}
	}
	return 0, false
}

func determiner(w string) bool {
	switch w {
	case "the", "his", "her", "my", "their", "both", "a", "an", "your", "this", "that":
		return true
	}
	return false
}

// fold is the lower case of a short ASCII word, "" for others. It does not allocate for words of the switches here.
func fold(text string, t annotation.Token) string {
	w := text[t.Begin:t.End]
	if len(w) > 6 {
		return ""
	}
	for i := range len(w) {
		if 'A' <= w[i] && w[i] <= 'Z' {
			return lowered[w]
		}
	}
	return w
}

// lowered holds the capitalised forms of the function words.
var lowered = map[string]string{
	"OF": "of", "IN": "in", "THE": "the", "AT": "at", "ON": "on", "TO": "to", "HIS": "his", "HER": "her", "AND": "and", "OR": "or",
	"The": "the", "Of": "of", "In": "in", "And": "and", "Or": "or", "A": "a",
}

func isByte(text string, t annotation.Token, c byte) bool { return t.Len() == 1 && text[t.Begin] == c }

// widen sets the condition's tokens and takes the concept of the words together where there is one.
func (m *Matcher) widen(c *Match, first, last int, tokens []annotation.Token) {
	c.First, c.Last = first, last
	c.Span = annotation.Span{Begin: tokens[first].Begin, End: tokens[last-1].End}
	begin := len(m.concepts)
	for k, im := range m.lex.Images() {
		m.words = m.words[:0]
		for i := first; i < last; i++ {
			if w := m.lex.Local(k, tokens[i].Norm); w != 0 {
				if canon, ok := im.Canonical(w); ok {
					m.words = append(m.words, canon)
				}
			} else if alnum(tokens[i].Kind) {
				m.words = append(m.words, 0) // an unknown word: no bag has it
			}
		}
		m.bag = im.Bag(m.bag[:0], m.words)
		for _, id := range m.bag {
			if im.CategoryOf(id) == lexicon.CategoryNumber(annotation.Condition) {
				m.concepts = insert(m.concepts, begin, &annotation.Concept{ID: id, Vocab: k, Score: 0.8, Method: "permuted"})
			}
		}
	}
	if len(m.concepts) > begin {
		c.Concepts = m.concepts[begin:len(m.concepts):len(m.concepts)]
		c.Method, c.Score = "permuted", 0.8
		im := m.lex.Images()[c.Concepts[0].Vocab]
		c.Flags, c.Type = im.FlagsOf(c.Concepts[0].ID), im.TypeOf(c.Concepts[0].ID)
		return
	}
	for _, old := range c.Concepts { // the head only
		old.Method, old.Score = "head", min(old.Score, 0.6)
		m.concepts = append(m.concepts, old)
	}
	c.Concepts = m.concepts[begin:len(m.concepts):len(m.concepts)]
	c.Method, c.Score, c.Flags = "head", 0.6, c.Flags&^lexicon.Generic
}
