package main

import (
	"slices"

	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

// options of the training.
type options struct {
	bags   int // models that are averaged, each of another order of the texts and other features left out
	epochs int // passes of each over the texts
	margin int // a wrong label gets this much for free, so that the right one learns to lead
	drop   int // of 1024 features, how many a model does not see at each step: so it learns to read rare ones too
	rare   int // features seen less often are left out
	size   int // features to keep at most, the heaviest
}

var defaults = options{bags: 5, epochs: 8, margin: 5, drop: 400, rare: 1, size: 250_000}

// perceptron is the averaged structured perceptron (Collins 2002) in integers: wherever the best path differs from the
// gold one, the features of the gold labels gain one and those of the wrong labels lose one. The average of the weights
// over all steps is kept as the sum of updates, each weighted with the step it was made at (Daumé's form).
type perceptron struct {
	options
	weight []lattice.Scores
	late   [][lattice.Labels]int64 // updates times the step they were made at
	trans  lattice.Transitions
	lateT  [lattice.Labels][lattice.Labels]int64
	step   int64

	random  random
	lattice lattice.Lattice
	path    []lattice.Label
	seen    [][]uint32 // per token of the example: the features not left out
}

// train makes the weights of a model that reads the examples as their gold labels say.
func train(texts []example, o options) ([]tagger.Weights, lattice.Transitions) {
	names, ids := number(texts, o.rare)
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	sum := newSum(len(names))
	for bag := range o.bags {
		p := &perceptron{options: o, random: random(bag + 1)}
		p.weight = make([]lattice.Scores, len(names))
		p.late = make([][lattice.Labels]int64, len(names))
		for range o.epochs {
			p.random.shuffle(order)
			for _, k := range order {
				p.learn(&texts[k], ids[k])
			}
		}
		sum.add(p)
	}
	return sum.features(names, o.size), sum.transitions()
}

// number gives the features that are seen often enough numbers, in the order of their hashes, and turns the examples'
// features into them. The examples' own are dropped.
func number(texts []example, rare int) ([]uint32, [][][]uint32) {
	var all []uint32
	for _, t := range texts {
		for _, f := range t.features {
			all = append(all, f...)
		}
	}
	slices.Sort(all)
	var names []uint32
	for i, j := 0, 0; i < len(all); i = j {
		for j = i; j < len(all) && all[j] == all[i]; j++ {
		}
		if j-i >= rare {
			names = append(names, all[i])
		}
	}
	ids := make([][][]uint32, len(texts))
	for k := range texts {
		for _, f := range texts[k].features {
			kept := f[:0]
			for _, h := range f {
				if id, ok := slices.BinarySearch(names, h); ok {
					kept = append(kept, uint32(id))
				}
			}
			ids[k] = append(ids[k], kept)
		}
		texts[k].features = nil
	}
	return names, ids
}

// random is a generator of our own, so that it never changes.
type random uint64

// next is a number below n.
func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int((*r >> 33) % random(n))
}

// shuffle is Fisher and Yates's.
func (r *random) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := r.next(i + 1)
		order[i], order[j] = order[j], order[i]
	}
}

// learn reads one example, and updates the weights where the model errs.
func (p *perceptron) learn(e *example, ids [][]uint32) {
	p.step++
	local := p.lattice.Grow(len(e.gold))
	for len(p.seen) < len(local) {
		p.seen = append(p.seen, nil)
	}
	for i := range local {
		p.look(i, ids[i])
		local[i] = p.score(p.seen[i])
		for b := range local[i] {
			if lattice.Label(b) != e.gold[i] {
				local[i][b] += int32(p.margin)
			}
		}
	}
	p.lattice.SetTransitions(&p.trans)
	p.path = p.lattice.Solve(p.path[:0], e.allowed)
	before, goldBefore := lattice.O, lattice.O
	for i, gold := range e.gold {
		got := p.path[i]
		if got != gold {
			for _, f := range p.seen[i] {
				p.update(f, gold, 1)
				p.update(f, got, -1)
			}
		}
		if got != gold || before != goldBefore {
			p.updateStep(goldBefore, gold, 1)
			p.updateStep(before, got, -1)
		}
		before, goldBefore = got, gold
	}
}

// look chooses the features of token i that this step sees.
func (p *perceptron) look(i int, ids []uint32) {
	kept := p.seen[i][:0]
	for _, f := range ids {
		if p.random.next(1024) >= p.drop {
			kept = append(kept, f)
		}
	}
	p.seen[i] = kept
}

func (p *perceptron) score(ids []uint32) (s lattice.Scores) {
	for _, f := range ids {
		w := &p.weight[f]
		for b := range s {
			s[b] += w[b]
		}
	}
	return s
}

func (p *perceptron) update(f uint32, b lattice.Label, by int32) {
	p.weight[f][b] += by
	p.late[f][b] += int64(by) * p.step
}

func (p *perceptron) updateStep(a, b lattice.Label, by int32) {
	p.trans[a][b] += by
	p.lateT[a][b] += int64(by) * p.step
}
