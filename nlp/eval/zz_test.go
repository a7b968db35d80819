package eval_test

import (
	"context"
	"os"
	"testing"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
)

func TestZZ(t *testing.T) {
	a, err := nlp.New(nlp.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := a.NewWorker()
	o := eval.Options{Annotate: func(text string) *annotation.Document {
		return &w.Annotate(context.Background(), nlp.Input{Data: []byte(text), ContentType: "text/plain; charset=utf-8"}).Document
	}, SigCorrections: "../dosage/testdata/sig_corrections.jsonl"}
	for _, p := range []string{"/work/shared/nlp/corpora", "../../testdata/notes", "/tmp/tg/synth"} {
		if _, err := o.Run(context.Background(), p, os.Stdout); err != nil {
			t.Error(err)
		}
	}
}
