package fhirpath

import (
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

func init() {
	register(map[string]builtin{"displayText": {0, 0, compileDisplayText}})
}

// compileDisplayText is displayText(): what a person would want to read of an element, whatever its type. It is Tarn's
// own. Primitives: their value. CodeableConcept: text, else the first display, else the first code. Coding: display, else
// code. Quantity: comparator, value and unit. Reference: display, else the reference. Of other types: text, display,
// value, code, name or start and end, the first that is there.
func compileDisplayText(c *compiler, _ *Call, in code, _ shape) (code, error) {
	return c.append(in, &valueStep{"displayText", func(m *Machine, it Item) (Item, bool) {
		if it.Kind != Node {
			return TextItem(it.Text), true
		}
		if it.Node == noNode {
			return Item{}, false
		}
		start := len(m.arena)
		ok := m.appendDisplay(it.Node, 0)
		return TextItem(m.arena[start:len(m.arena):len(m.arena)]), ok
	}}, computed(String, in.shape.many)), nil
}

var (
	memberText       = schema.R4().Member("text")
	memberDisplay    = schema.R4().Member("display")
	memberUnit       = schema.R4().Member("unit")
	memberComparator = schema.R4().Member("comparator")
	memberName       = schema.R4().Member("name")
	memberStart      = schema.R4().Member("start")
	memberEnd        = schema.R4().Member("end")
	memberLow        = schema.R4().Member("low")
	memberHigh       = schema.R4().Member("high")
	memberNumerator  = schema.R4().Member("numerator")
	memberDenom      = schema.R4().Member("denominator")
	memberCurrency   = schema.R4().Member("currency")
	memberTitle      = schema.R4().Member("title")
	memberURL        = schema.R4().Member("url")
)

// appendDisplay writes the text of a value to the arena; false where there is none.
func (m *Machine) appendDisplay(n uint32, depth int) bool {
	nd := &m.Tape.Nodes[n]
	switch nd.Kind {
	case node.Null, node.Array:
		return false
	case node.Object:
		return depth < 3 && m.appendObject(n, depth+1)
	}
	m.arena = m.Tape.AppendText(m.arena, int(n))
	return true
}

func (m *Machine) appendObject(n uint32, depth int) bool {
	if c := m.child(n, memberText); c != 0 && m.appendDisplay(c, depth) {
		return true
	}
	if list := m.child(n, memberCoding); list != 0 {
		return m.appendCodings(list, depth)
	}
	if c := m.child(n, memberDisplay); c != 0 && m.appendDisplay(c, depth) {
		return true
	}
	return m.appendQuantity(n, depth) || m.appendPair(n, memberLow, memberHigh, " - ", depth) ||
		m.appendPair(n, memberNumerator, memberDenom, " / ", depth) ||
		m.appendPair(n, memberStart, memberEnd, " - ", depth) || m.appendFirst(n, depth)
}

// appendCodings writes the first display of a concept's codings, else the first code.
func (m *Machine) appendCodings(list uint32, depth int) bool {
	nodes := m.Tape.Nodes
	if nodes[list].Kind != node.Array {
		return m.appendDisplay(list, depth)
	}
	for _, member := range [...]schema.MemberID{memberDisplay, memberCode} {
		for e := list + 1; e < nodes[list].Next; e = nodes[e].Next {
			if c := m.child(e, member); c != 0 && m.appendDisplay(c, depth) {
				return true
			}
		}
	}
	return false
}

func (m *Machine) appendQuantity(n uint32, depth int) bool {
	v := m.child(n, memberValue)
	if v == 0 {
		return false
	}
	if c := m.child(n, memberComparator); c != 0 && m.appendDisplay(c, depth) {
		m.arena = append(m.arena, ' ')
	}
	if !m.appendDisplay(v, depth) {
		return false
	}
	for _, unit := range [...]schema.MemberID{memberUnit, memberCode, memberCurrency} {
		if c := m.child(n, unit); c != 0 {
			m.arena = append(m.arena, ' ')
			m.appendDisplay(c, depth)
			break
		}
	}
	return true
}

func (m *Machine) appendPair(n uint32, a, b schema.MemberID, between string, depth int) bool {
	x, y := m.child(n, a), m.child(n, b)
	if x == 0 && y == 0 {
		return false
	}
	ok := x != 0 && m.appendDisplay(x, depth)
	m.arena = append(m.arena, between...)
	return y != 0 && m.appendDisplay(y, depth) || ok
}

func (m *Machine) appendFirst(n uint32, depth int) bool {
	for _, member := range [...]schema.MemberID{memberCode, memberReference, memberName, memberTitle, memberURL} {
		if c := m.child(n, member); c != 0 && m.appendDisplay(c, depth) {
			return true
		}
	}
	return false
}
