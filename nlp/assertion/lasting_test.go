package assertion_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/assertion"
)

func TestLasting(t *testing.T) {
	for code, want := range map[string]bool{
		"I10": true, "E11.9": true, "E11": true, "J45.909": true, "I48.91": true, "I48.0": true, "K21.9": true, "F32.A": true, "F03.90": true, "N18.30": true,
		"B20": true, "M81.0": true, "M10.9": true, "M1A.9XX0": true, "D64.9": true, "Q21.0": true, "J30.2": true, "M32.14": true, "G20.A1": true, "Z21": true,
		"I21.9": false, "I48.92": false, "I63.9": false, "J18.9": false, "N39.0": false, "C50.919": false, "S72.009A": false, "I26.99": false, "F05": false,
		"N20.0": false, "R07.9": false, "A41.9": false, "D62": false, "O24.419": false, "K80.20": false, "I16.9": false, "J96.01": false, "": false, "B19": false,
	} {
		if got := assertion.Lasting(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}
