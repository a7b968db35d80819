package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
)

// Reader reads one input. It is for one goroutine at a time, save BytesRead, which any may call. The blocks it returns
// are independent of it and of one another.
type Reader struct {
	in  Input
	opt Options

	next func() (*Block, bool)
	stop func()

	src   *stream
	read  atomic.Int64
	ahead *window // a second reading of the file, for lookAhead; nil until needed

	// Of the coroutine that reads (run):
	w        window
	s        scanner
	items    []Item
	yield    func(*Block) bool
	stopped  bool // no more blocks are wanted
	lineMode bool // a value has filled a line: so do the others, most likely (see quick)
	reported bool // the error that ended the stream is in a bad item already
}

var (
	errTooLong  = errors.New("longer than the largest item allowed")
	errJunk     = errors.New("neither a JSON object nor an array")
	errTrailing = errors.New("more text behind the JSON value")
)

// Open opens an input. The error is an *Error. What goes wrong later, while reading, becomes a bad item.
func Open(in Input, opt Options) (*Reader, error) {
	opt.EnsureDefaults()
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	r := &Reader{in: in, opt: opt}
	src, err := in.open(&r.read)
	if err != nil {
		return nil, &Error{Name: in.Name(), Err: err}
	}
	r.src = src
	r.w = window{src: src, line: 1, block: opt.BlockBytes, handOver: r.handOver}
	r.next, r.stop = iter.Pull(r.run)
	return r, nil
}

// Next returns the next block, io.EOF after the last one. The caller releases it.
func (r *Reader) Next() (*Block, error) {
	b, ok := r.next()
	if !ok {
		return nil, io.EOF
	}
	return b, nil
}

// BytesRead returns how many bytes of the file, as it is stored, have been read: of Size in the end. What is read twice
// counts once.
func (r *Reader) BytesRead() int64 { return r.read.Load() }

// Size returns the size of the input as it is stored, 0 where it is not known (a pipe).
func (r *Reader) Size() int64 { return r.in.Size }

// Close ends reading and closes the file. Blocks stay valid. A Reader must be closed, also after io.EOF.
func (r *Reader) Close() error {
	r.stop()
	return errors.Join(r.src.Close(), r.closeAhead())
}

// run is the coroutine behind Next: from here down everything is straight-line code that adds items, and blocks go out
// when their memory is full.
func (r *Reader) run(yield func(*Block) bool) {
	r.yield = yield
	r.items = make([]Item, 0, 64)
	if reason := r.refuse(); reason != nil {
		r.badRest(reason)
	}
	for !r.stopped && r.w.space() {
		switch r.w.data[r.w.pos] {
		case '{':
			r.object()
		case '[':
			r.array()
		default:
			r.junk()
		}
	}
	if err := r.w.readError(); err != nil && !r.reported && !r.stopped {
		r.bad(&r.w, r.w.mark(), err)
	}
	r.handOver()
}

// handOver sends out the items so far; false where there are none.
func (r *Reader) handOver() bool {
	if len(r.items) == 0 || r.stopped {
		return false
	}
	b := &Block{Items: r.items, buf: r.w.buf}
	r.items = make([]Item, 0, len(r.items)+8)
	r.stopped = !r.yield(b)
	if r.stopped {
		r.w.src, r.w.err = nil, io.EOF // the window reads no more
	}
	return true
}

// add takes an item whose bytes lie in the window's memory, or in none that is recycled.
func (r *Reader) add(it Item) {
	if it.Size == 0 {
		it.Size = int64(len(it.Raw))
	}
	if it.Kind == Resource && it.Size > r.opt.MaxItem {
		it.Kind, it.Err = Bad, r.opt.tooLong()
	}
	if it.Kind != Resource && it.Kind != Deletion && len(it.Raw) > r.opt.KeepBad {
		it.Raw = it.Raw[:r.opt.KeepBad]
	}
	r.items = append(r.items, it)
}

// bad adds what stands from the span's beginning to pos as a bad item, and lets go of it.
func (r *Reader) bad(w *window, sp span, err error) {
	it := Item{Kind: Bad, Line: sp.line, Offset: sp.offset, Size: sp.size(w), Raw: sp.head, Err: err}
	if !sp.cut {
		it.Raw = bytes.TrimRight(w.data[w.start:w.pos], " \t\r\n")
		it.Size = int64(len(it.Raw))
	}
	if w.readError() != nil && errors.Is(err, w.err) {
		r.reported = true
	}
	r.add(it)
	w.start = w.pos
}

// junk makes what is no JSON object or array a bad item: in NDJSON the line, else everything up to a line that begins
// with a bracket, for then there is no telling what the brackets on these lines belong to.
func (r *Reader) junk() {
	if r.lineMode {
		r.badLine(errJunk)
		return
	}
	sp := r.w.mark()
	r.toBracketLine(&sp)
	r.bad(&r.w, sp, errJunk)
}

// badLine makes the rest of the line, from start on, a bad item.
func (r *Reader) badLine(err error) {
	sp := r.w.mark()
	r.toLineEnd(&sp)
	r.bad(&r.w, sp, err)
}

// badRest makes the rest of the file a bad item.
func (r *Reader) badRest(err error) {
	sp := r.w.mark()
	r.toEnd(&sp)
	r.bad(&r.w, sp, err)
}

// toLineEnd moves pos to the next line end.
func (r *Reader) toLineEnd(sp *span) {
	w := &r.w
	for {
		if i := bytes.IndexByte(w.data[w.pos:], '\n'); i >= 0 {
			w.pos += i
			return
		}
		w.pos = len(w.data)
		if sp.size(w) > r.keep() {
			sp.shorten(w, r.opt.KeepBad)
		}
		if !w.more() {
			return
		}
	}
}

// toEnd moves pos to the end of the stream.
func (r *Reader) toEnd(sp *span) {
	for {
		r.w.pos = len(r.w.data)
		if sp.size(&r.w) > r.keep() {
			sp.shorten(&r.w, r.opt.KeepBad)
		}
		if !r.w.more() {
			return
		}
	}
}

// keep is how long a bad item may be to stay in memory whole.
func (r *Reader) keep() int64 { return int64(max(r.opt.KeepBad, r.opt.BlockBytes)) }

// refuse looks at the beginning of the file and says why none of it can be read, nil where it can.
func (r *Reader) refuse() error {
	w := &r.w
	w.has(sniffBytes)
	return refuse(w.data)
}

// tooLong says which limit an item met.
func (o *Options) tooLong() error {
	return fmt.Errorf("%w (%d bytes)", errTooLong, o.MaxItem)
}
