package codec

import (
	"math"
	"strconv"
	"strings"
)

func fmtInt(n int64) string { return strconv.FormatInt(n, 10) }

// fmtFloat is the form that DuckDB reads a float from.
func fmtFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// arrayText parses the text form of an array: {1,2}, {{a,b},{c,"d e"}}, [0:1]={…}.
type arrayText struct {
	src      string
	at       int
	list     *list
	elem     PGType
	settings *Settings
	dims     int // levels seen so far
}

// parseArray reads a text parameter of array type t.
func (s *Settings) parseArray(t PGType, src []byte) (any, error) {
	p := &arrayText{src: string(src), list: newList(t.Elem), elem: byOID[t.Elem], settings: s}
	malformed := &Error{Code: "22P02", Message: "malformed array literal: \"" + p.src + "\""}
	p.skipBounds()
	ok, err := p.array(1)
	if err != nil {
		return nil, err
	}
	p.space()
	if !ok || p.at != len(p.src) {
		return nil, malformed
	}
	return p.list.raw(p.dims), nil
}

// skipBounds passes over explicit bounds: DuckDB's lists start at 1.
func (p *arrayText) skipBounds() {
	p.space()
	if !strings.HasPrefix(p.src[p.at:], "[") {
		return
	}
	if i := strings.Index(p.src[p.at:], "="); i >= 0 {
		p.at += i + 1
	}
}

func (p *arrayText) space() {
	for p.at < len(p.src) && strings.IndexByte(" \t\n\r\v\f", p.src[p.at]) >= 0 {
		p.at++
	}
}

// take passes over c, with the space before it.
func (p *arrayText) take(c byte) bool {
	p.space()
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}

// array reads one level in braces; ok is false for bad syntax.
func (p *arrayText) array(level int) (ok bool, err error) {
	if level > maxDims || !p.take('{') {
		return false, nil
	}
	p.dims = max(p.dims, level)
	p.list.open()
	if p.take('}') {
		p.list.close()
		return true, nil
	}
	for {
		if ok, err = p.item(level); !ok || err != nil {
			return ok, err
		}
		if p.take(',') {
			continue
		}
		ok = p.take('}')
		p.list.close()
		return ok, nil
	}
}

func (p *arrayText) item(level int) (bool, error) {
	p.space()
	if p.at < len(p.src) && p.src[p.at] == '{' {
		return p.array(level + 1)
	}
	text, quoted, ok := p.word()
	if !ok {
		return false, nil
	}
	if !quoted && strings.EqualFold(text, "null") {
		p.list.add(nil)
		return true, nil
	}
	value, err := p.settings.textParam(p.elem.OID, []byte(text))
	if err != nil {
		return false, err
	}
	p.list.add(value)
	return true, nil
}

// word reads one element, quoted or bare.
func (p *arrayText) word() (text string, quoted, ok bool) {
	if p.take('"') {
		text, ok = p.quoted()
		return text, true, ok
	}
	var b []byte
	keep := 0 // length without trailing bare space
	for p.at < len(p.src) {
		switch c := p.src[p.at]; c {
		case ',', '}':
			return string(b[:keep]), false, keep > 0
		case '"', '{':
			return "", false, false
		case '\\':
			if p.at++; p.at == len(p.src) {
				return "", false, false
			}
			b = append(b, p.src[p.at])
			keep = len(b)
		default:
			b = append(b, c)
			if strings.IndexByte(" \t\n\r\v\f", c) < 0 {
				keep = len(b)
			}
		}
		p.at++
	}
	return "", false, false
}

func (p *arrayText) quoted() (string, bool) {
	var b []byte
	for ; p.at < len(p.src); p.at++ {
		switch c := p.src[p.at]; c {
		case '"':
			p.at++
			return string(b), true
		case '\\':
			if p.at++; p.at == len(p.src) {
				return "", false
			}
			b = append(b, p.src[p.at])
		default:
			b = append(b, c)
		}
	}
	return "", false
}
