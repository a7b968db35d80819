package node

import (
	"bytes"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// memberSet is a coarse set of the members of one object: two of them may share a bit, so a bit that is set already only
// calls for a closer look.
type memberSet struct {
	bits  uint64
	count int
}

// largeObject is how many members of an object are compared with one another; from there on they are kept in a map, so
// that no text costs quadratic time.
const largeObject = 64

// add says whether id is new for sure.
func (s *memberSet) add(id schema.MemberID) bool {
	bit := uint64(1) << (id & 63)
	fresh := s.bits&bit == 0
	s.bits |= bit
	s.count++
	return fresh && s.count <= largeObject
}

// isDuplicate takes the closer look: the members of object self so far against id, whose name is at i.
func (p *Parser) isDuplicate(self int, seen *memberSet, id schema.MemberID, i int) bool {
	var name []byte
	if id == schema.UnknownMember {
		name = p.nameAt(i)
	}
	t := Tape{Bytes: p.b, Nodes: p.nodes[:p.n]}
	if seen.count > largeObject {
		return p.isDuplicateLarge(&t, self, seen, memberKey{self, id, string(name)})
	}
	for c := self + 1; c < p.n; c = int(t.Nodes[c].Next) {
		if t.Nodes[c].Member == id && (id != schema.UnknownMember || bytes.Equal(t.MemberName(c), name)) {
			return true
		}
	}
	return false
}

// memberKey is one member of a large object; name is empty for the members that the model knows.
type memberKey struct {
	object int
	id     schema.MemberID
	name   string
}

// isDuplicateLarge keeps the members of a large object in a map, from the first one on that makes it large.
func (p *Parser) isDuplicateLarge(t *Tape, self int, seen *memberSet, key memberKey) bool {
	if p.large == nil {
		p.large = map[memberKey]struct{}{}
	}
	if seen.count == largeObject+1 {
		for c := self + 1; c < p.n; c = int(t.Nodes[c].Next) {
			k := memberKey{self, t.Nodes[c].Member, ""}
			if k.id == schema.UnknownMember {
				k.name = string(t.MemberName(c))
			}
			p.large[k] = struct{}{}
		}
	}
	_, duplicate := p.large[key]
	p.large[key] = struct{}{}
	return duplicate
}

// nameAt returns the unescaped member name whose opening quote is at i; the parser has read it before.
func (p *Parser) nameAt(i int) []byte {
	end := i + 1
	for p.b[end] != '"' {
		if p.b[end] == '\\' {
			end++
		}
		end++
	}
	raw := p.b[i+1 : end]
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	return appendUnescaped(nil, raw)
}
