package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
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
		answers := o.external.Annotate(ctx, asDocuments(texts))
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		a := &externalAnswers{source: o.external.Source(), texts: texts, answers: answers, worker: annotator.NewWorker(), first: len(o.flattener.Tables()), report: result}
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
	err = oneValue(ctx, c, &n, "SELECT count(*) "+pendingSQL, o.external.Source())
	return n, err
}

// pendingTexts reads the next texts to send, in the order of their keys.
func (o *owner) pendingTexts(ctx context.Context, after string) (texts []externalText, err error) {
	c, err := o.store.Connect(ctx, engine.ConnOptions{Trusted: true})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	err = eachRow(ctx, c, func(chunk *engine.Chunk, i int) (err error) {
		var t externalText
		var hash string
		r := &t.resource
		if err := chunk.Scan(i, &t.docKey, &t.text, &hash, &r.Type, &r.Key, &r.Status, &t.note.Path, &r.PatientKey, &r.EncounterKey, &r.Time, &r.HasTime); err != nil {
			return err
		}
		t.hash, err = hex.DecodeString(hash)
		texts = append(texts, t)
		return err
	}, `SELECT doc_key, text, text_sha256, source_type, source_id, coalesce(source_status, ''), path, coalesce(patient_id, ''),
	coalesce(encounter_id, ''), coalesce(epoch_us(doc_time), 0), doc_time IS NOT NULL `+pendingSQL+` AND doc_key > $2 ORDER BY doc_key LIMIT `+fmt.Sprint(externalBatch),
		o.external.Source(), after)
	return texts, err
}

func asDocuments(texts []externalText) []remote.Document {
	out := make([]remote.Document, len(texts))
	for i, t := range texts {
		out[i] = remote.Document{Key: t.docKey, Text: t.text}
	}
	return out
}

func (r *externalReport) count(a *remote.Result) {
	switch a.Status {
	case remote.Done:
		r.Done++
		r.Entities += int64(len(a.Result.Entities))
	case remote.Pending:
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
