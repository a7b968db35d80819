package codec

import (
	"encoding/binary"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

// list is an array parameter on its way into DuckDB's text form of a list: [a, 'b c', NULL].
type list struct {
	text  strings.Builder
	elem  uint32
	first bool
}

func newList(elem uint32) *list { return &list{elem: elem, first: true} }

func (l *list) separate() {
	if !l.first {
		l.text.WriteString(", ")
	}
	l.first = false
}

func (l *list) open() {
	l.separate()
	l.text.WriteByte('[')
	l.first = true
}

func (l *list) close() {
	l.text.WriteByte(']')
	l.first = false
}

// add writes an element read by Param.
func (l *list) add(value any) {
	l.separate()
	switch v := value.(type) {
	case nil:
		l.text.WriteString(l.null())
	case bool:
		if v {
			l.text.WriteString("true")
		} else {
			l.text.WriteString("false")
		}
	case int64:
		l.text.WriteString(fmtInt(v))
	case float64:
		l.text.WriteString(fmtFloat(v))
	case string:
		l.quote(v)
	case []byte:
		l.quote(blobText(v))
	case backend.Raw:
		if l.json() {
			l.text.WriteString(v.Text)
		} else {
			l.quote(v.Text)
		}
	}
}

// json says whether the list is JSON[], which DuckDB reads from a JSON array.
func (l *list) json() bool { return l.elem == OIDJSON || l.elem == OIDJSONB }

func (l *list) null() string {
	if l.json() {
		return "null"
	}
	return "NULL"
}

// quote writes an element in single quotes; inside them a backslash stands before quotes and backslashes.
func (l *list) quote(s string) {
	l.text.WriteByte('\'')
	for i := range len(s) {
		if s[i] == '\'' || s[i] == '\\' {
			l.text.WriteByte('\\')
		}
		l.text.WriteByte(s[i])
	}
	l.text.WriteByte('\'')
}

// blobText is the form that DuckDB reads a BLOB from.
func blobText(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		s.WriteString(`\x`)
		s.WriteByte("0123456789ABCDEF"[c>>4])
		s.WriteByte("0123456789ABCDEF"[c&15])
	}
	return s.String()
}

// raw is the finished argument, a list nested as deep as the array has dimensions.
func (l *list) raw(dims int) backend.Raw {
	return backend.Raw{Text: l.text.String(), Type: EngineType(l.elem) + strings.Repeat("[]", max(1, dims))}
}

// maxDims is PostgreSQL's limit of dimensions.
const maxDims = 6

// binaryArrayParam reads array_recv's form.
func (s *Settings) binaryArrayParam(t PGType, src []byte) (any, error) {
	r := reader{src: src}
	dims, _, elem := int(r.uint32()), r.uint32(), r.uint32()
	if r.bad || dims > maxDims {
		return nil, invalidBinary(t.OID)
	}
	if t.Elem != 0 && elem != t.Elem {
		return nil, errorf("42804", "binary data has array element type %d instead of expected %d", elem, t.Elem)
	}
	l := newList(elem)
	if dims == 0 {
		l.open()
		l.close()
		return l.raw(1), nil
	}
	lengths, ok := readLengths(&r, dims)
	if !ok {
		return nil, invalidBinary(t.OID)
	}
	if err := s.readDimension(&r, l, lengths); err != nil {
		return nil, err
	}
	if r.bad || len(r.src) != 0 {
		return nil, invalidBinary(t.OID)
	}
	return l.raw(dims), nil
}

// readLengths reads the dimensions. Each element takes at least a length word: counts beyond the message are a lie, not
// a reason to loop. A dimension of length 0 makes the whole array empty.
func readLengths(r *reader, dims int) ([]int, bool) {
	lengths := make([]int, dims)
	for i := range lengths {
		lengths[i] = int(r.uint32())
		r.uint32() // lower bound: DuckDB's lists start at 1
	}
	total := 1
	for _, n := range lengths {
		if n == 0 {
			return []int{0}, !r.bad
		}
		if n > len(r.src)/4/total {
			return nil, false
		}
		total *= n
	}
	return lengths, !r.bad
}

func (s *Settings) readDimension(r *reader, l *list, lengths []int) error {
	l.open()
	for range lengths[0] {
		if len(lengths) > 1 {
			if err := s.readDimension(r, l, lengths[1:]); err != nil {
				return err
			}
			continue
		}
		value, err := s.Param(l.elem, Binary, r.counted())
		if err != nil {
			return err
		}
		if r.bad {
			return invalidBinary(byOID[l.elem].Array)
		}
		l.add(value)
	}
	l.close()
	return nil
}

// reader takes big-endian words off src; bad stays set once src was too short.
type reader struct {
	src []byte
	bad bool
}

func (r *reader) uint32() uint32 {
	if len(r.src) < 4 {
		r.bad, r.src = true, nil
		return 0
	}
	n := binary.BigEndian.Uint32(r.src)
	r.src = r.src[4:]
	return n
}

// counted takes a value behind its length word, nil for NULL.
func (r *reader) counted() []byte {
	n := int64(int32(r.uint32()))
	if r.bad || n == -1 {
		return nil
	}
	if n < 0 || n > int64(len(r.src)) {
		r.bad, r.src = true, nil
		return nil
	}
	b := r.src[:n:n]
	r.src = r.src[n:]
	return b
}
