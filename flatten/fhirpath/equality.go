package fhirpath

import (
	"bytes"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

// equal compares two items as "=" does: unknown where dates differ only in precision or units cannot be compared.
func (m *Machine) equal(a, b Item) logic {
	x, okX := m.valueOf(a)
	y, okY := m.valueOf(b)
	if !okX || !okY {
		return logicOf(!okX && !okY && a.Node != noNode && b.Node != noNode && m.sameTree(a.Node, b.Node))
	}
	switch {
	case isNumber(x.Kind) && isNumber(y.Kind):
		c, ok := compareNumbers(x.Text, y.Text)
		return logicOf(ok && c == 0)
	case isTemporal(x.Kind) && isTemporal(y.Kind):
		c, l := compareTemporal(x, y)
		if l != yes {
			return l
		}
		return logicOf(c == 0)
	case x.Kind == Quantity && y.Kind == Quantity:
		c, ok := compareQuantities(x, y)
		if !ok {
			return unknown
		}
		return logicOf(c == 0)
	}
	return logicOf(x.Kind == y.Kind && bytes.Equal(x.Text, y.Text))
}

func isNumber(k Kind) bool   { return k == Integer || k == Decimal }
func isTemporal(k Kind) bool { return k == Date || k == DateTime || k == Time }

// compareNumbers compares two numbers by value.
func compareNumbers(a, b []byte) (int, bool) {
	x, ok1 := value.ParseDecimal(a)
	y, ok2 := value.ParseDecimal(b)
	if !ok1 || !ok2 {
		return 0, bytes.Equal(a, b)
	}
	return x.Cmp(y), true
}

func compareQuantities(a, b Item) (int, bool) {
	if !bytes.Equal(a.unit(), b.unit()) {
		return 0, false
	}
	return compareNumbers(a.number(), b.number())
}

// compareTemporal compares two dates or times component by component. The result is yes with an order; unknown where one
// is less precise than the other and they agree as far as both go; no where they cannot be compared.
func compareTemporal(a, b Item) (int, logic) {
	if (a.Kind == Time) != (b.Kind == Time) {
		return 0, no
	}
	x, ok1 := parseTemporal(a)
	y, ok2 := parseTemporal(b)
	if !ok1 || !ok2 {
		return 0, no
	}
	c, known := x.Compare(y)
	if !known {
		return 0, unknown
	}
	return c, yes
}

func parseTemporal(it Item) (value.Temporal, bool) {
	if it.Kind == Time {
		return value.ParseTime(it.Text)
	}
	return value.ParseDateTime(it.Text)
}

// sameTree compares two complex values: the same members with the same values, in any order.
func (m *Machine) sameTree(a, b uint32) bool {
	nodes := m.Tape.Nodes
	if a == b {
		return true
	}
	if nodes[a].Kind != nodes[b].Kind {
		return false
	}
	switch nodes[a].Kind {
	case node.Object:
		return m.sameMembers(a, b)
	case node.Array:
		x, y := a+1, b+1
		for x < nodes[a].Next && y < nodes[b].Next {
			if !m.sameTree(x, y) {
				return false
			}
			x, y = nodes[x].Next, nodes[y].Next
		}
		return x == nodes[a].Next && y == nodes[b].Next
	case node.Number:
		c, ok := compareNumbers(m.Tape.Raw(int(a)), m.Tape.Raw(int(b)))
		return ok && c == 0
	case node.String:
		return bytes.Equal(m.text(a), m.text(b))
	}
	return true
}

func (m *Machine) sameMembers(a, b uint32) bool {
	nodes := m.Tape.Nodes
	if m.Tape.Len(int(a)) != m.Tape.Len(int(b)) {
		return false
	}
	for x := a + 1; x < nodes[a].Next; x = nodes[x].Next {
		found := false
		for y := b + 1; y < nodes[b].Next && !found; y = nodes[y].Next {
			found = nodes[x].Member == nodes[y].Member && m.sameName(x, y) && m.sameTree(x, y)
		}
		if !found {
			return false
		}
	}
	return true
}

func (m *Machine) sameName(x, y uint32) bool {
	return m.Tape.Nodes[x].Member != schema.UnknownMember || bytes.Equal(m.Tape.MemberName(int(x)), m.Tape.MemberName(int(y)))
}
