package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// FuzzLayout: wherever words stand, each is in the text once. Each byte triple is a word: its place and width.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("aaabbbcccddd"))
	f.Add([]byte("\x00\x10\x40\x60\x10\x40\x00\x20\x40\x60\x20\x40\x00\x30\x40\x60\x30\x40"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var words []word
		var want []string
		for i := 0; i+3 <= len(data) && i < 900; i += 3 {
			left, bottom := float64(data[i])*3, float64(data[i+1])*3
			w := word{text: strings.Repeat("x", 1+int(data[i+2]%30)), left: left, right: left + float64(data[i+2]), bottom: bottom, top: bottom + 10}
			words, want = append(words, w), append(want, w.text)
		}
		got := strings.Fields(layout(words))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("%d words became %d", len(want), len(got))
		}
	})
}

func TestLayoutOddPlaces(t *testing.T) {
	nan := math.NaN()
	for _, words := range [][]word{
		{{text: "nowhere", left: nan, right: nan, bottom: nan, top: nan}},
		{{text: "flat"}},
		{{text: "endless", left: math.Inf(-1), right: math.Inf(1), top: math.Inf(1)}},
		{{text: "turned", left: 0, right: 10, bottom: 0, top: 60}},
	} {
		if got := layout(words); got != words[0].text {
			t.Errorf("%q became %q", words[0].text, got)
		}
	}
	if got := layout(nil); got != "" {
		t.Error(got)
	}
}
