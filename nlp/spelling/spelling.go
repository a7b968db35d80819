package spelling

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
)

const (
	minLetters = 6  // shorter words are not corrected
	twoEdits   = 10 // from this length on two edits are allowed
	maxLetters = 28
)

//go:embed confusables.tsv
var confusablesTSV string

// confusables are the folded names of all sound-alike pairs.
var confusables = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, line := range strings.Split(confusablesTSV, "\n") {
		if line == "" || line[0] == '#' || line == "names" {
			continue
		}
		for _, name := range strings.Split(line, "|") {
			out[string(lexicon.Fold(nil, name))] = true
		}
	}
	return out
})

// soundAlikes are the confusables by their first letter.
var soundAlikes = sync.OnceValue(func() *[256][]candidate {
	var out [256][]candidate
	for name := range confusables() {
		out[name[0]] = append(out[name[0]], candidate{name, lettersOf(name)})
	}
	return &out
})

// Correction is a token that was given another word.
type Correction struct {
	Token    int
	Word     string  // the word that was meant, folded
	Distance int     // edits
	Likeness float64 // 1 - Distance / letters
}

// Corrector holds the words that may be meant, by length and first letter. It is immutable and safe for concurrent use.
type Corrector struct {
	lex     *lexicon.Lexicon
	buckets [maxLetters + 1][256][]candidate // by length and first letter
}

// sources are the hand-made tables, whose words are worth meaning; the large foreign lists would catch too much.
var sources = map[string]bool{"drugs": true, "conditions": true, "classes": true, "learned": true}

// New collects the words of the lexicon's drugs and conditions.
func New(lex *lexicon.Lexicon) *Corrector {
	c := &Corrector{lex: lex}
	for _, im := range lex.Images() {
		for id := range im.Concepts() {
			x := im.Concept(uint32(id))
			if sources[x.Source] && (x.Category == annotation.Medication || x.Category == annotation.Condition) {
				c.add(x.Name)
			}
		}
	}
	for n := range c.buckets {
		for first := range c.buckets[n] {
			list := c.buckets[n][first]
			slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(a.word, b.word) })
			c.buckets[n][first] = slices.Compact(list)
		}
	}
	return c
}

// add takes the words of a name that may be meant.
func (c *Corrector) add(name string) {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') }) {
		f := string(lexicon.Fold(nil, w))
		if len(f) >= minLetters && len(f) <= maxLetters && !confusables()[f] {
			b := &c.buckets[len(f)][f[0]]
			*b = append(*b, candidate{f, lettersOf(f)})
		}
	}
}

// Correct gives the unknown words of a text the word that was meant and appends what it changed to dst.
func (c *Corrector) Correct(dst []Correction, text string, tokens []annotation.Token) []Correction {
	r := Reader{c: c}
	return r.Correct(dst, text, tokens)
}

// meant is the one word within reach of w and its distance; distance 0 says that there is none, or more than one.
func (c *Corrector) meant(w []byte) (string, int) {
	if len(w) < minLetters || len(w) > maxLetters+2 || !ascii(w) || nearConfusable(w) {
		return "", 0
	}
	limit := 1
	if len(w) >= twoEdits {
		limit = 2
	}
	best, word, ties := limit+1, "", 0
	letters := lettersOf(w)
	for n := len(w) - limit; n <= min(len(w)+limit, maxLetters); n++ {
		for _, x := range c.buckets[n][w[0]] {
			if letters.beyond(x.letters, min(best, limit)) {
				continue
			}
			switch d := distance(w, x.word, best); {
			case d < best:
				best, word, ties = d, x.word, 1
			case d == best && best <= limit:
				ties++
			}
		}
	}
	if best > limit || ties != 1 {
		return "", 0
	}
	return word, best
}

// nearConfusable reports whether a sound-alike name is as near: then nothing may be said.
func nearConfusable(w []byte) bool {
	letters := lettersOf(w)
	for _, x := range soundAlikes()[w[0]] {
		if !letters.beyond(x.letters, 2) && distance(w, x.word, 3) <= 2 {
			return true
		}
	}
	return false
}

func ascii(w []byte) bool {
	for _, c := range w {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// Mark makes fuzzy the matches that stand on corrected tokens: the score is .7 times the likeness. (The candidate is the only
// one within reach, so it is worth more than the .5 of a fuzzy search with many.)
func Mark(found []match.Match, corrections []Correction) {
	for i := range found {
		m := &found[i]
		for _, c := range corrections {
			if m.First > c.Token || c.Token >= m.Last {
				continue
			}
			m.Method, m.Score = "fuzzy", min(m.Score, 0.7*c.Likeness)
			for k := range m.Concepts {
				m.Concepts[k].Method, m.Concepts[k].Score = "fuzzy", min(m.Concepts[k].Score, m.Score)
			}
		}
	}
}
