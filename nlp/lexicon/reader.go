package lexicon

import (
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Reader normalises texts one after the other as Lexicon.Normalise does, and remembers the words it met last: a few
// thousand words make up nearly all of what notes say. It serves one goroutine at a time.
type Reader struct {
	words  [1 << wordBits][2]seenWord // first: a pair fills a line of the processor's cache
	marks  [utf8.RuneSelf]seen        // of punctuation marks and line breaks
	lex    *Lexicon
	number func(*annotation.Token)
}

const (
	wordBits = 13
	lane     = 8  // bytes of a word that its hash tells apart
	longest  = 18 // bytes of the words that are remembered
)

// seen is what a token's text says of it.
type seen struct {
	norm   uint32
	number uint32 // Word of the token
	begins uint32 // Begins of the token
}

// seenWord is a word without the letter case of its first eight bytes, and what it is. It is known by its hash, its length
// and its other bytes: token.Hash tells words apart that differ in the first eight alone.
type seenWord struct {
	hash uint64
	seen
	counts bool // see folder
	size   uint8
	rest   [longest - lane]byte
}

// NewReader returns a reader. number gives a token its Word and its Begins, by its kind and text alone.
func (l *Lexicon) NewReader(number func(*annotation.Token)) *Reader {
	return &Reader{lex: l, number: number}
}

// Normalise fills Norm, Word and Begins of the tokens of text.
func (r *Reader) Normalise(text string, tokens []annotation.Token) {
	var f folder
	for i := range tokens {
		t := &tokens[i]
		switch n := t.End - t.Begin; {
		case t.Kind > annotation.Number:
			r.mark(&f, text, t)
		case f.counts || n > longest || t.Hash == 0:
			t.Norm = r.lex.norm(&f, t, text[t.Begin:t.End])
			r.give(t)
		default:
			pair := &r.words[t.Hash>>(64-wordBits)]
			w := &pair[0]
			if !w.is(text, t, n) {
				if w = &pair[1]; !w.is(text, t, n) {
					w = r.meet(&f, pair, text, t)
				}
			}
			t.Norm, t.Word, t.Begins, f.counts = w.norm, w.number, w.begins, w.counts
		}
	}
}

// is reports whether a token of n bytes is the word.
func (w *seenWord) is(text string, t *annotation.Token, n int) bool {
	return w.hash == t.Hash && int(w.size) == n && (n <= lane || string(w.rest[:n-lane]) == text[t.Begin+lane:t.End])
}

// meet puts a new word in the place of the older one of the pair.
func (r *Reader) meet(f *folder, pair *[2]seenWord, text string, t *annotation.Token) *seenWord {
	word := text[t.Begin:t.End]
	t.Norm = r.lex.norm(f, t, word)
	r.give(t)
	pair[1] = pair[0]
	pair[0] = seenWord{hash: t.Hash, seen: seen{t.Norm, t.Word, t.Begins}, counts: f.counts, size: uint8(len(word))}
	if len(word) > lane {
		copy(pair[0].rest[:], word[lane:])
	}
	return &pair[0]
}

// mark reads a token that is no word.
func (r *Reader) mark(f *folder, text string, t *annotation.Token) {
	f.gap(t.Kind)
	t.Norm = 0
	c := text[t.Begin]
	if t.Kind == annotation.Mask || c >= utf8.RuneSelf {
		r.give(t)
		return
	}
	m := &r.marks[c]
	if m.begins == 0 {
		r.give(t)
		m.number, m.begins = t.Word, t.Begins
	}
	t.Word, t.Begins = m.number, m.begins
}

// give gives a token that has its Norm its Word and its Begins.
func (r *Reader) give(t *annotation.Token) {
	r.number(t)
	t.Begins &^= annotation.BeginsTerm
	if t.Norm != 0 && r.lex.begins(t.Norm) {
		t.Begins |= annotation.BeginsTerm
	}
}
