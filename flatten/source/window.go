package source

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// buffer is the memory of one block. It comes from a pool and goes back on Release.
type buffer struct{ mem []byte }

var buffers sync.Pool

func newBuffer(size int) *buffer {
	if b, _ := buffers.Get().(*buffer); b != nil {
		if cap(b.mem) >= size {
			return b
		}
		buffers.Put(b)
	}
	return &buffer{mem: make([]byte, size)}
}

// pooledBytes is the largest buffer that is kept for reuse: one large item should not pin its memory.
const pooledBytes = 8 << 20

func (b *buffer) release() {
	if len(b.mem) <= pooledBytes {
		buffers.Put(b)
	}
}

// window is the part of a stream that is in memory.
//
//	data:  | given out or done with | start: kept | pos: read next |
//	       0 ≤ start ≤ pos ≤ len(data)
//
// more moves the bytes from start on to the front of other memory, so indexes into data are lost, while start and pos
// still mean the same bytes.
type window struct {
	src        io.Reader // nil: data is all there is
	data       []byte
	start, pos int
	err        error // why src gives no more: io.EOF at a proper end

	base    int64 // offset of data[0] in the stream
	line    int64 // line number of data[counted]
	counted int
	// unbroken is an offset with no line end between pos and it: the objects of one long line need not all look for it.
	unbroken int64

	buf   *buffer
	block int // size of a fresh buffer
	// handOver, if not nil, is asked before bytes move: it returns true where items lie in buf, which then belongs to
	// their block.
	handOver func() bool
}

// memoryWindow is a window on bytes that are all there: a part of another window at an offset and line.
func memoryWindow(data []byte, offset, line int64) *window {
	return &window{data: data, err: io.EOF, base: offset, line: line}
}

// offset returns the position of data[i] in the stream.
func (w *window) offset(i int) int64 { return w.base + int64(i) }

// lineAt returns the line number of data[i], for i not less than in earlier calls.
func (w *window) lineAt(i int) int64 {
	if i > w.counted {
		w.line += int64(bytes.Count(w.data[w.counted:i], newline))
		w.counted = i
	}
	return w.line
}

var newline = []byte{'\n'}

// more reads at least one byte more; false at the end of the stream or on an error, which err has.
func (w *window) more() bool {
	if w.err != nil {
		return false
	}
	if w.buf == nil || len(w.data) == len(w.buf.mem) {
		w.makeRoom()
	}
	if w.err != nil { // making room handed a block over, and nobody wants more
		return false
	}
	for tries := 0; tries < 100; tries++ {
		n, err := w.src.Read(w.buf.mem[len(w.data):])
		w.data = w.buf.mem[:len(w.data)+n]
		w.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// makeRoom gives the window memory behind data: the old memory without what is done with, or a larger one.
func (w *window) makeRoom() {
	w.lineAt(w.start)
	rest := w.data[w.start:]
	switch given := w.handOver != nil && w.handOver(); {
	case given || w.buf == nil:
		w.buf = newBuffer(max(w.block, 2*len(rest)))
	case w.start < len(w.data)/2:
		old := w.buf
		w.buf = newBuffer(max(w.block, 2*len(rest)))
		defer old.release() // after the copy
	}
	w.data = w.buf.mem[:copy(w.buf.mem, rest)]
	w.base += int64(w.start)
	w.counted -= w.start
	w.pos -= w.start
	w.start = 0
}

// space skips white space, and byte order marks, which stand where files were joined. It drops what it skips, and
// returns false at the end of the stream.
func (w *window) space() bool {
	for {
		for ; w.pos < len(w.data); w.pos++ {
			switch w.data[w.pos] {
			case ' ', '\t', '\r', '\n':
				continue
			case bom[0]:
				if w.has(len(bom)) && string(w.data[w.pos:w.pos+len(bom)]) == bom {
					w.pos += len(bom) - 1
					continue
				}
			}
			w.start = w.pos
			return true
		}
		w.start = w.pos
		if !w.more() {
			return false
		}
	}
}

const bom = "\xef\xbb\xbf"

// has says whether n bytes are there from pos on, reading them if need be.
func (w *window) has(n int) bool {
	for len(w.data)-w.pos < n {
		if !w.more() {
			return false
		}
	}
	return true
}

// peekSpace returns the first byte from pos on that is no white space, 0 at the end. It drops nothing and moves nothing.
func (w *window) peekSpace() byte {
	for n := 1; w.has(n); n++ {
		if c := w.data[w.pos+n-1]; !isSpace(c) {
			return c
		}
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// readError returns why the stream ended, nil at its proper end.
func (w *window) readError() error {
	if errors.Is(w.err, io.EOF) {
		return nil
	}
	return w.err
}
