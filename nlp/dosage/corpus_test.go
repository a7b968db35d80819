package dosage_test

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestCoverage counts what is read of instructions without gold; TARN_SHOW=1 prints them.
func TestCoverage(t *testing.T) {
	f, err := os.Open(shared.Path(t, "nlp", "corpora", "medication_attr", "sigs_unlabelled.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, dose, when, route := 0, 0, 0, 0
	for in := bufio.NewScanner(f); in.Scan(); n++ {
		sig := dosage.ParseSig(in.Text())
		s := sig.Steps[0]
		dose += count(s.Dose.Set)
		when += count(s.Timing.IsSet() || s.AsNeeded || s.Duration.IsSet())
		route += count(s.Route.Name != "")
		if os.Getenv("TARN_SHOW") != "" {
			fmt.Printf("%s\n    %s\n", in.Text(), show(sig))
		}
	}
	t.Logf("%d instructions: dose %.3f, timing %.3f, route %.3f", n, share(dose, n), share(when, n), share(route, n))
	if share(dose, n) < 0.90 || share(when, n) < 0.94 || share(route, n) < 0.92 {
		t.Error("less was read than before")
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
