package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
)

func (a *app) nlpCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "nlp",
		Short:   "Find medical entities in free text",
		Example: "  tarn nlp annotate note.txt\n  tarn nlp annotate - --json < note.txt",
		Args:    usageArgs(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.annotateCommand(), a.evalCommand(), a.reprocessCommand(), a.vocabCommand())
	cmd.AddCommand(a.nlpExportCommand())
	return cmd
}

func (a *app) evalCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "eval CORPUS",
		Short: "Score the annotator against a corpus",
		Long: `Scores the annotator against a corpus, whose kind is told from its files: PubTator (BC5CDR, NCBI), gold
notes (testdata/notes), a folder of tarn synth, the NegEx kit, dose instructions, PHEE, ACI-Bench.`,
		Example: "  tarn nlp eval testdata/notes\n  tarn synth -n 50 --out pop && tarn nlp eval pop",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			annotator, err := nlp.New(nlp.Options{})
			if err != nil {
				return err
			}
			worker := annotator.NewWorker()
			_, err = eval.Run(cmd.Context(), args[0], func(text string) *annotation.Document {
				return worker.Annotate(cmd.Context(), nlp.Input{Data: []byte(text), ContentType: "text/plain; charset=utf-8"}).InSource(text)
			}, a.out)
			return err
		},
	}
}

// sinceMoment reads the moment that --since gives: a day, from its beginning (UTC), or an instant. "" is the zero time.
func sinceMoment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usagef("since is %q: give a day (2026-11-23) or a moment (2026-11-23T08:00:00Z)", s)
}
