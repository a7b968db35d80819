package fhirpath

import (
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// nearest returns the element of a type whose name is most like a mistyped one, "" if none is like it. A choice that was
// addressed by its JSON name (valueQuantity) is answered with the expression for it.
func nearest(name string, t *schema.Type) string {
	best, distance := "", 2+len(name)/4
	for i := range t.Fields {
		f := &t.Fields[i]
		candidate := f.Name
		if f.Choice != "" {
			candidate = f.Choice
		}
		if d := editDistance(strings.ToLower(name), strings.ToLower(candidate)); d < distance {
			best, distance = candidate, d
		}
	}
	return best
}

// editDistance is the number of letters to insert, delete or replace (Levenshtein).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
