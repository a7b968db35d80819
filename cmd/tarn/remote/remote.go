package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarn-sql/tarn/nlp/external"
)

// Annotator is an annotator outside, reached by HTTP. A failure of it is never a failure of a load: the documents are
// pending, and are annotated later. It is safe for concurrent use; nil annotates nothing.
type Annotator struct {
	config Config
	client *http.Client
	sleep  func(ctx context.Context, d time.Duration) error
	random func() float64 // 0 ≤ x < 1
	failed atomic.Int32   // batches in a row that failed after all attempts
}

// Document is a text to annotate; Key is the caller's name for it.
type Document struct {
	Key  string
	Text string
}

// Status says what became of a document.
type Status string

const (
	Done     Status = "done"      // Result is the annotator's answer
	Pending  Status = "pending"   // the annotator could not be reached, or gave no answer: try again later
	Refused  Status = "refused"   // the annotator will not have this document: trying again is no use
	TooLarge Status = "too_large" // larger than a request may be: not sent
)

// Result is the outcome for one document. Err says why it is not done; it never has words of the document.
type Result struct {
	Key    string
	Status Status
	Result external.Result
	Err    error
}

// enough is how many batches in a row may fail before the rest is left for later: a load does not wait for an annotator
// that is down.
const enough = 3

var errDown = errors.New("the annotator does not answer: left for later")

// New makes the client of an annotator; nil where none is configured. An error has everything that is wrong with the
// configuration.
func New(c Config) (*Annotator, error) {
	if c.URL == "" {
		return nil, nil
	}
	c.EnsureDefaults()
	if err := c.Validate(); err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxConnsPerHost = c.Concurrency
	return &Annotator{
		config: c,
		client: &http.Client{
			Transport: transport, Timeout: c.Timeout,
			// Texts and token go to the configured address and nowhere else.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		sleep: sleepFor, random: randomFraction,
	}, nil
}

// Source is what nlp_entity.source says of its entities.
func (a *Annotator) Source() string { return "external:" + a.config.Name }

// Annotate annotates documents, in batches and several at a time. The results are in the documents' order. It returns when
// all have an outcome, or soon after ctx ends; then the rest is pending.
func (a *Annotator) Annotate(ctx context.Context, docs []Document) []Result {
	out := make([]Result, len(docs))
	for i := range docs {
		out[i] = Result{Key: docs[i].Key, Status: Pending, Err: errDown}
	}
	if a == nil {
		return out
	}
	a.failed.Store(0)
	work := make(chan []int)
	var workers sync.WaitGroup
	for range a.config.Concurrency {
		workers.Go(func() {
			for batch := range work {
				a.batch(ctx, docs, batch, out)
			}
		})
	}
	for _, batch := range a.batches(docs, out) {
		work <- batch
	}
	close(work)
	workers.Wait()
	return out
}

// batches parts the documents, as indexes, into requests. Those that are too large for one are set aside in out.
func (a *Annotator) batches(docs []Document, out []Result) [][]int {
	var all [][]int
	var batch []int
	bytes := 0
	for i := range docs {
		n := len(docs[i].Text)
		if n > a.config.Bytes {
			out[i].Status, out[i].Err = TooLarge, fmt.Errorf("%d bytes, more than a request of %d may have", n, a.config.Bytes)
			continue
		}
		if len(batch) == a.config.Documents || bytes+n > a.config.Bytes {
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
func (a *Annotator) batch(ctx context.Context, docs []Document, batch []int, out []Result) {
	if a.failed.Load() >= enough {
		return // pending, as they are
	}
	request := make([]external.Document, len(batch))
	for i, k := range batch {
		request[i] = external.Document{ID: strconv.Itoa(k), Text: docs[k].Text}
	}
	results, err := a.ask(ctx, request)
	var refused refusal
	switch {
	case errors.As(err, &refused) && refused.ofContent() && len(batch) > 1:
		a.batch(ctx, docs, batch[:len(batch)/2], out)
		a.batch(ctx, docs, batch[len(batch)/2:], out)
	case err != nil:
		status := Pending
		if errors.As(err, &refused) && refused.ofContent() {
			status = Refused
		} else if ctx.Err() == nil {
			a.failed.Add(1)
		}
		for _, k := range batch {
			out[k].Status, out[k].Err = status, err
		}
	default:
		a.failed.Store(0)
		for i, k := range batch {
			out[k] = outcome(docs[k].Key, results[i])
		}
	}
}

var errNoAnswer = errors.New("the answer lacks the document")

// outcome is what became of a document that a request was answered for.
func outcome(key string, r external.Result) Result {
	switch {
	case r.Missing:
		return Result{Key: key, Status: Pending, Err: errNoAnswer}
	case r.Error != "":
		return Result{Key: key, Status: Refused, Result: r, Err: fmt.Errorf("the annotator says: %s", r.Error)}
	}
	return Result{Key: key, Status: Done, Result: r}
}
