package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/ingest/spool"
	"github.com/tarn-sql/tarn/engine/store/block"
)

// Writer takes the products of one shredding goroutine. Not safe for concurrent use.
type Writer struct {
	load   *Load
	number int // of the load's writers
	spool  *spool.Spool
	index  *index
	blocks map[string]*openBlock // by resource type
	open   int                   // bytes in all open blocks
	packed []byte                // scratch for a compressed block
	bad    *badRows
	err    error // the first failure: everything after it would be built on sand
	closed bool

	dictionaries map[int]*dictionary // by table, of those that have one
}

// maxOpen bounds the bytes of a writer's open blocks, whatever the number of types in its input.
const maxOpen = 16 << 20

// Resource stores the raw bytes and returns the resource's number within the load, which its rows carry as "seq".
func (w *Writer) Resource(r Resource) (seq int64, err error) {
	if err := w.usable(); err != nil {
		return 0, err
	}
	if err := r.check(); err != nil {
		return 0, err
	}
	at, err := w.keep(&r)
	if err != nil {
		return 0, w.fail(err)
	}
	seq = w.load.nextSeq.Add(1) - 1
	arrival := r.Order
	if arrival == 0 {
		arrival = seq
	}
	w.index.add(seq, arrival, &r, at)
	if w.index.rows == indexRows {
		err = w.flushIndex()
	}
	return seq, w.fail(err)
}

// keep puts the raw bytes into the open block of the type.
func (w *Writer) keep(r *Resource) (place, error) {
	if len(r.Raw) == 0 {
		return place{}, nil
	}
	b := w.blocks[r.Type]
	if b == nil {
		b = &openBlock{}
		w.blocks[strings.Clone(r.Type)] = b
	}
	if b.Full(len(r.Raw)) {
		if err := w.closeBlock(r.Type, b); err != nil {
			return place{}, err
		}
	}
	if b.Len() == 0 {
		b.id = w.load.nextBlock.Add(1) - 1
	}
	before := b.Bytes()
	at := place{block: b.id, offset: int64(b.Add(r.Raw)), length: int64(len(r.Raw))}
	w.open += b.Bytes() - before
	if w.open > maxOpen {
		return at, w.closeLargest()
	}
	return at, nil
}

// Append hands over a batch for a table of the definitions; the writer releases it.
func (w *Writer) Append(table int, batch arrow.RecordBatch) error {
	defer batch.Release()
	if err := w.usable(); err != nil {
		return err
	}
	if table < 0 || table >= len(w.load.store.Tables()) {
		return w.fail(fmt.Errorf("ingest: there is no table %d", table))
	}
	if batch.NumRows() == 0 {
		return nil
	}
	if w.load.store.Tables()[table].HasDictionary() {
		return w.fail(w.appendApart(table, batch))
	}
	return w.fail(w.spool.Append(ownStreams+table, batch))
}

// Quarantine keeps a bad input.
func (w *Writer) Quarantine(b Bad) error {
	if err := w.usable(); err != nil {
		return err
	}
	w.bad.add(&b)
	if w.bad.bytes > maxBadBytes || w.bad.rows == indexRows {
		return w.fail(w.flushBad())
	}
	return nil
}

// Close hands everything to the load. A failure of an earlier call is reported again.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	for t, b := range w.blocks {
		if w.err == nil && b.Len() > 0 {
			_ = w.fail(w.closeBlock(t, b))
		}
	}
	if w.err == nil {
		_ = w.fail(errors.Join(w.flushIndex(), w.flushBad()))
	}
	if w.err == nil {
		_ = w.fail(w.spool.Seal())
	}
	w.closed = true
	w.blocks = nil
	w.index.b.Release()
	w.bad.b.Release()
	w.dictionaries = nil
	w.load.writerClosed(w.err)
	return w.err
}

func (w *Writer) usable() error {
	if w.closed {
		return errors.New("ingest: writer is closed")
	}
	return w.err
}

// fail keeps the first error.
func (w *Writer) fail(err error) error {
	if err == nil {
		return nil
	}
	err = explain(err)
	if w.err == nil {
		w.err = err
	}
	return err
}

func (w *Writer) closeLargest() error {
	var largest string
	for t, b := range w.blocks {
		if largest == "" || b.Bytes() > w.blocks[largest].Bytes() {
			largest = t
		}
	}
	return w.closeBlock(largest, w.blocks[largest])
}

func (w *Writer) closeBlock(resourceType string, b *openBlock) error {
	w.open -= b.Bytes()
	if w.packed == nil {
		w.packed = make([]byte, block.Size)
	}
	return b.close(w.spool, resourceType, w.packed)
}

func (w *Writer) flushIndex() error {
	if w.index.rows == 0 {
		return nil
	}
	rows := w.index.take()
	defer rows.Release()
	return w.spool.Append(streamIndex, rows)
}

func (w *Writer) flushBad() error {
	if w.bad.rows == 0 {
		return nil
	}
	rows := w.bad.take()
	defer rows.Release()
	return w.spool.Append(streamQuarantine, rows)
}

// badRows builds the rows of streamQuarantine.
type badRows struct {
	b     *array.RecordBuilder
	rows  int
	bytes int
}

const (
	maxBadBytes  = 1 << 20
	excerptRunes = 200
)

func newBadRows() *badRows {
	return &badRows{b: array.NewRecordBuilder(memory.DefaultAllocator, quarantineSchema)}
}

func (q *badRows) add(b *Bad) {
	q.rows++
	q.bytes += len(b.Raw)
	sum := sha256.Sum256(b.Raw)
	text := func(i int, s string) { q.b.Field(i).(*array.StringBuilder).Append(strings.ToValidUTF8(s, "\uFFFD")) }
	text(0, b.File)
	appendIf(q.b.Field(1).(*array.Int64Builder), b.Line > 0, b.Line)
	q.b.Field(2).(*array.Int64Builder).Append(b.Offset)
	text(3, b.Type)
	text(4, b.ID)
	text(5, b.Reason)
	text(6, excerpt(b.Raw))
	q.b.Field(7).(*array.Int64Builder).Append(max(b.Size, int64(len(b.Raw))))
	text(8, hex.EncodeToString(sum[:]))
	q.b.Field(9).(*array.BinaryBuilder).Append(b.Raw)
}

// excerpt is the beginning of raw, cut at a rune, at most excerptRunes long. NUL is replaced too: PostgreSQL's clients
// have no text with it.
func excerpt(raw []byte) string {
	head := raw[:min(len(raw), excerptRunes*utf8.UTFMax)]
	runes := []rune(strings.ToValidUTF8(string(head), "\uFFFD"))
	text := string(runes[:min(len(runes), excerptRunes)])
	return strings.ReplaceAll(text, "\x00", "\uFFFD")
}

func (q *badRows) take() arrow.RecordBatch {
	q.rows, q.bytes = 0, 0
	return q.b.NewRecordBatch()
}
