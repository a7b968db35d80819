package phrase_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/token"
)

func build(patterns ...string) *phrase.Set {
	var b phrase.Builder
	for i, p := range patterns {
		b.Add(p, int32(i))
	}
	return b.Set()
}

func TestExpand(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{"no", "no"},
		{"no {new|acute|} signs {of|}", "no new signs of|no new signs|no acute signs of|no acute signs|no signs of|no signs"},
	} {
		if got := strings.Join(phrase.Expand(nil, c.pattern), "|"); got != c.want {
			t.Errorf("%q: got %q", c.pattern, got)
		}
	}
}

func TestLongest(t *testing.T) {
	set := build("no", "no evidence of", "r/o", "doesn't have", "é")
	for _, c := range []struct {
		text string
		want int32 // -1: none
		end  int
	}{
		{"No fever", 0, 1},
		{"NO EVIDENCE of", 1, 3},
		{"no\nevidence\nof it", 1, 5},
		{"no evidence for", 0, 1},
		{"R/O MI", 2, 3},
		{"doesn’t have", 3, 2},
		{"É", 4, 1},
		{"\nno", -1, 0},
		{"none", -1, 0},
		{"", -1, 0},
	} {
		words := set.Words(nil, c.text, token.Scan(nil, c.text))
		value, end, ok := set.Longest(words, 0)
		if v, to, found := set.At(c.text, token.Scan(nil, c.text), 0); v != value || to != end || found != ok {
			t.Errorf("%q: At finds %d to %d", c.text, v, to)
		}
		if !ok {
			value = -1
		}
		if value != c.want || end != c.end {
			t.Errorf("%q: got %d to %d", c.text, value, end)
		}
	}
}

func TestEmptySet(t *testing.T) {
	var b phrase.Builder
	set := b.Set()
	if _, _, ok := set.Longest(set.Words(nil, "a", token.Scan(nil, "a")), 0); ok {
		t.Error("an empty set found a phrase")
	}
}

func TestWordsDoesNotAllocate(t *testing.T) {
	set := build("no", "no evidence of")
	text := "There was No evidence of pneumonia"
	tokens := token.Scan(nil, text)
	words := make([]uint32, 0, len(tokens))
	if n := testing.AllocsPerRun(10, func() {
		words = set.Words(words[:0], text, tokens)
		set.Longest(words, 2)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestWordMap(t *testing.T) {
	set := phrase.NewWordMap(map[string]uint32{"the": 1, "patient's": 1, "é": 7})
	text := "The patient’s patient É then"
	tokens := token.Scan(nil, text)
	var got []bool
	for i := range tokens {
		found := set.Has(text, &tokens[i])
		tokens[i].Hash = 0 // as of a token that the scanner did not make
		if set.Has(text, &tokens[i]) != found {
			t.Errorf("token %d: the hash makes a difference", i)
		}
		got = append(got, found)
	}
	if n := set.Get(text, &tokens[3]); n != 7 {
		t.Errorf("É has number %d", n)
	}
	if want := []bool{true, true, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestLongestIsNaive: what a set finds in a random text is what a look through all its phrases finds.
func TestLongestIsNaive(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	word := func() string { return fmt.Sprintf("w%c", 'a'+random.IntN(20)*random.IntN(2)) }
	var b phrase.Builder
	phrases := map[string]int32{}
	for range 3000 {
		words := make([]string, 1+random.IntN(4))
		for i := range words {
			words[i] = word()
		}
		p := strings.Join(words, " ")
		phrases[p] = b.AddPhrase(p, int32(len(phrases)))
	}
	set := b.Set()
	found := 0
	for range 300 {
		words := make([]string, 12)
		for i := range words {
			words[i] = word()
		}
		text := strings.Join(words, " ")
		tokens := token.Scan(nil, text)
		ids := set.Words(nil, text, tokens)
		for i := range words {
			want, wantEnd := int32(-1), 0
			for end := i + 1; end <= len(words); end++ {
				if v, ok := phrases[strings.Join(words[i:end], " ")]; ok {
					want, wantEnd = v, end
				}
			}
			got, end, ok := set.Longest(ids, i)
			if v, to, found := set.At(text, tokens, i); v != got || to != end || found != ok {
				t.Fatalf("%q at %d: At finds %d to %d", text, i, v, to)
			}
			if ok {
				found++
			} else {
				got = -1
			}
			if got != want || end != wantEnd {
				t.Fatalf("%q at %d: %d to %d, want %d to %d", text, i, got, end, want, wantEnd)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d phrases found: the test shows little", found)
	}
}
