package source

// lookAhead surveys the object that begins at start, at an offset of the file. What is in memory often tells that it is
// no Bundle; else a second stream reads on to its end. That stream goes through the file once, a value behind this one
// finds it further on.
func (r *Reader) lookAhead(offset int64) (survey, error) {
	head := r.w.data[r.w.start:]
	if s := r.survey(memoryWindow(head, offset, 0)); s.resourceType != "" && s.resourceType != "Bundle" {
		return s, nil
	}
	if r.ahead == nil || r.ahead.offset(r.ahead.pos) > offset {
		if err := r.openAhead(offset); err != nil {
			return survey{}, err
		}
	}
	if !r.ahead.forward(offset) {
		return survey{}, r.ahead.endError()
	}
	return r.survey(r.ahead), nil
}

func (r *Reader) openAhead(offset int64) error {
	if err := r.closeAhead(); err != nil {
		return err
	}
	src, err := r.in.open(nil)
	if err != nil {
		return err
	}
	at, err := src.seek(offset)
	if err != nil {
		src.Close()
		return err
	}
	r.ahead = &window{src: src, block: r.opt.BlockBytes, base: at}
	return nil
}

func (r *Reader) closeAhead() error {
	if r.ahead == nil {
		return nil
	}
	if r.ahead.buf != nil {
		r.ahead.buf.release()
	}
	src := r.ahead.src.(*stream)
	r.ahead = nil
	return src.Close()
}

// forward moves start and pos to an offset of the stream, dropping what is before it.
func (w *window) forward(offset int64) bool {
	for w.offset(len(w.data)) <= offset {
		w.pos = len(w.data)
		w.start = w.pos
		if !w.more() {
			return false
		}
	}
	w.pos = int(offset - w.base)
	w.start = w.pos
	return true
}
