package source

// span is a piece of a window from start to pos, with where it began. A piece that grows too long is cut: only its head
// stays in memory.
type span struct {
	offset, line int64
	head         []byte
	cut          bool
}

// mark begins a span at start.
func (w *window) mark() span {
	return span{offset: w.offset(w.start), line: w.lineAt(w.start)}
}

// size returns the length of the span in bytes.
func (sp *span) size(w *window) int64 { return w.offset(w.pos) - sp.offset }

// shorten cuts the span: keep bytes of it stay in sp.head, and the window may let go of what is before pos.
func (sp *span) shorten(w *window, keep int) {
	if !sp.cut {
		sp.cut = true
		sp.head = append([]byte(nil), w.data[w.start:min(w.start+keep, w.pos)]...)
	}
	w.start = w.pos
}

// value moves pos behind the value that s is reading, in a span that began at start. The span stays in memory as long as
// it has at most limit bytes; then it is cut to keep bytes and the rest only passes through.
func (w *window) value(s *scanner, sp *span, limit int64, keep int) error {
	for {
		i, st, err := s.feed(w.data, w.pos)
		w.pos = i
		if st != unfinished {
			return err
		}
		if sp.size(w) > limit {
			sp.shorten(w, keep)
		}
		if !w.more() {
			if s.scalar {
				return nil
			}
			return w.endError()
		}
	}
}

// endError says why the stream ended inside a value.
func (w *window) endError() error {
	if err := w.readError(); err != nil {
		return err
	}
	return errEnd
}
