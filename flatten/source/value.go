package source

import (
	"bytes"
	"errors"
)

// object reads the object at pos, at the top of the file, and whatever else stands on its line.
func (r *Reader) object() {
	w := &r.w
	eol := w.lineEnd(r.opt.streamFrom())
	if eol < 0 {
		r.long()
		return
	}
	line := bytes.TrimRight(w.data[w.pos:eol], " \t\r")
	if r.lineMode && eol < len(w.data) && quick(line) {
		sp := w.mark()
		r.add(Item{Raw: line, Line: sp.line, Offset: sp.offset})
		w.pos = eol
		return
	}
	r.line(len(line))
}

// lineEnd returns the index of the line end from pos on, len(data) at the end of the stream, -1 where the line is longer
// than limit.
func (w *window) lineEnd(limit int) int {
	seen := max(0, int(w.unbroken-w.offset(w.pos)))
	for {
		if i := bytes.IndexByte(w.data[w.pos+seen:], '\n'); i >= 0 {
			return w.pos + seen + i
		}
		if seen = len(w.data) - w.pos; seen > limit {
			w.unbroken = w.offset(len(w.data))
			return -1
		}
		if !w.more() {
			return len(w.data)
		}
	}
}

// quick says whether a line of an NDJSON file can be taken for one object without a look at what is inside: it ends like
// one, and looks like neither two nor a Bundle. Should it be none after all, node's parser says so and the whole line is
// at fault, which is right.
func quick(line []byte) bool {
	return line[len(line)-1] == '}' && !bytes.Contains(line, twoObjects) && !bytes.Contains(line, twoObjectsSpaced) &&
		!bytes.Contains(line, bundleText)
}

var twoObjects, twoObjectsSpaced = []byte("}{"), []byte("} {")

// line reads the n bytes from pos on, a line without its end: one object, or several, or the beginning of one that goes
// on in the next line, or an array behind them. Anything else behind an object makes the whole line bad, for then the object's end may be at fault.
func (r *Reader) line(n int) {
	w := &r.w
	text := w.data[:w.pos+n]
	var objects [][2]int
	for i := w.pos; i < len(text); {
		if text[i] == '[' { // its elements are no longer this function's business
			r.emitAll(objects)
			w.start, w.pos = i, i
			return
		}
		if text[i] != '{' {
			r.badLine(errTrailing)
			return
		}
		r.s.reset()
		end, st, err := r.s.feed(text, i)
		switch {
		case st == broken:
			r.badObject(end, err, len(objects) == 0)
			return
		case st == unfinished && r.s.inString:
			r.badObject(end, r.endOfLine(errStringEnd, len(text)), len(objects) == 0)
			return
		case st == unfinished:
			r.emitAll(objects)
			w.start, w.pos = i, i
			r.long()
			return
		}
		objects = append(objects, [2]int{i, end})
		i = skipSpace(text, end)
	}
	r.emitAll(objects)
	w.start, w.pos = len(text), len(text)
	r.lineMode = true
}

// badObject makes the rest of the line, from start on, bad, since an object of it is broken at end. Where that is the
// first, and a Bundle, the entries before the fault are not.
func (r *Reader) badObject(end int, err error, first bool) {
	w := &r.w
	w.pos = end
	sp := w.mark()
	if first {
		err = r.salvage(&sp, err)
	}
	r.toLineEnd(&sp)
	r.bad(w, sp, err)
}

// endOfLine returns the error for a line that ends too early, at end: the stream's own where it ends there.
func (r *Reader) endOfLine(err error, end int) error {
	if re := r.w.readError(); re != nil && len(bytes.TrimRight(r.w.data[end:], " \t\r")) == 0 {
		return re
	}
	return err
}

// emitAll hands out objects that lie in the window.
func (r *Reader) emitAll(objects [][2]int) {
	for _, o := range objects {
		r.w.start = o[0]
		r.emit(r.w.data[o[0]:o[1]], r.w.mark())
	}
}

// emit hands out one object in memory, whose span begins at start.
func (r *Reader) emit(raw []byte, sp span) {
	r.resource(Item{Raw: raw, Line: sp.line, Offset: sp.offset}, 0)
}

// long reads the object at pos that does not end on its line, or whose line is long.
func (r *Reader) long() {
	w := &r.w
	w.start = w.pos
	sp := w.mark()
	r.s.reset()
	r.s.ndjson = r.lineMode
	switch err := r.element(&sp); {
	case err != nil && r.doubtful(&sp):
		r.bad(w, sp, errNewValue)
	case err != nil:
		err = r.salvage(&sp, err)
		r.resync(sp, err)
	case sp.cut:
		r.bad(w, sp, r.opt.tooLong())
	case w.start == w.pos: // a Bundle, its entries are out
	default:
		if c := w.peekSpace(); c != 0 && c != '{' && c != '[' && c != bom[0] {
			r.resync(sp, errTrailing)
			return
		}
		r.emit(w.data[w.start:w.pos], sp)
		w.start = w.pos
	}
}

// doubtful goes back to where a new value began, in the broken one from start to pos that looked as if it went on; false
// where there is no such place.
func (r *Reader) doubtful(sp *span) bool {
	w := &r.w
	if r.s.doubt == 0 || sp.cut || isBundle(w.data[w.start:w.pos]) {
		return false
	}
	w.pos = w.start + int(r.s.doubt)
	return true
}

// element moves pos behind the value at pos, with the scanner as it is, and keeps the value from start on; or, where it
// is a large Bundle, hands out its entries.
func (r *Reader) element(sp *span) error {
	w := &r.w
	from := int64(r.opt.streamFrom())
	if r.in.Pipe {
		from = r.opt.MaxItem
	}
	for {
		i, st, err := r.s.feed(w.data, w.pos)
		w.pos = i
		switch {
		case st != unfinished:
			return err
		case sp.size(w) > from:
			return r.large(sp)
		case !w.more():
			if r.s.scalar {
				return nil
			}
			return w.endError()
		}
	}
}

// large goes on with a value that is not at its end after many bytes.
func (r *Reader) large(sp *span) error {
	w := &r.w
	if r.in.Pipe { // it cannot be read a second time
		return w.value(&r.s, sp, r.opt.MaxItem, r.opt.KeepBad)
	}
	s, err := r.lookAhead(sp.offset)
	if err != nil {
		return err
	}
	if s.resourceType != "Bundle" || s.whole() {
		return w.value(&r.s, sp, r.opt.MaxItem, r.opt.KeepBad)
	}
	w.pos, r.s.doubt = w.start, 0
	if err := r.stream(w, s); err != nil {
		*sp = w.mark()
		return err
	}
	w.start = w.pos
	return nil
}

// resync makes the value that failed at pos a bad item, up to where the next value may begin: behind the line, or, for a
// value of several lines, at the next line that begins with a bracket. Where the text is not indented, such a line may be
// a part of this value, so then all the rest is bad.
func (r *Reader) resync(sp span, err error) {
	switch {
	case r.s.newValue || errors.Is(err, errNewValue):
		// pos is there
	case r.s.lines == 0 && r.s.second == 0:
		r.toLineEnd(&sp)
	case !isSpace(r.s.second) && r.s.second != '}' && r.s.second != ']':
		r.toEnd(&sp)
	default:
		r.toBracketLine(&sp)
	}
	r.bad(&r.w, sp, err)
}

// toBracketLine moves pos to the next line that begins with a bracket, or to the end.
func (r *Reader) toBracketLine(sp *span) {
	w := &r.w
	for {
		r.toLineEnd(sp)
		if !w.has(2) {
			w.pos = len(w.data)
			return
		}
		w.pos++
		if c := w.data[w.pos]; c == '{' || c == '[' {
			return
		}
	}
}
