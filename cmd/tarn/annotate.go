package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten/note"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// noteAnnotation finds the entities in the texts that a load or a reprocessing has set aside, within its transaction.
type noteAnnotation struct {
	vocabularies func(context.Context) ([]nlp.Vocabulary, error) // the enabled ones that were loaded
	threads      int
	first        int // index of the first NLP table among the store's tables
	report       func(done, total int64)

	annotator                   *nlp.Annotator
	run                         int64 // the row of nlp_run, 0 as long as there is none
	documents, entities, errors atomic.Int64
}

// derive is what the engine calls: engine.LoadOptions.Derive.
func (a *noteAnnotation) derive(ctx context.Context, d *engine.Derivation) error {
	var texts int64
	err := oneValue(ctx, d, &texts, "SELECT count(*) FROM "+d.Kept())
	if err != nil || texts == 0 { // all as they were: nothing to learn for, either
		return err
	}
	if err := a.learn(ctx, d); err != nil {
		return err
	}
	if err := a.begin(ctx, d); err != nil {
		return err
	}
	if err := a.annotate(ctx, d, d.Kept(), texts); err != nil {
		return err
	}
	a.annotator = nil // what is still to be inserted needs the memory
	return a.record(ctx, d)
}

// annotationReads are the tables that annotating reads, as its queries name them: engine.LoadOptions.DeriveFrom.
func annotationReads() (names []string) {
	for _, found := range regexp.MustCompile(`\blake\.public\.(\w+)`).FindAllStringSubmatch(codingsSQL+notesByPatientSQL, -1) {
		names = append(names, found[1])
	}
	return names
}

// learn makes the annotator, with what the store's codings teach it.
func (a *noteAnnotation) learn(ctx context.Context, q querier) error {
	loaded, err := a.vocabularies(ctx)
	if err != nil {
		return fmt.Errorf("the vocabularies: %w", err)
	}
	own, err := learnCodings(ctx, q)
	if err != nil {
		return fmt.Errorf("the vocabulary of the store's codings: %w", err)
	}
	a.annotator, err = nlp.New(nlp.Options{Vocabularies: append(own, loaded...), CacheBytes: cacheBytes})
	return err
}

// cacheBytes is enough for a worker to remember the texts of one patient: equal ones come one after the other.
const cacheBytes = 4 << 20

// annotate reads the n texts of a relation patient by patient and shares those of each chunk out among the threads.
func (a *noteAnnotation) annotate(ctx context.Context, d *engine.Derivation, texts string, n int64) (err error) {
	// DuckDB holds what the load has inserted so far: let little garbage come on top of that.
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	team := newAnnotators(a, d)
	defer func() {
		if err = errors.Join(err, team.close()); err != nil {
			err = fmt.Errorf("find entities in notes: %w", err)
		}
	}()
	result, err := d.Query(ctx, strings.ReplaceAll(notesByPatientSQL, "{kept}", texts))
	if err != nil {
		return err
	}
	defer result.Close()
	reader := subjectReader{}
	for {
		chunk, err := result.Next(ctx)
		if err != nil || chunk == nil {
			return err
		}
		if err := team.run(ctx, reader.tasks(chunk)); err != nil {
			return err
		}
		if a.report != nil {
			a.report(a.documents.Load(), n)
		}
	}
}

// begin makes the row of nlp_run, unless an earlier transaction of the same run has.
func (a *noteAnnotation) begin(ctx context.Context, d *engine.Derivation) error {
	if a.run != 0 {
		return nil
	}
	err := oneValue(ctx, d, &a.run, "SELECT coalesce(max(run_id), 0) + 1 FROM lake.public.nlp_run")
	if err == nil {
		_, err = d.Exec(ctx, `INSERT INTO lake.public.nlp_run (run_id, started, engine_version, pipeline_sha, config)
VALUES ($1, $2, $3, $4, $5)`, a.run, time.Now(), nlp.Version, a.annotator.Pipeline(), a.annotator.Config())
	}
	if err != nil {
		return fmt.Errorf("nlp_run: %w", err)
	}
	return recordVocabularies(ctx, d, a.annotator.Vocabularies())
}

// record completes the row of nlp_run.
func (a *noteAnnotation) record(ctx context.Context, d *engine.Derivation) error {
	_, err := d.Exec(ctx, `UPDATE lake.public.nlp_run SET finished = $2, n_docs = $3, n_annotated = $3 - $4, n_entities = $5, n_errors = $4
WHERE run_id = $1`, a.run, time.Now(), a.documents.Load(), a.errors.Load(), a.entities.Load())
	if err != nil {
		return fmt.Errorf("nlp_run: %w", err)
	}
	return nil
}

// task is one text to annotate.
type task struct {
	note    keptNote
	subject *subject // nil where the text is of no patient
}

// annotators are the goroutines' hands: each has its own worker and writer.
type annotators struct {
	annotation *noteAnnotation
	hands      []*hand
}

// hand is what one goroutine annotates with.
type hand struct {
	annotation *noteAnnotation
	worker     *nlp.Worker
	rows       *rows.Worker
	writer     engine.Writer
}

func newAnnotators(a *noteAnnotation, d *engine.Derivation) *annotators {
	t := &annotators{annotation: a}
	for range max(1, a.threads) {
		t.hands = append(t.hands, &hand{a, a.annotator.NewWorker(), rows.NewWorker(a.annotator, memory.DefaultAllocator), d.Writer()})
	}
	return t
}

// share is how many texts a hand takes at a time: neighbours, since equal texts of a patient stand together.
const share = 16

// run annotates the texts and returns when all are done.
func (t *annotators) run(ctx context.Context, tasks []task) error {
	var next atomic.Int64
	errs := make([]error, len(t.hands))
	var working sync.WaitGroup
	for i, h := range t.hands {
		working.Go(func() {
			for ctx.Err() == nil && errs[i] == nil {
				from := int(next.Add(share)) - share
				if from >= len(tasks) {
					break
				}
				for k := from; k < min(from+share, len(tasks)); k++ {
					h.annotate(ctx, &tasks[k])
				}
				errs[i] = h.give(false)
			}
		})
	}
	working.Wait()
	return errors.Join(append(errs, ctx.Err())...)
}

func (h *hand) annotate(ctx context.Context, t *task) {
	n := &t.note
	var result *nlp.Result
	if n.note.Status == string(note.OK) {
		result = h.worker.Annotate(ctx, nlp.Input{Data: n.data, ContentType: n.media(), Patient: t.subject.patient()})
	}
	h.rows.Append(n.seq, &n.resource, &n.note, result)
	h.annotation.documents.Add(1)
}

// give hands batches over to the load: those that are full, or with all the rest too.
func (h *hand) give(all bool) error {
	batches := h.rows.Full()
	if all {
		batches = h.rows.Flush()
	}
	for i, b := range batches {
		if err := h.writer.Append(h.annotation.first+b.Table, b.Record); err != nil {
			for _, rest := range batches[i+1:] {
				rest.Record.Release()
			}
			return err
		}
	}
	h.rows.Recycle() // the writer has copied them
	return nil
}

// close hands the rest over and counts.
func (t *annotators) close() error {
	var errs []error
	for _, h := range t.hands {
		errs = append(errs, h.give(true), h.writer.Close())
		t.annotation.entities.Add(h.rows.Entities)
		t.annotation.errors.Add(h.rows.Errors)
		h.rows.Release()
	}
	return errors.Join(errs...)
}
