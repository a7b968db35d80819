package tagger

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
)

// Hint is what the dictionary says of one token; its zero value is nothing.
type Hint = feature.Hint

// Hints makes the hints of n tokens from the matches in them, in dst's memory where it suffices. Of overlapping matches
// of one category the longest counts.
func Hints(dst []Hint, n int, matches []match.Match) []Hint {
	if cap(dst) < n {
		dst = make([]Hint, n+n/2)
	}
	dst = dst[:n]
	clear(dst)
	for i := range matches {
		m := &matches[i]
		switch m.Category {
		case annotation.Medication:
			if longest(matches, i) {
				for j := m.First; j < m.Last; j++ {
					dst[j].Drug = place(m, j) | quality(m)
				}
			}
		case annotation.Condition:
			if longest(matches, i) {
				for j := m.First; j < m.Last; j++ {
					dst[j].Condition = place(m, j) | quality(m)
				}
			}
		default:
			for j := m.First; j < m.Last; j++ {
				dst[j].Other |= other(m)
			}
		}
	}
	return dst
}

// longest reports whether no longer match of i's category overlaps it, nor an equally long one before it. Matches stand
// in text order, so those that overlap are near.
func longest(matches []match.Match, i int) bool {
	m := &matches[i]
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		if o := &matches[j]; o.Category == m.Category && o.Last > m.First && o.Last-o.First >= m.Last-m.First {
			return false
		}
	}
	for j := i + 1; j < len(matches) && matches[j].First < m.Last; j++ {
		if o := &matches[j]; o.Category == m.Category && o.Last-o.First > m.Last-m.First {
			return false
		}
	}
	return true
}

func place(m *match.Match, i int) feature.Hit {
	switch {
	case m.Last-m.First == 1:
		return feature.Only
	case i == m.First:
		return feature.First
	case i == m.Last-1:
		return feature.Last
	}
	return feature.Middle
}

func quality(m *match.Match) feature.Hit {
	switch {
	case m.Flags&(lexicon.Generic|lexicon.Class) != 0:
		return feature.General
	case m.Ambiguous || m.Method == "abbreviation":
		return feature.Unsure
	case m.Method == "permuted" || m.Method == "morphology" || m.Method == "broader" || m.Method == "extended":
		return feature.Derived
	}
	return feature.Firm
}

func other(m *match.Match) uint8 {
	switch {
	case m.Category == annotation.Anatomy && m.Type == "DIRECTION":
		return feature.Direction
	case m.Category == annotation.Anatomy:
		return feature.Anatomy
	case m.Category == annotation.TestProcedure && m.Type == "TEST_NAME":
		return feature.Test
	case m.Category == annotation.TestProcedure:
		return feature.Procedure
	}
	return 0
}
