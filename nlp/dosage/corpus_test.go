package dosage_test

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestShowCorpora prints what was read of the unlabelled instructions with TARN_SHOW=1.
func TestShowCorpora(t *testing.T) {
	if os.Getenv("TARN_SHOW") == "" {
		t.Skip("set TARN_SHOW=1 to see")
	}
	f, err := os.Open(shared.Path(t, "nlp", "corpora", "medication_attr", "sigs_unlabelled.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		fmt.Printf("%s\n    %s\n", in.Text(), show(dosage.ParseSig(in.Text())))
	}
}
