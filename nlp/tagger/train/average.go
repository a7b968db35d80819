package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/tarn-sql/tarn/nlp/tagger"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/lattice"
)

// sum adds up the averages of several perceptrons, in units of 1/unit.
type sum struct {
	weight [][lattice.Labels]int64
	trans  [lattice.Labels][lattice.Labels]int64
	models int64
}

// unit is what a weight of one counts in a sum; keep of 16 is what it counts in the model, so that nearly all weights
// lie within 8 bits. Those few beyond are cut off.
const (
	unit = 1024
	keep = 12
)

func newSum(features int) *sum { return &sum{weight: make([][lattice.Labels]int64, features)} }

func (s *sum) add(p *perceptron) {
	s.models++
	for f := range s.weight {
		for b := range s.weight[f] {
			s.weight[f][b] += mean(p.weight[f][b], p.late[f][b], p.step)
		}
	}
	for a := range s.trans {
		for b := range s.trans[a] {
			s.trans[a][b] += mean(p.trans[a][b], p.lateT[a][b], p.step)
		}
	}
}

// mean is the average of a weight over all steps, in units.
func mean(w int32, late, step int64) int64 { return divide(unit*(int64(w)*(step+1)-late), step) }

// divide rounds to the nearest, halves away from zero.
func divide(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// shrink turns a sum into the model's scale.
func (s *sum) shrink(x int64) int64 { return divide(x*keep, 16*unit*s.models) }

func (s *sum) transitions() (t lattice.Transitions) {
	for a := range t {
		for b := range t[a] {
			t[a][b] = int32(s.shrink(s.trans[a][b]))
		}
	}
	return t
}

// features are the weights in 8 bits, ascending by hash, at most size of them: the heaviest.
func (s *sum) features(names []uint32, size int) []tagger.Weights {
	var list []tagger.Weights
	for f, name := range names {
		w := tagger.Weights{Feature: name}
		for b := range w.Weight {
			w.Weight[b] = int8(min(max(s.shrink(s.weight[f][b]), -math.MaxInt8), math.MaxInt8))
		}
		if heft(w) > 0 {
			list = append(list, w)
		}
	}
	if len(list) > size {
		slices.SortStableFunc(list, func(a, b tagger.Weights) int { return cmp.Compare(heft(b), heft(a)) })
		list = list[:size]
		slices.SortFunc(list, func(a, b tagger.Weights) int { return cmp.Compare(a.Feature, b.Feature) })
	}
	return list
}

// heft is how much a feature matters.
func heft(w tagger.Weights) (sum int) {
	for _, x := range w.Weight {
		sum += max(int(x), -int(x))
	}
	return sum
}
