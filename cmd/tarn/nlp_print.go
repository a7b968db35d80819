package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp"
	nlpexternal "github.com/tarn-sql/tarn/nlp/external"
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
	colour, err := useColour(o.colour, a.out)
	if err != nil {
		return err
	}
	annotator, err := a.newAnnotator(cmd.Context())
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.out)
	print, err := annotationWriter(out, annotator, o, newStyler(colour), a.out)
	if err != nil {
		return err
	}
	worker, left := annotator.NewWorker(), 0
	for _, file := range files {
		data, err := readInput(file, a.in)
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
			fmt.Fprintf(a.err, "tarn: %s: not annotated: %s %s\n", visible(file), r.Status, visible(r.Error))
		}
	}
	if left > 0 {
		return fmt.Errorf("%d of %d texts not annotated", left, len(files))
	}
	return nil
}

// annotationWriter chooses how results are printed to out; terminal is the stream behind it.
func annotationWriter(out *bufio.Writer, annotator *nlp.Annotator, o annotateOptions, s styler, terminal io.Writer) (func(file string, r *nlp.Result) error, error) {
	v := vocabularyNames{annotator}
	switch o.format {
	case "text":
		width, clip := columns(o.width, terminal)
		p := &printer{w: out, styler: s, names: v, width: width, clip: clip, explain: o.explain}
		return func(file string, r *nlp.Result) error { p.document(file, r); return nil }, nil
	case "json":
		return func(file string, r *nlp.Result) error {
			return writeJSON(out, documentJSON(file, r, v, annotator.Pipeline()))
		}, nil
	case "comprehend":
		return func(_ string, r *nlp.Result) error {
			return writeJSON(out, nlpexternal.Encode(&r.Document, nlp.Version))
		}, nil
	}
	return nil, usagef("--format is %q: text, json or comprehend", o.format)
}

// names tells what the numbers in annotations stand for.
type names interface {
	concept(vocab int, id uint32) string // the preferred name of a concept
	vocabulary(vocab int) string         // the id of a vocabulary
}

type vocabularyNames struct{ a *nlp.Annotator }

func (v vocabularyNames) concept(vocab int, id uint32) string {
	return v.a.Lexicon().Concept(vocab, id).Name
}

func (v vocabularyNames) vocabulary(vocab int) string { return v.a.Vocabularies()[vocab].ID }

// contentTypes are what files of some endings hold; others tell by what is in them.
var contentTypes = map[string]string{
	".txt": "text/plain", ".text": "text/plain", ".md": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
	".rtf": "application/rtf", ".xml": "application/xml", ".pdf": "application/pdf",
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

// shortSystem is how people call a code system.
func shortSystem(uri string) string {
	if name, ok := systemNames[uri]; ok {
		return name
	}
	return uri
}

var systemNames = map[string]string{
	"http://hl7.org/fhir/sid/icd-10-cm":           "ICD-10-CM",
	"http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
	"http://loinc.org":                            "LOINC",
	"http://snomed.info/sct":                      "SNOMED CT",
	"http://fdasis.nlm.nih.gov":                   "UNII",
	"http://purl.obolibrary.org/obo/doid.owl":     "DOID",
}
