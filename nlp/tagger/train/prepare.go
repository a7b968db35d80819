package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
	"github.com/tarn-sql/tarn/nlp/token"
)

// example is a run of tokens to learn from: their features and their labels.
type example struct {
	features [][]uint32
	gold     []lattice.Label
	allowed  lattice.Set
}

// prepare reads texts as the pipeline does.
type prepare struct {
	lex     *lexicon.Lexicon
	matcher *match.Matcher
	extract feature.Extractor
	tokens  []annotation.Token
	matches []match.Match
	hints   []tagger.Hint
}

func newPrepare() *prepare {
	lex := lexicon.Default()
	return &prepare{lex: lex, matcher: match.New(lex)}
}

// scan fills tokens and hints.
func (p *prepare) scan(text string) {
	p.tokens = token.Scan(p.tokens[:0], text)
	p.lex.Normalise(text, p.tokens)
	p.matches = p.matcher.Find(p.matches[:0], text, p.tokens)
	p.hints = tagger.Hints(p.hints, len(p.tokens), p.matches)
}

func abstracts(file string) ([]eval.Abstract, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := eval.ReadPubTator(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return docs, nil
}

// read makes the examples of a training part, one a sentence: shorter runs learn faster than whole abstracts.
func (p *prepare) read(file string, chemicals bool) ([]example, error) {
	docs, err := abstracts(file)
	if err != nil {
		return nil, err
	}
	allowed := lattice.All
	if !chemicals {
		allowed = lattice.DiseasesOnly
	}
	var list []example
	for k, d := range docs {
		p.scan(d.Text)
		list = p.examples(list, d, allowed)
		if chemicals && k%blindEvery == 0 {
			p.blind()
			list = p.examples(list, d, allowed)
		}
	}
	return list, nil
}

// blindEvery text is read a second time as if the dictionary had no drugs, so that the model learns to find those it
// has not: the dictionary has nearly all of the corpus's, but not those of tomorrow.
const blindEvery = 4

// blind takes the drugs out of what the dictionary says.
func (p *prepare) blind() {
	for i := range p.hints {
		if p.hints[i].Drug != 0 {
			p.hints[i].Drug, p.tokens[i].Norm = 0, 0
		}
	}
}

// examples appends those of the text that was scanned last.
func (p *prepare) examples(list []example, d eval.Abstract, allowed lattice.Set) []example {
	gold := labels(d, p.tokens)
	p.extract.Reset(d.Text, p.tokens, p.hints)
	e := example{allowed: allowed}
	short := p.extract.Short()
	for i := range p.tokens {
		var buf [feature.Max]uint32
		f := slices.Clone(buf[:p.extract.At(i, &buf)])
		if len(short) > 0 && short[0] == i { // it learns from how its long form should be read
			first, last := p.extract.Long(i)
			f = append(f, buf[:p.extract.Reading(i, lattice.Reading(gold, first, last), &buf)]...)
			short = short[1:]
		}
		e.features = append(e.features, f)
		e.gold = append(e.gold, gold[i])
		if sentenceEnds(d.Text, p.tokens, i) || i == len(p.tokens)-1 {
			list = append(list, e)
			e = example{allowed: allowed}
		}
	}
	return list
}

// sentenceEnds reports whether token i is a full stop before a new sentence, roughly.
func sentenceEnds(text string, tokens []annotation.Token, i int) bool {
	return text[tokens[i].Begin:tokens[i].End] == "." && i+1 < len(tokens) && !tokens[i+1].Glued && tokens[i+1].Upper
}

// labels are the gold labels of the tokens. Of overlapping mentions the longest counts; a mention that begins or ends
// within a token is widened to it.
func labels(d eval.Abstract, tokens []annotation.Token) []lattice.Label {
	mentions := slices.Clone(d.Mentions)
	slices.SortStableFunc(mentions, func(a, b eval.Mention) int { return cmp.Compare(b.Len(), a.Len()) })
	gold := make([]lattice.Label, len(tokens))
	for _, m := range mentions {
		begin := lattice.BeginDisease
		switch m.Category() {
		case annotation.Medication:
			begin = lattice.BeginChemical
		case 0:
			continue
		}
		first := slices.IndexFunc(tokens, func(t annotation.Token) bool { return t.Overlaps(m.Span) })
		last := first
		free := first >= 0
		for ; free && last < len(tokens) && tokens[last].Overlaps(m.Span); last++ {
			free = gold[last] == lattice.O
		}
		if !free {
			continue
		}
		gold[first] = begin
		for i := first + 1; i < last; i++ {
			gold[i] = begin + 1
		}
	}
	return gold
}
