package codec

import "strings"

// CopyInOptions are the options of COPY … FROM in text and csv format. Delimiter, Quote and Escape are one byte long.
type CopyInOptions struct {
	Delimiter     string
	Null          string
	CSV           bool
	Quote, Escape string // csv
	// ForceNotNull and ForceNull are by column: NULL's text is no NULL unquoted, or one even in quotes.
	ForceNotNull, ForceNull []bool
}

// CopyReader takes the data of COPY FROM apart. Data comes in pieces of any length by Feed; Next gives one row after the
// other.
type CopyReader interface {
	// Feed adds data. What Next gave before is invalid afterwards.
	Feed(data []byte)
	// Next is the next row, its fields nil where they are NULL; ok is false where more data is needed. At the end of all
	// data, last is set: what is left is a row then.
	Next(last bool) (fields [][]byte, ok bool, err error)
}

// copyBuffer holds what came and was not read yet.
type copyBuffer struct {
	data []byte
	at   int
	done bool // the end marker was read: what follows is ignored
}

func (b *copyBuffer) Feed(data []byte) {
	if b.done {
		return
	}
	b.data = append(b.data[:copy(b.data, b.data[b.at:])], data...)
	b.at = 0
}

// copyLines reads the text and csv formats.
type copyLines struct {
	copyBuffer
	o       CopyInOptions
	delim   byte
	quote   byte
	escape  byte
	fields  [][]byte
	scratch []byte
}

// NewCopyLines reads COPY FROM in text or csv format.
func NewCopyLines(o CopyInOptions) CopyReader {
	r := &copyLines{o: o, delim: o.Delimiter[0]}
	if o.CSV {
		r.quote, r.escape = o.Quote[0], o.Escape[0]
	}
	return r
}

func (r *copyLines) Next(last bool) ([][]byte, bool, error) {
	if r.done {
		return nil, false, nil
	}
	line, next, ok, err := r.line(last)
	if !ok || err != nil {
		return nil, false, err
	}
	r.at = next
	if string(line) == `\.` {
		r.done = true
		return nil, false, nil
	}
	r.fields, r.scratch = r.fields[:0], r.scratch[:0]
	if r.o.CSV {
		r.csvFields(line)
	} else {
		r.textFields(line)
	}
	return r.fields, true, nil
}

// line is the next line without its end, and where the one after it begins. In csv a line break within quotes does not
// end a line; in text one behind a backslash does not.
func (r *copyLines) line(last bool) (line []byte, next int, ok bool, err error) {
	rest := r.data[r.at:]
	quoted := false
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case r.o.CSV && quoted && c == r.escape && i+1 < len(rest) && (rest[i+1] == r.quote || rest[i+1] == r.escape):
			i++
		case r.o.CSV && c == r.quote:
			quoted = !quoted
		case !r.o.CSV && c == '\\':
			i++ // whatever follows
		case quoted:
		case c == '\n':
			return rest[:i], r.at + i + 1, true, nil
		case c == '\r':
			switch {
			case i+1 < len(rest) && rest[i+1] == '\n':
				return rest[:i], r.at + i + 2, true, nil
			case i+1 < len(rest) || last:
				return rest[:i], r.at + i + 1, true, nil
			}
			return nil, 0, false, nil
		}
	}
	if !last || len(rest) == 0 {
		return nil, 0, false, nil
	}
	if quoted {
		return nil, 0, false, errorf("22P04", "unterminated CSV quoted field")
	}
	return rest, len(r.data), true, nil
}

// take adds the field that scratch holds from byte from on.
func (r *copyLines) take(from int) {
	r.fields = append(r.fields, r.scratch[from:len(r.scratch):len(r.scratch)])
}

func (r *copyLines) textFields(line []byte) {
	r.grow(len(line))
	for {
		end := 0
		for end < len(line) && line[end] != r.delim {
			if line[end] == '\\' && end+1 < len(line) {
				end++
			}
			end++
		}
		raw := line[:end]
		if string(raw) == r.o.Null {
			r.fields = append(r.fields, nil)
		} else {
			from := len(r.scratch)
			r.scratch = unescape(r.scratch, raw)
			r.take(from)
		}
		if end == len(line) {
			return
		}
		line = line[end+1:]
	}
}

// grow makes room, so that the fields taken stay where they are.
func (r *copyLines) grow(n int) {
	if cap(r.scratch) <= n {
		r.scratch = make([]byte, 0, 2*n+1)
	}
}

// unescape appends raw without backslashes: \b \f \n \r \t \v, up to three octal or two hexadecimal digits, and any other
// character for itself.
func unescape(dst, raw []byte) []byte {
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c != '\\' || i+1 == len(raw) {
			dst = append(dst, c)
			continue
		}
		i++
		switch c = raw[i]; {
		case strings.IndexByte("bfnrtv", c) >= 0:
			dst = append(dst, "\b\f\n\r\t\v"[strings.IndexByte("bfnrtv", c)])
		case c >= '0' && c <= '7':
			n := 0
			k := i
			for ; k < len(raw) && k < i+3 && raw[k] >= '0' && raw[k] <= '7'; k++ {
				n = n<<3 | int(raw[k]-'0')
			}
			dst, i = append(dst, byte(n)), k-1
		case c == 'x' && i+1 < len(raw) && hexDigit(raw[i+1]) >= 0:
			n := 0
			k := i + 1
			for ; k < len(raw) && k < i+3 && hexDigit(raw[k]) >= 0; k++ {
				n = n<<4 | hexDigit(raw[k])
			}
			dst, i = append(dst, byte(n)), k-1
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func hexDigit(c byte) int {
	if c >= 'A' && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}

func (r *copyLines) csvFields(line []byte) {
	r.grow(len(line))
	for i := 0; ; i++ {
		from, quoted, wasQuoted := len(r.scratch), false, false
		for ; i < len(line) && (quoted || line[i] != r.delim); i++ {
			c := line[i]
			switch {
			case quoted && c == r.escape && i+1 < len(line) && (line[i+1] == r.quote || line[i+1] == r.escape):
				i++
				r.scratch = append(r.scratch, line[i])
			case c == r.quote:
				quoted, wasQuoted = !quoted, true
			default:
				r.scratch = append(r.scratch, c)
			}
		}
		column := len(r.fields)
		isNull := string(r.scratch[from:]) == r.o.Null
		if isNull && (!wasQuoted && !isSet(r.o.ForceNotNull, column) || wasQuoted && isSet(r.o.ForceNull, column)) {
			r.fields = append(r.fields, nil)
		} else {
			r.take(from)
		}
		if i >= len(line) {
			return
		}
	}
}

func isSet(list []bool, i int) bool { return i < len(list) && list[i] }
