package phrase_test

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/token"
)

var sharedLeads = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewLeads("{no|} evidence of", "R/O", "( - )")
})

var sharedKinds = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewLeads("fever").AndKinds(annotation.Number, annotation.Mask)
})

// TestAndKinds: tokens of the kinds are leads whatever their text, and others by their words alone.
func TestAndKinds(t *testing.T) {
	text := "Fever 39.5 on [**2018-1-1**], no 12 chills\n"
	tokens := token.Scan(nil, text)
	for i := range tokens {
		phrase.Number(&tokens[i])
	}
	var got []string
	for i := sharedKinds().Next(tokens, 0); i < len(tokens); i = sharedKinds().Next(tokens, i+1) {
		got = append(got, text[tokens[i].Begin:tokens[i].End])
	}
	if want := []string{"Fever", "39.5", "[**2018-1-1**]", "12"}; !slices.Equal(got, want) {
		t.Errorf("leads %q, want %q", got, want)
	}
}

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
