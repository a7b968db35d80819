package source

// array reads the array at pos, at the top of the file: each element is an item.
func (r *Reader) array() {
	w := &r.w
	w.pos++
	if w.space() && w.data[w.pos] == ']' {
		w.pos++
		w.start = w.pos
		return
	}
	for fine := true; !r.stopped; {
		if !w.space() {
			if fine { // else the end is reported with the last element
				r.bad(w, w.mark(), w.endError())
			}
			return
		}
		if fine = r.arrayElement(); !w.space() {
			continue
		}
		if c := w.data[w.pos]; fine && c != ',' && c != ']' {
			r.noComma()
		}
		if !w.space() {
			continue
		}
		switch w.data[w.pos] {
		case ',':
			w.pos++
		case ']':
			w.pos++
			w.start = w.pos
			return
		}
	}
}

// noComma makes what stands in an array where a comma should a bad item: an object as a whole, or else all up to where a
// new value may begin.
func (r *Reader) noComma() {
	w := &r.w
	sp := w.mark()
	if w.data[w.pos] != '{' {
		r.resync(sp, errSeparator)
		return
	}
	r.s.reset()
	if err := w.value(&r.s, &sp, r.opt.MaxItem, r.opt.KeepBad); err != nil {
		r.resync(sp, err)
		return
	}
	r.bad(w, sp, errSeparator)
}

// arrayElement reads one element; false where it is broken, and pos is where a new value may begin.
func (r *Reader) arrayElement() bool {
	w := &r.w
	sp := w.mark()
	first := w.data[w.pos]
	r.s.reset()
	err := r.element(&sp)
	switch {
	case err != nil:
		err = r.salvage(&sp, err)
		r.resync(sp, err)
		return false
	case sp.cut:
		r.bad(w, sp, r.opt.tooLong())
	case w.start == w.pos && first == '{': // a large Bundle
	case sp.size(w) == 0:
		r.resync(sp, errSeparator)
		return false
	case first != '{':
		r.bad(w, sp, errJunk)
	default:
		r.emit(w.data[w.start:w.pos], sp)
		w.start = w.pos
	}
	return true
}
