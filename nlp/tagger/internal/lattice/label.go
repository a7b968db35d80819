package lattice

// Label of a token.
type Label = uint8

// The labels: outside, and the first and the further tokens of a chemical or a disease.
const (
	O Label = iota
	BeginChemical
	InsideChemical
	BeginDisease
	InsideDisease
	Labels = 5
)

// Set is a set of labels, one bit each.
type Set uint8

// The sets that a corpus may use: one that marks no chemicals says nothing about them.
const (
	All          Set = 1<<Labels - 1
	DiseasesOnly Set = 1<<O | 1<<BeginDisease | 1<<InsideDisease
)

// begins is the label that begins what l is inside of; l itself where it is not an inside label.
func begins(l Label) Label {
	if l == InsideChemical || l == InsideDisease {
		return l - 1
	}
	return l
}

// May reports whether label to may follow label from: an inside label goes on what its own kind began. Before the first
// token stands O.
func May(from, to Label) bool {
	return to == begins(to) || begins(from) == begins(to)
}
