package codec

import (
	"encoding/binary"
	"strconv"

	"github.com/tarn-sql/tarn/wire/backend"
)

// span gives the child elements [from, to) of row i of a LIST or ARRAY.
func span(v *backend.Vector, i int) (from, to int) {
	if v.Type.Kind == backend.KindArray {
		return i * v.Type.Size, (i + 1) * v.Type.Size
	}
	e := at[listEntry](v, i)
	return int(e.offset), int(e.offset + e.length)
}

// arrayEncoder writes a list, or lists of lists, as a PostgreSQL array with elements of type elem.
func (p *Planner) arrayEncoder(t backend.Type, elem uint32, f Format) Encoder {
	inner, _ := innermost(t)
	e := p.plan(inner, elem, f)
	if e == nil {
		return nil
	}
	if f == Binary {
		a := &binaryArray{planner: p, element: e, oid: elem, levels: depth(t)}
		return a.append
	}
	a := &textArray{element: e, levels: depth(t), quote: needsQuotes(elem)}
	return func(dst []byte, v *backend.Vector, i int) []byte { return a.append(dst, v, i, a.levels) }
}

// depth counts the levels of lists.
func depth(t backend.Type) int {
	n := 0
	for isList(t.Kind) && len(t.Children) == 1 {
		n, t = n+1, t.Children[0]
	}
	return n
}

// needsQuotes says whether elements of a type can hold characters that mean something in an array's text.
func needsQuotes(elem uint32) bool {
	switch elem {
	case OIDBool, OIDInt2, OIDInt4, OIDInt8, OIDOid, OIDFloat4, OIDFloat8, OIDNumeric, OIDUUID, OIDTime:
		return false
	}
	return true
}

// textArray writes {a,"b c",NULL}. Ragged lists of lists come out as they are: text has room for them.
type textArray struct {
	element Encoder
	levels  int
	quote   bool
}

func (a *textArray) append(dst []byte, v *backend.Vector, i, level int) []byte {
	from, to := span(v, i)
	child := &v.Children[0]
	if level > 1 && allEmpty(child, from, to, level-1) {
		return append(dst, "{}"...)
	}
	dst = append(dst, '{')
	for j := from; j < to; j++ {
		if j > from {
			dst = append(dst, ',')
		}
		switch {
		case !valid(child, j):
			dst = append(dst, "NULL"...)
		case level > 1:
			dst = a.append(dst, child, j, level-1)
		case a.quote:
			at := len(dst)
			dst = quoteElement(a.element(dst, child, j), at)
		default:
			dst = a.element(dst, child, j)
		}
	}
	return append(dst, '}')
}

// allEmpty says whether lists of lists hold no element at all: PostgreSQL knows one empty array, whatever its depth.
func allEmpty(v *backend.Vector, from, to, level int) bool {
	for j := from; j < to; j++ {
		if !valid(v, j) {
			return false
		}
		a, b := span(v, j)
		if level > 1 {
			if !allEmpty(&v.Children[0], a, b, level-1) {
				return false
			}
		} else if a < b {
			return false
		}
	}
	return true
}

// quoteElement puts quotes around dst[from:] and escapes it, where array_out does.
func quoteElement(dst []byte, from int) []byte {
	quote, escapes := len(dst) == from, 0
	for _, c := range dst[from:] {
		switch c {
		case '"', '\\':
			quote = true
			escapes++
		case '{', '}', ',', ' ', '\t', '\n', '\r', '\v', '\f':
			quote = true
		}
	}
	if !quote && !isNullWord(dst[from:]) {
		return dst
	}
	read := len(dst) - 1
	for range escapes + 2 {
		dst = append(dst, 0)
	}
	write := len(dst) - 1
	dst[write] = '"'
	for write--; read >= from; read-- {
		dst[write] = dst[read]
		write--
		if c := dst[read]; c == '"' || c == '\\' {
			dst[write] = '\\'
			write--
		}
	}
	dst[from] = '"'
	return dst
}

func isNullWord(s []byte) bool {
	return len(s) == 4 && s[0]|32 == 'n' && s[1]|32 == 'u' && s[2]|32 == 'l' && s[3]|32 == 'l'
}

// binaryArray writes array_send's form: dimensions, null flag, element type, then each dimension and the elements.
type binaryArray struct {
	planner *Planner
	element Encoder
	oid     uint32
	levels  int
	lengths []int // of each dimension, reused
}

func (a *binaryArray) append(dst []byte, v *backend.Vector, i int) []byte {
	a.lengths = a.lengths[:0]
	if !a.measure(v, i, 0) {
		a.planner.fail(&Error{
			Code: "2202E", Message: "multidimensional arrays must have sub-arrays with matching dimensions",
			Hint: "Cast the value to json or text, or read it in text format.",
		})
		return dst
	}
	for _, n := range a.lengths {
		if n == 0 {
			a.lengths = a.lengths[:0]
			break
		}
	}
	at := len(dst)
	dst = append32(append32(append32(dst, uint32(len(a.lengths))), 0), a.oid)
	for _, n := range a.lengths {
		dst = append32(append32(dst, uint32(n)), 1)
	}
	if len(a.lengths) == 0 {
		return dst
	}
	dst, nulls := a.elements(dst, v, i, a.levels)
	if nulls {
		binary.BigEndian.PutUint32(dst[at+4:], 1)
	}
	return dst
}

// measure notes the length of each dimension and says whether all lists of a level are of one length and not NULL.
func (a *binaryArray) measure(v *backend.Vector, i, level int) bool {
	from, to := span(v, i)
	if level == len(a.lengths) {
		a.lengths = append(a.lengths, to-from)
	} else if a.lengths[level] != to-from {
		return false
	}
	if level+1 == a.levels {
		return true
	}
	for j := from; j < to; j++ {
		if !valid(&v.Children[0], j) || !a.measure(&v.Children[0], j, level+1) {
			return false
		}
	}
	return true
}

func (a *binaryArray) elements(dst []byte, v *backend.Vector, i, level int) (_ []byte, nulls bool) {
	from, to := span(v, i)
	child := &v.Children[0]
	for j := from; j < to; j++ {
		switch {
		case level > 1:
			var n bool
			dst, n = a.elements(dst, child, j, level-1)
			nulls = nulls || n
		case !valid(child, j):
			dst, nulls = append32(dst, 0xffffffff), true
		default:
			at := len(dst)
			dst = a.element(append32(dst, 0), child, j)
			binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
		}
	}
	return dst, nulls
}

// intVector writes int2vector and oidvector: "1 2 3", or an array that counts from 0.
func (p *Planner) intVector(t backend.Type, oid uint32, f Format) Encoder {
	elem := byOID[OIDInt2]
	if oid == OIDOidVector {
		elem = byOID[OIDOid]
	}
	read := p.rangedReader(t.Children[0].Kind, elem)
	if f == Text {
		return func(dst []byte, v *backend.Vector, i int) []byte {
			from, to := span(v, i)
			for j := from; j < to; j++ {
				if j > from {
					dst = append(dst, ' ')
				}
				dst = strconv.AppendInt(dst, read(&v.Children[0], j), 10)
			}
			return dst
		}
	}
	write := p.integerBinary(t.Children[0].Kind, elem)
	return func(dst []byte, v *backend.Vector, i int) []byte {
		from, to := span(v, i)
		dst = append32(append32(append32(dst, 1), 0), elem.OID)
		dst = append32(append32(dst, uint32(to-from)), 0)
		for j := from; j < to; j++ {
			dst = write(append32(dst, uint32(elem.Size)), &v.Children[0], j)
		}
		return dst
	}
}
