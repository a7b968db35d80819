package spelling

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abcd", 1}, {"abc", "bc", 1}, {"kitten", "sitting", 3}, {"", "ab", 2}, {"abcdef", "uvwxyz", 4},
	} {
		if got := distance([]byte(c.a), c.b, 3); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestMeant(t *testing.T) {
	c := New(lexicon.Default())
	for in, want := range map[string]string{
		"gabapetin": "gabapentin", "warfrin": "warfarin", "ibuprofin": "ibuprofen", "pnuemonia": "pneumonia", "diverticulitus": "diverticulitis",
		"hydralzine": "", "hydroxyzne": "", // a sound-alike pair
		"hypotensoin": "", "celebrx": "", "flemish": "", "abc": "",
	} {
		got, _ := c.meant(lexicon.Fold(nil, in))
		if got != string(lexicon.Fold(nil, want)) {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestCorrect(t *testing.T) {
	lex := lexicon.Default()
	text := "started gabapetin 300 mg for neuropathy, patient walked"
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	fixed := New(lex).Correct(nil, text, tokens)
	if len(fixed) != 1 || fixed[0].Word != "gabapentin" {
		t.Fatalf("corrections: %v", fixed)
	}
	found := match.Find(nil, text, tokens, lex)
	Mark(found, fixed)
	if len(found) == 0 || found[0].Method != "fuzzy" || found[0].Score < 0.6 || found[0].Score > 0.7 {
		t.Errorf("matches: %+v", found)
	}
}

// No English word and no name of a sound-alike pair may be corrected into something else.
func TestLeavesWordsAlone(t *testing.T) {
	lex := lexicon.Default()
	c := New(lex)
	for name := range confusables() {
		if word, d := c.meant([]byte(name)); d > 0 {
			t.Errorf("%s became %s", name, word)
		}
	}
	text := "the anxious carpenter presented yesterday without complaints regarding medication adherence"
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	if fixed := c.Correct(nil, text, tokens); len(fixed) != 0 {
		t.Errorf("corrected English: %v", fixed)
	}
}

// Scanners read m as rn.
func TestMisread(t *testing.T) {
	lex := lexicon.Default()
	for in, want := range map[string]string{
		"hernatoma": "hematoma", "rnetformin": "metformin", "pneurnonia": "pneumonia", "sternurn": "sternum",
		"hernandez": "", "barnes": "", "metformin": "",
	} {
		if got := misread(lex, []byte(in)); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
