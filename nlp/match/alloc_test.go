package match_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestFindDoesNotAllocate(t *testing.T) {
	lex := lexicon.Default()
	text := "Type 2 diabetes mellitus, renal and hepatic failure; pain in the left knee. Continue metformin 500 mg."
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	m := match.New(lex)
	found := m.Find(nil, text, tokens)
	if len(found) < 4 {
		t.Errorf("found %v", found)
	}
	if n := testing.AllocsPerRun(10, func() { found = m.Find(found[:0], text, tokens) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
