package anywhere

import "github.com/tarn-sql/tarn/flatten/schema"

// pathID is a path of element names from the resource; 0 is the resource itself.
type pathID uint32

// maxPaths bounds how many paths are remembered: recursive elements have no end of them.
const maxPaths = 1 << 14

// paths remembers the text of each path, so that a row costs no more than copying it.
type paths struct {
	texts [][]byte
	index map[pathKey]pathID
	slots [pathSlots]pathSlot // the last path found for a hash
}

type pathKey struct {
	parent pathID
	name   string
}

const pathSlots = 1024

type pathSlot struct {
	parent pathID
	member schema.MemberID
	child  pathID
	name   string // effectivePeriod is an element of some types, and the effective[x] of others
}

func (p *paths) reset() {
	p.texts = [][]byte{{}}
	p.index = map[pathKey]pathID{}
	p.slots = [pathSlots]pathSlot{}
}

// full says that it is time for a reset; only between resources, because ids change.
func (p *paths) full() bool { return len(p.texts) == 0 || len(p.texts) > maxPaths }

// child returns the path of an element below another, name is its name there.
func (p *paths) child(parent pathID, member schema.MemberID, name string) pathID {
	s := &p.slots[(uint32(parent)*31+uint32(member))%pathSlots]
	if s.parent == parent && s.member == member && s.child != 0 && s.name == name {
		return s.child
	}
	*s = pathSlot{parent, member, p.named(parent, name), name}
	return s.child
}

func (p *paths) named(parent pathID, name string) pathID {
	key := pathKey{parent, name}
	if id, ok := p.index[key]; ok {
		return id
	}
	text := append([]byte{}, p.texts[parent]...)
	if len(text) > 0 {
		text = append(text, '.')
	}
	p.texts = append(p.texts, append(text, name...))
	id := pathID(len(p.texts) - 1)
	p.index[key] = id
	return id
}
