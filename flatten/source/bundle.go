package source

import (
	"bytes"
	"errors"
	"fmt"
)

// survey is what the first pass over a Bundle finds.
type survey struct {
	resourceType string // as written; "" where the fault comes before it
	typ, id      string // of a Bundle
	entries      int
	refs         *References
	fault        error   // ends the Bundle early; what stands before it is known
	found        []found // the entries, where the Bundle is in memory
	end          int     // where the Bundle ends then, or what is at fault begins
}

// found is one entry in memory.
type found struct {
	raw     []byte
	sp      span
	e       entry
	tooLong bool
}

// survey reads the object at pos for its type and its entries. A second pass over a stream meets the same entries and
// the same fault; of a Bundle in memory there is no second pass, all is in the survey.
func (r *Reader) survey(w *window) survey {
	s := survey{refs: newReferences()}
	inMemory := w.src == nil
	k := walk{w: w, limit: r.opt.MaxItem, keep: r.opt.KeepBad}
	k.entry = func(raw []byte, sp span, e *entry) {
		if e.end > 0 && e.err == nil {
			s.refs.add(e.fullURL, e.target())
		}
		if inMemory {
			s.found = append(s.found, found{raw: raw, sp: sp, e: *e})
		}
	}
	k.tooLong = func(sp span) {
		if inMemory {
			s.found = append(s.found, found{raw: w.data[w.start:w.pos], sp: sp, tooLong: true})
		}
	}
	if s.fault = k.run(); s.fault != nil {
		s.end = w.start
	} else {
		s.end = w.pos
	}
	s.resourceType, s.typ, s.id, s.entries = k.resourceType, k.typ, k.id, k.entries
	return s
}

// whole says whether a Bundle of this type is a resource of its own besides its entries: a document is signed and a
// message is sent as one.
func (s *survey) whole() bool { return s.typ == "document" || s.typ == "message" }

// BundleError is the Err of the Skipped item that stands for a Bundle's envelope, behind the items of its entries. Its
// Size is that of the Bundle, or of the part of it before a fault.
type BundleError struct {
	Type    string // of the Bundle, as written
	Entries int
}

func (e *BundleError) Error() string {
	return fmt.Sprintf("a Bundle (%s): its %d entries are taken one by one", e.Type, e.Entries)
}

// stream hands out the entries of the surveyed Bundle at pos and returns the fault that ends it early.
func (r *Reader) stream(w *window, s survey) error {
	start := w.mark()
	k := walk{
		w: w, limit: r.opt.MaxItem, keep: r.opt.KeepBad,
		entry:   func(raw []byte, sp span, e *entry) { r.entry(raw, sp, e, s.refs, 1) },
		tooLong: func(sp span) { r.bad(w, sp, r.opt.tooLong()) },
	}
	err := k.run()
	end := w.pos
	if err != nil {
		end = w.start
	}
	r.envelope(start, w.offset(end), survey{typ: k.typ, entries: k.entries})
	return err
}

// envelope adds the item that stands for the Bundle itself.
func (r *Reader) envelope(start span, end int64, s survey) {
	r.add(Item{
		Kind: Skipped, Line: start.line, Offset: start.offset, Size: end - start.offset,
		Err: &BundleError{Type: s.typ, Entries: s.entries},
	})
}

// entry hands out one entry.
func (r *Reader) entry(raw []byte, sp span, e *entry, refs *References, depth int) {
	it := e.item()
	it.Refs, it.Line, it.Offset, it.Raw = refs, sp.line, sp.offset, raw
	if it.Kind != Resource {
		r.add(it)
		return
	}
	it.Raw = raw[e.at:e.end]
	it.Offset += int64(e.at)
	it.Line += int64(bytes.Count(raw[:e.at], newline))
	if it.ID == "" && e.id == "" {
		it.ID = refs.unnamed.id(it.Raw)
	}
	r.resource(it, depth)
}

// maxBundles is how deep Bundles in Bundles are taken apart; deeper ones are handed out whole.
const maxBundles = 8

// resource hands out a whole object that lies in memory, or the entries of it where it is a Bundle.
func (r *Reader) resource(it Item, depth int) {
	if depth == maxBundles || !isBundle(it.Raw) {
		r.add(it)
		return
	}
	s := r.survey(memoryWindow(it.Raw, it.Offset, it.Line))
	if s.whole() {
		it.Refs = s.refs
		if it.ID == "" && s.id == "" {
			it.ID = ContentID(it.Raw)
		}
		if r.add(it); int64(len(it.Raw)) > r.opt.MaxItem {
			return
		}
	}
	r.inMemory(it, s, depth+1)
	if s.fault == nil && s.end < len(it.Raw) {
		s.fault = errTrailing
	}
	if s.fault != nil {
		rest := it.Raw[s.end:]
		r.add(Item{
			Kind: Bad, Raw: rest, Err: s.fault, Offset: it.Offset + int64(s.end),
			Line: it.Line + int64(bytes.Count(it.Raw[:s.end], newline)),
		})
	}
}

// inMemory hands out the entries of a surveyed Bundle.
func (r *Reader) inMemory(bundle Item, s survey, depth int) {
	for i := range s.found {
		f := &s.found[i]
		if f.tooLong {
			r.add(Item{Kind: Bad, Raw: f.raw, Line: f.sp.line, Offset: f.sp.offset, Err: r.opt.tooLong()})
			continue
		}
		r.entry(f.raw, f.sp, &f.e, s.refs, depth)
	}
	if !s.whole() {
		r.envelope(span{offset: bundle.Offset, line: bundle.Line}, bundle.Offset+int64(s.end), s)
	}
}

// salvage hands out the whole entries of a Bundle that is broken before it ends, where the window has a Bundle between
// start and pos. Then start moves behind them, and the fault is what the entries ran into, or else err.
func (r *Reader) salvage(sp *span, err error) error {
	w := &r.w
	if sp.cut || !isBundle(w.data[w.start:w.pos]) {
		return err
	}
	it := Item{Raw: w.data[w.start:w.pos], Offset: sp.offset, Line: sp.line}
	s := r.survey(memoryWindow(it.Raw, it.Offset, it.Line))
	r.inMemory(it, s, 1)
	if s.fault != nil && !errors.Is(s.fault, errEnd) {
		err = s.fault
	}
	w.start += s.end
	*sp = w.mark()
	return err
}
