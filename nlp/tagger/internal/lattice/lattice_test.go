package lattice

import (
	"math/rand/v2"
	"testing"
)

// paths calls f with every path of n labels that may be, and its score.
func paths(n int, local []Scores, trans *Transitions, allowed Set, f func([]Label, int32)) {
	path := make([]Label, n)
	var walk func(i int, before Label, score int32)
	walk = func(i int, before Label, score int32) {
		if i == n {
			f(path, score)
			return
		}
		for b := range Label(Labels) {
			if May(before, b) && allowed&(1<<b) != 0 {
				path[i] = b
				walk(i+1, b, score+trans[before][b]+local[i][b])
			}
		}
	}
	walk(0, O, 0)
}

// isMention reports whether the tokens first to last of path are one mention that begins with the label.
func isMention(path []Label, first, last int, begin Label) bool {
	for i := first; i < last; i++ {
		if want := begin + Label(min(i-first, 1)); path[i] != want {
			return false
		}
	}
	return last == len(path) || path[last] != begin+1
}

// TestAgainstAllPaths compares with every path there is, on random scores.
func TestAgainstAllPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 200 {
		n := 1 + round%6
		allowed := All
		if round%3 == 0 {
			allowed = DiseasesOnly
		}
		var l Lattice
		var trans Transitions
		for a := range trans {
			for b := range trans[a] {
				trans[a][b] = r.Int32N(41) - 20
			}
		}
		local := l.Grow(n)
		for i := range local {
			for b := range local[i] {
				local[i][b] = r.Int32N(201) - 100
			}
		}
		l.SetTransitions(&trans)
		got := l.Solve(nil, allowed)
		l.Look()

		best, gotScore := int32(never), int32(never)
		first := r.IntN(n)
		last := first + 1 + r.IntN(n-first)
		without, span := int32(never), int32(never)
		paths(n, local, &trans, allowed, func(path []Label, score int32) {
			best = max(best, score)
			if string(path) == string(got) {
				gotScore = score
			}
			if allowed == All && path[first] != got[first] {
				without = max(without, score)
			}
			if isMention(path, first, last, BeginDisease) {
				span = max(span, score)
			}
		})
		if gotScore != best || l.Best() != best {
			t.Fatalf("round %d: path %v scores %d, Best %d, want %d", round, got, gotScore, l.Best(), best)
		}
		if w := l.Without(first, got[first]); allowed == All && w != without {
			t.Fatalf("round %d: without: %d, want %d", round, w, without)
		}
		if s := l.Span(first, last, BeginDisease); allowed == All && s != span {
			t.Fatalf("round %d: span %d–%d: %d, want %d", round, first, last, s, span)
		}
	}
}

func TestEmpty(t *testing.T) {
	var l Lattice
	l.Grow(0)
	if got := l.Solve(nil, All); len(got) != 0 {
		t.Errorf("labels of nothing: %v", got)
	}
	l.Look()
}
