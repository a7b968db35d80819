package codec

import (
	"encoding/hex"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/backend"
)

// jsonEncoder writes a value as to_json does: numbers and booleans bare, dates and the rest as strings, lists as
// arrays, structs as objects, a map as an object under the text of its keys, a union as its member's value, JSON as
// it is.
func (p *Planner) jsonEncoder(t backend.Type) Encoder {
	switch t.Kind {
	case backend.KindList, backend.KindArray:
		return p.jsonArray(t)
	case backend.KindStruct:
		return p.jsonObject(t)
	case backend.KindMap:
		return p.jsonMap(t)
	case backend.KindUnion:
		return p.jsonUnion(t)
	case backend.KindJSON:
		return appendString
	case backend.KindBoolean:
		return jsonBool
	case backend.KindFloat, backend.KindDouble:
		return p.jsonFloat(t)
	case backend.KindNull, backend.KindUnknown:
		return func(dst []byte, _ *backend.Vector, _ int) []byte { return append(dst, "null"...) }
	}
	if OID(t) == OIDNumeric || isInteger(t.Kind) {
		return p.textEncoder(t)
	}
	return jsonQuoted(p.jsonText(t))
}

// jsonText is the text inside the quotes: timestamps as ISO 8601 writes them, whatever DateStyle says.
func (p *Planner) jsonText(t backend.Type) Encoder {
	iso := &Planner{Settings: Settings{Location: p.Settings.Location, IntervalStyle: p.Settings.IntervalStyle}}
	switch t.Kind {
	case backend.KindTimestamp, backend.KindTimestampS, backend.KindTimestampMS, backend.KindTimestampNS,
		backend.KindTimestampTZ:
		return withT(iso.textEncoder(t), t.Kind == backend.KindTimestampTZ)
	case backend.KindBlob:
		return func(dst []byte, v *backend.Vector, i int) []byte {
			return hex.AppendEncode(append(dst, '\\', 'x'), bytesAt(v, i))
		}
	}
	return iso.textual(t)
}

// withT puts the T of ISO 8601 between date and time, and minutes behind an offset of whole hours.
func withT(e Encoder, zoned bool) Encoder {
	return func(dst []byte, v *backend.Vector, i int) []byte {
		from := len(dst)
		dst = e(dst, v, i)
		for j := from; j < len(dst); j++ {
			if dst[j] == ' ' {
				dst[j] = 'T'
				break
			}
		}
		if n := len(dst); zoned && n-from > 3 && (dst[n-3] == '+' || dst[n-3] == '-') {
			dst = append(dst, ":00"...)
		}
		return dst
	}
}

func jsonBool(dst []byte, v *backend.Vector, i int) []byte {
	return strconv.AppendBool(dst, at[uint8](v, i) != 0)
}

// jsonFloat quotes what JSON has no number for.
func (p *Planner) jsonFloat(t backend.Type) Encoder {
	text := (&Planner{Settings: Settings{ExtraFloatDigits: 1}}).floatText(t.Kind)
	return func(dst []byte, v *backend.Vector, i int) []byte {
		f := 0.0
		if t.Kind == backend.KindFloat {
			f = float64(at[float32](v, i))
		} else {
			f = at[float64](v, i)
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return append(text(append(dst, '"'), v, i), '"')
		}
		return text(dst, v, i)
	}
}

func (p *Planner) jsonArray(t backend.Type) Encoder {
	e := p.jsonEncoder(t.Children[0])
	return func(dst []byte, v *backend.Vector, i int) []byte {
		from, to := span(v, i)
		dst = append(dst, '[')
		for j := from; j < to; j++ {
			if j > from {
				dst = append(dst, ',')
			}
			dst = orNull(dst, &v.Children[0], j, e)
		}
		return append(dst, ']')
	}
}

func orNull(dst []byte, v *backend.Vector, i int, e Encoder) []byte {
	if !valid(v, i) {
		return append(dst, "null"...)
	}
	return e(dst, v, i)
}

func (p *Planner) jsonObject(t backend.Type) Encoder {
	members, names := make([]Encoder, len(t.Children)), make([][]byte, len(t.Children))
	for j, c := range t.Children {
		members[j] = p.jsonEncoder(c)
		names[j] = append(appendJSONString(nil, []byte(t.Names[j])), ':')
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		dst = append(dst, '{')
		for j, e := range members {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = orNull(append(dst, names[j]...), &v.Children[j], i, e)
		}
		return append(dst, '}')
	}
}

// jsonMap reads the map as DuckDB lays it out: a list of structs of key and value.
func (p *Planner) jsonMap(t backend.Type) Encoder {
	key, value := jsonQuoted(p.jsonText(t.Children[0])), p.jsonEncoder(t.Children[1])
	return func(dst []byte, v *backend.Vector, i int) []byte {
		from, to := span(v, i)
		entries := &v.Children[0]
		dst = append(dst, '{')
		for j := from; j < to; j++ {
			if j > from {
				dst = append(dst, ',')
			}
			dst = append(key(dst, &entries.Children[0], j), ':')
			dst = orNull(dst, &entries.Children[1], j, value)
		}
		return append(dst, '}')
	}
}

// jsonUnion reads a union as DuckDB lays it out: a struct whose first child says which of the others counts.
func (p *Planner) jsonUnion(t backend.Type) Encoder {
	members := make([]Encoder, len(t.Children))
	for j, c := range t.Children {
		members[j] = p.jsonEncoder(c)
	}
	return func(dst []byte, v *backend.Vector, i int) []byte {
		tag := int(at[uint8](&v.Children[0], i))
		return orNull(dst, &v.Children[tag+1], i, members[tag])
	}
}

// jsonQuoted makes a JSON string of what e writes.
func jsonQuoted(e Encoder) Encoder {
	var text []byte // reused: an encoder serves one goroutine
	return func(dst []byte, v *backend.Vector, i int) []byte {
		text = e(text[:0], v, i)
		return appendJSONString(dst, text)
	}
}

const hexDigits = "0123456789abcdef"

// appendJSONString quotes and escapes s; bytes that are no UTF-8 become U+FFFD.
func appendJSONString(dst, s []byte) []byte {
	dst = append(dst, '"')
	for len(s) > 0 {
		c := s[0]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c >= 0x20 && c < utf8.RuneSelf:
			dst = append(dst, c)
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(s)
			dst, s = utf8.AppendRune(dst, r), s[n:]
			continue
		default:
			dst = appendControl(dst, c)
		}
		s = s[1:]
	}
	return append(dst, '"')
}

func appendControl(dst []byte, c byte) []byte {
	switch c {
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
