package worth

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// A term in another order ("pain of the left knee" for "left knee pain") is found by its bag of words, for which an image must
// know the words that do not count and those that stand for others. Foreign images learn both from the embedded one.

// idle are the words that do not count.
var idle = []string{"of", "the", "in", "to", "at", "on", "a", "an", "his", "her", "and", "left", "right", "bilateral", "both"}

// sides are those of them that tell terms apart.
var sides = map[string]bool{"left": true, "right": true, "bilateral": true, "both": true, "unilateral": true}

// Prepare makes the builder leave out the words that do not count.
func Prepare(b *lexicon.Builder) {
	for _, w := range idle {
		b.IgnoreInBags(w)
	}
}

// Flags are the flags of a name of a thing of the category: whether it may be met in another order, and whether only as it is
// written. The builder learns which of its words stand for others.
func (j *Judge) Flags(b *lexicon.Builder, name string, c annotation.Category) lexicon.TermFlags {
	flags := lexicon.TermFlags(0)
	_, known := j.look(name)
	if len(name) <= maxAcronym && acronym(name) && !anyCase(known, c) {
		flags |= lexicon.ExactCase
	}
	if c != annotation.Condition && c != annotation.TestProcedure {
		return flags
	}
	lex, im := embedded(), lexicon.Embedded()
	sided := false
	for _, t := range j.tokens {
		if t.Kind != annotation.Word {
			continue
		}
		word := name[t.Begin:t.End]
		sided = sided || sides[string(lexicon.Fold(nil, word))]
		w := lex.Local(0, t.Norm)
		if canon, ok := im.Canonical(w); w != 0 && ok && canon != w {
			b.StandsFor(word, im.Word(canon))
		}
	}
	if !sided { // left and right in another order would be the same
		flags |= lexicon.Permutable
	}
	return flags
}

// anyCase reports whether the embedded vocabulary finds the name in any case: "dtap" is no word.
func anyCase(known []term, c annotation.Category) bool {
	for i := range known {
		if known[i].Category == c && known[i].flags&(lexicon.ExactCase|lexicon.NeedsContext) == 0 {
			return true
		}
	}
	return false
}

// maxAcronym is the number of letters up to which a word of capitals is taken for an acronym.
const maxAcronym = 5

// acronym reports whether a name is one word of capitals and digits, with a small letter or two at most ("DTaP", "PaO2").
func acronym(name string) bool {
	capitals, small := 0, 0
	for i := range len(name) {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z':
			capitals++
		case 'a' <= c && c <= 'z':
			small++
		case c < '0' || c > '9':
			return false
		}
	}
	return capitals >= 2 && small <= 1
}
