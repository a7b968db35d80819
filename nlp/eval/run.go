package eval

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// Annotate is the pipeline under test. The document may be reused for the next text.
type Annotate func(text string) *annotation.Document

// ErrUnknown says that a file or folder is no corpus that eval knows.
var ErrUnknown = errors.New("not a corpus that is known here")

// Options of an evaluation.
type Options struct {
	Annotate Annotate
}

// Run scores the pipeline on the corpus at path, a file or a folder, and writes the report to w. It fails with
// ErrUnknown where there is no corpus, and stops early when ctx is done.
func Run(ctx context.Context, path string, annotate Annotate, w io.Writer) (Report, error) {
	return Options{Annotate: annotate}.Run(ctx, path, w)
}

// Run is Run with options.
func (o Options) Run(ctx context.Context, path string, w io.Writer) (Report, error) {
	var r Report
	info, err := os.Stat(path)
	if err != nil {
		return r, err
	}
	if info.IsDir() {
		err = o.folder(ctx, path, &r)
	} else {
		err = o.file(ctx, path, &r)
	}
	if err != nil {
		return r, err
	}
	if len(r.Tables) == 0 {
		return r, fmt.Errorf("%s: %w", path, ErrUnknown)
	}
	return r, r.Write(w)
}

// folder scores a folder: one corpus, or all the corpora in it.
func (o Options) folder(ctx context.Context, path string, r *Report) error {
	if exists(filepath.Join(path, truthFile)) {
		return o.keep(r, path, synthKind, func(t *Table) error { return o.synth(ctx, path, t) })
	}
	if notes, err := filepath.Glob(filepath.Join(path, "*", noteTable)); err != nil || len(notes) > 0 {
		return o.keep(r, path, notesKind, func(t *Table) error { return o.notes(ctx, notes, t) })
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		inner := filepath.Join(path, e.Name())
		if e.IsDir() {
			err = o.folder(ctx, inner, r)
		} else {
			err = o.file(ctx, inner, r)
		}
		if err != nil && !errors.Is(err, ErrUnknown) {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// file scores one file by what its first line is.
func (o Options) file(ctx context.Context, path string, r *Report) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<16)
	head, err := in.Peek(1 << 12)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", path, err)
	}
	if isSigs(string(head)) {
		if err := o.sigs(ctx, filepath.Base(path), in, r); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	}
	kind, score := o.scorer(string(head))
	if score == nil {
		return fmt.Errorf("%s: %w", path, ErrUnknown)
	}
	return o.keep(r, path, kind, func(t *Table) error { return score(ctx, in, t) })
}

// scorer finds out what a file is from its beginning.
func (o Options) scorer(head string) (string, func(context.Context, io.Reader, *Table) error) {
	head = strings.TrimLeft(head, "\ufeff \r\n")
	first, _, _ := strings.Cut(head, "\n")
	first = strings.TrimRight(first, "\r")
	columns := strings.Split(first, "\t")
	_, kind, _, isText := textLine(first)
	switch {
	case isText && kind == "t":
		return "PubTator", o.pubtator
	case len(columns) >= 7 && (columns[4] == "Affirmed" || columns[4] == "Negated"):
		return "NegEx/ConText kit", o.negex
	case strings.HasPrefix(first, "{") && strings.Contains(head, `"annotations"`) && strings.Contains(head, `"context"`):
		return "PHEE", o.phee
	case strings.HasPrefix(first, "dataset,encounter_id,") && strings.Contains(first, ",note"):
		return "ACI-Bench headings", o.headings
	}
	return "", nil
}

// isSigs reports whether a file of this beginning has dose instructions.
func isSigs(head string) bool {
	return strings.HasPrefix(strings.TrimLeft(head, "\ufeff \r\n"), "{") && strings.Contains(head, `"text"`) && !strings.Contains(head, `"annotations"`) &&
		(strings.Contains(head, `"dose_low"`) || strings.Contains(head, `"periodUnit"`))
}

// keep scores one corpus and keeps its table.
func (o Options) keep(r *Report, path, kind string, score func(*Table) error) error {
	t := Table{Corpus: filepath.Base(path), Kind: kind}
	if err := score(&t); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	r.Tables = append(r.Tables, t)
	return nil
}
