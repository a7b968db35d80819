package tagger

import (
	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

// The logarithms of how many words, shapes and hints a Tagger remembers.
const (
	wordBits  = 12
	shapeBits = 9
	hintBits  = 10
)

// memory is what was met last and what it weighs: three quarters of a token's features are of single words, or of shapes
// and hints that are the same nearly everywhere.
type memory struct {
	words  [1 << wordBits]wordScores
	shapes [1 << shapeBits]shapeScores
	hints  [1 << hintBits]hintScores
}

type wordScores struct {
	set    bool
	own    feature.Own
	scores [feature.Roles]small
}

// small is Scores of few features, of 8 bits each.
type small [lattice.Labels]int16

type shapeScores struct {
	set    bool
	shapes feature.Shapes
	scores lattice.Scores
}

type hintScores struct {
	set    bool
	hints  feature.Hints
	scores lattice.Scores
}

// fill makes the local scores of the tokens of the text at hand.
func (t *Tagger) fill(local []lattice.Scores) {
	for i := range local {
		n := t.extract.Pairs(i, &t.buf)
		local[i] = t.model.score(t.buf[:n], &t.first)
	}
	for i := range local {
		shapes, hints := t.shapes(i), t.hints(i)
		to := &local[i]
		for b := range to {
			to[b] += shapes[b] + hints[b]
		}
	}
	for i := -feature.Edge; i < len(local)+feature.Edge; i++ {
		t.share(local, i)
	}
}

// share adds what the word at place i, which may be an edge, weighs for its own token and for those beside it.
func (t *Tagger) share(local []lattice.Scores, i int) {
	w := t.word(t.extract.Word(i))
	add(local, i, &w[feature.Self])
	add(local, i-2, &w[feature.SecondAfter])
	add(local, i+2, &w[feature.SecondBefore])
	if left := i - 1; left >= 0 && left < len(local) {
		add(local, left, &w[feature.After])
		if t.extract.Word(left).Unhinted() {
			add(local, left, &w[feature.AfterUnhinted])
		}
	}
	if right := i + 1; right >= 0 && right < len(local) {
		own := t.extract.Word(right)
		add(local, right, &w[own.Follows()])
		if own.Unhinted() {
			add(local, right, &w[feature.BeforeUnhinted])
		}
	}
}

func add(local []lattice.Scores, i int, s *small) {
	if 0 <= i && i < len(local) {
		to := &local[i]
		to[0] += int32(s[0])
		to[1] += int32(s[1])
		to[2] += int32(s[2])
		to[3] += int32(s[3])
		to[4] += int32(s[4])
	}
}

// word is what a word weighs in each role; valid until the next call.
func (t *Tagger) word(o *feature.Own) *[feature.Roles]small {
	x := &t.memory.words[o.Hash()>>(64-wordBits)]
	if !x.set || x.own != *o {
		x.set, x.own = true, *o
		for role := range feature.Roles {
			for b, score := range t.model.score(t.buf[:o.Features(role, &t.buf)], &t.first) {
				x.scores[role][b] = int16(score)
			}
		}
	}
	return &x.scores
}

// shapes is what the shapes around token i weigh; valid until the next call.
func (t *Tagger) shapes(i int) *lattice.Scores {
	s := t.extract.Shapes(i)
	x := &t.memory.shapes[s.Hash()>>(64-shapeBits)]
	if !x.set || x.shapes != s {
		x.set, x.shapes = true, s
		x.scores = t.model.score(t.buf[:s.Features(&t.buf)], &t.first)
	}
	return &x.scores
}

// hints is what the hints around token i weigh; valid until the next call.
func (t *Tagger) hints(i int) *lattice.Scores {
	h := t.extract.Hints(i)
	x := &t.memory.hints[h.Hash()>>(64-hintBits)]
	if !x.set || x.hints != h {
		x.set, x.hints = true, h
		x.scores = t.model.score(t.buf[:h.Features(&t.buf)], &t.first)
	}
	return &x.scores
}
