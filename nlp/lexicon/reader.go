package lexicon

import "github.com/tarn-sql/tarn/nlp/annotation"

// Reader normalises texts one after the other as Lexicon.Normalise does, and remembers the words it met last: a few
// thousand words make up nearly all of what notes say. It serves one goroutine at a time.
type Reader struct {
	lex    *Lexicon
	number func(*annotation.Token)
	seen   [1 << seenBits][2]seenWord
}

const (
	seenBits = 13
	seenSize = 22
)

// seenWord is a word as it stands in a text and what it is; no word is longer than seenSize.
type seenWord struct {
	norm   uint32
	number uint32 // Word of the token
	counts bool   // see folder
	size   uint8
	word   [seenSize]byte
}

// NewReader returns a reader. number gives a token its Word, by its kind and text alone.
func (l *Lexicon) NewReader(number func(*annotation.Token)) *Reader {
	return &Reader{lex: l, number: number}
}

// Normalise fills Norm and Word of the tokens of text.
func (r *Reader) Normalise(text string, tokens []annotation.Token) {
	var f folder
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != annotation.Word && t.Kind != annotation.Number {
			f.gap(t.Kind)
			t.Norm = 0
			r.number(t)
			continue
		}
		word := text[t.Begin:t.End]
		if f.counts || len(word) > seenSize || t.Hash == 0 {
			t.Norm = r.lex.norm(&f, t, word)
			r.number(t)
			continue
		}
		pair := &r.seen[r.place(t)]
		s := &pair[0]
		if string(s.word[:s.size]) != word {
			if s = &pair[1]; string(s.word[:s.size]) != word {
				pair[1] = pair[0] // the older word of the two goes
				s = &pair[0]
				s.norm = r.lex.norm(&f, t, word)
				r.number(t)
				s.number = t.Word
				s.counts, s.size = f.counts, uint8(copy(s.word[:], word))
			}
		}
		t.Norm, t.Word, f.counts = s.norm, s.number, s.counts
	}
}

// place is where a word is remembered; its forms in capitals have other places.
func (r *Reader) place(t *annotation.Token) uint64 {
	h := t.Hash
	if t.Upper {
		h += 0x5851f42d4c957f2d
	}
	if t.Caps {
		h += 0x14057b7ef767814f
	}
	return h * 0x9e3779b97f4a7c15 >> (64 - seenBits)
}
