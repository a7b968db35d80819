package tagger

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

// Span is a mention that the tagger found: the tokens First to Last (exclusive).
type Span struct {
	annotation.Span
	First, Last int
	Category    annotation.Category // Medication for chemicals, Condition for diseases
	Margin      int                 // how much worse the best reading without this mention is; > 0
	Score       float64             // how likely it is right, by the margin: 0.35 to 0.99
}

// Tagger tags one text at a time. It keeps scratch memory between calls, and the lattice of the last text for Margin;
// use one per goroutine.
type Tagger struct {
	model   *Model
	extract feature.Extractor
	lattice lattice.Lattice
	labels  []lattice.Label
	memory  *memory
	buf     [feature.Max]uint32 // features of a token
	first   [feature.Max]uint64 // scratch of Model.score
}

// NewTagger returns a tagger with the model's weights.
func (m *Model) NewTagger() *Tagger {
	t := &Tagger{model: m, memory: new(memory)}
	t.lattice.SetTransitions(&m.trans)
	return t
}

// Tag appends the mentions in tokens to dst, in text order and without overlaps. The tokens must have been normalised
// by the lexicon (Token.Norm); hints come from Hints, or are nil where there is no dictionary.
func (t *Tagger) Tag(dst []Span, text string, tokens []annotation.Token, hints []Hint) []Span {
	t.extract.Reset(text, tokens, hints)
	local := t.lattice.Grow(len(tokens))
	t.fill(local)
	t.labels = t.lattice.Solve(t.labels[:0], lattice.All)
	if t.inherit(local) { // a second look, which knows what the first one made of the long forms
		t.labels = t.lattice.Solve(t.labels[:0], lattice.All)
	}
	t.lattice.Look()
	return t.spans(dst, tokens)
}

// inherit adds what short forms weigh for how their long forms are read, and reports whether there are any.
func (t *Tagger) inherit(local []lattice.Scores) bool {
	short := t.extract.Short()
	for _, i := range short {
		first, last := t.extract.Long(i)
		n := t.extract.Reading(i, lattice.Reading(t.labels, first, last), &t.buf)
		for b, s := range t.model.score(t.buf[:n], &t.first) {
			local[i][b] += s
		}
	}
	return len(short) > 0
}

// spans appends the mentions that the labels spell.
func (t *Tagger) spans(dst []Span, tokens []annotation.Token) []Span {
	for i := 0; i < len(t.labels); {
		begin := t.labels[i]
		first := i
		if i++; begin == lattice.O {
			continue
		}
		for i < len(t.labels) && t.labels[i] == begin+1 {
			i++
		}
		s := Span{
			Span:     annotation.Span{Begin: tokens[first].Begin, End: tokens[i-1].End},
			First:    first,
			Last:     i,
			Category: category(begin),
		}
		s.Margin = t.margin(first, i)
		s.Score = score(s.Margin)
		dst = append(dst, s)
	}
	return dst
}

func category(begin lattice.Label) annotation.Category {
	if begin == lattice.BeginChemical {
		return annotation.Medication
	}
	return annotation.Condition
}

// margin is how much worse the best path is that gives one of the tokens first to last another label.
func (t *Tagger) margin(first, last int) int {
	least := t.lattice.Best() - t.lattice.Without(first, t.labels[first])
	for i := first + 1; i < last; i++ {
		least = min(least, t.lattice.Best()-t.lattice.Without(i, t.labels[i]))
	}
	return int(least)
}

// Margin says how far the tagger agrees that the tokens first to last (exclusive) of the text it tagged last are one
// mention of the category (Medication or Condition): positive where it found just this mention, by how much it is sure;
// else the score of the best reading with it less that of the best reading, zero or negative.
func (t *Tagger) Margin(first, last int, c annotation.Category) int {
	begin := lattice.BeginChemical
	if c == annotation.Condition {
		begin = lattice.BeginDisease
	}
	if first < 0 || last > len(t.labels) || first >= last {
		return 0
	}
	if t.isMention(first, last, begin) {
		return t.margin(first, last)
	}
	return int(t.lattice.Span(first, last, begin) - t.lattice.Best())
}

func (t *Tagger) isMention(first, last int, begin lattice.Label) bool {
	if t.labels[first] != begin || last < len(t.labels) && t.labels[last] == begin+1 {
		return false
	}
	for i := first + 1; i < last; i++ {
		if t.labels[i] != begin+1 {
			return false
		}
	}
	return true
}

// How far to trust the tagger beside a dictionary, from the development parts of the corpora and from our own gold
// notes: both gain with these, and notes lose with any that trust abstracts more.
const (
	// Accept is the margin from which a mention that the tagger found stands, and takes the place of the dictionary's
	// drugs and conditions that overlap it; mentions of less leave the dictionary's as they are.
	Accept = 20
	// Refute is the Margin below which a firm entry of the dictionary (score 0.9 and more) is no mention after all.
	Refute = -20
	// RefuteWeak is the same for the others: abbreviations without a vote, broader and derived terms, endings.
	RefuteWeak = 0
)

// scores are the shares of mentions of a margin that are right in the development parts, measured; between them the
// score rises in a straight line.
var scores = []struct {
	margin int
	score  float64
}{{0, 0.35}, {15, 0.57}, {30, 0.69}, {50, 0.83}, {75, 0.93}, {100, 0.97}, {150, 0.99}}

// score is how likely a mention of the margin is right.
func score(margin int) float64 {
	last := scores[0]
	for _, s := range scores {
		if margin < s.margin {
			return last.score + float64((s.score-last.score)*float64(margin-last.margin)/float64(s.margin-last.margin)) // the conversion keeps machines from fusing the two
		}
		last = s
	}
	return last.score
}
