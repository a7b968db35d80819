package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/tarn-sql/tarn/engine/duck"
	"github.com/tarn-sql/tarn/engine/store/block"
)

// rawReader is the SQL function raw_slice(block, offset, length): the bytes of a resource out of its block.
//
// The function fetches blocks itself, on connections of its own, instead of getting them by a join: a join with
// raw.piece would put all compressed bytes into a hash table before the first row came out. Blocks never change once
// committed, and whoever sees a version committed after its block, so another connection's snapshot is as good.
type rawReader struct {
	db    *duck.DB
	cache *block.Cache

	mu   sync.Mutex
	idle []*fetcher
	done bool
}

// fetcher reads blocks by number.
type fetcher struct {
	conn *duck.Conn
	data []byte // scratch
}

// cacheBytes holds some blocks for every thread of a scan, and those that small queries ask for again and again.
const cacheBytes = 32 << 20

func newRawReader(db *duck.DB) *rawReader {
	r := &rawReader{db: db}
	r.cache = block.NewCache(cacheBytes, r.fetch)
	return r
}

func (r *rawReader) register() error {
	bigint := duck.Type{Kind: duck.KindBigInt}
	return r.db.RegisterScalar(duck.ScalarFunc{
		Name:    "raw_slice",
		Params:  []duck.Type{bigint, bigint, bigint},
		Returns: duck.Type{Kind: duck.KindVarchar},
		Call:    r.slices,
	})
}

// slices computes a chunk. Rows next to each other mostly share a block, which is then looked up once.
func (r *rawReader) slices(in *duck.Chunk, out *duck.Output) error {
	var raw []byte
	last := int64(-1)
	ids, offsets, lengths := &in.Vectors[0], &in.Vectors[1], &in.Vectors[2]
	for i := range in.Len {
		if ids.Null(i) || offsets.Null(i) || lengths.Null(i) {
			out.Null()
			continue
		}
		id, at, n := duck.At[int64](ids, i), duck.At[int64](offsets, i), duck.At[int64](lengths, i)
		if id != last {
			var err error
			if raw, err = r.cache.Get(id); err != nil {
				return err
			}
			last = id
		}
		resource, err := cut(id, raw, at, n)
		if err != nil {
			return err
		}
		out.Bytes(resource)
	}
	return nil
}

// fetch reads and decompresses a block.
func (r *rawReader) fetch(id int64) ([]byte, error) {
	f, err := r.take()
	if err != nil {
		return nil, err
	}
	defer r.give(f)
	if err := f.read(id); err != nil {
		return nil, err
	}
	return block.Open(f.data, nil)
}

// read gets the compressed bytes of a block into f.data.
func (f *fetcher) read(id int64) error {
	f.data = f.data[:0]
	ctx := context.Background() // a block is read in a fraction of a millisecond
	// The number stands in the text, so that DuckDB knows it when it plans and skips the row groups of other blocks.
	sql := fmt.Sprintf("SELECT data FROM lake.raw.piece WHERE block_id = %d ORDER BY ordinal", id)
	err := each(ctx, f.conn, sql, func(chunk *duck.Chunk, i int) error {
		f.data = append(f.data, chunk.Vectors[0].Bytes(i)...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read raw block %d: %w", id, err)
	}
	if len(f.data) == 0 {
		return newError(codeCorrupted, "raw block %d is missing", id)
	}
	return nil
}

func (r *rawReader) take() (*fetcher, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 {
		f := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return f, nil
	}
	r.mu.Unlock()
	c, err := r.db.Connect()
	if err != nil {
		return nil, err
	}
	return &fetcher{conn: c}, nil
}

func (r *rawReader) give(f *fetcher) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		_ = f.conn.Close()
		return
	}
	r.idle = append(r.idle, f)
}

// close ends the connections. No query may be running.
func (r *rawReader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = true
	var errs []error
	for _, f := range r.idle {
		errs = append(errs, f.conn.Close())
	}
	r.idle = nil
	return errors.Join(errs...)
}
