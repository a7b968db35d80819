package lab_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestShowNotes prints the values found in the notes of the corpora with TARN_SHOW=1.
func TestShowNotes(t *testing.T) {
	if os.Getenv("TARN_SHOW") == "" {
		t.Skip("set TARN_SHOW=1 to see")
	}
	for _, c := range []struct {
		path   []string
		column string
	}{
		{[]string{"nlp", "corpora", "notes", "aci_bench", "train.csv"}, "note"},
		{[]string{"nlp", "corpora", "notes", "mts_dialog", "MTS-Dialog-TrainingSet.csv"}, "section_text"},
	} {
		f, err := os.Open(shared.Path(t, c.path...))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for k, name := range rows[0] {
				if name == c.column {
					doc := annotate(row[k])
					check(t, doc)
					for _, e := range doc.Entities {
						if e.Category.String() == "TEST_TREATMENT_PROCEDURE" && len(e.Attributes) > 0 {
							one := *doc
							one.Entities = doc.Entities[:0:0]
							one.Entities = append(one.Entities, e)
							fmt.Printf("%-70s | %s\n", tests(&one), strings.ReplaceAll(row[k][max(e.Begin-25, 0):min(e.End+50, len(row[k]))], "\n", "⏎"))
						}
					}
				}
			}
		}
	}
}
