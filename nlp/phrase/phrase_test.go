package phrase_test

import (
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
