package text

import (
	"golang.org/x/text/encoding/charmap"
)

// rtfReader is the state of reading RTF.
type rtfReader struct {
	f      *flow
	source []byte
	at     int
	groups []rtfGroup
	codes  *charmap.Charmap
	skip   int // bytes or escapes to pass over after \u
}

// rtfGroup is what a group inherits.
type rtfGroup struct {
	silent  bool // its text is not the document's: fonts, pictures, …
	hidden  bool // \v
	unicode int  // \uc
}

// maxGroups bounds the depth of groups.
const maxGroups = 2000

// readRTF writes the text of an RTF document. It reports whether source is one.
func readRTF(f *flow, source []byte) bool {
	r := &rtfReader{f: f, source: source, codes: charmap.Windows1252, groups: []rtfGroup{{unicode: 1}}}
	for r.at < len(source) {
		switch c := source[r.at]; c {
		case '{':
			if len(r.groups) >= maxGroups {
				return false
			}
			r.groups = append(r.groups, r.groups[len(r.groups)-1])
			r.skip = 0
			r.at++
		case '}':
			if len(r.groups) > 1 {
				r.groups = r.groups[:len(r.groups)-1]
			}
			r.skip = 0
			r.at++
		case '\\':
			r.control()
		case '\r', '\n':
			r.at++
		default:
			r.literal()
		}
	}
	return len(f.text) > 0
}

func (r *rtfReader) group() *rtfGroup { return &r.groups[len(r.groups)-1] }

func (r *rtfReader) quiet() bool { return r.group().silent || r.group().hidden }

// literal reads text up to the next markup.
func (r *rtfReader) literal() {
	from := r.at
	for r.at < len(r.source) {
		c := r.source[r.at]
		if c == '{' || c == '}' || c == '\\' || c == '\r' || c == '\n' || c >= 0x80 {
			break
		}
		r.at++
		if r.skip > 0 {
			r.skip--
			from = r.at
		}
	}
	if !r.quiet() && r.at > from {
		r.f.run(r.source[from:r.at], from, true)
	}
	if r.at < len(r.source) && r.source[r.at] >= 0x80 { // not allowed, but written
		r.char(r.codes.DecodeByte(r.source[r.at]), r.at)
		r.at++
	}
}

// char writes one character unless it is to be passed over.
func (r *rtfReader) char(c rune, at int) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if !r.quiet() {
		r.f.char(c, at)
	}
}

// control reads a control word or symbol.
func (r *rtfReader) control() {
	at := r.at
	r.at++
	if r.at >= len(r.source) {
		return
	}
	c := r.source[r.at]
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
		word, n, has := r.word()
		r.do(word, n, has, at)
		return
	}
	r.at++
	switch c {
	case '\'':
		if r.at+1 < len(r.source) {
			r.char(r.codes.DecodeByte(unhex(r.source[r.at])<<4|unhex(r.source[r.at+1])), at)
			r.at += 2
		}
	case '*':
		r.group().silent = true
	case '~':
		r.char('\u00a0', at)
	case '_':
		r.char('-', at)
	case '\\', '{', '}':
		r.char(rune(c), at)
	case '\r', '\n':
		r.lineBreak(at)
	}
}

func unhex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0
}

// word reads a control word with its number and the blank after it.
func (r *rtfReader) word() (word string, n int, has bool) {
	from := r.at
	for r.at < len(r.source) && (r.source[r.at]|0x20 >= 'a' && r.source[r.at]|0x20 <= 'z') {
		r.at++
	}
	word = string(r.source[from:min(r.at, from+32)])
	negative := r.at < len(r.source) && r.source[r.at] == '-'
	if negative {
		r.at++
	}
	for r.at < len(r.source) && '0' <= r.source[r.at] && r.source[r.at] <= '9' {
		if n < 1<<30 {
			n = n*10 + int(r.source[r.at]-'0')
		}
		has = true
		r.at++
	}
	if negative {
		n = -n
	}
	if r.at < len(r.source) && r.source[r.at] == ' ' {
		r.at++
	}
	return word, n, has
}

func (r *rtfReader) lineBreak(at int) {
	if !r.quiet() {
		r.f.char('\n', at)
	}
}
