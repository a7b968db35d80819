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

// Reading says how the labels read the tokens first to last: 0 = the last is no part of a mention, else the label that
// begins its mention where that is the first token, and one more where it is another.
func Reading(labels []Label, first, last int) uint64 {
	l := begins(labels[last])
	if l == O {
		return 0
	}
	begin := last
	for begin > 0 && labels[begin] == l+1 {
		begin--
	}
	if begin == first {
		return uint64(l)
	}
	return uint64(l) + 1
}
