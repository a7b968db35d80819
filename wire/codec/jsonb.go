package codec

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

// jsonbEncoder writes JSON as PostgreSQL shows a jsonb: one space behind colons and commas, members ordered by the
// length of their names and then by bytes, of equal names the last, strings and numbers in their plainest form. The
// engine keeps the text as it came.
func jsonbEncoder(text Encoder) Encoder {
	var raw []byte // reused: an encoder serves one goroutine
	return func(dst []byte, v *backend.Vector, i int) []byte {
		raw = text(raw[:0], v, i)
		p := &jsonb{src: raw}
		from := len(dst)
		dst = p.value(dst)
		if p.bad || len(bytes.TrimSpace(p.src[p.at:])) > 0 { // no JSON: whatever the engine has goes out as it is
			return append(dst[:from], raw...)
		}
		return dst
	}
}

// jsonb reads one JSON text and writes it anew.
type jsonb struct {
	src   []byte
	at    int
	depth int
	bad   bool
}

// maxJSONDepth is how deep values may be nested; deeper ones come out as they are.
const maxJSONDepth = 5000

func (p *jsonb) space() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\t' || p.src[p.at] == '\n' || p.src[p.at] == '\r') {
		p.at++
	}
}

// take passes over c, with the space before it.
func (p *jsonb) take(c byte) bool {
	p.space()
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *jsonb) value(dst []byte) []byte {
	p.depth++
	defer func() { p.depth-- }()
	p.space()
	switch {
	case p.bad || p.at == len(p.src) || p.depth > maxJSONDepth:
		p.bad = true
		return dst
	case p.src[p.at] == '{':
		return p.object(dst)
	case p.src[p.at] == '[':
		return p.array(dst)
	case p.src[p.at] == '"':
		return appendJSONString(dst, p.string())
	}
	from := p.at
	for p.at < len(p.src) && strings.IndexByte(",]} \t\r\n", p.src[p.at]) < 0 {
		p.at++
	}
	word := string(p.src[from:p.at])
	if word == "true" || word == "false" || word == "null" {
		return append(dst, word...)
	}
	return p.number(dst, word)
}

// string reads a string without its quotes and escapes.
func (p *jsonb) string() []byte {
	from, escaped := p.at, false
	for p.at++; p.at < len(p.src) && p.src[p.at] != '"'; p.at++ {
		if p.src[p.at] == '\\' {
			escaped = true
			p.at++
		}
	}
	if p.at >= len(p.src) {
		p.bad = true
		return nil
	}
	p.at++
	if !escaped {
		return p.src[from+1 : p.at-1]
	}
	var s string
	if json.Unmarshal(p.src[from:p.at], &s) != nil {
		p.bad = true
	}
	return []byte(s)
}

// number writes a number without an exponent, as numeric does; its digits stay.
func (p *jsonb) number(dst []byte, word string) []byte {
	mantissa, exp, ok := splitExponent(word)
	digits := strings.TrimPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if !ok || whole == "" || strings.Trim(whole+fraction, "0123456789") != "" || exp > 10_000 || exp < -10_000 {
		p.bad = true
		return dst
	}
	if exp != 0 {
		all := whole + fraction
		point := len(whole) + exp
		if point > len(all) {
			all += strings.Repeat("0", point-len(all))
		}
		if point <= 0 {
			all, point = strings.Repeat("0", 1-point)+all, 1
		}
		whole, fraction = strings.TrimLeft(all[:point], "0"), all[point:]
		if whole == "" {
			whole = "0"
		}
	}
	zero := strings.Trim(whole+fraction, "0") == ""
	if mantissa != digits && !zero {
		dst = append(dst, '-')
	}
	dst = append(dst, whole...)
	if fraction != "" {
		dst = append(append(dst, '.'), fraction...)
	}
	return dst
}

func (p *jsonb) array(dst []byte) []byte {
	p.at++
	dst = append(dst, '[')
	if p.take(']') {
		return append(dst, ']')
	}
	for {
		dst = p.value(dst)
		if !p.take(',') {
			break
		}
		dst = append(dst, ", "...)
	}
	p.bad = p.bad || !p.take(']')
	return append(dst, ']')
}

// member is a member of an object, its value written already.
type member struct {
	name, value []byte
}

func (p *jsonb) object(dst []byte) []byte {
	p.at++
	var members []member
	if !p.take('}') {
		members = p.members()
	}
	slices.SortStableFunc(members, func(a, b member) int {
		if len(a.name) != len(b.name) {
			return len(a.name) - len(b.name)
		}
		return bytes.Compare(a.name, b.name)
	})
	dst = append(dst, '{')
	first := true
	for i, m := range members {
		if i+1 < len(members) && bytes.Equal(m.name, members[i+1].name) {
			continue // of equal names the last counts
		}
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		dst = append(appendJSONString(dst, m.name), ": "...)
		dst = append(dst, m.value...)
	}
	return append(dst, '}')
}

func (p *jsonb) members() (members []member) {
	for !p.bad {
		p.space()
		if p.at == len(p.src) || p.src[p.at] != '"' {
			break
		}
		m := member{name: p.string()}
		if !p.take(':') {
			break
		}
		m.value = p.value(nil)
		members = append(members, m)
		if p.take(',') {
			continue
		}
		if p.take('}') {
			return members
		}
		break
	}
	p.bad = true
	return nil
}
