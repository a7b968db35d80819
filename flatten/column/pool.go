package column

import (
	"math/bits"
	"sync"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// Pool is an Arrow allocator that keeps released memory for the next batches. Batches come and go at a high rate, and
// fresh pages cost more than what is written to them. Its memory is not zeroed. Safe for concurrent use.
type Pool struct {
	mu   sync.Mutex
	free [poolClasses][][]byte // by power of two
	held int                   // bytes in free
	max  int
	next memory.Allocator
}

const (
	poolSmallest = 8  // 2^8 bytes
	poolClasses  = 20 // up to 2^27 bytes
)

// NewPool returns a pool that keeps at most max bytes.
func NewPool(max int) *Pool { return &Pool{max: max, next: memory.DefaultAllocator} }

// Empty lets the memory go that the pool holds.
func (p *Pool) Empty() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free, p.held = [poolClasses][][]byte{}, 0
}

// class is the smallest power of two that holds so many bytes, as an index of free; -1 if there is none.
func class(size int) int {
	c := max(bits.Len(uint(size-1))-poolSmallest, 0)
	if size <= 0 || c >= poolClasses {
		return -1
	}
	return c
}

// Allocate returns size bytes that start at a multiple of 64. What they are is undefined.
func (p *Pool) Allocate(size int) []byte {
	c := class(size)
	if c < 0 {
		return p.next.Allocate(size)
	}
	p.mu.Lock()
	if list := p.free[c]; len(list) > 0 {
		b := list[len(list)-1]
		p.free[c] = list[:len(list)-1]
		p.held -= cap(b)
		p.mu.Unlock()
		return b[:size]
	}
	p.mu.Unlock()
	return aligned(1 << (c + poolSmallest))[:size]
}

// aligned returns exactly n bytes at a multiple of 64.
func aligned(n int) []byte {
	const alignment = 64
	b := make([]byte, n+alignment)
	skip := -int(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) & (alignment - 1)
	return b[skip : skip+n : skip+n]
}

// Reallocate returns size bytes that begin with those of b.
func (p *Pool) Reallocate(size int, b []byte) []byte {
	if size <= cap(b) {
		return b[:size]
	}
	grown := p.Allocate(size)
	copy(grown, b)
	p.Free(b)
	return grown
}

// Free takes memory back.
func (p *Pool) Free(b []byte) {
	size := cap(b)
	c := class(size)
	if c < 0 || size != 1<<(c+poolSmallest) {
		return // not of this pool, or too large to keep
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held+size <= p.max {
		p.free[c] = append(p.free[c], b[:0:size])
		p.held += size
	}
}
