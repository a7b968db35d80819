package sentence_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/token"
)

func TestSplitDoesNotAllocate(t *testing.T) {
	text := "Seen by Dr. Lee at 5 p.m. for pain.Denies fever.\n1. Asthma\n2. Gout: stable on\nallopurinol."
	tokens := token.Scan(nil, text)
	var s sentence.Splitter
	got := s.Split(nil, text, tokens, nil)
	if len(got) < 3 {
		t.Errorf("%d sentences", len(got))
	}
	if n := testing.AllocsPerRun(10, func() { got = s.Split(got[:0], text, tokens, nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
