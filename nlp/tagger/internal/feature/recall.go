package feature

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// term is a short form that the text defines in brackets after a long one: "adenomatous polyposis coli (APC)".
type term struct {
	short      string // as the text writes it
	first, end int    // the tokens of the long form, end exclusive; 0 where the letters of the short form find none
	sort       uint64 // what the dictionary says that the word before the bracket is
}

// maxTerms bounds the short forms that are kept of one text.
const maxTerms = 64

// What a long form may be.
const (
	longDrug uint64 = iota + 1
	longCondition
	longUnknown
)

// recall finds the short forms that the text defines and marks the tokens of each, wherever it stands.
func (e *Extractor) recall(text string, tokens []annotation.Token) {
	e.terms, e.short = e.terms[:0], e.short[:0]
	for i := 1; i+2 < len(tokens) && len(e.terms) < maxTerms; i++ {
		if e.words[i+Edge].lower == open {
			e.define(text, tokens, i)
		}
	}
	if len(e.terms) == 0 {
		return
	}
	for i := 0; i < len(tokens); i++ {
		if w := &e.words[i+Edge]; w.caps || w.kind == annotation.Number {
			i = e.mark(text, tokens, i)
		}
	}
}

// define reads the short form behind the bracket i, if there is one: "(APC)", "(NH4Ac, 5 mM)".
func (e *Extractor) define(text string, tokens []annotation.Token, i int) {
	end, caps := i+1, false
	for end < len(tokens) && !e.ends(end) && tokens[end].End-tokens[i+1].Begin <= maxShort {
		caps = caps || e.words[end+Edge].caps
		end++
	}
	if !caps || end == len(tokens) || !e.ends(end) {
		return
	}
	t := term{short: text[tokens[i+1].Begin:tokens[end-1].End], sort: e.sortOf(i - 1 + Edge)}
	if first := longForm(text, tokens[:i], t.short); first >= 0 {
		t.first, t.end = first, i
	}
	if t.end > 0 || end == i+2 && e.words[end+Edge].lower == closing {
		e.terms = append(e.terms, t)
	}
}

// maxShort is the most bytes that a short form has.
const maxShort = 10

// ends reports whether token i ends a short form in brackets.
func (e *Extractor) ends(i int) bool {
	switch w := &e.words[i+Edge]; w.lower {
	case closing, comma, semicolon, colon:
		return true
	default:
		return !w.glued
	}
}

// mark marks the tokens of the short form that begins with token i, and returns the last one; i where there is none.
func (e *Extractor) mark(text string, tokens []annotation.Token, i int) int {
	for k := range e.terms {
		t := &e.terms[k]
		end := tokens[i].Begin + len(t.short)
		if !strings.HasPrefix(text[tokens[i].Begin:], t.short) {
			continue
		}
		last := i
		for tokens[last].End < end && last+1 < len(tokens) {
			last++
		}
		if tokens[last].End != end {
			continue
		}
		for at := i; at <= last; at++ {
			w := &e.words[at+Edge]
			if w.term = k + 1; at > i {
				w.place = 1
			}
			if t.end > 0 {
				e.short = append(e.short, at)
			}
		}
		return last
	}
	return i
}

// sortOf says what the word at i is, by the dictionary.
func (e *Extractor) sortOf(i int) uint64 {
	if i < Edge || e.words[i].kind == annotation.Punct {
		return longUnknown
	}
	drug, condition := Hit(e.words[i].hint), Hit(e.words[i].hint>>8)
	switch {
	case condition != 0:
		return longCondition
	case drug != 0:
		return longDrug
	}
	return longUnknown
}

// longForm is the index of the token that begins the long form at the end of before, by Schwartz and Hearst (2003): the letters of
// the short form stand in it in their order, the first one at the beginning of a word. -1 where they do not.
func longForm(text string, before []annotation.Token, short string) int {
	from := max(0, len(before)-2*len(short)-6)
	for i := len(before) - 1; i >= from; i-- {
		if s := text[before[i].Begin:before[i].End]; before[i].Kind == annotation.Break || s == "(" || s == ";" || s == "." {
			from = i + 1
		}
	}
	at := len(before)                      // the token that holds the last letter found
	rest := ""                             // what is left of it
	for k := len(short) - 1; k >= 0; k-- { // from the end, each letter as late as may be
		if isMark(short[k]) && k > 0 {
			continue
		}
		for found := false; !found; {
			for rest == "" {
				if at--; at < from {
					return -1
				}
				rest = text[before[at].Begin:before[at].End]
			}
			last := len(rest) - 1
			found = fold(rest[last]) == fold(short[k]) && (k > 0 || last == 0)
			rest = rest[:last]
		}
	}
	return at
}

// isMark reports whether a byte of a short form stands for none of the long one: "D-MED".
func isMark(c byte) bool {
	return c < '0' || '9' < c && c < 'A' || 'Z' < c && c < 'a' || 'z' < c && c < 0x80
}

func fold(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

var (
	open, closing           = hashOf("("), hashOf(")")
	comma, semicolon, colon = hashOf(","), hashOf(";"), hashOf(":")
)

func hashOf(s string) uint64 {
	h := uint64(basis)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// defined are the features of a token that is a short form, from the long one.
func (e *Extractor) defined(w *word, l *list) {
	t := &e.terms[w.term-1]
	l.add(54, t.sort, w.hint)
	l.add(55, t.sort, w.shape)
	if t.end == 0 {
		return
	}
	first, last := e.Word(t.first), e.Word(t.end-1)
	l.add(70, last.lower, 0)
	l.add(71, last.suffix[0], 0)
	l.add(72, last.suffix[2], 0)
	l.add(73, first.lower, 0)
	l.add(74, last.hint, w.hint)
}

// Short are the tokens that are short forms whose long one stands in the text.
func (e *Extractor) Short() []int { return e.short }

// Long are the tokens of the long form of a token of Short, first and last.
func (e *Extractor) Long(i int) (first, last int) {
	t := &e.terms[e.words[i+Edge].term-1]
	return t.first, t.end - 1
}

// Reading fills to with what a short form inherits from how its long form is read: a number of the caller's.
func (e *Extractor) Reading(i int, reading uint64, to *[Max]uint32) int {
	l := list{to: to}
	w := &e.words[i+Edge]
	l.add(80, reading, w.place)
	l.add(81, reading, w.hint)
	l.add(82, reading, w.shape)
	return l.n
}
