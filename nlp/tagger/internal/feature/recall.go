package feature

import "github.com/tarn-sql/tarn/nlp/annotation"

// term is a short form that the text defines in brackets after a long one: "adenomatous polyposis coli (APC)".
type term struct {
	word uint64
	sort uint64 // what the long form is
}

// maxTerms bounds the short forms that are kept of one text.
const maxTerms = 64

// What a long form may be.
const (
	longDrug uint64 = iota + 1
	longCondition
	longUnknown
)

// recall finds the short forms that the text defines and marks every token that is one.
func (e *Extractor) recall() {
	e.terms = e.terms[:0]
	open, closing := hashOf("("), hashOf(")")
	for i := Edge + 1; i+2 < len(e.words)-Edge+1 && len(e.terms) < maxTerms; i++ {
		w := &e.words[i]
		if w.caps && e.words[i-1].lower == open && e.words[i+1].lower == closing {
			e.terms = append(e.terms, term{w.lower, e.longForm(i - 2)})
		}
	}
	if len(e.terms) == 0 {
		return
	}
	for i := range e.words {
		w := &e.words[i]
		if !w.caps {
			continue
		}
		for _, t := range e.terms {
			if t.word == w.lower {
				w.hinted = t.sort
				break
			}
		}
	}
}

// longForm says what the words that end at i are, by the dictionary.
func (e *Extractor) longForm(i int) uint64 {
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

func hashOf(s string) uint64 {
	h := uint64(basis)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}
