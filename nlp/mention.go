package nlp

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

// Denial is what a text says of a phrase.
type Denial uint8

// The denials.
const (
	NotMentioned Denial = iota // neither the phrase nor its concept is in the text
	Denied                     // every mention is denied
	Affirmed                   // some mention is not
)

// Phrase is a phrase made ready to be looked for. It is for the Worker that made it.
type Phrase struct {
	words    []string // folded as the dictionary folds them
	meanings []meaning
	negative bool // it is a denial itself: "afebrile"
}

// Phrase makes a phrase ready. One without a word or number is mentioned nowhere.
func (w *Worker) Phrase(ctx context.Context, phrase string) *Phrase {
	p := &Phrase{}
	var buf []byte
	for _, t := range token.Scan(nil, phrase) {
		if t.Kind != annotation.Break {
			buf = lexicon.Fold(buf[:0], phrase[t.Begin:t.End])
			p.words = append(p.words, string(buf))
		}
	}
	if !slices.ContainsFunc(p.words, isWord) {
		p.words = nil
		return p
	}
	r := w.Annotate(ctx, Input{Data: []byte(phrase), ContentType: plainText})
	for i := range r.Document.Entities {
		e := &r.Document.Entities[i]
		if matches(r.Document.Text[e.Begin:e.End], p.words) {
			p.meanings = appendMeanings(p.meanings, e)
			p.negative = p.negative || denies(e)
		}
	}
	return p
}

// plainText is the content type of texts that come as they are.
const plainText = "text/plain; charset=utf-8"

func isWord(s string) bool {
	return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] >= 'a' && s[0] <= 'z' || s[0] >= 0x80)
}

// matches reports whether text is the words.
func matches(text string, words []string) bool {
	found := occurrences(text, token.Scan(nil, text), words)
	return len(found) == 1 && found[0] == annotation.Span{Begin: 0, End: len(text)}
}

// Denies says whether an annotated text denies a phrase. Mentions of a phrase are its own words in the text, and the
// entities that stand for the same concept ("high blood pressure" for "HTN"). Words within an entity of more words ("pain"
// in "chest pain") are mentions only where there are no others. A phrase that is a denial itself ("afebrile") is denied where
// it is denied once more.
func (r *Result) Denies(p *Phrase) Denial {
	d := &r.Document
	if r.Status != OK || len(p.words) == 0 {
		return NotMentioned
	}
	tally := NotMentioned
	var meanings []meaning
	var alone, within []annotation.Span
	tokens := token.Scan(nil, d.Text)
	limit := longest(d.Entities)
	for _, s := range occurrences(d.Text, tokens, p.words) {
		switch i := enclosing(d.Entities, limit, s); {
		case i < 0:
			alone = append(alone, s)
		case d.Entities[i].Span == s:
			tally.add(p.denied(&d.Entities[i]))
		default:
			within = append(within, s)
		}
	}
	for i := range d.Entities {
		meanings = appendMeanings(meanings[:0], &d.Entities[i])
		if slices.ContainsFunc(meanings, p.means) {
			tally.add(p.denied(&d.Entities[i]))
		}
	}
	if tally == NotMentioned && len(alone) == 0 {
		alone = within
	}
	for _, e := range asserted(d, tokens, alone) {
		tally.add(denies(&e))
	}
	return tally
}

// meaning is something that words stand for: a concept of the dictionary, or a drug's ingredients as RxNorm's code.
type meaning struct {
	vocab int
	id    uint32
	rxcui string
}

// appendMeanings adds what an entity stands for. A short form stands for its likeliest concept alone; other words may
// stand for several that the dictionary keeps apart: high blood pressure is a finding and a disease.
func appendMeanings(dst []meaning, e *annotation.Entity) []meaning {
	for i, c := range e.Concepts {
		if i == 0 || c.Method != shortForm {
			dst = append(dst, meaning{vocab: c.Vocab, id: c.ID})
		}
	}
	for i := range e.Links {
		if l := &e.Links[i]; l.System == lexicon.RxNorm {
			return append(dst, meaning{rxcui: l.Code})
		}
	}
	return dst
}

// shortForm is how match calls the method of an abbreviation.
const shortForm = "abbreviation"

func (p *Phrase) means(m meaning) bool { return slices.Contains(p.meanings, m) }

// denied reports whether a mention of the phrase is denied. Where the words are a denial themselves, it takes another.
func (p *Phrase) denied(e *annotation.Entity) bool {
	if !p.negative {
		return denies(e)
	}
	return slices.ContainsFunc(e.Cues, func(c annotation.Cue) bool {
		return c.Trait == annotation.Negation && !strings.HasPrefix(c.Rule, "lexical/")
	})
}

func denies(e *annotation.Entity) bool {
	return assertion.CertaintyTrait(e.Certainty) == annotation.Negation
}

// add counts a mention.
func (d *Denial) add(denied bool) {
	if denied {
		*d = max(*d, Denied)
	} else {
		*d = Affirmed
	}
}

// occurrences are the places where words stand in a text, in whatever case, number and spacing.
func occurrences(text string, tokens []annotation.Token, words []string) (found []annotation.Span) {
	var buf [96]byte
	is := func(t annotation.Token, word string) bool {
		return t.Len() <= 80 && string(lexicon.Fold(buf[:0], text[t.Begin:t.End])) == word
	}
	for i := 0; i < len(tokens); i++ {
		k, last := 0, i
		for j := i; j < len(tokens) && k < len(words); j++ {
			if k > 0 && tokens[j].Kind == annotation.Break {
				continue
			}
			if !is(tokens[j], words[k]) {
				break
			}
			k, last = k+1, j
		}
		if k == len(words) {
			found = append(found, annotation.Span{Begin: tokens[i].Begin, End: tokens[last].End})
			i = last
		}
	}
	return found
}

// enclosing is the index of the entity that a span is within, the same one if there is one, -1 if there is none. No entity
// is longer than longest.
func enclosing(entities []annotation.Entity, longest int, s annotation.Span) int {
	best := -1
	first := sort.Search(len(entities), func(i int) bool { return entities[i].Begin >= s.End-longest })
	for i := first; i < len(entities) && entities[i].Begin <= s.Begin; i++ {
		if e := &entities[i]; e.Span == s {
			return i
		} else if e.Contains(s) {
			best = i
		}
	}
	return best
}

func longest(entities []annotation.Entity) (n int) {
	for i := range entities {
		n = max(n, entities[i].Len())
	}
	return n
}

// asserted are entities at spans, which are in text order, with what the text says of them.
func asserted(d *annotation.Document, tokens []annotation.Token, spans []annotation.Span) []annotation.Entity {
	if len(spans) == 0 {
		return nil
	}
	own := annotation.Document{Text: d.Text, Tokens: tokens, Sentences: slices.Clone(d.Sentences), Sections: d.Sections}
	for _, s := range spans {
		own.Entities = append(own.Entities, annotation.Entity{
			Span: s, Category: annotation.Condition, Sentence: sentenceAt(d, s.Begin), Section: sectionAt(d, s.Begin),
		})
	}
	assertion.Apply(&own)
	return own.Entities
}
