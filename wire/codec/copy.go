package codec

import (
	"encoding/binary"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

// CopyOptions are the options of COPY … TO in text and csv format. Delimiter, Quote and Escape are one byte long.
type CopyOptions struct {
	Delimiter     string
	Null          string
	Quote, Escape string // csv
	ForceQuote    []bool // csv: per column
}

// copyText is the state of COPY in text and csv format.
type copyText struct {
	delimiter     byte
	null          string
	csv           bool
	quote, escape byte
	force         []bool
	plain         []bool // columns whose values never hold a character that means something
	special       [256]bool
	scratch       []byte
}

// copySignature begins binary COPY; flags and the length of the header's extension are 0.
const copySignature = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00"

// NewCopyBinary plans COPY (FORMAT binary); all outputs are binary.
func NewCopyBinary(types []backend.Type, outputs []Output, s Settings) (*Rows, error) {
	r, err := NewRows(types, outputs, s)
	if err != nil {
		return nil, err
	}
	r.header[0], r.prefix = 'd', []byte(copySignature)
	return r, nil
}

// NewCopyText plans COPY (FORMAT text).
func NewCopyText(types []backend.Type, outputs []Output, s Settings, o CopyOptions) (*Rows, error) {
	c := &copyText{delimiter: o.Delimiter[0], null: o.Null}
	for _, b := range []byte{'\\', '\b', '\f', '\n', '\r', '\t', '\v', c.delimiter} {
		c.special[b] = true
	}
	return newCopy(types, outputs, s, c)
}

// NewCopyCSV plans COPY (FORMAT csv).
func NewCopyCSV(types []backend.Type, outputs []Output, s Settings, o CopyOptions) (*Rows, error) {
	c := &copyText{
		delimiter: o.Delimiter[0], null: o.Null, csv: true, quote: o.Quote[0], escape: o.Quote[0], force: o.ForceQuote,
	}
	if o.Escape != "" {
		c.escape = o.Escape[0]
	}
	if c.force == nil {
		c.force = make([]bool, len(types))
	}
	for _, b := range []byte{c.quote, '\n', '\r', c.delimiter} {
		c.special[b] = true
	}
	return newCopy(types, outputs, s, c)
}

func newCopy(types []backend.Type, outputs []Output, s Settings, c *copyText) (*Rows, error) {
	r, err := NewRows(types, outputs, s)
	if err != nil {
		return nil, err
	}
	r.header[0], r.copy = 'd', c
	ordinary := (c.delimiter == '\t' || c.delimiter == ',') && !strings.ContainsAny(c.null, "0123456789tfeaINn.-+")
	c.plain = make([]bool, len(types))
	for i, o := range outputs {
		c.plain[i] = ordinary && !needsQuotes(o.OID) && (!c.csv || !c.force[i]) && c.quote != '-'
	}
	return r, nil
}

// AppendHeader writes what stands before the rows: the line of column names if named, or nothing yet for binary.
func (r *Rows) AppendHeader(dst []byte, names []string, named bool) []byte {
	if r.copy == nil || !named {
		return dst
	}
	start := len(dst)
	dst = append(dst, r.header[:5]...)
	for i, name := range names {
		if i > 0 {
			dst = append(dst, r.copy.delimiter)
		}
		from := len(dst)
		dst = append(dst, name...)
		if r.copy.csv {
			dst = r.copy.quoted(dst, from, false, len(names) == 1)
		} else {
			dst = r.copy.escaped(dst, from)
		}
	}
	return endMessage(append(dst, '\n'), start)
}

// AppendTrailer writes what stands behind the rows: for binary a mark, and the header if no row took it along.
func (r *Rows) AppendTrailer(dst []byte) []byte {
	if r.copy != nil {
		return dst
	}
	start := len(dst)
	dst = append(append(dst, r.header[:5]...), r.prefix...)
	r.prefix = nil
	return endMessage(append(dst, 0xff, 0xff), start)
}

func endMessage(dst []byte, start int) []byte {
	binary.BigEndian.PutUint32(dst[start+1:], uint32(len(dst)-start-1))
	return dst
}

// appendCopyRow writes a row as a line in a message of its own.
func (r *Rows) appendCopyRow(dst []byte, row int) []byte {
	start, c := len(dst), r.copy
	dst = append(dst, r.header[:5]...)
	for i := range r.columns {
		if i > 0 {
			dst = append(dst, c.delimiter)
		}
		col := &r.columns[i]
		if col.isNull(row) {
			dst = append(dst, c.null...)
			continue
		}
		from := len(dst)
		dst = col.encode(dst, col.vector, row)
		switch {
		case c.plain[i]:
		case c.csv:
			dst = c.quoted(dst, from, c.force[i], len(r.columns) == 1)
		default:
			dst = c.escaped(dst, from)
		}
	}
	return endMessage(append(dst, '\n'), start)
}

// escaped puts backslashes into dst[from:] as COPY's text format wants them.
func (c *copyText) escaped(dst []byte, from int) []byte {
	first := from
	for first < len(dst) && !c.special[dst[first]] {
		first++
	}
	if first == len(dst) {
		return dst
	}
	c.scratch = append(c.scratch[:0], dst[first:]...)
	dst = dst[:first]
	for _, b := range c.scratch {
		if !c.special[b] {
			dst = append(dst, b)
			continue
		}
		if i := strings.IndexByte("\b\f\n\r\t\v", b); i >= 0 {
			b = "bfnrtv"[i]
		}
		dst = append(dst, '\\', b)
	}
	return dst
}

// quoted puts quotes around dst[from:] where csv needs them: alone says that the value is a line of its own.
func (c *copyText) quoted(dst []byte, from int, force, alone bool) []byte {
	value := dst[from:]
	quote := force || string(value) == c.null || alone && string(value) == `\.`
	for _, b := range value {
		quote = quote || c.special[b]
	}
	if !quote {
		return dst
	}
	c.scratch = append(c.scratch[:0], value...)
	dst = append(dst[:from], c.quote)
	for _, b := range c.scratch {
		if b == c.quote || b == c.escape {
			dst = append(dst, c.escape)
		}
		dst = append(dst, b)
	}
	return append(dst, c.quote)
}
