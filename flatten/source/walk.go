package source

import "errors"

var (
	errEnd       = errors.New("unexpected end: the JSON value is not closed")
	errMember    = errors.New("a member name should stand here")
	errColon     = errors.New("':' should stand here")
	errSeparator = errors.New("',' or a closing bracket should stand here")
)

// walk goes through one Bundle, entry by entry, reading each byte once. After an error the window stands at the fault:
// what is from start on was given to nobody.
type walk struct {
	w     *window
	s     scanner
	limit int64 // of one entry
	keep  int   // of an entry beyond limit

	// entry is called with each entry that has an end; raw is the window's. e.err says what is wrong with it.
	entry func(raw []byte, sp span, e *entry)
	// tooLong is called for an entry beyond limit, which ends at w.pos.
	tooLong func(sp span)

	resourceType, typ, id string
	entries               int

	inEntry *span // the entry being read, which stays in memory; nil between entries
}

// run reads the Bundle whose '{' is at pos.
func (k *walk) run() error {
	return k.object(func(f field) (err error) {
		switch f {
		case fieldEntry:
			return k.array()
		case fieldResourceType:
			k.resourceType, err = k.text()
		case fieldType:
			k.typ, err = k.text()
		case fieldID:
			k.id, err = k.text()
		default:
			err = k.pass()
		}
		return err
	})
}

// errEnough is what a visit returns that needs no more members.
var errEnough = errors.New("enough")

// object reads the object whose '{' is at pos. visit reads each member's value, whose first byte is at pos then.
func (k *walk) object(visit func(f field) error) error {
	k.w.pos++
	if k.next() == '}' {
		k.w.pos++
		return nil
	}
	for {
		f, err := k.name()
		if err != nil {
			return err
		}
		if k.next() != ':' {
			return k.fault(errColon)
		}
		k.w.pos++
		k.next()
		switch err := visit(f); {
		case err == errEnough:
			return k.rest()
		case err != nil:
			return err
		}
		switch k.next() {
		case ',':
			k.w.pos++
		case '}':
			k.w.pos++
			return nil
		default:
			return k.fault(errSeparator)
		}
	}
}

// array reads the entries; a value that is no array is passed over.
func (k *walk) array() error {
	w := k.w
	if k.next() != '[' {
		return k.pass()
	}
	w.pos++
	if k.next() == ']' {
		w.pos++
		return nil
	}
	for {
		if k.next() == 0 {
			return k.fault(errEnd)
		}
		if err := k.element(); err != nil {
			return err
		}
		switch k.next() {
		case ',':
			w.pos++
		case ']':
			w.pos++
			return nil
		default:
			return k.fault(errSeparator)
		}
	}
}

// element reads one entry and gives it to entry or tooLong.
func (k *walk) element() error {
	w := k.w
	sp := w.mark()
	var e entry
	k.inEntry = &sp
	err := k.readEntry(&e)
	if err != nil && !sp.cut { // do the brackets match, at least? Then only this entry is at fault
		e.err = err
		w.pos = w.start
		k.s.reset()
		err = w.value(&k.s, &sp, k.limit, k.keep)
	}
	k.inEntry = nil
	switch {
	case err != nil:
		return err
	case sp.cut || sp.size(w) > k.limit:
		k.tooLong(sp)
	default:
		k.entry(w.data[w.start:w.pos], sp, &e)
	}
	k.entries++
	return nil
}

// next skips white space and returns the byte behind it, 0 at the end.
func (k *walk) next() byte {
	w := k.w
	if k.inEntry == nil || k.inEntry.cut {
		w.start = w.pos
	}
	for {
		for ; w.pos < len(w.data); w.pos++ {
			if c := w.data[w.pos]; !isSpace(c) {
				if k.inEntry == nil {
					w.start = w.pos
				}
				return c
			}
		}
		if !w.more() {
			if k.inEntry == nil {
				w.start = w.pos
			}
			return 0
		}
	}
}

func (k *walk) fault(err error) error {
	if k.w.pos == len(k.w.data) {
		return k.w.endError()
	}
	return err
}

// maxText is the longest text between entries that is kept in memory.
const maxText = 1 << 10

// pass moves pos behind the value at pos.
func (k *walk) pass() error {
	w, sp, limit, keep := k.w, k.inEntry, k.limit, k.keep
	if sp == nil {
		mark := w.mark()
		sp, limit, keep = &mark, maxText, 0
	}
	at := w.offset(w.pos)
	k.s.reset()
	if err := w.value(&k.s, sp, limit, keep); err != nil {
		return err
	}
	if w.offset(w.pos) == at {
		return k.fault(errSeparator)
	}
	return nil
}

// rest passes what is left of the object behind one of its members.
func (k *walk) rest() error {
	k.s.reset()
	k.s.stack, k.s.last = append(k.s.stack, '{'), '"'
	return k.w.value(&k.s, k.inEntry, k.limit, k.keep)
}

// token passes the value at pos and returns its bytes; nil where they are too many to be in memory.
func (k *walk) token() ([]byte, error) {
	w := k.w
	at := w.offset(w.pos)
	if err := k.pass(); err != nil {
		return nil, err
	}
	if first := at - w.base; first >= int64(w.start) {
		return w.data[first:w.pos], nil
	}
	return nil, nil
}

// name reads a member name.
func (k *walk) name() (field, error) {
	if k.next() != '"' {
		return 0, k.fault(errMember)
	}
	name, err := k.token()
	if len(name) < 2 {
		return 0, err
	}
	return fieldOf(name[1 : len(name)-1]), err
}

// text reads a value; what is no string has the text "".
func (k *walk) text() (string, error) {
	value, err := k.token()
	return text(value), err
}
