package main

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	nlpexternal "github.com/tarn-sql/tarn/nlp/external"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// externalAnswers are the answers to a batch of texts on their way into the tables.
type externalAnswers struct {
	source  string
	texts   []externalText
	answers []remote.Result
	worker  *nlp.Worker // finds sections and sentences
	first   int         // index of the first NLP table among the store's tables
	report  *externalReport
}

// store writes the answers in one transaction.
func (a *externalAnswers) store(ctx context.Context, s *engine.Store) error {
	load, err := s.BeginLoad(ctx, engine.LoadOptions{Rewrite: true, Derive: a.derive})
	if err != nil {
		return err
	}
	_, err = load.Commit(ctx, nil)
	return err
}

// derive makes the rows of the answers to texts that are still as they were sent.
func (a *externalAnswers) derive(ctx context.Context, d *engine.Derivation) (err error) {
	current, err := a.current(ctx, d)
	if err != nil {
		return err
	}
	w := d.Writer()
	defer func() { err = errors.Join(err, w.Close()) }()
	found := rows.NewExternalWorker(a.source, memory.DefaultAllocator)
	defer found.Release()
	answered := array.NewRecordBuilder(memory.DefaultAllocator, rows.Schema(&rows.ExternalTable))
	defer answered.Release()
	for i := range a.answers {
		t, answer := &a.texts[i], &a.answers[i]
		a.report.count(answer)
		if answer.Status == remote.Pending || !current[t.docKey] {
			continue
		}
		if answer.Status == remote.Done {
			a.append(ctx, found, t, answer)
		}
		appendAnswer(answered, a.source, t, answer)
	}
	for _, b := range found.Flush() {
		err = errors.Join(err, w.Append(a.first+b.Table, b.Record))
	}
	return errors.Join(err, w.Append(a.first+externalTable, answered.NewRecordBatch()))
}

// externalTable is the index of nlp_external among the NLP tables.
var externalTable = slices.IndexFunc(allNoteTables(), func(t rows.Table) bool { return t.Name == rows.ExternalTable.Name })

// current are the keys of the texts that are still there: a load may have replaced some while they were away.
func (a *externalAnswers) current(ctx context.Context, d *engine.Derivation) (map[string]bool, error) {
	sent := map[string]bool{}
	for _, t := range a.texts {
		sent[t.docKey] = true
	}
	keys := slices.Sorted(maps.Keys(sent))
	current := map[string]bool{}
	err := eachRow(ctx, d, func(chunk *engine.Chunk, i int) error {
		if key := string(chunk.Vectors[0].Bytes(i)); sent[key] {
			current[key] = true
		}
		return nil
	}, "SELECT doc_key FROM lake.public.nlp_document WHERE doc_key BETWEEN $1 AND $2", keys[0], keys[len(keys)-1])
	return current, err
}

// append makes the rows of an answer's entities. Sections and sentences are those that we find.
func (a *externalAnswers) append(ctx context.Context, found *rows.Worker, t *externalText, answer *remote.Result) {
	ours := a.worker.Annotate(ctx, nlp.Input{Data: []byte(t.text), ContentType: "text/plain; charset=utf-8"})
	if ours.Document.Text != t.text {
		ours = &nlp.Result{}
		ours.Document.Text = t.text
	}
	result := *ours
	result.Document = nlpexternal.Attach(&ours.Document, &answer.Result)
	copy(result.TextSHA256[:], t.hash)
	found.Append(0, &t.resource, &t.note, &result)
}

func appendAnswer(b *array.RecordBuilder, source string, t *externalText, answer *remote.Result) {
	text := func(i int, s string) {
		if f := b.Field(i).(*array.StringBuilder); s == "" {
			f.AppendNull()
		} else {
			f.Append(s)
		}
	}
	b.Field(0).(*array.Int64Builder).Append(0)
	for i, s := range []string{t.resource.Type, t.resource.Key, t.docKey, source, string(answer.Status), answer.Result.ModelVersion} {
		text(i+1, s)
	}
	b.Field(7).(*array.Int32Builder).Append(int32(len(answer.Result.Entities)))
	b.Field(8).(*array.Int32Builder).Append(int32(answer.Result.Dropped))
	problem := ""
	if answer.Err != nil {
		problem = answer.Err.Error()
	}
	text(9, problem)
}
