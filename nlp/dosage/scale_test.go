package dosage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

// TestLongTexts reads texts that a careless reader takes quadratic time for; -v shows the times.
func TestLongTexts(t *testing.T) {
	for _, x := range []string{"aspirin ", "aspirin (", "aspirin 1/2 to ", "aspirin, ", "aspirin/", "aspirin 1-", "aspirin every "} {
		for _, size := range []int{20_000, 80_000} {
			doc := annotate(strings.Repeat(x, size/len(x)))
			start := time.Now()
			dosage.Apply(doc)
			t.Logf("%q %d bytes: %v", x, size, time.Since(start))
			check(t, doc)
		}
	}
}
