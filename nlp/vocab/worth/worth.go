// Package worth decides whether a name that a vocabulary brings is worth being a term. Terminologies are written for
// people who pick from lists, not for finding words in notes: SNOMED CT has findings called "Well" and "Married", UMLS has
// "Other" and "Age", a hospital's own codes have "Yes". As terms they would find conditions in every second sentence.
//
// The embedded vocabulary, whose terms were chosen by hand, is the judge: a single English word that it knows and did not
// choose is too general, and a name that it has for another kind of thing (hemoglobin is a test, no drug) stays that.
//
// Left neighbours: vocab and learned, which make images of foreign names. Right neighbour: lexicon.
package worth

import (
	"slices"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

// maxName is the number of bytes above which no note says a name.
const maxName = 255

var embedded = sync.OnceValue(lexicon.Default)

// Judge decides about names. It keeps scratch memory and serves one goroutine at a time; the zero value is ready.
type Judge struct{ tokens []annotation.Token }

// Term reports whether name, for a thing of the category, may become a term. sure says that its source itself knows it as
// a disease or an ingredient: an English word may then be one (diphtheria, suramin), but for those of daily life.
func (j *Judge) Term(name string, c annotation.Category, sure bool) bool {
	low := strings.ToLower(name)
	if len(name) > maxName || letters(name) < 2 || stop[low] {
		return false
	}
	words, known := j.look(name)
	if len(known) > 0 {
		return fits(known, c)
	}
	if words != 1 || embedded().Word(name) == 0 || technical(low) {
		return true
	}
	return sure && !daily[low] && !daily[strings.TrimSuffix(low, "s")]
}

// Has reports whether the embedded vocabulary has the name as a thing of the category.
func (j *Judge) Has(name string, c annotation.Category) bool {
	_, known := j.look(name)
	for i := range known {
		if known[i].Category == c {
			return true
		}
	}
	return false
}

// Codes are the codes that the embedded vocabulary has for a name as a thing of the category; none where it has several
// such things by it.
func (j *Judge) Codes(name string, c annotation.Category) (codes []lexicon.Code) {
	_, known := j.look(name)
	for i := range known {
		if known[i].Category != c || len(known[i].Codes) == 0 {
			continue
		}
		if codes != nil && !slices.Equal(codes, known[i].Codes) {
			return nil
		}
		codes = known[i].Codes
	}
	return codes
}

// term is what the embedded vocabulary has by a name.
type term struct {
	lexicon.Concept
	flags lexicon.TermFlags
}

// look is the number of words of a name and what the embedded vocabulary has by it.
func (j *Judge) look(name string) (words int, known []term) {
	lex, im := embedded(), lexicon.Embedded()
	j.tokens = token.Scan(j.tokens[:0], name)
	lex.Normalise(name, j.tokens)
	node, lost := uint32(0), false
	for _, t := range j.tokens {
		if t.Kind != annotation.Word && t.Kind != annotation.Number {
			continue
		}
		words++
		word := lex.Local(0, t.Norm)
		switch {
		case lost || word == 0:
			lost = true
		case words == 1:
			node = im.Root(word)
		default:
			node = im.Next(node, word)
		}
		lost = lost || node == 0
	}
	if lost || words == 0 {
		return words, nil
	}
	first, end := im.TermsAt(node)
	for i := first; i < end; i++ {
		t := im.Term(i)
		known = append(known, term{im.Concept(t.Concept), t.Flags})
	}
	return words, known
}

// fits reports whether one of the terms is of the category and says something by itself.
func fits(known []term, c annotation.Category) bool {
	for i := range known {
		if known[i].Category == c && known[i].Concept.Flags&(lexicon.Generic|lexicon.Laterality) == 0 && known[i].Type != "MODIFIER" {
			return true
		}
	}
	return false
}

func letters(name string) (n int) {
	for _, r := range name {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 {
			n++
		}
	}
	return n
}

// endings are those of words that are medical though an English word list has them: episiotomy, lithotripsy.
var endings = []string{
	"otomy", "ostomy", "ectomy", "plasty", "oscopy", "ography", "centesis", "tripsy", "itis", "emia", "aemia", "uria", "penia", "plegia", "paresis",
	"rrhea", "rrhoea", "rrhage", "megaly", "sclerosis", "malacia", "phobia", "dynia", "therapy",
}

// technical reports whether a word in lower case is medical by its ending.
func technical(name string) bool {
	for _, e := range endings {
		if len(name) >= len(e)+3 && strings.HasSuffix(name, e) {
			return true
		}
	}
	return false
}
