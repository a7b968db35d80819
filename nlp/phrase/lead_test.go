package phrase_test

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/token"
)

var sharedLeads = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewLeads("{no|} evidence of", "R/O", "( - )")
})

// TestLeads: the leads of phrases are their first words, whatever alternative begins them, and no others.
func TestLeads(t *testing.T) {
	text := "No evidence of (r/o) fever - none"
	tokens := token.Scan(nil, text)
	var plain []string
	for i := range tokens {
		if sharedLeads().Has(text, &tokens[i]) {
			plain = append(plain, text[tokens[i].Begin:tokens[i].End])
		}
		phrase.Number(&tokens[i])
	}
	want := []string{"No", "evidence", "(", "r"}
	if !slices.Equal(plain, want) {
		t.Errorf("leads %q, want %q", plain, want)
	}
	var next []string
	for i := sharedLeads().Next(tokens, 0); i < len(tokens); i = sharedLeads().Next(tokens, i+1) {
		next = append(next, text[tokens[i].Begin:tokens[i].End])
	}
	if !slices.Equal(next, want) {
		t.Errorf("next %q, want %q", next, want)
	}
	if i := sharedLeads().Next(tokens, len(tokens)); i != len(tokens) {
		t.Errorf("next behind the end is %d", i)
	}
}
