package schema

import "testing"

// TestEmbeddedSize: the model travels in every binary.
func TestEmbeddedSize(t *testing.T) {
	if n := len(embedded); n > 150_000 {
		t.Errorf("%d bytes", n)
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, b := range [][]byte{nil, []byte("x"), embedded[:len(embedded)/2]} {
		if _, err := decode(b); err == nil {
			t.Errorf("%d bytes were taken for a model", len(b))
		}
	}
}

// BenchmarkDecode is the time that the first use of R4 costs.
func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
