package node

import (
	"encoding/binary"
	"sync"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// names has every member name of the R4 model as it stands in compact JSON, ready to be compared.
type names struct {
	model  *schema.Model
	quoted []quoted // by MemberID
}

// quoted is `"name":` as three words with masks: 24 bytes hold names of up to 21 letters. A longer name has a word that
// no text matches, so it is always looked up.
type quoted struct {
	word, mask [3]uint64
	size       int
}

const quotedSize = 24

var r4Names = sync.OnceValue(func() *names {
	m := schema.R4()
	n := &names{model: m, quoted: make([]quoted, m.NumMembers())}
	for id := range n.quoted {
		n.quoted[id] = makeQuoted(m.MemberName(schema.MemberID(id)))
	}
	return n
})

func makeQuoted(name string) quoted {
	q := quoted{size: len(name) + 3}
	if name == "" || q.size > quotedSize {
		q.mask[0] = ^uint64(0) // all 0 bytes
		return q
	}
	var text, mask [quotedSize]byte
	copy(text[:], `"`+name+`":`)
	for i := range q.size {
		mask[i] = 0xff
	}
	for i := range q.word {
		q.word[i] = binary.LittleEndian.Uint64(text[8*i:])
		q.mask[i] = binary.LittleEndian.Uint64(mask[8*i:])
	}
	return q
}

// matches says whether b, at least quotedSize long, begins with q.
func (q *quoted) matches(b []byte) bool {
	_ = b[quotedSize-1]
	return (binary.LittleEndian.Uint64(b)^q.word[0])&q.mask[0]|
		(binary.LittleEndian.Uint64(b[8:])^q.word[1])&q.mask[1]|
		(binary.LittleEndian.Uint64(b[16:])^q.word[2])&q.mask[2] == 0
}

// slots is the size of the prediction table.
const slots = 4096

// slot says where the member is predicted that follows prev (NoMember: the first one) in an object that stands under
// the name within. Two pairs may share a slot: a prediction is only a guess, which matches the text or not.
func slot(within, prev schema.MemberID) uint32 {
	return (uint32(within)*67 + uint32(prev)) % slots
}

// member reads a member name and its colon and returns its id, and the position behind the colon.
func (p *Parser) member(i int, slot uint32) (schema.MemberID, int) {
	id := p.next[slot]
	if q := &p.names.quoted[id]; len(p.b)-i >= quotedSize && q.matches(p.b[i:]) {
		return id, i + q.size
	}
	return p.lookup(i, slot)
}

// lookup is member without a matching prediction; it sets the next one.
func (p *Parser) lookup(i int, slot uint32) (schema.MemberID, int) {
	if p.at(i) != '"' {
		return 0, p.fail(i, errName)
	}
	end, escaped := p.str(i + 1)
	if end < 0 {
		return 0, end
	}
	name := p.b[i+1 : end]
	if escaped {
		p.scratch = appendUnescaped(p.scratch[:0], name)
		name = p.scratch
	}
	id := p.names.model.MemberBytes(name)
	if id == schema.UnknownMember { // which no prediction ever matches
		p.unknown++
	}
	p.next[slot] = id
	if i = p.space(end + 1); p.at(i) != ':' {
		return 0, p.fail(i, errColon)
	}
	return id, i + 1
}
