package synth

import (
	"encoding/base64"
	"strconv"
)

// doc is a JSON text being written: members in the order of the calls, commas set by looking back one byte.
type doc []byte

// sep writes the comma that the next member or item needs.
func (d *doc) sep() {
	if n := len(*d); n > 0 {
		if c := (*d)[n-1]; c != '{' && c != '[' && c != ':' {
			*d = append(*d, ',')
		}
	}
}

func (d *doc) key(name string) {
	d.sep()
	*d = append(*d, '"')
	*d = append(*d, name...)
	*d = append(*d, '"', ':')
}

// obj writes a member that is an object with the members that body writes.
func (d *doc) obj(name string, body func()) {
	d.key(name)
	d.item(body)
}

// arr writes a member that is an array of the items that body writes.
func (d *doc) arr(name string, body func()) {
	d.key(name)
	*d = append(*d, '[')
	body()
	*d = append(*d, ']')
}

// item writes an object as an item of an array.
func (d *doc) item(body func()) {
	d.sep()
	*d = append(*d, '{')
	body()
	*d = append(*d, '}')
}

// str writes a string member and leaves it out if it is empty, as FHIR wants.
func (d *doc) str(name, value string) {
	if value == "" {
		return
	}
	d.key(name)
	d.quote(value)
}

// raw writes a member whose value is JSON already: a number, true, false.
func (d *doc) raw(name, value string) {
	d.key(name)
	*d = append(*d, value...)
}

func (d *doc) int(name string, value int) {
	d.key(name)
	*d = strconv.AppendInt(*d, int64(value), 10)
}

func (d *doc) dec(name string, value dec) {
	d.key(name)
	*d = value.append(*d)
}

// base64 writes a string member that is the base64 of data.
func (d *doc) base64(name string, data []byte) {
	d.key(name)
	*d = append(*d, '"')
	*d = base64.StdEncoding.AppendEncode(*d, data)
	*d = append(*d, '"')
}

// quote writes a string as an item or a value.
func (d *doc) quote(s string) {
	d.sep()
	b := append(*d, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < 0x20:
			b = append(b, '\\', 'u', '0', '0', '0'+c>>4, "0123456789abcdef"[c&0xf])
		default:
			b = append(b, c)
		}
	}
	*d = append(b, '"')
}

// dec is a decimal number as written: 70 with 1 place is 7.0. Floats are nowhere used, since they may differ in their
// last digit from one processor to another.
type dec struct{ units, places int }

func (v dec) append(b []byte) []byte {
	u := v.units
	if u < 0 {
		b, u = append(b, '-'), -u
	}
	pow := 1
	for range v.places {
		pow *= 10
	}
	b = strconv.AppendInt(b, int64(u/pow), 10)
	if v.places == 0 {
		return b
	}
	b = append(b, '.')
	for rest := u % pow; pow > 1; rest %= pow {
		pow /= 10
		b = append(b, byte('0'+rest/pow))
	}
	return b
}

// String returns the number as it stands in the JSON and in the notes.
func (v dec) String() string { return string(v.append(nil)) }
