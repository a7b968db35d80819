package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/ingest/spool"
	"github.com/tarn-sql/tarn/engine/store"
)

// LoadOptions say what a load is.
type LoadOptions struct {
	Source    string   // --source, "" for the default source
	Arguments []string // the paths as the user gave them, for tarn.load

	// Derive fills the derived tables, within the transaction and after those it reads are filled: see Derivation. It is
	// not called where nothing changes.
	Derive func(context.Context, *Derivation) error
	// DeriveFrom names the tables of the schema public that Derive reads, nil for all. The others are filled after it, so
	// that their rows, which DuckDB holds until the commit, do not lie in memory beside what Derive needs.
	DeriveFrom []string
	// Alone says that nobody else uses the store meanwhile: publishing then gives memory back that it can do without.
	Alone bool
	// Rewrite makes a load that brings no resources, only kept rows, and what Derive makes of them. It leaves no row in
	// tarn.load.
	Rewrite bool
}

// Load is one load in progress. Nothing of it is visible before Commit returns nil.
type Load struct {
	loader  *Loader
	store   *store.Store
	opt     LoadOptions
	started time.Time
	id      int64
	version int64 // number of the first version: resource seq is version + seq
	folder  string

	nextSeq, nextBlock atomic.Int64
	files, bytes       atomic.Int64

	mu      sync.Mutex // guards what follows
	writers []*Writer
	open    int   // writers not closed
	failed  error // of any writer
	extra   *spool.Spool
	ended   bool
	release func() // lets the next load begin

	onRows func(int64)  // told of table rows read; set before the first statement of publish
	total  atomic.Int64 // table rows to be read, as far as they are known
}

// spoolMemory is how much a writer keeps in memory before it creates a file: a small load creates none.
const spoolMemory = 8 << 20

// Writer returns a handle for one goroutine, which must close it.
func (l *Load) Writer() *Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := &Writer{
		load: l, number: len(l.writers), index: newIndex(), bad: newBadRows(), blocks: map[string]*openBlock{},
		dictionaries: map[int]*dictionary{},
	}
	sp, err := l.newSpool(len(l.writers))
	switch {
	case l.ended:
		err = errors.New("ingest: the load has ended")
	case err == nil:
		w.spool = sp
		l.writers = append(l.writers, w)
	}
	w.err = err // answered by every call
	l.open++
	return w
}

func (l *Load) newSpool(number int) (*spool.Spool, error) {
	if number == 0 {
		if err := os.MkdirAll(l.folder, 0o700); err != nil {
			return nil, err
		}
	}
	return spool.New(filepath.Join(l.folder, fmt.Sprintf("%d.spool", number)), l.loader.schemas, spoolMemory)
}

// newExtra makes the spool that repacking writes to.
func (l *Load) newExtra() (*spool.Spool, error) {
	sp, err := l.newSpool(len(l.writers))
	if err == nil {
		l.mu.Lock()
		l.extra = sp
		l.mu.Unlock()
	}
	return sp, err
}

func (l *Load) writerClosed(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if l.failed == nil {
		l.failed = err
	}
}

// Scanned adds to the number of files and (decompressed) bytes that the load read, for tarn.load. Safe for concurrent use.
func (l *Load) Scanned(files, bytes int64) {
	l.files.Add(files)
	l.bytes.Add(bytes)
}

// ID is the load's number, which Summary and tarn.load show.
func (l *Load) ID() int64 { return l.id }

// Abort drops the load; safe after Commit, which leaves nothing to drop. All writers must have stopped.
func (l *Load) Abort() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return nil
	}
	l.ended = true
	var errs []error
	for _, w := range l.writers {
		errs = append(errs, w.spool.Close())
	}
	if l.extra != nil {
		errs = append(errs, l.extra.Close())
	}
	errs = append(errs, os.RemoveAll(l.folder))
	l.loader.ended(l)
	l.release()
	return errors.Join(errs...)
}

// ready says whether Commit may begin.
func (l *Load) ready() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.ended:
		return errors.New("ingest: the load has ended")
	case l.open > 0:
		return fmt.Errorf("ingest: commit with %d writers open", l.open)
	}
	return l.failed
}

// batches lists what all writers appended to a stream.
func (l *Load) batches(stream int) []spool.Batch {
	var list []spool.Batch
	for _, w := range l.writers {
		list = append(list, w.spool.Batches(stream)...)
	}
	if l.extra != nil {
		list = append(list, l.extra.Batches(stream)...)
	}
	return list
}

// rows is the number of rows that all writers appended to a stream.
func (l *Load) rows(stream int) int64 {
	var n int64
	for _, b := range l.batches(stream) {
		n += b.Rows()
	}
	return n
}

// forget lets go of the memory that reading the spools has taken: each stream is read once.
func (l *Load) forget() {
	for _, w := range l.writers {
		w.spool.Forget()
	}
}

// fills counts what all writers appended to a stream by column, nil where it has no rows.
func (l *Load) fills(stream int) []store.Fill {
	var sum []store.Fill
	for _, w := range l.writers {
		for i, f := range w.spool.Fills(stream) {
			if sum == nil {
				sum = make([]store.Fill, l.loader.schemas[stream].NumFields())
			}
			sum[i].Values += f.Values
			sum[i].Bytes += f.Bytes
		}
	}
	return sum
}

// Commit settles versions and publishes everything in one transaction. All writers must be closed. Whether it succeeds
// or fails, the load is over afterwards and its scratch files are gone.
func (l *Load) Commit(ctx context.Context, p Progress) (Summary, error) {
	if err := l.ready(); err != nil {
		return Summary{}, errors.Join(explain(err), l.Abort())
	}
	s, err := l.publish(ctx, p)
	if err != nil {
		err = explain(err)
		if !l.opt.Rewrite {
			l.noteFailure(ctx, err)
		}
	}
	return s, errors.Join(err, l.Abort())
}

// streams are the schemas of a load's spools: its own, those of the tables, and those of the tables' dictionaries;
// entries has the number of a dictionary's stream by table.
func streams(tables []store.Table, kept *arrow.Schema) (list []*arrow.Schema, entries map[int]int) {
	list = []*arrow.Schema{
		streamIndex:      indexSchema,
		streamBlock:      blockSchema,
		streamPiece:      pieceSchema,
		streamQuarantine: quarantineSchema,
		streamMoved:      movedSchema,
		streamKept:       kept,
	}
	for i := range tables {
		list = append(list, rowSchema(&tables[i]))
	}
	entries = map[int]int{}
	for i := range tables {
		if tables[i].HasDictionary() {
			entries[i] = len(list)
			list = append(list, entrySchema(&tables[i]))
		}
	}
	return list, entries
}
