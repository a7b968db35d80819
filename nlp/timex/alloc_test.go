package timex_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/timex"
	"github.com/tarn-sql/tarn/nlp/token"
)

// TestFindDoesNotAllocate: a text costs memory for the values that it has alone.
func TestFindDoesNotAllocate(t *testing.T) {
	text := "Seen last Monday for pain of the left knee, 1.5 mg in 12 of 300 cases since childhood; on aspirin."
	tokens := token.Scan(nil, text)
	var f timex.Finder
	found := f.Find(nil, text, tokens)
	if len(found) == 0 {
		t.Error("nothing found")
	}
	if n := testing.AllocsPerRun(10, func() { found = f.Find(found[:0], text, tokens) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
