package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	nlpexternal "github.com/tarn-sql/tarn/nlp/external"
)

// external is an annotator outside, reached by HTTP. A failure of it is never a failure of a load: the documents are
// pending, and are annotated later. It is safe for concurrent use; nil annotates nothing.
type external struct {
	config externalConfig
	client *http.Client
	sleep  func(ctx context.Context, d time.Duration) error
	random func() float64 // 0 ≤ x < 1
	failed atomic.Int32   // batches in a row that failed after all attempts
}

// externalDocument is a text to annotate; Key is the caller's name for it.
type externalDocument struct {
	Key  string
	Text string
}

// externalStatus says what became of a document.
type externalStatus string

const (
	externalDone     externalStatus = "done"      // Result is the annotator's answer
	externalPending  externalStatus = "pending"   // the annotator could not be reached, or gave no answer: try again later
	externalRefused  externalStatus = "refused"   // the annotator will not have this document: trying again is no use
	externalTooLarge externalStatus = "too_large" // larger than a request may be: not sent
)

// externalResult is the outcome for one document. Err says why it is not done; it never has words of the document.
type externalResult struct {
	Key    string
	Status externalStatus
	Result nlpexternal.Result
	Err    error
}

// enough is how many batches in a row may fail before the rest is left for later: a load does not wait for an annotator
// that is down.
const enough = 3

var errDown = errors.New("the annotator does not answer: left for later")

// newExternal makes the client; nil where none is configured.
func newExternal(c externalConfig) (*external, error) {
	if c.URL == "" {
		return nil, nil
	}
	c.ensureDefaults()
	if err := c.validate(); err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxConnsPerHost = c.Concurrency
	return &external{
		config: c,
		client: &http.Client{
			Transport: transport, Timeout: c.Timeout,
			// Texts and token go to the configured address and nowhere else.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		sleep: sleepFor, random: randomFraction,
	}, nil
}

// source is what nlp_entity.source says of its entities.
func (e *external) source() string { return "external:" + e.config.Name }

// annotate annotates documents, in batches and several at a time. The results are in the documents' order. It returns when
// all have an outcome, or soon after ctx ends; then the rest is pending.
func (e *external) annotate(ctx context.Context, docs []externalDocument) []externalResult {
	out := make([]externalResult, len(docs))
	for i := range docs {
		out[i] = externalResult{Key: docs[i].Key, Status: externalPending, Err: errDown}
	}
	if e == nil {
		return out
	}
	e.failed.Store(0)
	work := make(chan []int)
	var workers sync.WaitGroup
	for range e.config.Concurrency {
		workers.Go(func() {
			for batch := range work {
				e.batch(ctx, docs, batch, out)
			}
		})
	}
	for _, batch := range e.batches(docs, out) {
		work <- batch
	}
	close(work)
	workers.Wait()
	return out
}

// batches parts the documents, as indexes, into requests. Those that are too large for one are set aside in out.
func (e *external) batches(docs []externalDocument, out []externalResult) [][]int {
	var all [][]int
	var batch []int
	bytes := 0
	for i := range docs {
		n := len(docs[i].Text)
		if n > e.config.Bytes {
			out[i].Status, out[i].Err = externalTooLarge, fmt.Errorf("%d bytes, more than a request of %d may have", n, e.config.Bytes)
			continue
		}
		if len(batch) == e.config.Documents || bytes+n > e.config.Bytes {
			all, batch, bytes = append(all, batch), nil, 0
		}
		batch, bytes = append(batch, i), bytes+n
	}
	if len(batch) > 0 {
		all = append(all, batch)
	}
	return all
}

// batch annotates the documents of one batch and writes their results. A batch that is refused is halved until the
// document that is to blame stands alone.
func (e *external) batch(ctx context.Context, docs []externalDocument, batch []int, out []externalResult) {
	if e.failed.Load() >= enough {
		return // pending, as they are
	}
	request := make([]nlpexternal.Document, len(batch))
	for i, k := range batch {
		request[i] = nlpexternal.Document{ID: strconv.Itoa(k), Text: docs[k].Text}
	}
	results, err := e.ask(ctx, request)
	var refused refusal
	switch {
	case errors.As(err, &refused) && refused.ofContent() && len(batch) > 1:
		e.batch(ctx, docs, batch[:len(batch)/2], out)
		e.batch(ctx, docs, batch[len(batch)/2:], out)
	case err != nil:
		status := externalPending
		if errors.As(err, &refused) && refused.ofContent() {
			status = externalRefused
		} else if ctx.Err() == nil {
			e.failed.Add(1)
		}
		for _, k := range batch {
			out[k].Status, out[k].Err = status, err
		}
	default:
		e.failed.Store(0)
		for i, k := range batch {
			out[k] = outcome(docs[k].Key, results[i])
		}
	}
}

var errNoAnswer = errors.New("the answer lacks the document")

// outcome is what became of a document that a request was answered for.
func outcome(key string, r nlpexternal.Result) externalResult {
	switch {
	case r.Missing:
		return externalResult{Key: key, Status: externalPending, Err: errNoAnswer}
	case r.Error != "":
		return externalResult{Key: key, Status: externalRefused, Result: r, Err: fmt.Errorf("the annotator says: %s", r.Error)}
	}
	return externalResult{Key: key, Status: externalDone, Result: r}
}
