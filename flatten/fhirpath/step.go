package fhirpath

import (
	"bytes"
	"strings"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// step is one link of a path. It takes the items of a collection one at a time, so that a Plan can share it between
// many paths and run it while it walks the tape; only pick looks at the position in the collection.
type step interface {
	// apply pushes what the step makes of one item.
	apply(m *Machine, it Item) error
	// key tells steps apart: equal keys do the same.
	key() string
}

// target is one member that a path step descends to.
type target struct {
	member schema.MemberID
	twin   schema.MemberID // the member with the extensions of a primitive, where they are asked for; else NoMember
	typ    schema.TypeID
	// dynamic: the value is a resource whose type its resourceType says.
	dynamic bool
}

// memberStep descends to an element that the model knows; a choice that is not narrowed has several targets.
type memberStep struct {
	name    string
	targets []target
}

func (s *memberStep) key() string {
	var b strings.Builder
	b.WriteString("." + s.name)
	for _, t := range s.targets {
		b.WriteByte(' ')
		b.WriteString(schema.R4().MemberName(t.member))
		if t.twin != schema.NoMember {
			b.WriteByte('+')
		}
	}
	return b.String()
}

func (s *memberStep) apply(m *Machine, it Item) error {
	if it.Kind != Node {
		return nil
	}
	n := m.objectOf(it)
	if n == noNode {
		return nil
	}
	if s.twins() {
		for i := range s.targets {
			m.descendBoth(n, &s.targets[i])
		}
		return nil
	}
	if len(s.targets) == 1 {
		if c := m.child(n, s.targets[0].member); c != 0 {
			m.pushValues(c, &s.targets[0])
		}
		return nil
	}
	for c, end := n+1, m.Tape.Nodes[n].Next; c < end; c = m.Tape.Nodes[c].Next {
		for i := range s.targets {
			if s.targets[i].member == m.Tape.Nodes[c].Member {
				m.pushValues(c, &s.targets[i])
			}
		}
	}
	return nil
}

func (s *memberStep) twins() bool {
	for i := range s.targets {
		if s.targets[i].twin != schema.NoMember {
			return true
		}
	}
	return false
}

// objectOf is where an item's children stand: its node, or, for a primitive, the object with its id and extensions.
func (m *Machine) objectOf(it Item) uint32 {
	if it.Node != noNode && m.Tape.Nodes[it.Node].Kind == node.Object {
		return it.Node
	}
	if it.Twin != 0 {
		return it.Twin
	}
	return noNode
}

// pushValues pushes the value at c, or the values of the array at c.
func (m *Machine) pushValues(c uint32, t *target) {
	switch m.Tape.Nodes[c].Kind {
	case node.Null:
	case node.Array:
		for e, end := c+1, m.Tape.Nodes[c].Next; e < end; e = m.Tape.Nodes[e].Next {
			m.pushValues(e, t)
		}
	default:
		m.push(Item{Node: c, Type: m.typeOf(c, t)})
	}
}

// typeOf is the type of the value at c: of contained resources and Bundle entries what they say themselves.
func (m *Machine) typeOf(c uint32, t *target) schema.TypeID {
	if !t.dynamic {
		return t.typ
	}
	name := m.childText(c, schema.MemberResourceType)
	if typ, ok := m.model.Type(string(name)); ok && typ.Kind == schema.Resource {
		return typ.ID
	}
	return t.typ
}

// descendBoth pushes the values of a primitive element together with their extensions: value and twin of the same
// position in the two arrays.
func (m *Machine) descendBoth(n uint32, t *target) {
	c, x := m.child(n, t.member), uint32(0)
	if t.twin != schema.NoMember {
		x = m.child(n, t.twin)
	}
	if x == 0 {
		if c != 0 {
			m.pushValues(c, t)
		}
		return
	}
	nodes := m.Tape.Nodes
	if nodes[x].Kind != node.Array {
		if nodes[x].Kind == node.Object {
			m.pushPair(c, x, t)
		}
		return
	}
	var e, end uint32
	if c != 0 && nodes[c].Kind == node.Array {
		e, end = c+1, nodes[c].Next
	}
	for k, last := x+1, nodes[x].Next; k < last; k = nodes[k].Next {
		if e < end {
			m.pushPair(e, k, t)
			e = nodes[e].Next
		} else {
			m.pushPair(0, k, t)
		}
	}
	for ; e < end; e = nodes[e].Next {
		m.pushValues(e, t)
	}
}

// pushPair pushes a primitive with its extensions; c is 0 or null where it has no value.
func (m *Machine) pushPair(c, x uint32, t *target) {
	it := Item{Node: noNode, Type: t.typ}
	if c != 0 && m.Tape.Nodes[c].Kind != node.Null {
		it.Node = c
	}
	if m.Tape.Nodes[x].Kind == node.Object {
		it.Twin = x
	}
	if it.Node != noNode || it.Twin != 0 {
		m.push(it)
	}
}

// nameStep descends to an element by its name, where the type of the item is known only with the data, or where the
// model has no such element.
type nameStep struct{ name string }

func (s *nameStep) key() string { return "?" + s.name }

func (s *nameStep) apply(m *Machine, it Item) error {
	n := noNode
	if it.Kind == Node {
		n = m.objectOf(it)
	}
	if n == noNode {
		return nil
	}
	for c, end := n+1, m.Tape.Nodes[n].Next; c < end; c = m.Tape.Nodes[c].Next {
		if t, ok := s.match(m, it.Type, c); ok {
			m.pushValues(c, &t)
		}
	}
	return nil
}

func (s *nameStep) match(m *Machine, typ schema.TypeID, c uint32) (target, bool) {
	id := m.Tape.Nodes[c].Member
	if typ != anyType {
		if f := m.model.TypeByID(typ).Field(id); f != nil {
			if f.Name == s.name || f.Choice == s.name {
				return targetOf(m.model, f), true
			}
			return target{}, false
		}
	}
	if id == schema.UnknownMember {
		return target{typ: anyType}, string(m.Tape.MemberName(int(c))) == s.name
	}
	return target{typ: anyType}, m.model.MemberName(id) == s.name
}

func targetOf(model *schema.Model, f *schema.Field) target {
	t := model.TypeByID(f.Type)
	return target{member: f.Member, typ: f.Type, dynamic: t.Kind == schema.Resource && t.Abstract}
}

// pick takes the item at one position of the collection.
type pick struct{ n int }

func (s *pick) key() string                     { return "#" + string(rune('0'+s.n%10)) + strings.Repeat("+", s.n/10) }
func (s *pick) apply(m *Machine, it Item) error { m.push(it); return nil }

// typeStep keeps the items of one type.
type typeStep struct{ spec typeSpec }

func (s *typeStep) key() string { return "ofType " + s.spec.name }

func (s *typeStep) apply(m *Machine, it Item) error {
	if s.spec.admits(m, &it) {
		m.push(it)
	}
	return nil
}

// extensionStep finds the extensions with one URL.
type extensionStep struct {
	url       []byte
	extension schema.MemberID
	urlMember schema.MemberID
	typ       schema.TypeID
}

func (s *extensionStep) key() string { return "extension " + string(s.url) }

func (s *extensionStep) apply(m *Machine, it Item) error {
	if it.Kind != Node {
		return nil
	}
	n := m.objectOf(it)
	if n == noNode {
		return nil
	}
	list := m.child(n, s.extension)
	if list == 0 {
		return nil
	}
	nodes := m.Tape.Nodes
	if nodes[list].Kind == node.Object {
		s.take(m, list)
		return nil
	}
	if nodes[list].Kind != node.Array {
		return nil
	}
	for e, end := list+1, nodes[list].Next; e < end; e = nodes[e].Next {
		s.take(m, e)
	}
	return nil
}

func (s *extensionStep) take(m *Machine, e uint32) {
	if bytes.Equal(m.childText(e, s.urlMember), s.url) {
		m.push(Item{Node: e, Type: s.typ})
	}
}

// filterStep keeps the items for which a criterion holds.
type filterStep struct {
	criterion op
	source    string
}

func (s *filterStep) key() string { return "where " + s.source }

func (s *filterStep) apply(m *Machine, it Item) error {
	base := len(m.stack)
	m.push(it)
	ok, err := holds(m, s.criterion, m.stack[base:base+1])
	if err != nil || !ok {
		m.stack = m.stack[:base]
		return err
	}
	m.stack = m.stack[:base+1]
	return nil
}

// valueStep computes one value from an item, or none, and never fails: the functions of Tarn, and others.
type valueStep struct {
	name string
	fn   valueFunc
}

type valueFunc func(m *Machine, it Item) (v Item, ok bool)

func (s *valueStep) key() string { return s.name }

func (s *valueStep) apply(m *Machine, it Item) error {
	if v, ok := s.fn(m, it); ok {
		m.push(v)
	}
	return nil
}

// mapStep computes a few items from one item: select() and the like.
type mapStep struct {
	name string
	fn   func(m *Machine, it Item) error
}

func (s *mapStep) key() string                     { return s.name }
func (s *mapStep) apply(m *Machine, it Item) error { return s.fn(m, it) }
