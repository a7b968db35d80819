package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
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
	cmd.AddCommand(a.annotateCommand(), a.evalCommand())
	return cmd
}

func (a *app) annotateCommand() *cobra.Command {
	var asJSON, explain bool
	cmd := &cobra.Command{
		Use:   "annotate FILE|-",
		Short: "Annotate one text and print what was found",
		Long: `Annotates one text (plain, HTML, RTF, C-CDA): the entities with their categories, traits, attributes
and codes. --explain adds the words and the rule behind each trait. Nothing is stored.`,
		Example: "  tarn nlp annotate note.txt --explain\n  tarn nlp annotate - --json < note.txt",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := readInput(args[0], a.in)
			if err != nil {
				return err
			}
			annotator, err := nlp.New(nlp.Options{})
			if err != nil {
				return err
			}
			r := annotator.NewWorker().Annotate(cmd.Context(), nlp.Input{Data: data})
			if r.Status != nlp.OK {
				return fmt.Errorf("%s: not annotated: %s %s", args[0], r.Status, r.Error)
			}
			if asJSON {
				e := json.NewEncoder(a.out)
				e.SetIndent("", "  ")
				return e.Encode(r.Document.Entities)
			}
			printEntities(a.out, &r.Document, explain)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the entities as JSON")
	cmd.Flags().BoolVar(&explain, "explain", false, "print the cue and the rule behind each trait")
	return cmd
}

// readInput reads a file, or standard input for "-".
func readInput(name string, in io.Reader) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(in)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, usageError{err}
	}
	return b, nil
}

// printEntities prints one entity a line, with its attributes below it.
func printEntities(w io.Writer, d *annotation.Document, explain bool) {
	for i := range d.Entities {
		e := &d.Entities[i]
		traits := make([]string, 0, 4)
		for _, t := range assertion.Traits(e) {
			traits = append(traits, string(t))
		}
		fmt.Fprintf(w, "%5d  %-32s %s/%s %s\n", e.Begin, d.Text[e.Begin:e.End], e.Category, e.Type, strings.Join(traits, " "))
		for _, l := range e.Links[:min(2, len(e.Links))] {
			fmt.Fprintf(w, "       → %s %s  %s (%.2f, %s)\n", shortSystem(l.System), l.Code, l.Display, l.Score, l.Method)
		}
		for _, attr := range e.Attributes {
			fmt.Fprintf(w, "       · %s %s\n", attr.Type, d.Text[attr.Begin:attr.End])
		}
		if explain {
			for _, c := range e.Cues {
				fmt.Fprintf(w, "       ? %s since %q (%s)\n", c.Trait, d.Text[c.Begin:c.End], c.Rule)
			}
		}
	}
}

// shortSystem is how people call a code system.
func shortSystem(uri string) string {
	names := map[string]string{
		"http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM", "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
		"http://loinc.org": "LOINC", "http://snomed.info/sct": "SNOMED CT",
	}
	if name, ok := names[uri]; ok {
		return name
	}
	return uri
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
				return &worker.Annotate(cmd.Context(), nlp.Input{Data: []byte(text), ContentType: "text/plain; charset=utf-8"}).Document
			}, a.out)
			return err
		},
	}
}
