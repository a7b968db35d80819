package spelling

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// maxSeen bounds the words that a Reader remembers.
const maxSeen = 1 << 13

// Reader corrects texts one after the other and remembers what it made of a word: notes have the same unknown words
// again and again. It serves one goroutine at a time.
type Reader struct {
	c    *Corrector
	seen map[string]verdict // by folded word
}

// verdict is the word that was meant and its number in the lexicon, 0 where there is none.
type verdict struct {
	word     string
	norm     uint32
	distance int
}

// NewReader returns a reader that remembers.
func (c *Corrector) NewReader() *Reader { return &Reader{c: c, seen: map[string]verdict{}} }

// Correct gives the unknown words of a text the word that was meant and appends what it changed to dst.
func (r *Reader) Correct(dst []Correction, text string, tokens []annotation.Token) []Correction {
	var buf [maxLetters + 8]byte
	for i := range tokens {
		t := &tokens[i]
		if t.Norm != 0 || t.Kind != annotation.Word || t.Len() < minLetters || t.Len() > maxLetters || t.Caps {
			continue
		}
		w := lexicon.Fold(buf[:0], text[t.Begin:t.End])
		if v := r.judge(w); v.norm != 0 {
			t.Norm, t.Begins = v.norm, t.Begins|annotation.BeginsTerm
			dst = append(dst, Correction{Token: i, Word: v.word, Distance: v.distance, Likeness: 1 - float64(v.distance)/float64(len(w))})
		}
	}
	return dst
}

// judge is the verdict on a folded word.
func (r *Reader) judge(w []byte) verdict {
	if v, ok := r.seen[string(w)]; ok {
		return v
	}
	var v verdict
	if v.word = misread(r.c.lex, w); v.word != "" {
		v.norm, v.distance = r.c.lex.Word(v.word), 1
	} else if v.word, v.distance = r.c.meant(w); v.distance > 0 {
		v.norm = r.c.lex.Word(v.word)
	}
	if r.seen != nil {
		if len(r.seen) >= maxSeen {
			clear(r.seen)
		}
		r.seen[string(w)] = v
	}
	return v
}
