// Accuracy writes docs/nlp-accuracy.md: what the pipeline scores on every corpus that is at hand, with the dictionary and
// rules alone and with the tagger.
//
//	go run ./nlp/eval/accuracy
//	go run ./nlp/eval/accuracy -synth population   also the notes that `tarn synth --out population` wrote
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/nlp/tagger"
)

// corpus is a part of the document.
type corpus struct {
	title, path, remark string
	rules               bool // without the tagger too
}

func main() {
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "..")
	folder := flag.String("corpora", filepath.Join(root, "..", "shared", "nlp", "corpora"), "folder of the corpora")
	synth := flag.String("synth", "", "folder that tarn synth wrote")
	out := flag.String("out", filepath.Join(root, "docs", "nlp-accuracy.md"), "file to write")
	flag.Parse()
	text, err := document(corpora(root, *folder, *synth))
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func corpora(root, folder, synth string) []corpus {
	in := func(elem ...string) string { return filepath.Join(append([]string{folder}, elem...)...) }
	list := []corpus{
		{"Our own gold notes", filepath.Join(root, "testdata", "notes"), "Eighty-three notes of 33 kinds, written for Tarn (testdata/notes/README.md). The rules were made by " +
			"people who could see them, so that these figures are no forecast for other notes.", true},
		{"BC5CDR, development part", in("bc5cdr", "CDR_DevelopmentSet.PubTator.txt"), "Abstracts; chemicals and diseases by exact span and type. The tagger's weights are of the training part alone.", true},
		{"NCBI Disease, development part", in("ncbi_disease", "NCBI_devel.pubtator.txt"), "The same weights; the corpus marks diseases only, by rules of its own.", true},
		{"NegEx/ConText kit, development half", in("negex_context", "dev.tsv"), "Clinical sentences with the concept given: assertion alone. The kit calls all that belongs to a history historical; the " +
			"pipeline then takes a disease that does not pass (hypertension under past medical history) as present.", false},
		{"Dose instructions", in("medication_attr", "sig_dev.jsonl"), "First against the gold as it is, then with the corrections of nlp/eval/sig_corrections.jsonl, each with its reason: the gold often " +
			"leaves out what the text says (rate, length, reason) or has what the text does not say (a dose of one patient).", false},
		{"PHEE, development part", in("medication_attr", "phee", "dev.json"), "Sentences on adverse events; overlap, and only drugs that take part in an event are marked.", true},
		{"ACI-Bench, validation part", in("notes", "aci_bench", "valid.csv"), "Headings in capitals on lines of their own.", false},
	}
	if synth != "" {
		list = append(list, corpus{"tarn synth", synth, "Generated notes against truth.csv. The texts are made from templates, so the figures say that nothing is broken, not how good it is elsewhere.", true})
	}
	return list
}

// document writes the figures of the corpora that are there.
func document(list []corpus) (string, error) {
	var b strings.Builder
	b.WriteString("# Accuracy of entity extraction\n\nWritten by `go run ./nlp/eval/accuracy`; do not edit. One corpus alone: `tarn nlp eval PATH`.\n\n" +
		"P precision, R recall, F1 their harmonic mean; of decisions the share that is right. Development parts only: rules and\n" +
		"weights were tuned on training and development parts, so test parts may score lower.\n\n")
	fmt.Fprintf(&b, "Pipeline %s, tagger %.12s. “Rules” is without the tagger.\n", nlp.Version, tagger.Default().Identity())
	for _, c := range list {
		if _, err := os.Stat(c.path); err != nil {
			fmt.Fprintf(os.Stderr, "accuracy: %s is left out: %v\n", c.title, err)
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", c.title, c.remark)
		if err := figures(&b, c); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// figures writes the tables of one corpus.
func figures(b *strings.Builder, c corpus) error {
	for _, noTagger := range []bool{false, true} {
		if noTagger && !c.rules {
			continue
		}
		report, err := score(c.path, noTagger)
		if err != nil {
			return err
		}
		switch {
		case noTagger:
			b.WriteString("\nRules:\n")
		case c.rules:
			b.WriteString("\nWith the tagger:\n")
		}
		b.WriteString("\n```\n")
		if err := report.Write(b); err != nil {
			return err
		}
		b.WriteString("```\n")
	}
	return nil
}

// score runs the pipeline over the corpus at path. Places of marked-up notes are those in their source.
func score(path string, noTagger bool) (eval.Report, error) {
	a, err := nlp.New(nlp.Options{NoTagger: noTagger, CacheBytes: -1})
	if err != nil {
		return eval.Report{}, err
	}
	w := a.NewWorker()
	return eval.Run(context.Background(), path, func(text string) *annotation.Document {
		return w.Annotate(context.Background(), nlp.Input{Data: []byte(text), ContentType: "text/plain; charset=utf-8"}).InSource(text)
	}, io.Discard)
}
