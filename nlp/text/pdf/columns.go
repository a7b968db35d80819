package pdf

// What makes columns of prose, as against the cells of a table.
const (
	gutterWidth = 1.0 // in heights
	columnLines = 3   // lines on each side at least
	columnChars = 20  // characters of a line on each side on average
	maxColumns  = 4
)

// columns parts lines into blocks in the order in which they are read: where a gutter runs down through several lines of
// prose, the left side comes before the right one.
func columns(lines []line, unit float64, depth int) [][]line {
	var blocks [][]line
	from := 0 // lines not yet in a block
	for i := 0; i < len(lines) && depth < maxColumns; i++ {
		end, gutter := region(lines, i, unit)
		if end == 0 {
			continue
		}
		if i > from {
			blocks = append(blocks, lines[from:i])
		}
		left, right := sides(lines[i:end], gutter, unit)
		blocks = append(blocks, columns(left, unit, depth+1)...)
		blocks = append(blocks, columns(right, unit, depth+1)...)
		from, i = end, end-1
	}
	if from < len(lines) {
		blocks = append(blocks, lines[from:])
	}
	return blocks
}

// span is a range of x.
type span struct{ left, right float64 }

func (s span) width() float64 { return s.right - s.left }

// region is the end of the lines from i on that stand in two columns, and the gutter between these; 0 where they do not.
func region(lines []line, i int, unit float64) (end int, gutter span) {
	for _, g := range gaps(&lines[i], gutterWidth*unit) {
		k := i + 1
		for k < len(lines) {
			free, ok := clear(&lines[k], g, gutterWidth*unit)
			if !ok {
				break
			}
			g = free
			k++
		}
		if prose(lines[i:k], g) {
			return k, g
		}
	}
	return 0, span{}
}

// gaps are the ranges between words of a line that are wide enough.
func gaps(l *line, least float64) []span {
	var out []span
	for k := 1; k < len(l.words); k++ {
		if g := (span{l.words[k-1].right, l.words[k].left}); g.width() >= least {
			out = append(out, g)
		}
	}
	return out
}

// clear is the widest part of g that no word of a line touches, and whether it is wide enough.
func clear(l *line, g span, least float64) (span, bool) {
	best, at := span{}, g.left
	take := func(right float64) {
		if s := (span{at, min(right, g.right)}); s.width() > best.width() {
			best = s
		}
	}
	for k := range l.words {
		w := &l.words[k]
		if w.right <= g.left || w.left >= g.right {
			continue
		}
		take(w.left)
		at = max(at, w.right)
	}
	take(g.right)
	return best, best.width() >= least
}

// prose reports whether there are enough lines of enough text on both sides of a gutter.
func prose(lines []line, gutter span) bool {
	var count, chars [2]int
	for i := range lines {
		var seen [2]bool
		for k := range lines[i].words {
			side := 0
			if lines[i].words[k].left >= gutter.right {
				side = 1
			}
			seen[side] = true
			chars[side] += len(lines[i].words[k].text) + 1
		}
		for side, s := range seen {
			if s {
				count[side]++
			}
		}
	}
	return count[0] >= columnLines && count[1] >= columnLines && chars[0] >= columnChars*count[0] && chars[1] >= columnChars*count[1]
}

// sides makes the lines of the left and of the right column, which need not be on the same height.
func sides(lines []line, gutter span, unit float64) (left, right []line) {
	var l, r []word
	for i := range lines {
		for _, w := range lines[i].words {
			if w.left >= gutter.right {
				r = append(r, w)
			} else {
				l = append(l, w)
			}
		}
	}
	return linesOf(l, unit), linesOf(r, unit)
}
