package notefunc

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
	"github.com/tarn-sql/tarn/nlp"
)

// team annotates texts for SQL functions. DuckDB calls a function from several threads at once, but mostly from one: a
// table of notes is one piece of work to it until it has many thousand rows. So a call takes one hand, and as many more as
// are idle.
type team struct {
	annotator func() (*nlp.Annotator, error)
	idle      chan *hand
}

// hand is what one goroutine annotates with.
type hand struct {
	annotator *nlp.Annotator
	worker    *nlp.Worker
	phrases   map[string]*nlp.Phrase
}

func newTeam(annotator func() (*nlp.Annotator, error), threads int) *team {
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	t := &team{annotator: annotator, idle: make(chan *hand, threads)}
	for range threads {
		t.idle <- &hand{}
	}
	return t
}

// run calls work for each of n rows, in any order and on several goroutines, and returns when all have ended. After an
// error no more rows are begun.
func (t *team) run(ctx context.Context, n int, work func(h *hand, row int) error) error {
	a, err := t.annotator()
	if err != nil {
		return fmt.Errorf("texts cannot be annotated: %w", err)
	}
	hands, err := t.take(ctx, n)
	if err != nil {
		return err
	}
	var next atomic.Int64
	var failed atomic.Bool
	errs := make([]error, len(hands))
	var all sync.WaitGroup
	for i, h := range hands {
		all.Go(func() {
			defer func() { t.idle <- h }()
			h.ready(a)
			for row := next.Add(1) - 1; row < int64(n) && !failed.Load(); row = next.Add(1) - 1 {
				if errs[i] = h.do(ctx, int(row), work); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// take waits for a hand, and takes others that are idle, up to n.
func (t *team) take(ctx context.Context, n int) (hands []*hand, err error) {
	select {
	case h := <-t.idle:
		hands = append(hands, h)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	for len(hands) < n {
		select {
		case h := <-t.idle:
			hands = append(hands, h)
		default:
			return hands, nil
		}
	}
	return hands, nil
}

// ready gives the hand a worker of the annotator.
func (h *hand) ready(a *nlp.Annotator) {
	if h.annotator != a {
		*h = hand{annotator: a, worker: a.NewWorker(), phrases: map[string]*nlp.Phrase{}}
	}
}

// do works on a row. A panic becomes an error, since nobody would catch it in a goroutine.
func (h *hand) do(ctx context.Context, row int, work func(*hand, int) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("annotating a text: %v", r)
		}
	}()
	if err := ctx.Err(); err != nil {
		return err
	}
	return work(h, row)
}

// annotate annotates a text. One that is empty or in another language has no entities; one that could not be annotated is
// an error, since an answer without its entities would be wrong.
func (h *hand) annotate(ctx context.Context, text []byte) (*nlp.Result, error) {
	r := h.worker.Annotate(ctx, nlp.Input{Data: text, ContentType: "text/plain; charset=utf-8"})
	switch r.Status {
	case nlp.OK, nlp.Empty, nlp.NonEnglish:
		return r, nil
	case nlp.Cancelled:
		return nil, context.Canceled
	case nlp.TooLarge:
		return nil, sqlerror.WithState("54000", "a text of %d bytes is too long to be annotated", len(text))
	case nlp.Timeout:
		return nil, sqlerror.WithState("54000", "a text of %d bytes takes too long to be annotated", len(text))
	}
	return nil, fmt.Errorf("a text of %d bytes could not be annotated: %s: %s", len(text), r.Status, r.Error)
}

// phrasesKept bounds the phrases that a hand has ready: queries ask for a few of them in a great many texts.
const phrasesKept = 256

// phrase makes a phrase ready, once.
func (h *hand) phrase(ctx context.Context, phrase string) (*nlp.Phrase, error) {
	if p := h.phrases[phrase]; p != nil {
		return p, nil
	}
	p := h.worker.Phrase(ctx, phrase)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(h.phrases) < phrasesKept {
		h.phrases[phrase] = p
	}
	return p, nil
}
