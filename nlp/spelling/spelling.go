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

// Correction is a token that was given another word.
type Correction struct {
	Token    int
	Word     string  // the word that was meant, folded
	Distance int     // edits
	Likeness float64 // 1 - Distance / letters
}

// Corrector holds the words that may be meant, by first letter and length. It is immutable and safe for concurrent use.
type Corrector struct {
	lex     *lexicon.Lexicon
	buckets map[bucket][]string
}

type bucket struct {
	first   byte
	letters int
}

// sources are the hand-made tables, whose words are worth meaning; the large foreign lists would catch too much.
var sources = map[string]bool{"drugs": true, "conditions": true, "classes": true, "learned": true}

// New collects the words of the lexicon's drugs and conditions.
func New(lex *lexicon.Lexicon) *Corrector {
	c := &Corrector{lex: lex, buckets: map[bucket][]string{}}
	for _, im := range lex.Images() {
		for id := range im.Concepts() {
			x := im.Concept(uint32(id))
			if sources[x.Source] && (x.Category == annotation.Medication || x.Category == annotation.Condition) {
				c.add(x.Name)
			}
		}
	}
	for b := range c.buckets {
		slices.Sort(c.buckets[b])
		c.buckets[b] = slices.Compact(c.buckets[b])
	}
	return c
}

// add takes the words of a name that may be meant.
func (c *Corrector) add(name string) {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') }) {
		f := string(lexicon.Fold(nil, w))
		if len(f) >= minLetters && len(f) <= maxLetters && !confusables()[f] {
			b := bucket{f[0], len(f)}
			c.buckets[b] = append(c.buckets[b], f)
		}
	}
}

// Correct gives the unknown words of a text the word that was meant and appends what it changed to dst.
func (c *Corrector) Correct(dst []Correction, text string, tokens []annotation.Token) []Correction {
	var buf [maxLetters + 8]byte
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != annotation.Word || t.Norm != 0 || t.Len() < minLetters || t.Len() > maxLetters || t.Caps {
			continue
		}
		w := lexicon.Fold(buf[:0], text[t.Begin:t.End])
		if word, d := c.meant(w); d > 0 {
			if t.Norm = c.lex.Word(word); t.Norm != 0 {
				dst = append(dst, Correction{Token: i, Word: word, Distance: d, Likeness: 1 - float64(d)/float64(len(w))})
			}
		}
	}
	return dst
}

// meant is the one word within reach of w and its distance; distance 0 says that there is none, or more than one.
func (c *Corrector) meant(w []byte) (string, int) {
	if len(w) < minLetters || !ascii(w) || nearConfusable(w) {
		return "", 0
	}
	limit := 1
	if len(w) >= twoEdits {
		limit = 2
	}
	best, word, ties := limit+1, "", 0
	for n := len(w) - limit; n <= len(w)+limit; n++ {
		for _, x := range c.buckets[bucket{w[0], n}] {
			switch d := distance(w, x, best); {
			case d < best:
				best, word, ties = d, x, 1
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
	for x := range confusables() {
		if x[0] == w[0] && distance(w, x, 3) <= 2 {
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
