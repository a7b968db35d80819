package lexicon_test

import (
	"math/rand/v2"
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

// TestStart: the start of a word says what the trie says, and lets no word out that goes on with a term.
func TestStart(t *testing.T) {
	im := lexicon.Embedded()
	random := rand.New(rand.NewPCG(7, 8))
	starts, ends, kept, passed := 0, 0, 0, 0
	for w := range uint32(im.Words() + 3) {
		s := im.Start(w)
		if s.Node != im.Root(w) {
			t.Fatalf("word %d starts at node %d, want %d", w, s.Node, im.Root(w))
		}
		if s.Node == 0 {
			continue
		}
		starts++
		first, end := im.TermsAt(s.Node)
		if s.Ends != (first < end) {
			t.Fatalf("word %d is a term: %v", w, s.Ends)
		}
		if s.Ends {
			ends++
		}
		for range 20 {
			if next := uint32(random.IntN(im.Words())); im.Next(s.Node, next) == 0 && s.Leads(next) {
				passed++
			}
		}
	}
	lex := lexicon.Default()
	for id := uint32(0); int(id) < im.Concepts(); id += 7 {
		name := im.Concept(id).Name
		tokens := token.Scan(nil, name)
		lex.Normalise(name, tokens)
		if len(tokens) < 2 {
			continue
		}
		s, next := im.Start(tokens[0].Norm), tokens[1].Norm
		if im.Next(s.Node, next) == 0 {
			continue
		}
		if kept++; !s.Leads(next) {
			t.Fatalf("%q: the first word does not lead to the second", name)
		}
	}
	if starts < 10000 || ends < 10000 || kept < 1000 {
		t.Errorf("%d starts, %d ends, %d steps: the test shows little", starts, ends, kept)
	}
	if passed > 2*starts { // of 20 tries each
		t.Errorf("%d of %d words that lead nowhere pass", passed, 20*starts)
	}
}

func TestCodeOf(t *testing.T) {
	im := lexicon.Embedded()
	with := 0
	for id := uint32(0); int(id) < im.Concepts(); id += 97 {
		want := ""
		for _, c := range im.Concept(id).Codes {
			if c.System == lexicon.ICD10CM {
				want = c.Code
				with++
				break
			}
		}
		if got := im.CodeOf(id, lexicon.ICD10CM); got != want {
			t.Errorf("concept %d: %q, want %q", id, got, want)
		}
	}
	if with == 0 {
		t.Error("no concept has a code: the test shows nothing")
	}
	if n := testing.AllocsPerRun(10, func() { im.CodeOf(5, lexicon.ICD10CM) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
