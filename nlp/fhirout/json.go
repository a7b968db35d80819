package fhirout

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// value is a piece of JSON. FHIR has no empty values: one that is empty appends nothing, and then its member goes too.
type value interface {
	append(dst []byte) []byte
}

// member is a member of an object.
type member struct {
	name  string
	value value
}

// object is a JSON object with its members in order.
type object []member

func (o object) append(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, '{')
	for _, m := range o {
		if m.value == nil {
			continue
		}
		mark := len(dst)
		if mark > start+1 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), m.name...), '"', ':')
		before := len(dst)
		if dst = m.value.append(dst); len(dst) == before {
			dst = dst[:mark]
		}
	}
	if len(dst) == start+1 {
		return dst[:start]
	}
	return append(dst, '}')
}

// list is a JSON array.
type list []value

func (l list) append(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, '[')
	for _, v := range l {
		if v == nil {
			continue
		}
		mark := len(dst)
		if mark > start+1 {
			dst = append(dst, ',')
		}
		before := len(dst)
		if dst = v.append(dst); len(dst) == before {
			dst = dst[:mark]
		}
	}
	if len(dst) == start+1 {
		return dst[:start]
	}
	return append(dst, ']')
}

// str is a FHIR string: not blank, without control characters. Each of those, and each byte that is no UTF-8, becomes U+FFFD.
type str string

func (s str) append(dst []byte) []byte {
	if strings.TrimSpace(string(s)) == "" {
		return dst
	}
	dst = append(dst, '"')
	if plain(string(s)) {
		return append(append(dst, s...), '"')
	}
	for _, r := range string(s) {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < ' ' || r == '\u2028' || r == '\u2029':
			dst = utf8.AppendRune(dst, control(r))
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// plain reports whether a string stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// control is what stands for a rune that a line of NDJSON had better not have: the separators of lines become spaces.
func control(r rune) rune {
	if r < ' ' {
		return utf8.RuneError
	}
	return ' '
}

// code is a FHIR code, id or uri: single spaces inside, none around.
type code string

func (c code) append(dst []byte) []byte {
	return str(strings.Join(strings.Fields(string(c)), " ")).append(dst)
}

// uri is a FHIR uri: no white space at all.
type uri string

func (u uri) append(dst []byte) []byte {
	return str(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, string(u))).append(dst)
}

// number is a JSON number, digit by digit; what is none, or is beyond what readers hold, is empty.
type number string

func (n number) append(dst []byte) []byte {
	s := strings.TrimPrefix(strings.TrimSpace(string(n)), "+")
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	for len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
		s = s[1:]
	}
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	s = sign + strings.TrimSuffix(s, ".")
	if _, err := strconv.ParseFloat(s, 64); err != nil || !json.Valid([]byte(s)) { // neither 0x10 nor 1e400
		return dst
	}
	return append(dst, s...)
}

// isNumber reports whether s is a number that FHIR can have.
func isNumber(s string) bool { return len(number(s).append(nil)) > 0 }

// integer is a JSON number.
type integer int

func (n integer) append(dst []byte) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// score is a number from 0 to 1 in the fewest digits.
type score float64

func (s score) append(dst []byte) []byte {
	if s != s || s < -1e6 || s > 1e6 { // no number, or none that is a score
		return dst
	}
	return strconv.AppendFloat(dst, float64(s), 'f', -1, 64)
}

// boolean is true or false, never empty.
type boolean bool

func (b boolean) append(dst []byte) []byte { return strconv.AppendBool(dst, bool(b)) }

// parse reads JSON that another room wrote (FHIR Dosage, Timing), with the order of members and the digits of numbers kept.
// Null is an empty string.
func parse(s string) (value, bool) {
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	v, err := parseValue(d)
	if err != nil || d.More() {
		return nil, false
	}
	return v, true
}

func parseValue(d *json.Decoder) (value, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case string:
		return str(t), nil
	case json.Number:
		return number(t), nil
	case bool:
		return boolean(t), nil
	case json.Delim:
		if t == '[' {
			return parseList(d)
		}
		return parseObject(d)
	}
	return str(""), nil
}

func parseList(d *json.Decoder) (value, error) {
	var out list
	for d.More() {
		v, err := parseValue(d)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := d.Token()
	return out, err
}

func parseObject(d *json.Decoder) (value, error) {
	var out object
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := parseValue(d)
		if err != nil {
			return nil, err
		}
		out = append(out, member{jsonName(name), v})
	}
	_, err := d.Token()
	return out, err
}

// jsonName is a member's name as it may stand between quotes.
func jsonName(t json.Token) string {
	s, _ := t.(string)
	quoted := str(s).append(nil)
	if len(quoted) < 2 {
		return ""
	}
	return string(quoted[1 : len(quoted)-1])
}

// get is a member of an object, nil where there is none.
func (o object) get(name string) value {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}
