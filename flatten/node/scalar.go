package node

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// Eight bytes at a time: each byte of a word is tested at once, the high bit of a byte says yes.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// special marks the bytes of w that end a plain run of a string: a quote, a backslash, a control character. Only the
// lowest mark is exact (a borrow may reach the bytes above it).
func special(w uint64) uint64 {
	q := w ^ 0x02*ones // '"' becomes 0x20, the next to the control characters, which stay below
	s := w ^ '\\'*ones
	return ((q-0x21*ones)&^q | (s-ones)&^s) & highs
}

func (p *Parser) stringValue(i int, m schema.MemberID) int {
	end, escaped := p.str(i)
	if end < 0 {
		return end
	}
	n := p.push(String, m, i, end)
	p.nodes[n].Escaped = escaped
	return end + 1
}

// str reads the string whose first byte behind the quote is at i, and returns the position of its closing quote.
func (p *Parser) str(i int) (end int, escaped bool) {
	b, start := p.b, i
	var all uint64 // every byte of the string, or'ed: is anything beyond ASCII?
	for {
		for len(b)-i >= 8 {
			w := binary.LittleEndian.Uint64(b[i:])
			if hit := special(w); hit != 0 {
				k := bits.TrailingZeros64(hit) &^ 7
				all |= w & (1<<k - 1)
				i += k >> 3
				goto found
			}
			all |= w
			i += 8
		}
		for ; i < len(b); i++ {
			if c := b[i]; c < ' ' || c == '"' || c == '\\' {
				goto found
			}
			all |= uint64(b[i])
		}
		return p.fail(i, ErrEnd), escaped
	found:
		switch b[i] {
		case '"':
			if all&highs != 0 && !utf8.Valid(b[start:i]) {
				return p.fail(start+validPrefix(b[start:i]), ErrUTF8), escaped
			}
			return i, escaped
		case '\\':
			escaped = true
			if i = p.escape(i); i < 0 {
				return i, escaped
			}
		default:
			return p.fail(i, errControl), escaped
		}
	}
}

// validPrefix returns the length of b's longest prefix of whole UTF-8 characters.
func validPrefix(b []byte) int {
	i := 0
	for i < len(b) {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		i += n
	}
	return i
}

// escape checks the escape whose backslash is at i.
func (p *Parser) escape(i int) int {
	switch p.at(i + 1) {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
	default:
		return p.fail(i+1, errEscape)
	}
	if hex4(p.b[i+2:]) < 0 {
		return p.fail(i+2, errEscape)
	}
	return i + 6
}

func (p *Parser) literal(i int, text string, k Kind, m schema.MemberID) int {
	end := i + len(text)
	if end > len(p.b) || string(p.b[i:end]) != text {
		return p.fail(i, errValue)
	}
	p.push(k, m, i, end)
	return end
}

// number reads by the grammar: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
func (p *Parser) number(i int, m schema.MemberID) int {
	start := i
	c := p.at(i)
	if c != '-' && (c < '0' || c > '9') {
		return p.fail(i, errValue)
	}
	if c == '-' {
		i++
	}
	if p.at(i) == '0' {
		i++
	} else if i = p.digits(i); i < 0 {
		return i
	}
	if p.at(i) == '.' {
		if i = p.digits(i + 1); i < 0 {
			return i
		}
	}
	if p.at(i)|0x20 == 'e' {
		i++
		if c := p.at(i); c == '+' || c == '-' {
			i++
		}
		if i = p.digits(i); i < 0 {
			return i
		}
	}
	p.push(Number, m, start, i)
	return i
}

// digits reads one digit or more.
func (p *Parser) digits(i int) int {
	start := i
	for c := p.at(i); '0' <= c && c <= '9'; c = p.at(i) {
		i++
	}
	if i == start {
		return p.fail(i, errNumber)
	}
	return i
}
