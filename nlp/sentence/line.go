package sentence

import (
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// breakEnds reports whether the line break at i ends the sentence that began at token first.
func (s *Splitter) breakEnds(i, first int) bool {
	if i == first || i+1 >= len(s.tokens) {
		return true
	}
	next, last := s.tokens[i+1], s.tokens[i-1]
	if next.Kind == annotation.Break || s.bullet(i+1) || s.sectionBegins(i+1) {
		return true
	}
	if last.Kind == annotation.Punct {
		switch s.text[last.Begin] {
		case '.', '!', '?':
			return !s.continues(i)
		case ':':
			return true
		case ',':
			return s.label(i + 1)
		}
	}
	if s.label(i + 1) {
		return true
	}
	return !s.continues(i)
}

// continues reports whether the line that begins after the break at i goes on with the sentence: it begins in lower case
// after a line that is long or ends with a word that wants another, or its first word did not fit on the line before.
func (s *Splitter) continues(i int) bool {
	start := i
	for start > 0 && s.tokens[start-1].Kind != annotation.Break {
		start--
	}
	length := s.tokens[i-1].End - s.tokens[start].Begin
	next := s.tokens[i+1]
	lower := next.Kind == annotation.Word && !next.Upper
	class, _, known := s.set.At(s.text, s.tokens[:i], i-1)
	open := known && class == connective || s.text[s.tokens[i-1].End-1] == ',' || s.text[s.tokens[i-1].End-1] == '-' && s.tokens[i-1].Glued
	if s.text[s.tokens[i-1].Begin] == '.' {
		return lower && known && length > minWidth // "seen by Dr." is known by its word only
	}
	switch {
	case lower:
		return open || length >= minWidth || s.width > 0 && length+1+next.Len() > s.width
	case open:
		return length >= 20
	}
	return s.width > 0 && s.column(i)+1+s.wordLength(i+1) > s.width
}

// column is the column at which the line before the break at i ends.
func (s *Splitter) column(i int) int {
	for j := i - 1; j >= 0; j-- {
		if s.tokens[j].Kind == annotation.Break {
			return s.tokens[i-1].End - s.tokens[j].End
		}
	}
	return s.tokens[i-1].End
}

// wordLength is the length of the run of tokens without a blank that begins at i.
func (s *Splitter) wordLength(i int) int {
	j := i + 1
	for j < len(s.tokens) && s.tokens[j].Glued {
		j++
	}
	return s.tokens[j-1].End - s.tokens[i].Begin
}

// bullet reports whether a line begins with a bullet, a number of a list or a checkbox at token i.
func (s *Splitter) bullet(i int) bool {
	t := s.tokens[i]
	after := func(n int) bool { return i+n < len(s.tokens) && s.tokens[i+n].Kind != annotation.Break }
	switch t.Kind {
	case annotation.Punct:
		r, _ := utf8.DecodeRuneInString(s.text[t.Begin:])
		switch r {
		case '*', '•', '·', '‣', '▪', '●', '○', '◦', '#', '☐', '☑', '☒', '[', '>', '–', '—', '□', '■', '✓', '➢', '|':
			return true
		case '-', '+':
			return after(1)
		case '(':
			return after(2) && s.text[s.tokens[i+2].Begin] == ')'
		}
	case annotation.Number:
		if t.Len() <= 2 && after(2) && s.tokens[i+1].Glued {
			c := s.text[s.tokens[i+1].Begin]
			return (c == '.' || c == ')') && !s.tokens[i+2].Glued
		}
	case annotation.Word:
		if t.Len() == 1 && after(2) {
			c := s.text[s.tokens[i+1].Begin]
			return s.tokens[i+1].Glued && (c == ')' || c == '.' && !s.tokens[i+2].Glued && !s.tokens[i+2].Upper) || s.text[t.Begin] == 'o' && s.tokens[i+1].Upper
		}
	}
	return false
}

// label reports whether a line begins with "Label:" or "Two Words:" at token i.
func (s *Splitter) label(i int) bool {
	if s.tokens[i].Kind != annotation.Word || !s.tokens[i].Upper {
		return false
	}
	for j := i + 1; j < len(s.tokens) && j <= i+6; j++ {
		t := s.tokens[j]
		switch {
		case t.Kind == annotation.Break:
			return false
		case t.Kind == annotation.Punct:
			switch s.text[t.Begin] {
			case ':':
				return true
			case '/', '-', '(', ')', '&', ',':
			default:
				return false
			}
		case t.Kind == annotation.Number:
			return false
		}
	}
	return false
}
