package lattice

import "math"

// Scores of the labels of one token.
type Scores [Labels]int32

// Transitions are the scores of a label (column) after a label (row).
type Transitions [Labels]Scores

// never is the score of what may not be, low enough to lose and high enough to be summed over a text.
const never = math.MinInt32 / 4

// Lattice keeps the best scores of the paths to and from every label of every token. It holds scratch memory: use one
// per goroutine, and Solve again for each run of tokens.
type Lattice struct {
	local    []Scores // of the tokens themselves
	forward  []Scores // of the best path that ends with the label, the token included
	backward []Scores // of the best path that follows the label, the token excluded
	from     [][Labels]Label
	trans    Transitions
	into     [Labels][Labels]int64 // trans by the label after, made for choices: see choice
	best     int32
}

// choice is the score of a path with the label it comes from below it, so that the greatest of several is the best one and, of
// equal ones, that from the first label.
func choice(score int32, from Label) int64 { return int64(score)<<choiceBits | int64(Labels-1-from) }

const choiceBits = 3 // Labels are fewer than 8

// Grow returns the local scores of n tokens, to be filled before Solve; what they hold is left from earlier.
func (l *Lattice) Grow(n int) []Scores {
	if cap(l.local) < n {
		l.local = make([]Scores, n+n/2)
		l.forward = make([]Scores, n+n/2)
		l.backward = make([]Scores, n+n/2)
		l.from = make([][Labels]Label, n+n/2)
	}
	l.local = l.local[:n]
	return l.local
}

// SetTransitions takes the scores of the steps; steps that may not be are ruled out here.
func (l *Lattice) SetTransitions(t *Transitions) {
	for a := range Label(Labels) {
		for b := range Label(Labels) {
			l.trans[a][b] = t[a][b]
			if !May(a, b) {
				l.trans[a][b] = never
			}
			l.into[b][a] = int64(l.trans[a][b]) << choiceBits
		}
	}
}

// Solve finds the best path through the local scores with labels of the set only, and appends its labels to dst.
func (l *Lattice) Solve(dst []Label, allowed Set) []Label {
	n := len(l.local)
	if n == 0 {
		return dst
	}
	l.start(allowed)
	for i := 1; i < n; i++ {
		l.step(i, allowed)
	}
	last := Label(0)
	for b := range Label(Labels) {
		if l.forward[n-1][b] > l.forward[n-1][last] {
			last = b
		}
	}
	l.best = l.forward[n-1][last]
	at := len(dst)
	for range n {
		dst = append(dst, O)
	}
	path := dst[at:]
	for i := n - 1; i >= 0; i-- {
		path[i] = last
		last = l.from[i][last]
	}
	return dst
}

func (l *Lattice) start(allowed Set) {
	for b := range Label(Labels) {
		l.forward[0][b] = never
		if allowed&(1<<b) != 0 {
			l.forward[0][b] = max(l.trans[O][b]+l.local[0][b], never)
		}
	}
}

func (l *Lattice) step(i int, allowed Set) {
	now, from, local := &l.forward[i], &l.from[i], &l.local[i]
	var before [Labels]int64
	for a, s := range l.forward[i-1] {
		before[a] = choice(s, Label(a))
	}
	for b := range Label(Labels) {
		if allowed&(1<<b) == 0 {
			now[b], from[b] = never, O
			continue
		}
		t := &l.into[b]
		best := max(before[0]+t[0], before[1]+t[1], before[2]+t[2], before[3]+t[3], before[4]+t[4])
		now[b] = max(int32(best>>choiceBits)+local[b], never)
		from[b] = Labels - 1 - Label(best&(1<<choiceBits-1))
	}
}

// Look fills the backward scores, which Among and Span need. Call it after Solve.
func (l *Lattice) Look() {
	n := len(l.local)
	if n == 0 {
		return
	}
	l.backward[n-1] = Scores{}
	for i := n - 2; i >= 0; i-- {
		after, here := l.backward[i+1], &l.backward[i]
		for b, s := range l.local[i+1] {
			after[b] += s
		}
		for a := range Label(Labels) {
			t := &l.trans[a]
			here[a] = max(never, t[0]+after[0], t[1]+after[1], t[2]+after[2], t[3]+after[3], t[4]+after[4])
		}
	}
}

// Best is the score of the best path.
func (l *Lattice) Best() int32 { return l.best }

// Without is the best score of the paths in which token i does not have the label.
func (l *Lattice) Without(i int, label Label) int32 {
	best := int32(never)
	for b := range Label(Labels) {
		if b != label {
			best = max(best, l.forward[i][b]+l.backward[i][b])
		}
	}
	return best
}

// Span is the best score of the paths in which the tokens first to last (exclusive) are one mention that begins with
// the label.
func (l *Lattice) Span(first, last int, begin Label) int32 {
	s := l.forward[first][begin]
	inside := begin + 1
	from := begin
	for i := first + 1; i < last; i++ {
		s += l.trans[from][inside] + l.local[i][inside]
		from = inside
	}
	if last == len(l.local) {
		return max(s, never)
	}
	after := int32(never)
	for b := range Label(Labels) {
		if b != inside {
			after = max(after, l.trans[from][b]+l.local[last][b]+l.backward[last][b])
		}
	}
	return max(s+after, never)
}
