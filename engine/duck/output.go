package duck

import (
	"fmt"
	"unsafe"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Output takes the results of a scalar function, one call per row: Null, Bool, Int, Float, String, Bytes or Strings, as the
// return type asks.
type Output struct {
	t    Type
	raw  bd.Vector
	data unsafe.Pointer
	mask []uint64
	row  int
	rows int

	// Strings are gathered here and handed over in one call: string i is text[ends[i]:ends[i+1]].
	text []byte
	ends []int64
	err  error
}

func (o *Output) reset(v bd.Vector, rows int) {
	o.raw, o.data, o.mask = v, bd.VectorGetData(v), nil
	o.row, o.rows, o.err = 0, rows, nil
	o.text, o.ends = o.text[:0], append(o.ends[:0], 0)
}

// isText reports whether results are gathered in text.
func (o *Output) isText() bool {
	switch o.t.Kind {
	case KindVarchar, KindJSON, KindBlob:
		return true
	}
	return false
}

// next is the row to write; negative, with an error kept, where there is none left.
func (o *Output) next() int {
	if o.row >= o.rows {
		o.fail("more results than rows")
		return -1
	}
	o.row++
	return o.row - 1
}

func (o *Output) fail(format string, args ...any) {
	if o.err == nil {
		o.err = fmt.Errorf(format, args...)
	}
}

// Null adds NULL.
func (o *Output) Null() {
	i := o.next()
	if i < 0 {
		return
	}
	if o.mask == nil {
		o.mask = writableMask(o.raw, o.rows)
	}
	o.mask[i>>6] &^= 1 << (uint(i) & 63)
	if o.isText() {
		o.ends = append(o.ends, int64(len(o.text)))
	} else if o.t.Kind == KindList {
		*put[[2]uint64](o, i) = [2]uint64{uint64(len(o.ends) - 1), 0}
	}
}

func put[T any](o *Output, i int) *T {
	var t T
	return (*T)(unsafe.Add(o.data, uintptr(i)*unsafe.Sizeof(t)))
}

// Bool adds a BOOLEAN.
func (o *Output) Bool(b bool) {
	if i := o.next(); i >= 0 && o.is(KindBoolean) {
		*put[bool](o, i) = b
	}
}

func (o *Output) is(k Kind) bool {
	if o.t.Kind != k {
		o.fail("result is no %s", o.t)
	}
	return o.t.Kind == k
}

// Int adds an INTEGER or BIGINT, a DATE in days, or a TIME, TIMESTAMP or TIMESTAMPTZ in microseconds.
func (o *Output) Int(n int64) {
	i := o.next()
	if i < 0 {
		return
	}
	switch o.t.Kind {
	case KindInteger, KindDate:
		if int64(int32(n)) != n {
			o.fail("%d is out of range for %s", n, o.t)
		}
		*put[int32](o, i) = int32(n)
	case KindBigInt, KindTimestamp, KindTimestampTZ, KindTime:
		*put[int64](o, i) = n
	default:
		o.fail("result is no %s", o.t)
	}
}

// Float adds a DOUBLE.
func (o *Output) Float(f float64) {
	if i := o.next(); i >= 0 && o.is(KindDouble) {
		*put[float64](o, i) = f
	}
}

// String adds a VARCHAR or JSON, copied.
func (o *Output) String(s string) {
	if o.next() >= 0 && o.textual() {
		o.text = append(o.text, s...)
		o.ends = append(o.ends, int64(len(o.text)))
	}
}

// Bytes adds a VARCHAR, JSON or BLOB, copied.
func (o *Output) Bytes(b []byte) {
	if o.next() >= 0 && o.textual() {
		o.text = append(o.text, b...)
		o.ends = append(o.ends, int64(len(o.text)))
	}
}

func (o *Output) textual() bool {
	if !o.isText() {
		o.fail("result is no %s", o.t)
	}
	return o.isText()
}

// Strings adds a LIST of VARCHAR, copied.
func (o *Output) Strings(list []string) {
	i := o.next()
	if i < 0 || !o.is(KindList) {
		return
	}
	*put[[2]uint64](o, i) = [2]uint64{uint64(len(o.ends) - 1), uint64(len(list))}
	for _, s := range list {
		o.text = append(o.text, s...)
		o.ends = append(o.ends, int64(len(o.text)))
	}
}

// flush checks the count and hands the text over.
func (o *Output) flush() error {
	if o.err == nil && o.row != o.rows {
		o.fail("%d results for %d rows", o.row, o.rows)
	}
	n := len(o.ends) - 1
	if o.err != nil || n == 0 && !o.isText() && o.t.Kind != KindList {
		return o.err
	}
	if o.t.Kind != KindBlob && !validUTF8(o.text, o.ends) {
		return errNotUTF8
	}
	to := o.raw
	if o.t.Kind == KindList {
		if bd.ListVectorReserve(o.raw, bd.IdxT(n)) != bd.StateSuccess || bd.ListVectorSetSize(o.raw, bd.IdxT(n)) != bd.StateSuccess {
			return fmt.Errorf("DuckDB has no room for %d list elements", n)
		}
		to = bd.ListVectorGetChild(o.raw)
	}
	assignStrings(to, o.text, o.ends, n)
	return nil
}
