package main

import (
	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
)

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
