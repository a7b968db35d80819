package main

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/flatten"
)

// TestAnnotationReads sees that the tables which annotating reads are found in its queries, all of them flatten's: a load
// fills these before it annotates, and the others afterwards.
func TestAnnotationReads(t *testing.T) {
	flattener, err := flatten.New(flatten.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, table := range flattener.Tables() {
		known = append(known, table.Name)
	}
	reads := annotationReads()
	for _, name := range reads {
		if !slices.Contains(known, name) {
			t.Errorf("%s is no table that a load fills", name)
		}
	}
	for _, name := range []string{"coding", "patient_name", "patient_identifier", "condition", "immunization"} {
		if !slices.Contains(reads, name) {
			t.Errorf("%s is not among %q", name, reads)
		}
	}
}
