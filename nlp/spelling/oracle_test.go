package spelling

import (
	"math/rand/v2"
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/token"
)

// naive is meant as it is defined: every word is compared with every other one.
func naive(c *Corrector, w []byte) (string, int) {
	if len(w) < minLetters || !ascii(w) {
		return "", 0
	}
	for x := range confusables() {
		if x[0] == w[0] && distance(w, x, 3) <= 2 {
			return "", 0
		}
	}
	limit := 1
	if len(w) >= twoEdits {
		limit = 2
	}
	near := map[int][]string{}
	for n := range c.buckets {
		for _, x := range c.buckets[n][w[0]] {
			d := distance(w, x.word, limit)
			near[d] = append(near[d], x.word)
		}
	}
	for d := range limit + 1 {
		switch {
		case len(near[d]) == 1 && d > 0:
			return near[d][0], d
		case len(near[d]) > 0:
			return "", 0
		}
	}
	return "", 0
}

// TestMeantIsNaive: looking at few words finds the same as looking at all.
func TestMeantIsNaive(t *testing.T) {
	c := New(lexicon.Default())
	random := rand.New(rand.NewPCG(1, 2))
	var words []string
	for n := range c.buckets {
		for first := range c.buckets[n] {
			for _, x := range c.buckets[n][first] {
				words = append(words, x.word)
			}
		}
	}
	for x := range confusables() {
		words = append(words, x)
	}
	if len(words) < 2000 {
		t.Fatalf("only %d words", len(words))
	}
	corrected := 0
	for range 4000 {
		w := mangle(random, []byte(words[random.IntN(len(words))]))
		if len(w) == 0 {
			continue
		}
		word, d := c.meant(w)
		if want, wantD := naive(c, w); d != wantD || d > 0 && word != want {
			t.Fatalf("%s: %q, %d edits; want %q, %d", w, word, d, want, wantD)
		}
		if d > 0 {
			corrected++
		}
	}
	if corrected < 500 {
		t.Errorf("only %d words were corrected: the test shows little", corrected)
	}
}

// mangle makes up to three edits.
func mangle(random *rand.Rand, w []byte) []byte {
	for range random.IntN(4) {
		if len(w) < 2 {
			break
		}
		i := random.IntN(len(w) - 1)
		letter := byte('a' + random.IntN(26))
		switch random.IntN(4) {
		case 0:
			w = append(w[:i], w[i+1:]...)
		case 1:
			w = append(w[:i], append([]byte{letter}, w[i:]...)...)
		case 2:
			w[i] = letter
		default:
			w[i], w[i+1] = w[i+1], w[i]
		}
	}
	return w
}

// TestReaderForgets: a reader gives what the corrector gives, whatever it read before, and keeps its bound.
func TestReaderForgets(t *testing.T) {
	lex := lexicon.Default()
	c := New(lex)
	r := c.NewReader()
	text := "started gabapetin and warfrin for pnuemonia; hydroxyzne"
	for range 2 {
		plain, read := token.Scan(nil, text), token.Scan(nil, text)
		lex.Normalise(text, plain)
		lex.Normalise(text, read)
		want, got := c.Correct(nil, text, plain), r.Correct(nil, text, read)
		if len(want) != 3 || len(got) != len(want) {
			t.Fatalf("%v, want %v", got, want)
		}
		for i := range want {
			if got[i] != want[i] || plain[want[i].Token].Norm != read[want[i].Token].Norm {
				t.Errorf("%v, want %v", got[i], want[i])
			}
		}
	}
	for i := range 3 * maxSeen {
		w := []byte("zzzaaaa")
		for k, n := 3, i; k < len(w); k, n = k+1, n/26 {
			w[k] += byte(n % 26)
		}
		r.judge(w)
	}
	if len(r.seen) > maxSeen {
		t.Errorf("%d words remembered", len(r.seen))
	}
}

func TestReaderDoesNotAllocate(t *testing.T) {
	lex := lexicon.Default()
	r := New(lex).NewReader()
	text := "started gabapetin for frobnication of the knee"
	tokens := token.Scan(nil, text)
	fixed := r.Correct(nil, text, tokens)
	if n := testing.AllocsPerRun(10, func() {
		for i := range tokens {
			tokens[i].Norm = 0
		}
		fixed = r.Correct(fixed[:0], text, tokens)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
