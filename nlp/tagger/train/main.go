// Train makes the tagger's weights (nlp/tagger/weights.bin.zst) from the training parts of BC5CDR and NCBI Disease, both
// in the public domain, and prints how the model does on their development parts. Same corpora, same lexicon, same
// program: the same bytes on every machine.
//
//	go run ./nlp/tagger/train                       weights from both training parts
//	go run ./nlp/tagger/train -only ncbi -out none  how a model of one corpus does
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/tarn-sql/tarn/nlp/tagger"
)

// corpus is one of the corpora, with what its authors marked.
type corpus struct {
	name       string
	train, dev string
	chemicals  bool // false: a corpus that marks diseases only
}

var corpora = []corpus{
	{"bc5cdr", "bc5cdr/CDR_TrainingSet.PubTator.txt", "bc5cdr/CDR_DevelopmentSet.PubTator.txt", true},
	{"ncbi", "ncbi_disease/NCBI_train.pubtator.txt", "ncbi_disease/NCBI_devel.pubtator.txt", false},
}

func main() {
	_, here, _, _ := runtime.Caller(0)
	room := filepath.Dir(filepath.Dir(here))
	folder := flag.String("corpora", filepath.Join(room, "..", "..", "..", "shared", "nlp", "corpora"), "folder of the corpora")
	out := flag.String("out", filepath.Join(room, "weights.bin.zst"), "file to write, or none")
	only := flag.String("only", "", "train on this corpus alone: bc5cdr or ncbi")
	o := defaults
	flag.IntVar(&o.bags, "bags", o.bags, "models to average")
	flag.IntVar(&o.drop, "drop", o.drop, "of 1024 features, how many a step does not see")
	flag.IntVar(&o.epochs, "epochs", o.epochs, "passes over the training parts")
	flag.IntVar(&o.margin, "margin", o.margin, "how far ahead the right label must be")
	flag.IntVar(&o.rare, "rare", o.rare, "features seen less often are left out")
	flag.IntVar(&o.size, "size", o.size, "features to keep")
	flag.Parse()
	if err := run(*folder, *out, *only, o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(folder, out, only string, o options) error {
	start := time.Now()
	p := newPrepare()
	var texts []example
	for _, c := range corpora {
		if only != "" && only != c.name {
			continue
		}
		read, err := p.read(filepath.Join(folder, c.train), c.chemicals)
		if err != nil {
			return err
		}
		texts = append(texts, read...)
	}
	features, trans := train(texts, o)
	file, err := tagger.Encode(features, trans)
	if err != nil {
		return err
	}
	fmt.Printf("%d texts, %d features, %d bytes, %.1f s\n", len(texts), len(features), len(file), time.Since(start).Seconds())
	model, err := tagger.Open(file)
	if err != nil {
		return err
	}
	for _, c := range corpora {
		if err := p.evaluate(model, c.name, filepath.Join(folder, c.dev), c.chemicals); err != nil {
			return err
		}
	}
	if out == "none" {
		return nil
	}
	return os.WriteFile(out, file, 0o644)
}
