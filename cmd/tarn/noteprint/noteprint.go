package noteprint

import (
	"bufio"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/external"
)

// Print writes what was found in the text of a file, "-" for standard input. Errors are those of writing.
type Print func(file string, r *nlp.Result) error

// Text prints for people: the text with its entities marked, a legend, and a table of the entities. Documents after the
// first stand below an empty line.
func Text(w *bufio.Writer, annotator *nlp.Annotator, l Layout) Print {
	p := &printer{w: w, names: vocabularies{annotator}, styler: styler{l.Colour}, width: l.Width, clip: l.Clip, explain: l.Explain}
	return func(file string, r *nlp.Result) error { p.document(file, r); return nil }
}

// JSON prints the whole document as one JSON value with the names of the nlp tables' columns.
func JSON(w *bufio.Writer, annotator *nlp.Annotator) Print {
	return func(file string, r *nlp.Result) error {
		return writeJSON(w, documentJSON(file, r, vocabularies{annotator}, annotator.Pipeline()))
	}
}

// Comprehend prints what Amazon Comprehend Medical's DetectEntitiesV2 returns.
func Comprehend(w *bufio.Writer) Print {
	return func(_ string, r *nlp.Result) error { return writeJSON(w, external.Encode(&r.Document, nlp.Version)) }
}

// names tells what the numbers in annotations stand for.
type names interface {
	concept(vocab int, id uint32) string // the preferred name of a concept
	vocabulary(vocab int) string         // the id of a vocabulary
}

// vocabularies are the names of the vocabularies that an annotator reads with.
type vocabularies struct{ a *nlp.Annotator }

func (v vocabularies) concept(vocab int, id uint32) string {
	return v.a.Lexicon().Concept(vocab, id).Name
}

func (v vocabularies) vocabulary(vocab int) string { return v.a.Vocabularies()[vocab].ID }
