package main

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/flatten"
	"github.com/tarn-sql/tarn/flatten/source"
)

// shredder is the first phase of a load: it reads the inputs and gives their resources, rows and bad items to the
// load's writers, on several goroutines. One reading goroutine per few shredding ones is enough: reading is cheap.
type shredder struct {
	flattener   *flatten.Flattener
	load        engine.Load
	findNotes   bool // set the texts of notes aside
	attachments *attachments
	source      string
	inputs      []source.Input
	threads     int

	done      atomic.Int64 // bytes of the inputs read to their end, as stored
	reading   []atomic.Pointer[source.Reader]
	resources atomic.Int64
	read      atomic.Int64 // bytes of JSON
	unknown   atomic.Int64 // elements that R4 does not know
	badFiles  atomic.Int64

	mu       sync.Mutex // guards what follows
	errors   []string   // the first bad items, for the summary
	skipped  []string
	releases map[string]int64 // resources that look like another release of FHIR
}

// firstErrors is how many bad items the summary shows.
const firstErrors = 5

// block is a piece of an input on its way to a shredding goroutine.
type block struct {
	file  int
	input source.Input
	*source.Block
}

// run shreds all inputs. After an error, also of ctx, the load must be aborted.
func (s *shredder) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	readers := max(1, s.threads/4)
	s.reading = make([]atomic.Pointer[source.Reader], readers)
	files := make(chan int)
	blocks := make(chan block, 2*s.threads)
	var reading, shredding sync.WaitGroup
	for i := range readers {
		reading.Go(func() {
			for f := range files {
				if err := s.readFile(ctx, i, f, blocks); err != nil {
					cancel(err)
				}
			}
		})
	}
	for range s.threads {
		w := s.load.Writer()
		shredding.Go(func() {
			if err := s.shred(ctx, w, blocks); err != nil {
				cancel(err)
			}
		})
	}
	s.feed(ctx, files)
	reading.Wait()
	close(blocks)
	shredding.Wait()
	return context.Cause(ctx)
}

func (s *shredder) feed(ctx context.Context, files chan<- int) {
	defer close(files)
	for f := range s.inputs {
		select {
		case files <- f:
		case <-ctx.Done():
			return
		}
	}
}

// readFile cuts one input into blocks. An input that cannot be opened becomes a bad item, so that the others load.
func (s *shredder) readFile(ctx context.Context, reader, file int, blocks chan<- block) error {
	in := s.inputs[file]
	r, err := source.Open(in, source.Options{})
	if err != nil {
		bad := source.Item{Kind: source.Bad, Err: err}
		return send(ctx, blocks, block{file, in, &source.Block{Items: []source.Item{bad}}})
	}
	s.reading[reader].Store(r)
	defer func() {
		s.reading[reader].Store(nil)
		s.done.Add(in.Size)
		r.Close()
	}()
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := send(ctx, blocks, block{file, in, b}); err != nil {
			b.Release()
			return err
		}
	}
}

func send(ctx context.Context, blocks chan<- block, b block) error {
	select {
	case blocks <- b:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// shredding is one goroutine that turns blocks into rows.
type shredding struct {
	*shredder
	w      engine.Writer
	worker *flatten.Worker
	notes  *noteFinder // nil where notes are left alone
}

// shred turns blocks into rows until there are no more.
func (s *shredder) shred(ctx context.Context, w engine.Writer, blocks <-chan block) (err error) {
	defer func() {
		if closed := w.Close(); err == nil { // after a failure Close says the same once more
			err = closed
		}
	}()
	g := shredding{shredder: s, w: w, worker: s.flattener.NewWorker(s.source, nil)}
	defer g.worker.Release()
	if s.findNotes {
		g.notes = newNoteFinder(g.worker, s.attachments)
		defer g.notes.kept.release()
	}
	for b := range blocks {
		if err == nil && ctx.Err() == nil {
			err = g.block(b)
		}
		b.Release()
	}
	if err != nil {
		return err
	}
	return g.give(true)
}

func (g *shredding) block(b block) error {
	for i := range b.Items {
		if err := g.item(b, &b.Items[i]); err != nil {
			return err
		}
	}
	return g.give(false)
}

// give hands batches over to the load's writer: those that are full, or with all the rest too.
func (g *shredding) give(all bool) error {
	batches := g.worker.Full()
	if all {
		batches = g.worker.Flush()
	}
	for i, batch := range batches {
		if err := g.w.Append(batch.Table, batch.Record); err != nil {
			for _, rest := range batches[i+1:] {
				rest.Record.Release()
			}
			return err
		}
	}
	if g.notes == nil {
		return nil
	}
	return g.notes.give(g.w, all)
}

// progress is how far reading has come.
func (s *shredder) progress(total int64, started time.Time) progress {
	done := s.done.Load()
	for i := range s.reading {
		if r := s.reading[i].Load(); r != nil {
			done += r.BytesRead()
		}
	}
	return progress{
		Done: min(done, total), Total: total, Resources: s.resources.Load(), Read: s.read.Load(),
		Seconds: time.Since(started).Seconds(),
	}
}
