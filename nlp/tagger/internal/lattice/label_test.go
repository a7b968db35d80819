package lattice

import "testing"

func TestReading(t *testing.T) {
	labels := []Label{O, BeginDisease, InsideDisease, BeginChemical, O}
	for _, c := range []struct {
		first, last int
		want        uint64
	}{
		{0, 0, 0},
		{1, 2, uint64(BeginDisease)},
		{2, 2, uint64(BeginDisease) + 1},
		{0, 2, uint64(BeginDisease) + 1},
		{3, 3, uint64(BeginChemical)},
		{1, 4, 0},
	} {
		if got := Reading(labels, c.first, c.last); got != c.want {
			t.Errorf("tokens %d to %d: %d, want %d", c.first, c.last, got, c.want)
		}
	}
}
