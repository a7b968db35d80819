package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/noteprint"
	"github.com/tarn-sql/tarn/nlp"
)

// annotateOptions are the flags of tarn nlp annotate.
type annotateOptions struct {
	format  string // text, json or comprehend
	asJSON  bool
	explain bool
	colour  string // auto, always or never
	width   int    // columns; 0: the terminal's
}

func (a *app) annotateCommand() *cobra.Command {
	var o annotateOptions
	cmd := &cobra.Command{
		Use:   "annotate FILE|-...",
		Short: "Annotate texts and print what was found",
		Long: `Annotates texts (plain, HTML, RTF, C-CDA, PDF) and prints each with its entities marked, and below it a table of
them with their traits, attributes and codes. --explain adds where each stands, the words and the rule behind each trait,
all scores and how the codes came about. Nothing is stored.

On a terminal entities are coloured by category; denied ones are struck. Elsewhere, and with --color never, a line of
letters below the text marks them. --json prints the whole document with the names of the nlp tables' columns,
--format comprehend what Amazon Comprehend Medical's DetectEntitiesV2 returns. Several texts: one JSON value after the other.`,
		Example: `  tarn nlp annotate note.txt --explain
  tarn nlp annotate *.txt --json | jq '.entities[].text'
  tarn nlp annotate - --format comprehend < note.txt`,
		Args: usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return a.annotate(cmd, args, o) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "text", "text, json or comprehend")
	f.BoolVar(&o.asJSON, "json", false, "the same as --format json")
	f.BoolVar(&o.explain, "explain", false, "tell where each entity stands and how it, its traits and its codes were found")
	f.StringVar(&o.colour, "color", "auto", "auto, always or never")
	f.IntVar(&o.width, "width", 0, "columns to wrap the text at (default: the terminal's)")
	return cmd
}

func (a *app) annotate(cmd *cobra.Command, files []string, o annotateOptions) error {
	if o.asJSON {
		o.format = "json"
	}
	layout, err := noteprint.LayoutFor(a.out, o.width, o.colour)
	if err != nil {
		return usagef("--color is %w", err)
	}
	layout.Explain = o.explain
	annotator, err := a.newAnnotator(cmd.Context())
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.out)
	print, err := printAs(o.format, out, annotator, layout)
	if err != nil {
		return err
	}
	worker, left := annotator.NewWorker(), 0
	for _, file := range files {
		data, err := a.read(file)
		if err != nil {
			return err
		}
		r := worker.Annotate(cmd.Context(), nlp.Input{Data: data, ContentType: contentTypes[strings.ToLower(filepath.Ext(file))]})
		if err := print(file, r); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
		if r.Status != nlp.OK {
			left++
			fmt.Fprintf(a.err, "tarn: %s: not annotated: %s %s\n", noteprint.Visible(file), r.Status, noteprint.Visible(r.Error))
		}
	}
	if left > 0 {
		return fmt.Errorf("%d of %d texts not annotated", left, len(files))
	}
	return nil
}

// printAs chooses how results are printed.
func printAs(format string, out *bufio.Writer, annotator *nlp.Annotator, l noteprint.Layout) (noteprint.Print, error) {
	switch format {
	case "text":
		return noteprint.Text(out, annotator, l), nil
	case "json":
		return noteprint.JSON(out, annotator), nil
	case "comprehend":
		return noteprint.Comprehend(out), nil
	}
	return nil, usagef("--format is %q: text, json or comprehend", format)
}

// contentTypes are what files of some endings hold; others tell by what is in them.
var contentTypes = map[string]string{
	".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
	".rtf": "application/rtf", ".xml": "application/xml", ".pdf": "application/pdf",
}
