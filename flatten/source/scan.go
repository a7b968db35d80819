package source

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// scanner finds where a JSON value ends, in pieces: strings and brackets, no more of the grammar than tells a broken
// value early. What is inside is node's business.
type scanner struct {
	stack    []byte // open brackets
	inString bool
	escaped  bool // in a string, right behind a backslash
	scalar   bool // the value is a number or literal
	last     byte // the last byte outside strings that is no white space; '"' for a whole string
	newLine  bool // the next byte begins a line
	lines    int  // line ends so far
	second   byte // the first byte of the value's second line: white space where the text is indented
	ndjson   bool // values stand one on a line so far: a bracket right below the first line may be a new value
	multi    bool // it is not right below any more
	newValue bool // errNewValue was met

	fed   int64 // bytes read by earlier calls of feed
	doubt int64 // how far into the value such a bracket stands that may as well belong to it; 0: none
}

type status uint8

const (
	unfinished status = iota // all bytes are read and the value goes on
	complete
	broken
)

var (
	errStringEnd = errors.New("the line ends inside a string")
	errBracket   = errors.New("a bracket closes another kind of bracket")
	errNested    = errors.New("nested too deep")
	errNewValue  = errors.New("a new value begins before this one ends")
)

// maxNesting is far beyond what node takes; it only bounds the stack.
const maxNesting = 10_000

func (s *scanner) reset() {
	*s = scanner{stack: s.stack[:0]}
}

// feed reads b from i on. It returns the position behind the value (complete), of the fault (broken), or len(b).
func (s *scanner) feed(b []byte, i int) (int, status, error) {
	first := i
	for i < len(b) {
		if s.newLine {
			if err := s.beginLine(b[i], s.fed+int64(i-first)); err != nil {
				return i, broken, err
			}
		}
		if s.inString {
			if i = s.skipString(b, i); i == len(b) {
				break
			}
			if b[i] == '\n' {
				return i, broken, errStringEnd
			}
			s.inString, s.last = false, '"'
			if i++; len(s.stack) == 0 {
				return i, complete, nil
			}
			continue
		}
		if len(s.stack) > 0 {
			if i = s.fast(b, i); i == len(b) {
				break
			}
		}
		done, err := s.structural(b[i])
		switch {
		case err != nil:
			return i, broken, err
		case done && s.scalar:
			return i, complete, nil
		case done:
			return i + 1, complete, nil
		}
		i++
	}
	s.fed += int64(i - first)
	return i, unfinished, nil
}

// beginLine looks at the first byte of a line inside the value, at a distance from its beginning. A bracket there, where
// none may stand, is the next value: this one was cut off. Where one may stand the value goes on, as a Bundle does that has
// an entry on each line; should it be broken on the next line, the doubt says where another value began.
func (s *scanner) beginLine(c byte, at int64) error {
	s.newLine = false
	if s.second == 0 {
		s.second = c
	}
	opens := c == '{' || c == '['
	switch {
	case opens && !s.mayOpen():
		s.newValue = true
		return errNewValue
	case opens && s.ndjson && !s.multi:
		s.doubt = at
	case c != '\n' && c != '\r':
		s.doubt = 0
	}
	s.multi = s.multi || c != '\n' && c != '\r'
	return nil
}

// fast reads what is most of a text, inside brackets and outside strings: whole strings, brackets that open and close
// inside the value, and what means nothing here. It stops at all else, and at the bracket that ends the value.
func (s *scanner) fast(b []byte, i int) int {
	stack, last := s.stack, s.last
loop:
	for i < len(b) {
		switch c := b[i]; {
		case plain[c]:
			last = c
			i++
		case c == '"':
			end := stringEnd(b, i+1)
			if end < 0 {
				break loop
			}
			last = c
			i = end + 1
		case c == '{' || c == '[':
			if len(stack) == maxNesting {
				break loop
			}
			stack = append(stack, c)
			last = c
			i++
		case c == '}' || c == ']':
			if len(stack) == 1 || stack[len(stack)-1] != c-2 { // '{' and '}', '[' and ']' are two apart
				break loop
			}
			stack = stack[:len(stack)-1]
			last = c
			i++
		case c == '\n':
			break loop
		default:
			i++
		}
	}
	s.stack, s.last = stack, last
	return i
}

// stringEnd returns the position of the quote that closes the string whose first byte is at i, -1 where that is not
// plain to see.
func stringEnd(b []byte, i int) int {
	for len(b)-i >= 8 {
		hit := special(binary.LittleEndian.Uint64(b[i : i+8]))
		if hit == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(hit) >> 3
		switch {
		case b[i] == '"':
			return i
		case b[i] == '\\' && i+1 < len(b) && b[i+1] != '\n':
			i += 2
		default:
			return -1
		}
	}
	return -1
}

// plain has the bytes outside strings that mean nothing for where a value ends.
var plain = func() (t [256]bool) {
	for i := range t {
		t[i] = true
	}
	for _, c := range "\"{}[] \t\r\n" {
		t[c] = false
	}
	return t
}()

// structural takes a byte outside strings; done: the value ends with it, or before it where it is a scalar.
func (s *scanner) structural(c byte) (done bool, err error) {
	if len(s.stack) == 0 && (s.scalar || c != '{' && c != '[' && c != '"') {
		s.scalar = true
		return c == ',' || !plain[c], nil
	}
	switch c {
	case '"':
		s.inString = true
		return false, nil
	case '\n':
		s.newLine = true
		s.lines++
		return false, nil
	case '{', '[':
		if len(s.stack) == maxNesting {
			return false, errNested
		}
		s.stack = append(s.stack, c)
	case '}', ']':
		if s.stack[len(s.stack)-1] != c-2 { // '{' and '}', '[' and ']' are two apart
			return false, errBracket
		}
		s.stack = s.stack[:len(s.stack)-1]
		done = len(s.stack) == 0
	default: // white space
		return false, nil
	}
	s.last = c
	return done, nil
}

// mayOpen says whether an object or array may begin here, after what stood last.
func (s *scanner) mayOpen() bool {
	if s.stack[len(s.stack)-1] == '{' {
		return s.last == ':'
	}
	return s.last == '[' || s.last == ','
}

// skipString returns the position of the closing quote, or of a line end, which no string may have; len(b) where neither
// comes.
func (s *scanner) skipString(b []byte, i int) int {
	for i < len(b) {
		if !s.escaped && len(b)-i >= 8 {
			hit := special(binary.LittleEndian.Uint64(b[i : i+8]))
			if hit == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(hit) >> 3
		}
		switch c := b[i]; {
		case c == '\n' || c == '"' && !s.escaped:
			return i
		default:
			s.escaped = c == '\\' && !s.escaped
		}
		i++
	}
	return i
}

// special marks the bytes of w that are a quote, a backslash or a line end; only the lowest mark is exact.
func special(w uint64) uint64 {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	q, s, n := w^'"'*ones, w^'\\'*ones, w^'\n'*ones
	return ((q-ones)&^q | (s-ones)&^s | (n-ones)&^n) & highs
}
