package nlp

import (
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/token"
)

// TestTokenAt: whatever was asked for before, the token is the first that ends behind the byte.
func TestTokenAt(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	w := &Worker{}
	for range 50 {
		text := strings.Repeat("HTN, on metoprolol   25mg\n", random.IntN(60))
		w.doc.Text, w.doc.Tokens = text, token.Scan(w.doc.Tokens[:0], text)
		at := 0
		for range 200 {
			if at += random.IntN(60) - 20; random.IntN(20) == 0 || at < 0 || at > len(text)+1 {
				at = random.IntN(len(text) + 2)
			}
			tokens := w.doc.Tokens
			want := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > at })
			if got := w.tokenAt(at); got != want {
				t.Fatalf("byte %d of %d: token %d, want %d", at, len(text), got, want)
			}
		}
	}
}
