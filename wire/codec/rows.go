package codec

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Output is how one column of a result goes out: the type it was announced as, and its format.
type Output struct {
	OID    uint32
	Format Format
}

// Rows writes the rows of one result, each as a message: DataRow, or CopyData in one of COPY's formats. It is planned
// once per result and serves one goroutine.
type Rows struct {
	planner Planner
	columns []column
	header  [7]byte // message type, length (patched per row), number of columns
	copy    *copyText
	prefix  []byte // binary COPY: its header, which goes out with the first row
}

// column is a planned column. The kinds of value that most results consist of are written in place by shape; all
// others by their encoder.
type column struct {
	shape  shape
	encode Encoder
	vector *backend.Vector // of the bound chunk, and its two pointers, one step nearer
	data   unsafe.Pointer
	valid  unsafe.Pointer
}

// isNull says whether row i is NULL.
func (c *column) isNull(i int) bool {
	return c.valid != nil && *(*uint64)(unsafe.Add(c.valid, uintptr(i>>6)*8))&(1<<(uint(i)&63)) == 0
}

// shape names a form that Rows.Append writes without a call per value.
type shape uint8

const (
	shapeEncoder shape = iota
	shapeBytes         // strings and blobs as they are
	shapeFixed2        // big-endian integers and floats
	shapeFixed4
	shapeFixed8
	shapeBool
	shapeDate
	shapeTimestamp
)

// NewRows plans a result with the given column types.
func NewRows(types []backend.Type, outputs []Output, s Settings) (*Rows, error) {
	r := &Rows{planner: Planner{Settings: s}, columns: make([]column, len(types))}
	for i, t := range types {
		e, err := r.planner.Plan(t, outputs[i].OID, outputs[i].Format)
		if err != nil {
			return nil, err
		}
		r.columns[i] = column{shape: shapeOf(t, outputs[i]), encode: e}
	}
	r.header[0] = 'D'
	binary.BigEndian.PutUint16(r.header[5:], uint16(len(types)))
	return r, nil
}

func shapeOf(t backend.Type, o Output) shape {
	if t.Kind == backend.KindVarchar || t.Kind == backend.KindJSON {
		if isStringType(o.OID) || o.OID == OIDJSON {
			return shapeBytes
		}
	}
	if o.Format != Binary || o.OID != OID(t) {
		return shapeEncoder
	}
	switch t.Kind {
	case backend.KindBoolean:
		return shapeBool
	case backend.KindSmallInt:
		return shapeFixed2
	case backend.KindInteger, backend.KindFloat:
		return shapeFixed4
	case backend.KindBigInt, backend.KindDouble, backend.KindTime:
		return shapeFixed8
	case backend.KindDate:
		return shapeDate
	case backend.KindTimestamp, backend.KindTimestampTZ:
		return shapeTimestamp
	case backend.KindBlob:
		return shapeBytes
	}
	return shapeEncoder
}

// Bind sets the chunk whose rows Append writes; it is borrowed until the next Bind.
func (r *Rows) Bind(c *backend.Chunk) {
	for i := range r.columns {
		col, v := &r.columns[i], &c.Vectors[i]
		col.vector, col.data, col.valid = v, v.Data, v.Validity
	}
}

// Append writes rows from on, up to to, as messages until dst is at least full bytes long. It returns the row where
// it stopped, and the first value that could not be written.
func (r *Rows) Append(dst []byte, from, to, full int) ([]byte, int, error) {
	for from < to && len(dst) < full {
		start := len(dst)
		if r.copy != nil {
			dst = r.appendCopyRow(dst, from)
		} else {
			dst = r.appendRow(dst, from)
		}
		if r.planner.err != nil {
			return dst[:start], from, r.planner.err
		}
		from++
	}
	return dst, from, nil
}

// null is the length word of NULL.
const null = math.MaxUint32

func (r *Rows) appendRow(dst []byte, row int) []byte {
	start := len(dst)
	dst = r.appendStart(dst)
	for i := range r.columns {
		c := &r.columns[i]
		if c.isNull(row) {
			dst = append32(dst, null)
			continue
		}
		switch c.shape {
		case shapeBytes:
			s := stringIn(c.data, row)
			dst = append(append32(dst, uint32(len(s))), s...)
		case shapeFixed8:
			dst = append64(append32(dst, 8), valueIn[uint64](c.data, row))
		case shapeFixed4:
			dst = append32(append32(dst, 4), valueIn[uint32](c.data, row))
		case shapeFixed2:
			dst = binary.BigEndian.AppendUint16(append32(dst, 2), valueIn[uint16](c.data, row))
		case shapeTimestamp:
			dst = append64(append32(dst, 8), uint64(timestampToPG(valueIn[int64](c.data, row))))
		case shapeDate:
			dst = append32(append32(dst, 4), uint32(dateToPG(valueIn[int32](c.data, row))))
		case shapeBool:
			dst = append(dst, 0, 0, 0, 1, valueIn[uint8](c.data, row))
		default:
			dst = appendCounted(dst, c.encode, c.vector, row)
		}
	}
	binary.BigEndian.PutUint32(dst[start+1:], uint32(len(dst)-start-1))
	return dst
}

// appendStart appends what stands before the values: the length of the message comes when it is known.
func (r *Rows) appendStart(dst []byte) []byte {
	if r.prefix == nil {
		return append(dst, r.header[:]...)
	}
	dst = append(append(dst, r.header[:5]...), r.prefix...)
	r.prefix = nil
	return append(dst, r.header[5:]...)
}

// appendCounted appends a value behind its length word.
func appendCounted(dst []byte, e Encoder, v *backend.Vector, row int) []byte {
	from := len(dst)
	dst = e(append(dst, 0, 0, 0, 0), v, row)
	binary.BigEndian.PutUint32(dst[from:], uint32(len(dst)-from-4))
	return dst
}
