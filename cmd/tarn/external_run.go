package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	nlpexternal "github.com/tarn-sql/tarn/nlp/external"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// externalReport counts what became of the texts that an external annotator has not answered for.
type externalReport struct {
	Done     int64  `json:"done"`
	Refused  int64  `json:"refused"` // too large ones too
	Pending  int64  `json:"pending"` // left for `tarn nlp reprocess --external`
	Entities int64  `json:"entities"`
	Problem  string `json:"problem,omitempty"` // why the first is pending or refused
}

// externalBatch is how many texts are sent before their answers are stored.
const externalBatch = 256

// externalText is a stored text to send.
type externalText struct {
	docKey, text string
	hash         []byte
	resource     rows.Resource
	note         rows.Note
}

// annotateExternally sends the stored texts that the external annotator has not answered for, and stores what it answers,
// batch by batch, each in a transaction of its own. It never holds one while it waits for an answer.
func (o *owner) annotateExternally(ctx context.Context, report func(progress)) (*externalReport, error) {
	result := &externalReport{}
	total, err := o.countPending(ctx)
	if err != nil {
		return nil, err
	}
	annotator, err := nlp.New(nlp.Options{NoTagger: true, CacheBytes: -1})
	if err != nil {
		return nil, err
	}
	after := ""
	for {
		texts, err := o.pendingTexts(ctx, after)
		if err != nil || len(texts) == 0 {
			return result, err
		}
		after = texts[len(texts)-1].docKey
		answers := o.external.annotate(ctx, asDocuments(texts))
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		a := &externalAnswers{source: o.external.source(), texts: texts, answers: answers, worker: annotator.NewWorker(), first: len(o.flattener.Tables()), report: result}
		if err := a.store(ctx, o.store); err != nil {
			return nil, fmt.Errorf("store what the external annotator found: %w", err)
		}
		report(progress{Phase: annotating, Done: result.Done + result.Refused + result.Pending, Total: total})
	}
}

// pendingSQL are the texts that the annotator ($1) has not answered for.
const pendingSQL = `FROM nlp_document d ANTI JOIN (FROM nlp_external WHERE annotator = $1) USING (doc_key) WHERE d.status = 'ok'`

func (o *owner) countPending(ctx context.Context) (n int64, err error) {
	c, err := o.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return 0, err
	}
	defer c.Close()
	result, err := c.Query(ctx, "SELECT count(*) "+pendingSQL, o.external.source())
	if err != nil {
		return 0, err
	}
	defer result.Close()
	chunk, err := result.Next(ctx)
	if err != nil {
		return 0, err
	}
	return n, chunk.Scan(0, &n)
}

// pendingTexts reads the next texts to send, in the order of their keys.
func (o *owner) pendingTexts(ctx context.Context, after string) (texts []externalText, err error) {
	c, err := o.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	result, err := c.Query(ctx, `SELECT doc_key, text, text_sha256, source_type, source_id, coalesce(source_status, ''), path, coalesce(patient_id, ''),
	coalesce(encounter_id, ''), coalesce(epoch_us(doc_time), 0), doc_time IS NOT NULL `+pendingSQL+` AND doc_key > $2 ORDER BY doc_key LIMIT `+fmt.Sprint(externalBatch),
		o.external.source(), after)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	for {
		chunk, err := result.Next(ctx)
		if err != nil || chunk == nil {
			return texts, err
		}
		for i := range chunk.Len {
			var t externalText
			var hash string
			r := &t.resource
			if err := chunk.Scan(i, &t.docKey, &t.text, &hash, &r.Type, &r.Key, &r.Status, &t.note.Path, &r.PatientKey, &r.EncounterKey, &r.Time, &r.HasTime); err != nil {
				return nil, err
			}
			if t.hash, err = hex.DecodeString(hash); err != nil {
				return nil, err
			}
			texts = append(texts, t)
		}
	}
}

func asDocuments(texts []externalText) []externalDocument {
	out := make([]externalDocument, len(texts))
	for i, t := range texts {
		out[i] = externalDocument{Key: t.docKey, Text: t.text}
	}
	return out
}

// externalAnswers are the answers to a batch of texts on their way into the tables.
type externalAnswers struct {
	source  string
	texts   []externalText
	answers []externalResult
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
		if answer.Status == externalPending || !current[t.docKey] {
			continue
		}
		if answer.Status == externalDone {
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
	result, err := d.Query(ctx, "SELECT doc_key FROM lake.public.nlp_document WHERE doc_key BETWEEN $1 AND $2", keys[0], keys[len(keys)-1])
	if err != nil {
		return nil, err
	}
	defer result.Close()
	current := map[string]bool{}
	for {
		chunk, err := result.Next(ctx)
		if err != nil || chunk == nil {
			return current, err
		}
		for i := range chunk.Len {
			if key := string(chunk.Vectors[0].Bytes(i)); sent[key] {
				current[key] = true
			}
		}
	}
}

// append makes the rows of an answer's entities. Sections and sentences are those that we find.
func (a *externalAnswers) append(ctx context.Context, found *rows.Worker, t *externalText, answer *externalResult) {
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

func appendAnswer(b *array.RecordBuilder, source string, t *externalText, answer *externalResult) {
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

func (r *externalReport) count(a *externalResult) {
	switch a.Status {
	case externalDone:
		r.Done++
		r.Entities += int64(len(a.Result.Entities))
	case externalPending:
		r.Pending++
	default:
		r.Refused++
	}
	if a.Err != nil && r.Problem == "" {
		r.Problem = a.Err.Error()
	}
}

// print says what came of it, for people.
func (r *externalReport) print(w io.Writer) {
	fmt.Fprintf(w, "external annotator: %s texts answered with %s entities, %s refused, %s left for later (tarn nlp reprocess --external)\n",
		count(r.Done), count(r.Entities), count(r.Refused), count(r.Pending))
	if r.Problem != "" {
		fmt.Fprintf(w, "  the first that was not answered: %s\n", r.Problem)
	}
}
