package abbreviation

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

//go:embed senses.tsv
var sensesTSV string

// sense is one meaning of a short form.
type sense struct {
	category   annotation.Category // "" means that the short form is no entity here
	term       string
	prior      int
	sections   map[string]bool
	neighbours map[string]bool
}

var categories = map[string]annotation.Category{
	"drug": annotation.Medication, "cond": annotation.Condition, "test": annotation.TestProcedure, "site": annotation.Anatomy, "none": 0,
}

// senses are the curated meanings by short form, as written.
var senses = sync.OnceValue(func() map[string][]sense {
	out := map[string][]sense{}
	for _, line := range strings.Split(sensesTSV, "\n") {
		cell := strings.Split(line, "\t")
		if line == "" || line[0] == '#' || cell[0] == "short" {
			continue
		}
		for len(cell) < 6 {
			cell = append(cell, "")
		}
		prior, _ := strconv.Atoi(cell[3])
		out[cell[0]] = append(out[cell[0]], sense{categories[cell[1]], cell[2], prior, set(cell[4]), set(cell[5])})
	}
	return out
})

func set(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Split(s, "|") {
		if w != "" {
			out[w] = true
		}
	}
	return out
}
