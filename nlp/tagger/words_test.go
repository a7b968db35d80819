package tagger

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/tagger/internal/feature"
	"github.com/tarn-sql/tarn/nlp/token"
)

// TestWordsAreRemembered: what words weigh together with what their neighbours weigh is what all features of a token
// weigh, whatever was read before.
func TestWordsAreRemembered(t *testing.T) {
	lex := lexicon.Default()
	used := Default().NewTagger()
	for _, text := range []string{
		"Adenomatous polyposis coli (APC) and APC-related tumours. Naloxone reverses clonidine.",
		"", "x", "THE PATIENT HAS HYPERTENSION AND TAKES\nmetoprolol 12.5mg b.i.d.; naloxone was given (naloxone).",
		strings.Repeat("Cisplatin-induced nephrotoxicity in 12 rats, ", 30),
	} {
		for range 2 {
			tokens := token.Scan(nil, text)
			lex.Normalise(text, tokens)
			hints := Hints(nil, len(tokens), match.Find(nil, text, tokens, lex))
			used.extract.Reset(text, tokens, hints)
			local := used.lattice.Grow(len(tokens))
			used.fill(local)
			for i, got := range local {
				var buf [feature.Max]uint32
				if want := used.model.score(buf[:used.extract.At(i, &buf)], &used.first); got != want {
					t.Fatalf("%q, token %d: %v, want %v", text, i, got, want)
				}
			}
		}
	}
}

func TestTagDoesNotAllocate(t *testing.T) {
	lex := lexicon.Default()
	tagger := Default().NewTagger()
	text := "Naloxone reverses the antihypertensive effect of clonidine in hypertension."
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	hints := Hints(nil, len(tokens), match.Find(nil, text, tokens, lex))
	spans := tagger.Tag(nil, text, tokens, hints)
	if n := testing.AllocsPerRun(10, func() { spans = tagger.Tag(spans[:0], text, tokens, hints) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
