package main

import (
	"context"
	"io"
	"testing"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
)

// TestNotesAgainstTruth annotates the notes of a generated population, plain and HTML, and compares them with what the
// generator says is in them. The texts are made from templates: a fall below the floors means that something broke.
func TestNotesAgainstTruth(t *testing.T) {
	dir := t.TempDir()
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 12, Seed: 20261123}, dir, nil); err != nil {
		t.Fatal(err)
	}
	annotator, err := nlp.New(nlp.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := annotator.NewWorker()
	report, err := eval.Run(t.Context(), dir, func(text string) *annotation.Document {
		return w.Annotate(context.Background(), nlp.Input{Data: []byte(text), ContentType: "text/plain; charset=utf-8"}).InSource(text)
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		row               string
		precision, recall float64 // of decisions only the share, as recall
	}{
		{"MEDICAL_CONDITION, overlap", .965, .995},
		{"MEDICATION, overlap", .93, .995},
		{"TEST_TREATMENT_PROCEDURE, overlap", .94, .97},
		{"PROTECTED_HEALTH_INFORMATION, overlap", .98, .98},
		{"trait NEGATION", .99, .995},
		{"trait PERTAINS_TO_FAMILY", .99, .995},
		{"trait HYPOTHETICAL", .97, .99},
		{"trait PAST_HISTORY", .97, .98},
		{"traits, all", .98, .98},
		{"ICD-10-CM, 3 characters, of all mentions", 0, .975},
		{"RxNorm ingredient, of all mentions", 0, .96},
		{"denied, family, planned: not asserted", 0, 1},
		{"recorded codes, mention found", 0, .98},
	} {
		row, ok := report.Find("", f.row)
		precision, recall := row.Precision(), row.Recall()
		if row.Decision {
			precision, recall = 1, row.Accuracy()
		}
		if !ok || precision < f.precision || recall < f.recall {
			t.Errorf("%s: precision %.4f, recall %.4f; floors %.3f and %.3f", f.row, precision, recall, f.precision, f.recall)
		}
	}
	if t.Failed() {
		t.Log(report.Tables[0])
	}
}
