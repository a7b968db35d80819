package spool

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sys/unix"
)

// Batch is one appended batch of a sealed spool.
type Batch struct {
	spool   *Spool
	schema  *arrow.Schema
	segment segment
}

// Batches lists the batches of a stream in the order of appending. The spool must be sealed.
func (s *Spool) Batches(streamNo int) []Batch {
	list := make([]Batch, len(s.streams[streamNo].segments))
	for i, seg := range s.streams[streamNo].segments {
		list[i] = Batch{s, s.schemas[streamNo], seg}
	}
	return list
}

// Rows is the number of rows of the batch.
func (b Batch) Rows() int64 { return b.segment.rows }

// Open returns the batch over the spool's own memory, valid until it is released and no longer than the spool. Columns of
// texts that repeat from row to row come in Arrow's run-end encoding (Int32, String), whatever the schema says. Releasing
// it gives the pages back, so that the memory in use stays small however long the file is. A batch may be opened any
// number of times.
func (b Batch) Open() (arrow.RecordBatch, error) {
	var whole *memory.Buffer
	if s := b.spool; b.segment.offset < s.flushed {
		bytes := s.mapped[b.segment.offset : b.segment.offset+b.segment.size]
		whole = memory.NewBufferWithAllocator(bytes, pages{s.mapped, b.segment})
	} else {
		at := b.segment.offset - s.flushed
		whole = memory.NewBufferBytes(s.mem[at : at+b.segment.size])
	}
	defer whole.Release()
	return readSegment(b.schema, whole)
}

// pages is an allocator that only frees: it tells the kernel that the pages of a segment of the file are not needed now.
type pages struct {
	mapped  []byte
	segment segment
}

func (pages) Allocate(int) []byte           { panic("spool: pages do not allocate") }
func (pages) Reallocate(int, []byte) []byte { panic("spool: pages do not allocate") }

// faultAround is how much the kernel maps when a page of a file is touched.
const faultAround = 64 << 10

// Free drops the segment's pages from this process, with those that the kernel mapped around them. Neighbours lose
// nothing: pages of a file come back from the kernel's cache when they are touched again.
func (p pages) Free([]byte) {
	start := p.segment.offset &^ (faultAround - 1)
	end := min((p.segment.offset+p.segment.size+faultAround-1)&^(faultAround-1), int64(len(p.mapped)))
	_ = unix.Madvise(p.mapped[start:end], unix.MADV_DONTNEED) // a hint: nothing is lost if it fails
}
