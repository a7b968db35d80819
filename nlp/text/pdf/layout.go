package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Distances that tell how words belong together, in heights of the usual word of the page.
const (
	cellGap      = 1.5 // between cells of a table: a tab
	paragraphGap = 0.7 // between the boxes of two lines: a blank line
	sameLine     = 0.5 // between the middles of two words of one line
)

// line is a line of words, from left to right.
type line struct {
	words       []word
	bottom, top float64
}

// layout is the text of a page: lines from top to bottom, the columns of prose one after the other, the cells of tables
// parted by tabs, paragraphs by blank lines.
func layout(words []word) string {
	if len(words) == 0 {
		return ""
	}
	unit := usualHeight(words)
	if unit <= 0 || !upright(words) {
		return asWritten(words)
	}
	var b strings.Builder
	for _, block := range columns(linesOf(words, unit), unit, 0) {
		writeBlock(&b, block, unit)
	}
	return b.String()
}

// usualHeight is the median height of words.
func usualHeight(words []word) float64 {
	heights := make([]float64, len(words))
	for i := range words {
		heights[i] = words[i].height()
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

// upright reports whether most words lie from left to right: those of turned pages are higher than wide, and the order
// of the file is the best that is known of them.
func upright(words []word) bool {
	turned, long := 0, 0
	for i := range words {
		w := &words[i]
		if math.IsNaN(w.left) || math.IsInf(w.left, 0) || math.IsNaN(w.top) || math.IsInf(w.top, 0) {
			return false
		}
		if utf8.RuneCountInString(w.text) > 3 {
			long++
			if w.height() > w.right-w.left {
				turned++
			}
		}
	}
	return turned*2 <= long
}

// asWritten is the text in the order of the file.
func asWritten(words []word) string {
	var b strings.Builder
	for i := range words {
		switch {
		case i == 0:
		case words[i].begins:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(words[i].text)
	}
	return b.String()
}

// linesOf puts words together whose middles are about as high.
func linesOf(words []word, unit float64) []line {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b word) int {
		switch x, y := a.middle(), b.middle(); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var lines []line
	middle := math.Inf(1)
	for _, w := range sorted {
		if len(lines) == 0 || middle-w.middle() > sameLine*unit {
			lines = append(lines, line{bottom: w.bottom, top: w.top})
			middle = w.middle()
		}
		l := &lines[len(lines)-1]
		l.words = append(l.words, w)
		l.bottom, l.top = min(l.bottom, w.bottom), max(l.top, w.top)
	}
	for i := range lines {
		slices.SortStableFunc(lines[i].words, func(a, b word) int {
			switch {
			case a.left < b.left:
				return -1
			case a.left > b.left:
				return 1
			}
			return 0
		})
	}
	return lines
}

// writeBlock writes lines that belong together.
func writeBlock(b *strings.Builder, lines []line, unit float64) {
	for i := range lines {
		l := &lines[i]
		switch {
		case i == 0 && b.Len() > 0:
			b.WriteString("\n\n")
		case i == 0:
		case lines[i-1].bottom-l.top > paragraphGap*unit:
			b.WriteString("\n\n")
		case !hyphened(b, l):
			b.WriteByte('\n')
		}
		for k := range l.words {
			if k > 0 {
				b.WriteString(between(&l.words[k-1], &l.words[k], unit))
			}
			b.WriteString(strings.TrimSuffix(l.words[k].text, softHyphen))
		}
	}
}

// between is what stands between two words of a line.
func between(a, b *word, unit float64) string {
	if b.left-a.right > cellGap*unit {
		return "\t"
	}
	return " "
}

const softHyphen = "\u00ad"

// hyphened reports whether the text ends within a word that goes on in line l: behind a hyphen that follows a letter. The
// hyphen stays ("follow-up").
func hyphened(b *strings.Builder, l *line) bool {
	s := b.String()
	if len(s) < 2 || s[len(s)-1] != '-' || !lower(s[len(s)-2]) {
		return false
	}
	return lower(l.words[0].text[0])
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }
