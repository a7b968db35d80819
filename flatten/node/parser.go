package node

import (
	"errors"
	"math"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// Parser parses JSON texts into tapes. The zero value is ready to use. It learns which member follows which, so one
// parser should be kept for many resources. Not safe for concurrent use: one per worker.
//
// Inside, a position is an index into b; the functions that read a value take the position of its first byte and return
// the position behind its last one, or a negative number after fail.
type Parser struct {
	b     []byte
	nodes []Node // of the tape, its whole capacity in use
	n     int    // nodes[:n] are filled
	err   SyntaxError

	unknown int // members that the model does not know

	names   *names
	next    []schema.MemberID      // predicted member after (parent, previous member); see slot
	scratch []byte                 // of a member name with escapes
	large   map[memberKey]struct{} // of the objects with many members
}

const failed = -1

// Parse parses one JSON text, with white space around it or not, into t. The tape borrows b. An error is a *SyntaxError;
// then the tape is empty.
func (p *Parser) Parse(b []byte, t *Tape) error {
	t.Bytes, t.Nodes, t.Unknown = b, t.Nodes[:0], 0
	if uint64(len(b)) > math.MaxUint32 {
		return &SyntaxError{0, ErrTooLarge}
	}
	p.begin(b, t)
	i := p.value(p.space(0), schema.NoMember, 0)
	if i >= 0 {
		if i = p.space(i); i < len(b) {
			i = p.fail(i, errTrailing)
		}
	}
	t.Nodes = p.nodes[:0]
	p.b, p.nodes = nil, nil
	if i < 0 {
		err := p.err
		return &err
	}
	t.Nodes, t.Unknown = t.Nodes[:p.n], p.unknown
	return nil
}

func (p *Parser) begin(b []byte, t *Tape) {
	if p.names == nil {
		p.names = r4Names()
		p.next = make([]schema.MemberID, slots)
	}
	p.large, p.unknown = nil, 0
	p.b, p.nodes, p.n = b, t.Nodes[:cap(t.Nodes)], 0
}

var (
	errTrailing = errors.New("more text behind the JSON value")
	errValue    = errors.New("a value should stand here")
	errName     = errors.New("a member name should stand here")
	errColon    = errors.New("':' should stand here")
	errComma    = errors.New("',' or the end of the object should stand here")
	errElement  = errors.New("',' or the end of the array should stand here")
	errNumber   = errors.New("malformed number")
	errControl  = errors.New("control character in a string")
	errEscape   = errors.New("malformed escape in a string")
)

// fail notes what is wrong at i. At the end of the text nothing stands, and that is what is wrong.
func (p *Parser) fail(i int, err error) int {
	if i >= len(p.b) {
		i, err = len(p.b), ErrEnd
	}
	p.err = SyntaxError{i, err}
	return failed
}

// at returns the byte at i, 0 at the end: no token has a 0 byte.
func (p *Parser) at(i int) byte {
	if uint(i) < uint(len(p.b)) {
		return p.b[i]
	}
	return 0
}

// space returns the position of the first byte from i on that is no white space.
func (p *Parser) space(i int) int {
	for b := p.b; uint(i) < uint(len(b)); i++ {
		if c := b[i]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			break
		}
	}
	return i
}

// push adds a node and returns its index.
func (p *Parser) push(k Kind, m schema.MemberID, start, end int) int {
	n := p.n
	if n == len(p.nodes) {
		p.nodes = append(p.nodes, Node{})
		p.nodes = p.nodes[:cap(p.nodes)]
	}
	node := &p.nodes[n]
	node.Start, node.End, node.Next = uint32(start), uint32(end), uint32(n+1)
	node.Member, node.Kind, node.Escaped = m, k, false
	p.n = n + 1
	return n
}

// closeNode completes an object or array whose last byte stands before end.
func (p *Parser) closeNode(self, end int) int {
	n := &p.nodes[self]
	n.End, n.Next = uint32(end), uint32(p.n)
	return end
}

func (p *Parser) value(i int, m schema.MemberID, depth int) int {
	switch p.at(i) {
	case '"':
		return p.stringValue(i+1, m)
	case '{':
		return p.object(i, m, depth+1)
	case '[':
		return p.array(i, m, depth+1)
	case 't':
		return p.literal(i, "true", True, m)
	case 'f':
		return p.literal(i, "false", False, m)
	case 'n':
		return p.literal(i, "null", Null, m)
	}
	return p.number(i, m)
}

func (p *Parser) array(i int, m schema.MemberID, depth int) int {
	if depth > MaxDepth {
		return p.fail(i, ErrDepth)
	}
	self := p.push(Array, m, i, i)
	i = p.space(i + 1)
	if p.at(i) == ']' {
		return p.closeNode(self, i+1)
	}
	for {
		// The elements count as standing under the array's name when member names are predicted (see object).
		if p.at(i) == '{' {
			i = p.objectIn(i, schema.NoMember, m, depth+1)
		} else {
			i = p.value(i, schema.NoMember, depth)
		}
		if i < 0 {
			return i
		}
		if p.at(i) <= ' ' {
			i = p.space(i)
		}
		switch p.at(i) {
		case ',':
			if i++; p.at(i) <= ' ' {
				i = p.space(i)
			}
		case ']':
			return p.closeNode(self, i+1)
		default:
			return p.fail(i, errElement)
		}
	}
}

func (p *Parser) object(i int, m schema.MemberID, depth int) int {
	return p.objectIn(i, m, m, depth)
}

// objectIn reads an object whose own member is m; within is the name that tells what kind of object it is.
func (p *Parser) objectIn(i int, m, within schema.MemberID, depth int) int {
	if depth > MaxDepth {
		return p.fail(i, ErrDepth)
	}
	self := p.push(Object, m, i, i)
	i = p.space(i + 1)
	if p.at(i) == '}' {
		return p.closeNode(self, i+1)
	}
	var seen memberSet
	prev := schema.NoMember
	for {
		var id schema.MemberID
		name := i
		if id, i = p.member(i, slot(within, prev)); i < 0 {
			return i
		}
		if !seen.add(id) && p.isDuplicate(self, &seen, id, name) {
			return p.fail(name, ErrDuplicate)
		}
		prev = id
		if p.at(i) <= ' ' {
			i = p.space(i)
		}
		if i = p.value(i, id, depth); i < 0 {
			return i
		}
		if p.at(i) <= ' ' {
			i = p.space(i)
		}
		switch p.at(i) {
		case ',':
			if i++; p.at(i) <= ' ' {
				i = p.space(i)
			}
		case '}':
			return p.closeNode(self, i+1)
		default:
			return p.fail(i, errComma)
		}
	}
}
