package match

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// coordinate finds the first half of "renal and hepatic failure": a site, a conjunction, and a condition that begins
// with a site. The new match spans all of it and has the concept of the first site with the condition's other words.
func (m *Matcher) coordinate(dst []Match, start int, text string, tokens []annotation.Token) []Match {
	end := len(dst)
	for i := start; i < end; i++ {
		s := &dst[i]
		if s.Category != annotation.Anatomy || s.Flags&lexicon.Laterality != 0 || s.Last >= len(tokens) || s.Last-s.First > 2 {
			continue
		}
		if w := fold(text, tokens[s.Last]); w != "and" && w != "or" && w != "/" {
			continue
		}
		for j := i + 1; j < end && dst[j].First <= s.Last+1; j++ {
			c := &dst[j]
			if c.Category != annotation.Condition || c.First != s.Last+1 || c.Last-c.First < 2 || !beginsWithSite(dst[i+1:end], c) {
				continue
			}
			if half, ok := m.half(s, c, tokens); ok {
				dst = append(dst, half)
			}
			break
		}
	}
	return dst
}

// beginsWithSite reports whether a site begins where the condition does.
func beginsWithSite(found []Match, c *Match) bool {
	for k := range found {
		if found[k].First > c.First {
			break
		}
		if s := &found[k]; s.Category == annotation.Anatomy && s.First == c.First && s.Last < c.Last && s.Flags&lexicon.Laterality == 0 {
			return true
		}
	}
	return false
}

// half is the match of the site with the condition's last words.
func (m *Matcher) half(s, c *Match, tokens []annotation.Token) (Match, bool) {
	begin := len(m.concepts)
	for k, im := range m.lex.Images() {
		m.words = m.words[:0]
		for i := s.First; i < c.Last; i++ {
			if i >= s.Last && i <= c.First {
				continue // the conjunction and the second site
			}
			w := m.lex.Local(k, tokens[i].Norm)
			if canon, ok := im.Canonical(w); ok && w != 0 {
				m.words = append(m.words, canon)
			}
		}
		m.bag = im.Bag(m.bag[:0], m.words)
		for _, id := range m.bag {
			if im.CategoryOf(id) == lexicon.CategoryNumber(annotation.Condition) {
				m.concepts = insert(m.concepts, begin, &annotation.Concept{ID: id, Vocab: k, Score: 0.8, Method: "permuted"})
			}
		}
	}
	if len(m.concepts) == begin {
		return Match{}, false
	}
	concepts := m.concepts[begin:len(m.concepts):len(m.concepts)]
	im := m.lex.Images()[concepts[0].Vocab]
	return Match{
		Span:  annotation.Span{Begin: tokens[s.First].Begin, End: tokens[c.Last-1].End},
		First: s.First, Last: c.Last, Category: annotation.Condition, Type: im.TypeOf(concepts[0].ID),
		Method: "permuted", Score: 0.8, Flags: im.FlagsOf(concepts[0].ID), Concepts: concepts, Coordinated: true,
	}, true
}
