package ingest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store"
)

// Loader begins the loads of a store, one at a time.
type Loader struct {
	store   *store.Store
	schemas []*arrow.Schema
	slot    chan struct{} // holds one token: the right to load

	entryStreams map[int]int // of tables with a dictionary, by table

	mu    sync.Mutex
	loads map[int64]*Load // in progress, for the table function
}

// spoolFunction is the table function that reads a stream of a load's spools. Its name is no client's business: policy
// lets only the functions through that it knows.
const spoolFunction = "tarn_spool"

// New prepares a store for loads.
func New(s *store.Store) (*Loader, error) {
	l := &Loader{store: s, slot: make(chan struct{}, 1), loads: map[int64]*Load{}}
	l.schemas, l.entryStreams = streams(s.Tables(), s.Kept())
	l.slot <- struct{}{}
	bigint := duck.Type{Kind: duck.KindBigInt}
	err := s.DB().RegisterTable(duck.TableFunc{Name: spoolFunction, Params: []duck.Type{bigint, bigint}, Bind: l.bind})
	return l, err
}

// Begin starts a load. One that is in progress is waited for until ctx ends.
func (l *Loader) Begin(ctx context.Context, o LoadOptions) (*Load, error) {
	if err := l.store.Writable(); err != nil {
		return nil, err
	}
	select {
	case <-l.slot:
	case <-ctx.Done():
		return nil, &Error{Code: codeLocked, Text: "another load is in progress", Err: context.Cause(ctx)}
	}
	release := sync.OnceFunc(func() { l.slot <- struct{}{} })
	load, err := l.start(ctx, o, release)
	if err != nil {
		release()
		return nil, err
	}
	return load, nil
}

func (l *Loader) start(ctx context.Context, o LoadOptions, release func()) (*Load, error) {
	next, err := l.store.Next(ctx)
	if err != nil {
		return nil, err
	}
	load := &Load{
		loader: l, store: l.store, opt: o, started: time.Now(), release: release,
		id: next.Load, version: next.Version, folder: l.store.SpoolFolder(next.Load),
	}
	load.nextBlock.Store(next.Block)
	l.mu.Lock()
	l.loads[load.id] = load
	l.mu.Unlock()
	return load, nil
}

func (l *Loader) ended(load *Load) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.loads, load.id)
}

// bind answers tarn_spool(load, stream).
func (l *Loader) bind(args []any) (*duck.Scan, error) {
	id, ok1 := args[0].(int64)
	stream, ok2 := args[1].(int64)
	l.mu.Lock()
	load := l.loads[id]
	l.mu.Unlock()
	if !ok1 || !ok2 || load == nil || stream < 0 || stream >= int64(len(l.schemas)) {
		return nil, fmt.Errorf("no such load or stream: %v, %v", args[0], args[1])
	}
	batches, rows := load.batches(int(stream)), load.rows(int(stream))
	return &duck.Scan{
		Schema: l.schemas[stream],
		Rows:   rows, Exact: true,
		MaxThreads: int(max(1, rows/threadRows)),
		Borrow:     true, // a spool's bytes lie in mapped memory until the load ends
		Open: func([]int) (duck.BatchSource, error) {
			return &source{batches: batches, onRows: load.counter(int(stream))}, nil
		},
	}, nil
}
