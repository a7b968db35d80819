package lexicon_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

// lengthOf is a number that the text of a token alone decides.
func lengthOf(t *annotation.Token) { t.Word = uint32(t.Len()) }

// TestReader: what a reader remembers is what the lexicon says, whatever was read before.
func TestReader(t *testing.T) {
	lex := lexicon.Default()
	im := lexicon.Embedded()
	random := rand.New(rand.NewPCG(3, 4))
	r := lex.NewReader(lengthOf)
	for n := range 300 {
		var b strings.Builder
		for range 200 {
			w := im.Word(1 + uint32(random.IntN(1+random.IntN(im.Words()-1))))
			switch random.IntN(12) {
			case 0:
				w = strings.ToUpper(w)
			case 1:
				w = "stage II"
			case 2:
				w = "Type i"
			case 3:
				w = fmt.Sprint(random.IntN(50))
			case 4:
				w += "’s\n"
			}
			b.WriteString(w + " ")
		}
		text := b.String()
		want, got := token.Scan(nil, text), token.Scan(nil, text)
		lex.Normalise(text, want)
		for i := range want {
			w := &want[i]
			lengthOf(w)
			if w.Begins &^= annotation.BeginsTerm; im.Root(w.Norm) != 0 {
				w.Begins |= annotation.BeginsTerm
			}
		}
		r.Normalise(text, got)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("text %d, %q: %+v, want %+v", n, text[want[i].Begin:want[i].End], got[i], want[i])
			}
		}
	}
}

func TestReaderDoesNotAllocate(t *testing.T) {
	r := lexicon.Default().NewReader(lengthOf)
	text := "Type II diabetes of the patient’s mother; frobnication, 12.5 mg"
	tokens := token.Scan(nil, text)
	if n := testing.AllocsPerRun(10, func() { r.Normalise(text, tokens) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
