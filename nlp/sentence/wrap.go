package sentence

import "github.com/tarn-sql/tarn/nlp/annotation"

// The columns between which notes are wrapped.
const (
	minWidth = 45
	maxWidth = 135
)

// widthOf is the column at which the text's lines are wrapped, 0 where they are not: the longest line, if several lines
// come near it.
func widthOf(text string, tokens []annotation.Token) int {
	var counts [maxWidth + 2]uint16
	longest, start := 0, 0
	for i := range tokens {
		if tokens[i].Kind != annotation.Break {
			continue
		}
		n := tokens[i].Begin - start
		start = tokens[i].End
		longest = max(longest, n)
		counts[min(n, maxWidth+1)]++
	}
	if longest < minWidth || longest > maxWidth {
		return 0
	}
	near := 0
	for n := longest; n > longest-15 && n > 0; n-- {
		near += int(counts[n])
	}
	if near < 3 {
		return 0
	}
	return longest
}
