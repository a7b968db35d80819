package abbreviation

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

// reach is how many tokens to each side may vote.
const reach = 8

// Resolver settles the short forms of texts. It keeps scratch memory and serves one goroutine at a time.
type Resolver struct {
	lex     *lexicon.Lexicon
	defs    []Definition
	meaning map[string]match.Match // short form → the match of its long form
	named   map[string][]annotation.Concept
}

// New returns a resolver over a lexicon.
func New(lex *lexicon.Lexicon) *Resolver {
	return &Resolver{lex: lex, meaning: map[string]match.Match{}, named: map[string][]annotation.Concept{}}
}

// Resolve settles the matches of a text in place and returns those that are left, with the matches of short forms that
// the text defines added, all in text order. section names the section of a token; it may be nil.
func (r *Resolver) Resolve(text string, tokens []annotation.Token, found []match.Match, section func(token int) string) []match.Match {
	clear(r.meaning)
	r.defs = Define(r.defs[:0], text, tokens)
	for _, d := range r.defs {
		if m, ok := matchOf(found, d.Long); ok {
			r.meaning[text[d.Short.Begin:d.Short.End]] = m
		}
	}
	kept := found[:0]
	for i := range found {
		m := &found[i]
		if len(r.meaning) > 0 {
			if _, ok := r.meaning[text[m.Begin:m.End]]; ok {
				continue // its definition says what it is: see defined
			}
		}
		if m.Ambiguous || torn(text, m) {
			v, ok := r.vote(text, tokens, *m, section)
			if !ok || twice(kept, v) {
				continue
			}
			*m = v
		}
		if kept = found[:len(kept)+1]; len(kept) <= i { // matches are large
			kept[len(kept)-1] = *m
		}
	}
	return r.defined(kept, text, tokens)
}

// torn reports whether a match stands for two concepts alike, although its term as such needs no context, and curated senses
// can tell them apart.
func torn(text string, m *match.Match) bool {
	return len(m.Concepts) > 1 && m.Concepts[0].Score == m.Concepts[1].Score && senses()[text[m.Begin:m.End]] != nil
}

// twice reports whether the last matches hold one of the same span and category.
func twice(kept []match.Match, m match.Match) bool {
	for i := len(kept) - 1; i >= 0 && kept[i].Begin >= m.Begin; i-- {
		if kept[i].Span == m.Span && kept[i].Category == m.Category {
			return true
		}
	}
	return false
}

// matchOf is the match that a long form is: the same span, or one that ends with it and leaves out a leading word.
func matchOf(found []match.Match, long annotation.Span) (match.Match, bool) {
	best, ok := match.Match{}, false
	for _, m := range found {
		if m.End == long.End && long.Begin <= m.Begin && m.Category != annotation.Anatomy && 2*m.Len() >= long.Len() && (!ok || m.Len() > best.Len()) {
			best, ok = m, true
		}
	}
	return best, ok
}

// defined adds the matches of the short forms that the text defines.
func (r *Resolver) defined(found []match.Match, text string, tokens []annotation.Token) []match.Match {
	if len(r.meaning) == 0 {
		return found
	}
	for i, t := range tokens {
		if t.Kind != annotation.Word && t.Kind != annotation.Number {
			continue
		}
		for _, d := range r.defs {
			short := text[d.Short.Begin:d.Short.End]
			m, ok := r.meaning[short]
			if !ok || !strings.HasPrefix(text[t.Begin:], short) {
				continue
			}
			last, end := i, t.Begin+len(short)
			for last < len(tokens) && tokens[last].End < end {
				last++
			}
			if last == len(tokens) || tokens[last].End != end || i > 0 && t.Glued && tokens[i-1].Kind == annotation.Word {
				continue
			}
			m.Span, m.First, m.Last = annotation.Span{Begin: t.Begin, End: end}, i, last+1
			m.Method, m.Score, m.Ambiguous = "abbreviation", 0.95, false
			if !twice(found, m) {
				found = place(found, m)
			}
		}
	}
	return found
}

// place inserts a match in text order.
func place(found []match.Match, m match.Match) []match.Match {
	i := len(found)
	for i > 0 && found[i-1].Begin > m.Begin {
		i--
	}
	found = append(found, match.Match{})
	copy(found[i+1:], found[i:])
	found[i] = m
	return found
}

// vote decides the sense of an ambiguous match; ok is false where it is no entity of this category.
func (r *Resolver) vote(text string, tokens []annotation.Token, m match.Match, section func(int) string) (match.Match, bool) {
	name := ""
	if section != nil {
		name = group(section(m.First))
	}
	list := senses()[text[m.Begin:m.End]]
	if list == nil {
		return general(text, tokens, m, name)
	}
	best, votes, second := -1, -1, -1
	for i, s := range list {
		v := s.prior
		if s.sections[name] {
			v += 2
		}
		v += 2 * neighbours(text, tokens, m, s)
		switch {
		case v > votes:
			best, votes, second = i, v, votes
		case v > second:
			second = v
		}
	}
	s := list[best]
	switch {
	case votes <= second && votes < 3: // nothing tells them apart
		return m, true
	case s.category == 0:
		return m, false
	}
	if concepts := r.concepts(s); len(concepts) > 0 {
		im := r.lex.Images()[concepts[0].Vocab]
		m.Concepts, m.Category = concepts, s.category
		m.Type, m.Flags = im.TypeOf(concepts[0].ID), im.FlagsOf(concepts[0].ID)
	}
	m.Ambiguous = false
	return m, true
}

// group takes the sections that say the same of a short form together.
func group(section string) string {
	switch section {
	case "admission_medications", "discharge_medications":
		return "medications"
	case "assessment_and_plan", "impression", "admission_diagnosis", "discharge_diagnosis":
		return "assessment"
	case "objective":
		return "physical_exam"
	}
	return section
}

// neighbours counts the sense's words near the match.
func neighbours(text string, tokens []annotation.Token, m match.Match, s sense) int {
	n := 0
	var buf [32]byte
	for i := max(0, m.First-reach); i < min(len(tokens), m.Last+reach); i++ {
		t := tokens[i]
		if i >= m.First && i < m.Last || t.Len() > len(buf) {
			continue
		}
		w := buf[:t.Len()]
		for k := range w {
			w[k] = lower(text[t.Begin+k])
		}
		if s.neighbours[string(w)] {
			n++
		}
	}
	return min(n, 3)
}

// concepts are the lexicon's concepts of a sense's term.
func (r *Resolver) concepts(s sense) []annotation.Concept {
	key := s.category.String() + s.term
	if c, ok := r.named[key]; ok {
		return c
	}
	tokens := token.Scan(nil, s.term)
	r.lex.Normalise(s.term, tokens)
	var out []annotation.Concept
	for _, m := range match.Find(nil, s.term, tokens, r.lex) {
		if m.Category == s.category && m.First == 0 && m.Last == len(tokens) {
			above := max(0, m.Concepts[0].Score-0.9) // the best is at .9, the others as far below it as they were
			for _, c := range m.Concepts {
				c.Method, c.Score = "abbreviation", c.Score-above
				out = append(out, c)
			}
			break
		}
	}
	r.named[key] = out
	return out
}

// general decides by the category alone where no senses are curated: a drug wants a dose behind it, a test a value, a
// condition a list of conditions around it.
func general(text string, tokens []annotation.Token, m match.Match, section string) (match.Match, bool) {
	next := 0
	for i := m.Last; i < min(len(tokens), m.Last+3); i++ {
		if tokens[i].Kind == annotation.Number {
			next = i
			break
		}
	}
	switch m.Category {
	case annotation.Medication:
		m.Ambiguous = !(section == "medications" || next > 0 && next+1 < len(tokens) && unit(text, tokens[next+1]))
	case annotation.TestProcedure:
		m.Ambiguous = next == 0 && section != "results" && section != "vital_signs"
	case annotation.Condition:
		m.Ambiguous = section != "past_medical_history" && section != "problem_list" && section != "assessment" && !after(text, tokens, m)
	}
	return m, true
}

func unit(text string, t annotation.Token) bool {
	switch text[t.Begin:t.End] {
	case "mg", "mcg", "g", "units", "mEq", "tab", "tabs", "tablet", "tablets", "puffs":
		return true
	}
	return false
}

// after reports whether words that introduce a condition stand before the match: history of, h/o, with, has.
func after(text string, tokens []annotation.Token, m match.Match) bool {
	for i := max(0, m.First-3); i < m.First; i++ {
		switch strings.ToLower(text[tokens[i].Begin:tokens[i].End]) {
		case "history", "with", "has", "had", "diagnosed", "known", "diagnosis", "from":
			return true
		}
	}
	return false
}
