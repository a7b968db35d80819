package lab_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/nlp/lab"
)

// TestLongTexts reads texts that a careless reader takes quadratic time for; -v shows the times.
func TestLongTexts(t *testing.T) {
	for _, x := range []string{"WBC ", "WBC (", "K 3.7 ", "BP 120/80, ", "1|2|3|", "Na/", "wbc 12, ", "1/2 ", "WBC 12 13 ", "Hgb Plt\n"} {
		for _, size := range []int{20_000, 80_000} {
			doc := annotate(strings.Repeat(x, size/len(x)))
			start := time.Now()
			lab.Apply(doc, nil)
			t.Logf("%q %d bytes: %v", x, size, time.Since(start))
			check(t, doc)
		}
	}
}
