package dosage

import "testing"

// TestWordsNeedNoEscape: what writer.word writes as it is may stand in JSON.
func TestWordsNeedNoEscape(t *testing.T) {
	words := []string{snomed, ucum, gts}
	for i := range forms {
		words = append(words, forms[i].name, forms[i].ucum)
	}
	for i := range routes {
		words = append(words, routes[i].Code, routes[i].Display)
	}
	for i := range timings {
		words = append(words, timings[i].code, timings[i].when)
	}
	for i := range timeUnits {
		words = append(words, timeUnits[i].ucum)
	}
	for _, w := range append(words, weekdayCodes[:]...) {
		if !plain(w) {
			t.Errorf("%q must be escaped", w)
		}
	}
}
