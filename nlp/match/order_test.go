package match

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestOrder: matches are put in order as a stable sort does, whether few or many of them are out of it.
func TestOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 400 {
		found := make([]Match, random.IntN(80))
		for i := range found {
			found[i].First, found[i].Score = i/2, float64(i)
			found[i].Last = found[i].First + 1 + random.IntN(2)*(n%2)
		}
		for range random.IntN(1 + n/4) {
			if len(found) > 0 {
				x := &found[random.IntN(len(found))]
				x.First = max(0, x.First-random.IntN(20))
			}
		}
		want := slices.Clone(found)
		slices.SortStableFunc(want, func(a, b Match) int { return compare(&a, &b) })
		order(found)
		for i := range want {
			if found[i].Score != want[i].Score {
				t.Fatalf("round %d: match %g at %d, want %g", n, found[i].Score, i, want[i].Score)
			}
		}
	}
}
