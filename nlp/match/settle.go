package match

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// settle drops what another match makes moot and puts the rest in text order, enclosing matches first.
func settle(dst []Match, start int, text string, tokens []annotation.Token) []Match {
	found := dst[start:]
	order(found)
	kept := found[:0]
	reach := 0 // the token where the last of those before ends
	for i := range found {
		last := found[i].Last
		if !moot(found, i, last <= reach, text, tokens) {
			if len(kept) < i {
				found[len(kept)] = found[i]
			}
			kept = found[:len(kept)+1]
		}
		reach = max(reach, last)
	}
	return dst[:start+len(kept)]
}

// maxStragglers is how many matches are put in order one by one; more of them are sorted together.
const maxStragglers = 16

// order puts matches in text order, enclosing ones first; equal ones stay as they are. Nearly all are in order.
func order(found []Match) {
	stragglers := 0
	for i := 1; i < len(found); i++ {
		if compare(&found[i-1], &found[i]) <= 0 {
			continue
		}
		if stragglers++; stragglers > maxStragglers {
			slices.SortStableFunc(found, func(a, b Match) int { return compare(&a, &b) })
			return
		}
		to := i - 1
		for to > 0 && compare(&found[to-1], &found[i]) > 0 {
			to--
		}
		straggler := found[i]
		copy(found[to+1:i+1], found[to:i])
		found[to] = straggler
	}
}

func compare(a, b *Match) int {
	if a.First != b.First {
		return cmp.Compare(a.First, b.First)
	}
	return cmp.Compare(b.Last, a.Last)
}

// moot reports whether match i is dropped: a word that only extends others, a general noun that extended nothing, or
// one that a neighbour explains. reached is false where none before it reaches its end.
func moot(found []Match, i int, reached bool, text string, tokens []annotation.Token) bool {
	x := &found[i]
	if x.Type == "MODIFIER" || x.Category == annotation.Condition && x.Flags&lexicon.Generic != 0 {
		return true
	}
	for j := i - 1; reached && j >= 0 && j >= i-16; j-- {
		if y := &found[j]; y.Last >= x.Last && covers(y, x, text, tokens) {
			return true
		}
	}
	for j := i + 1; j < len(found) && found[j].First == x.First; j++ {
		if y := &found[j]; y.Last == x.Last && covers(y, x, text, tokens) {
			return true
		}
	}
	return false
}

// covers reports whether y, whose tokens hold those of x, makes x moot.
func covers(y, x *Match, text string, tokens []annotation.Token) bool {
	same := y.First == x.First && y.Last == x.Last
	switch {
	case same && x.Category == annotation.Medication && y.Category == annotation.TestProcedure:
		return x.Flags&lexicon.TestValue != 0 && measured(text, tokens, x) || x.Flags&lexicon.TestValue == 0 && y.Score > x.Score
	case same && x.Category == annotation.TestProcedure && y.Category == annotation.Medication:
		return y.Flags&lexicon.TestValue != 0 && !measured(text, tokens, x) || y.Flags&lexicon.TestValue == 0 && y.Score >= x.Score
	case same:
		return y.Category == x.Category && y.Method != "permuted" && x.Method == "permuted" && y != x
	case y.Coordinated:
		return false
	case y.Category == x.Category:
		return x.Category != annotation.Anatomy || y.Last-y.First > x.Last-x.First
	case y.Category == annotation.Anatomy:
		return x.Category == annotation.Condition && x.Flags&lexicon.Generic != 0
	case x.Category == annotation.Condition:
		return true // inside a test, treatment or drug: hepatitis B vaccine
	case x.Category == annotation.TestProcedure:
		return true // QT interval inside prolonged QT interval
	case x.Category == annotation.Medication:
		return y.Category == annotation.TestProcedure
	}
	return false
}

// measured reports whether the match is spoken of as a test: a word of testing stands before it ("serum sodium", "low
// potassium"), or a value after it ("3.7", ": 140", "of 4.1 mEq/L", "was 110 mg/dL") that is no dose ("20 mEq", "40 mg").
func measured(text string, tokens []annotation.Token, x *Match) bool {
	if x.First > 0 {
		t := tokens[x.First-1]
		switch strings.ToLower(text[t.Begin:t.End]) {
		case "serum", "plasma", "blood", "urine", "urinary", "low", "high", "elevated", "normal", "decreased", "check", "repeat", "fasting", "random":
			return true
		}
	}
	i := x.Last
	for n := 0; i < len(tokens) && n < 3; i, n = i+1, n+1 {
		t := tokens[i]
		switch t.Kind {
		case annotation.Number:
			return !dosed(text, tokens, i+1)
		case annotation.Word:
			switch text[t.Begin:t.End] {
			case "level", "levels", "concentration", "concentrations":
				return true
			case "of", "was", "is", "at", "were", "to":
			default:
				return false
			}
		case annotation.Punct:
			if c := text[t.Begin]; c != ':' && c != '=' && c != '-' && c != '<' && c != '>' {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// dosed reports whether the number before token i is a dose: a unit of mass with no "/" after it.
func dosed(text string, tokens []annotation.Token, i int) bool {
	if i >= len(tokens) || tokens[i].Kind != annotation.Word {
		return false
	}
	switch text[tokens[i].Begin:tokens[i].End] {
	case "mg", "mcg", "g", "gm", "gram", "grams", "mEq", "meq", "MEQ", "MG", "units", "tablet", "tablets", "tab", "tabs", "mL", "ml", "milligrams":
		return i+1 >= len(tokens) || !isByte(text, tokens[i+1], '/')
	}
	return false
}
