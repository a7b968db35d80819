package phrase_test

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/token"
)

var (
	sharedSet = phrase.Shared(func() *phrase.Set { return build("no", "no evidence of", "doesn't have", "k", "é") })
	sharedMap = phrase.SharedWords(func() *phrase.WordMap { return phrase.NewWordMap(map[string]uint32{"evidence": 3, "fever": 4}) })
)

// TestNumber: numbered words are the words that a look at their letters finds, in sets that are declared and in others.
func TestNumber(t *testing.T) {
	for _, text := range []string{
		"", "No\nevidence of fever", "doesn’t doesn't HAVE", "K \u212a É é x", "\nno",
	} {
		plain, numbered := token.Scan(nil, text), token.Scan(nil, text)
		for i := range numbered {
			phrase.Number(&numbered[i])
		}
		for _, set := range []*phrase.Set{sharedSet(), build("no evidence", "x")} {
			if got, want := set.Words(nil, text, numbered), set.Words(nil, text, plain); !slices.Equal(got, want) {
				t.Errorf("%q: words %v, want %v", text, got, want)
			}
			for i := range plain {
				v, end, ok := set.At(text, plain, i)
				if got, to, found := set.At(text, numbered, i); got != v || to != end || found != ok {
					t.Errorf("%q: phrase %d to %d at %d, want %d to %d", text, got, to, i, v, end)
				}
				if got, want := set.Word(text, numbered[i]), set.Word(text, plain[i]); got != want {
					t.Errorf("%q: word %d is %d, want %d", text, i, got, want)
				}
			}
		}
		for i := range plain {
			if got, want := sharedMap().Get(text, &numbered[i]), sharedMap().Get(text, &plain[i]); got != want {
				t.Errorf("%q: value %d is %d, want %d", text, i, got, want)
			}
		}
	}
	text := "evidence no k fever \u212a"
	tokens := token.Scan(nil, text)
	var begins, known []bool
	for i := range tokens {
		phrase.Number(&tokens[i])
		begins, known = append(begins, sharedSet().Begins(&tokens[i])), append(known, sharedMap().Begins(&tokens[i]))
	}
	if want := []bool{false, true, true, false, true}; !slices.Equal(begins, want) { // of the last nothing is known
		t.Errorf("phrases begin with %v, want %v", begins, want)
	}
	if want := []bool{true, false, false, true, true}; !slices.Equal(known, want) {
		t.Errorf("words of the map: %v, want %v", known, want)
	}
	if words := sharedSet().Words(nil, "no", token.Scan(nil, "no")); words[0] == phrase.Unknown {
		t.Error("the set lacks its own words: the test shows nothing")
	}
}
