package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/nlp/vocab"
)

// vocabRequest is what `tarn nlp vocab` asks the owner of the data directory to do: CALL tarn.vocab(json).
type vocabRequest struct {
	Do   string `json:"do"`             // add, list, enable, disable, remove, read
	Name string `json:"name,omitempty"` // of the vocabulary; for add it may be empty

	Paths    []string `json:"paths,omitempty"` // of add: absolute
	Format   string   `json:"format,omitempty"`
	Version  string   `json:"version,omitempty"`
	Licence  string   `json:"licence,omitempty"`
	System   string   `json:"system,omitempty"`
	Category string   `json:"category,omitempty"`
	Sources  []string `json:"sources,omitempty"`

	Offset int64 `json:"offset,omitempty"` // of read: where in the image to begin
}

// vocabAnswer is what the owner answers. What it has depends on what was asked.
type vocabAnswer struct {
	Vocabularies []vocabStatus `json:"vocabularies,omitempty"` // of list: all; of the others: the one that changed
	Added        *vocabReport  `json:"added,omitempty"`
	Data         []byte        `json:"data,omitempty"` // of read: a part of the image
}

// vocabStatus is a vocabulary as it is listed.
type vocabStatus struct {
	Name     string    `json:"name"`
	Version  string    `json:"version,omitempty"`
	Licence  string    `json:"licence,omitempty"`
	Source   string    `json:"source,omitempty"`
	SHA256   string    `json:"sha256,omitempty"`
	Concepts int64     `json:"concepts"`
	Terms    int64     `json:"terms"`
	Bytes    int64     `json:"bytes"`
	Enabled  bool      `json:"enabled"`
	Added    time.Time `json:"added,omitzero"`
	Origin   string    `json:"origin"` // embedded, learned or loaded
}

// vocabReport is what came of reading files.
type vocabReport struct {
	Format   string   `json:"format"`
	Names    int      `json:"namesRead"`
	Skipped  int      `json:"namesSkipped"` // inactive, of another language or kind, or too general
	Bad      int      `json:"badLines"`
	First    []string `json:"firstBadLines,omitempty"`
	Replaced bool     `json:"replaced"`
	Seconds  float64  `json:"elapsedSeconds"`
}

func (a *app) vocabCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vocab",
		Short: "Manage the vocabularies that notes are read with",
		Long: `Manages the vocabularies that entities in notes are found and linked with, besides the one in this
binary and the one that is learned from the store's own codings. They are kept in the data directory's database; notes
that are loaded from then on are read with them.`,
		Example: `  tarn nlp vocab add RxNorm_full_01062025.zip
  tarn nlp vocab add --licence "our affiliate licence 123" SnomedCT_InternationalRF2_20240101.zip
  tarn nlp vocab list`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.vocabAddCommand(), a.vocabListCommand())
	for _, c := range [][2]string{
		{"enable", "Use a vocabulary again"}, {"disable", "Keep a vocabulary but do not use it"}, {"remove", "Remove a vocabulary from the data directory"},
	} {
		cmd.AddCommand(a.vocabChangeCommand(c[0], c[1]))
	}
	return cmd
}

func (a *app) vocabAddCommand() *cobra.Command {
	request := vocabRequest{Do: "add"}
	cmd := &cobra.Command{
		Use:   "add FILE|DIR...",
		Short: "Read a vocabulary from its release files",
		Long: `Reads a vocabulary from the files of its release: plain, .gz, .zst, .zip as downloaded, or an unpacked folder. The
format is found out where that is certain, else --format says it:

  rxnorm   RxNorm: RXNCONSO.RRF
  umls     UMLS Metathesaurus: MRCONSO.RRF and MRSTY.RRF
  snomed   SNOMED CT RF2: the Snapshot's English descriptions, and its concepts
  loinc    LOINC: Loinc.csv or LoincTableCore.csv, and ConsumerName.csv
  athena   OHDSI Athena: CONCEPT.csv, and CONCEPT_SYNONYM.csv
  obo      OBO ontologies: Disease Ontology, HPO, Mondo, Uberon, …
  fhir     FHIR CodeSystem, ValueSet or Bundle in JSON
  tsv      a table with a header: code, display, and where there are: system, synonym (parted by |), category

English names that are active and not suppressed are taken, but for those that are too general to be found in notes. One of
the same name is replaced. A line that cannot be read is counted and told, and stops nothing: exit code 3.`,
		Example: `  tarn nlp vocab add RxNorm_full_01062025.zip
  tarn nlp vocab add --format tsv --system urn:oid:1.2.3 --category procedure --name ours codes.tsv
  tarn nlp vocab add --name umls-core --sources SNOMEDCT_US,RXNORM 2024AB/META`,
		Args: usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			request.Paths = args
			return a.vocabAdd(cmd.Context(), request)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&request.Format, "format", "f", "", strings.Join(vocab.Formats(), ", ")+" (default: found out)")
	f.StringVar(&request.Name, "name", "", "name of the vocabulary, as nlp_link.vocab_id says it (default: the format, or the file's name)")
	f.StringVar(&request.Version, "version", "", "its version (default: as the files say)")
	f.StringVar(&request.Licence, "licence", "", "licence under which you have it (default: as its publisher gives it)")
	f.StringVar(&request.System, "system", "", "canonical URI of its code system, where the files name none")
	f.StringVar(&request.Category, "category", "", "what its codes are, where the files do not say: "+vocab.Categories)
	f.StringSliceVar(&request.Sources, "sources", nil, "of umls and athena: only these source vocabularies")
	return cmd
}

func (a *app) vocabAdd(ctx context.Context, request vocabRequest) error {
	for i, p := range request.Paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if err := exists(abs); err != nil { // before a data directory is made for nothing
			return err
		}
		request.Paths[i] = abs
	}
	a.bar = newProgressBar(a.err)
	answer, err := a.callVocab(ctx, request)
	a.bar.clear()
	if err != nil {
		return err
	}
	answer.printAdded(a.out)
	if answer.Added.Bad > 0 {
		return quarantinedError{int64(answer.Added.Bad)}
	}
	return nil
}

func (a *app) vocabListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the vocabularies",
		Example: "  tarn nlp vocab list\n  tarn nlp vocab list --json",
		Args:    usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			answer, err := a.callVocab(cmd.Context(), vocabRequest{Do: "list"})
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(answer.Vocabularies)
			}
			printVocabularies(a.out, answer.Vocabularies)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func (a *app) vocabChangeCommand(do, short string) *cobra.Command {
	return &cobra.Command{
		Use: do + " NAME", Short: short, Example: "  tarn nlp vocab " + do + " rxnorm\n  tarn nlp vocab " + do + " --data /srv/tarn ours",
		Args: usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			if _, err := a.callVocab(cmd.Context(), vocabRequest{Do: do, Name: args[0]}); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s is %sd\n%s\n", args[0], do, againHint)
			return nil
		},
	}
}

// againHint says what becomes of the notes that were read before.
const againHint = "notes that were loaded before stay as they were read; 'tarn nlp reprocess' reads them again"

// callVocab has the owner of the data directory do it.
func (a *app) callVocab(ctx context.Context, request vocabRequest) (*vocabAnswer, error) {
	answer, err := ask[vocabAnswer](ctx, a, "vocab", request)
	return &answer, err
}
