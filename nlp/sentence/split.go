package sentence

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// Splitter cuts texts into sentences. It serves one goroutine at a time. Its zero value is ready.
type Splitter struct {
	text     string
	tokens   []annotation.Token
	sections []annotation.Section
	set      *phrase.Set
	width    int // of wrapped lines, 0: not wrapped
	section  int // the next section whose heading was not passed
	begun    int // the sections that have begun
	heading  int // where the heading of the last of them ends
	next     int // where the first of the others begins
	dst      []annotation.Sentence
}

// maxTokens ends a sentence whatever stands there, so that the work of later rooms stays linear in texts without marks.
const maxTokens = 300

// Split is Splitter.Split for a single text.
func Split(dst []annotation.Sentence, text string, tokens []annotation.Token, sections []annotation.Section) []annotation.Sentence {
	var s Splitter
	return s.Split(dst, text, tokens, sections)
}

// Split appends the sentences of text to dst, in text order. Every token but line breaks between sentences is in exactly
// one sentence; a sentence begins and ends with a token that is no line break.
func (s *Splitter) Split(dst []annotation.Sentence, text string, tokens []annotation.Token, sections []annotation.Section) []annotation.Sentence {
	s.text, s.tokens, s.sections, s.dst, s.section, s.begun = text, tokens, sections, dst, 0, 0
	s.heading, s.next = 0, math.MaxInt
	if len(sections) > 0 {
		s.next = sections[0].Begin
	}
	if s.set == nil {
		s.set = words()
	}
	s.width = widthOf(text, tokens)
	first := 0
	for i := 0; i < len(tokens); i++ {
		i = s.pastWords(i, min(first+maxTokens, len(tokens)-1))
		end := s.endsAt(i, first)
		if end == 0 && i-first >= maxTokens {
			end = i + 1
		}
		if end > i {
			s.add(first, end)
			first = end
			i = end - 1
		}
	}
	s.add(first, len(tokens))
	dst = s.dst
	s.text, s.tokens, s.sections, s.dst = "", nil, nil, nil
	return dst
}

// pastWords is the first token from i to limit that a sentence may end with. Most cannot: they are words and marks in the
// middle of a line, in no heading, and no section or number of a list follows. endsAt looks closer at the others.
func (s *Splitter) pastWords(i, limit int) int {
	tokens := s.tokens[:limit+1]
	for tokens[i].Begin >= s.next {
		s.nextSection()
	}
	if i == limit || tokens[i].End <= s.heading || s.mayEnd(&tokens[i]) {
		return i
	}
	next := s.next
	for j := i + 1; j < len(tokens); j++ {
		t := &tokens[j]
		switch {
		case t.Begin >= next, t.Kind == annotation.Number && t.Begin-tokens[j-1].End >= wideGap:
			return j - 1
		case t.Kind >= annotation.Punct && s.mayEnd(t):
			return j
		}
	}
	return limit
}

// mayEnd reports whether a token is a line break, or a mark that ends sentences.
func (s *Splitter) mayEnd(t *annotation.Token) bool {
	switch t.Kind {
	case annotation.Break:
		return true
	case annotation.Punct:
		c := s.text[t.Begin]
		return c == '.' || c == '!' || c == '?'
	}
	return false
}

// nextSection begins the next section.
func (s *Splitter) nextSection() {
	s.heading, s.next = s.sections[s.begun].Heading.End, math.MaxInt
	if s.begun++; s.begun < len(s.sections) {
		s.next = s.sections[s.begun].Begin
	}
}

// add appends the sentence of tokens first to end, without the line breaks around it.
func (s *Splitter) add(first, end int) {
	for first < end && s.tokens[first].Kind == annotation.Break {
		first++
	}
	for end > first && s.tokens[end-1].Kind == annotation.Break {
		end--
	}
	if first == end {
		return
	}
	span := annotation.Span{Begin: s.tokens[first].Begin, End: s.tokens[end-1].End}
	s.dst = append(s.dst, annotation.Sentence{Span: span, First: first, Last: end})
}

// endsAt is the token at which the next sentence begins if the one that began at first ends with token i, else 0.
func (s *Splitter) endsAt(i, first int) int {
	t := &s.tokens[i]
	if s.headingEnds(t) {
		return i + 1
	}
	switch t.Kind {
	case annotation.Break:
		if s.breakEnds(i, first) {
			return i + 1
		}
	case annotation.Punct:
		if s.stopEnds(i) {
			return s.closing(i + 1)
		}
	}
	if i+1 < len(s.tokens) && (s.sectionBegins(i+1) || s.numbered(i+1)) {
		return i + 1
	}
	return 0
}

// headingEnds reports whether t is the last token of a heading.
func (s *Splitter) headingEnds(t *annotation.Token) bool {
	for s.section < len(s.sections) && s.sections[s.section].Heading.End < t.End {
		s.section++
	}
	return s.section < len(s.sections) && s.sections[s.section].Heading.End == t.End && s.sections[s.section].Heading.Len() > 0
}

// sectionBegins reports whether a section begins with token i.
func (s *Splitter) sectionBegins(i int) bool {
	for k := s.section; k < len(s.sections) && s.sections[k].Begin <= s.tokens[i].Begin; k++ {
		if s.sections[k].Begin == s.tokens[i].Begin {
			return true
		}
	}
	return false
}

// wideGap is the least number of blanks before an item of a list within a line.
const wideGap = 2

// numbered reports whether an item of a list within a line begins with token i: a wide gap, then "2)" or "2." or "#2".
func (s *Splitter) numbered(i int) bool {
	t := &s.tokens[i]
	if t.Kind != annotation.Number || t.Len() > 2 || t.Begin-s.tokens[i-1].End < wideGap || i+2 >= len(s.tokens) {
		return false
	}
	mark := s.text[s.tokens[i+1].Begin]
	return (mark == ')' || mark == '.') && s.tokens[i+1].Glued && !s.tokens[i+2].Glued && s.tokens[i+2].Upper
}

// stopEnds reports whether the punctuation mark at i ends a sentence.
func (s *Splitter) stopEnds(i int) bool {
	switch c := s.text[s.tokens[i].Begin]; c {
	case '.':
		return s.fullStopEnds(i)
	case '!', '?':
		return i > 0 && s.tokens[i].Glued && s.follower(i) != glued && !s.answered(i+1)
	}
	return false
}

// answered reports whether token i, behind a question mark, answers the question: "Chest pain? No. Dyspnea? Yes".
func (s *Splitter) answered(i int) bool {
	if i >= len(s.tokens) || s.tokens[i].Kind != annotation.Word || s.tokens[i].Len() > len("negative") {
		return false
	}
	switch strings.ToLower(s.text[s.tokens[i].Begin:s.tokens[i].End]) {
	case "no", "yes", "none", "n", "y", "never", "denies", "denied", "negative", "positive", "neg", "pos", "nope":
		return true
	}
	return false
}

// follower is what follows a full stop.
type follower uint8

const (
	nothing follower = iota // the end of the text or of the line
	capital
	lower
	number
	mark
	glued // something without a blank between
)

func (s *Splitter) follower(i int) follower {
	j := s.closing(i + 1)
	if j >= len(s.tokens) || s.tokens[j].Kind == annotation.Break {
		return nothing
	}
	t := s.tokens[j]
	switch {
	case t.Glued:
		return glued
	case t.Kind == annotation.Number:
		return number
	case t.Kind == annotation.Punct:
		return mark
	case t.Kind == annotation.Mask || t.Upper:
		return capital
	}
	return lower
}

// closing is the token after closing quotes and brackets at i that belong to the sentence before.
func (s *Splitter) closing(i int) int {
	for i < len(s.tokens) && s.tokens[i].Kind == annotation.Punct && s.tokens[i].Glued {
		switch s.text[s.tokens[i].Begin : s.tokens[i].Begin+1] {
		case ")", "]", "\"", "'", ".":
			i++
			continue
		}
		if r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].Begin:]); r == '”' || r == '’' {
			i++
			continue
		}
		break
	}
	return i
}

// fullStopEnds judges the full stop at i by the word before it and what follows.
func (s *Splitter) fullStopEnds(i int) bool {
	if i == 0 || !s.tokens[i].Glued {
		return i > 0 && s.follower(i) != glued && s.follower(i) != number // " . "
	}
	before, after := s.tokens[i-1], s.follower(i)
	if after == glued {
		return s.missingBlank(i)
	}
	switch {
	case before.Kind == annotation.Number:
		return !s.listNumber(i) && (after != lower || before.Len() > 1)
	case before.Kind != annotation.Word:
		return true
	}
	class, _, known := s.set.At(s.text, s.tokens[:i], i-1)
	switch {
	case after == nothing:
		return !(known && class == never)
	case s.initial(i) || s.died(i):
		return false
	case known && class == never:
		return false
	case known && class == maybe || before.Len() == 1:
		return after == capital
	case after == lower:
		return before.Len() > 3
	}
	return true
}

// missingBlank reports whether the full stop at i ends a sentence although the next one follows without a blank: "pain.Denies".
func (s *Splitter) missingBlank(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	a, b := s.tokens[i-1], s.tokens[i+1]
	return a.Kind == annotation.Word && a.Len() > 2 && !a.Caps && b.Kind == annotation.Word && b.Upper && !b.Caps && b.Len() > 2 &&
		!(i+2 < len(s.tokens) && s.tokens[i+2].Glued && s.text[s.tokens[i+2].Begin] == '.' && i+3 < len(s.tokens) && s.tokens[i+3].Glued)
}

// initial reports whether the full stop at i follows an initial: "J. Smith", "Dr. A. B. Jones".
func (s *Splitter) initial(i int) bool {
	t := s.tokens[i-1]
	if t.Len() != 1 || !t.Upper || t.Glued || i < 2 {
		return false
	}
	if i+2 < len(s.tokens) && s.tokens[i+1].Len() == 1 && s.tokens[i+1].Upper && s.text[s.tokens[i+2].Begin] == '.' {
		return true
	}
	p := s.tokens[i-2]
	return p.Kind == annotation.Word && p.Upper || p.Kind == annotation.Punct && s.text[p.Begin] == '.'
}

// died reports whether the full stop at i is that of a relative's "d.", died: "father d. MI 52".
func (s *Splitter) died(i int) bool {
	if i < 2 || s.text[s.tokens[i-1].Begin:s.tokens[i-1].End] != "d" {
		return false
	}
	switch strings.ToLower(s.text[s.tokens[i-2].Begin:s.tokens[i-2].End]) {
	case "father", "mother", "brother", "sister", "dad", "mom", "son", "daughter", "uncle", "aunt", "grandmother", "grandfather", "mgm", "mgf", "pgm", "pgf":
		return true
	}
	return false
}

// listNumber reports whether the number before the full stop at i begins its line: "1. Hypertension".
func (s *Splitter) listNumber(i int) bool {
	if s.tokens[i-1].Len() > 2 {
		return false
	}
	if i == 1 || s.tokens[i-2].Kind == annotation.Break {
		return true
	}
	p := s.tokens[i-2]
	if s.tokens[i-1].Begin-p.End >= 2 || p.Kind == annotation.Punct && s.text[p.Begin] == ':' {
		return true
	}
	return len(s.dst) > 0 && s.dst[len(s.dst)-1].Last == i-1
}
