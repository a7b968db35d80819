package fhirpath

import (
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// Columns receives what a Plan's programs give, under their numbers: for each value, in the order of the values, Collect,
// or CollectNode where the value is simply a node of the tape, as most are; and Fail where a program fails.
type Columns interface {
	Collect(number int, it Item)
	CollectNode(number int, n uint32, typ schema.TypeID)
	Fail(number int, err error)
}

// Run runs the plan's programs on a focus.
func (m *Machine) Run(p *Plan, focus Item, out Columns) {
	if p.picks > 0 {
		if cap(m.counts) < p.picks {
			m.counts = make([]int32, p.picks)
		}
		m.counts = m.counts[:p.picks]
		clear(m.counts)
	}
	m.visit(p.root, focus, out)
}

func (m *Machine) visit(n *planNode, it Item, out Columns) {
	if it.isPlain() {
		m.visitNode(n, it.Node, it.Type, out)
		return
	}
	for _, c := range n.columns {
		out.Collect(c, it)
	}
	met := uint64(0)
	if n.members.slots != nil && it.Kind == Node {
		if o := m.objectOf(it); o != noNode {
			met = m.visitMembers(&n.members, o, out)
		}
	}
	if len(n.edges) > 0 {
		m.visitEdges(n, it, met, out)
	}
}

// visitNode is visit for a node without a twin.
func (m *Machine) visitNode(n *planNode, at uint32, typ schema.TypeID, out Columns) {
	for _, c := range n.columns {
		out.CollectNode(c, at, typ)
	}
	met := uint64(0)
	if n.members.slots != nil && m.Tape.Nodes[at].Kind == node.Object {
		met = m.visitMembers(&n.members, at, out)
	}
	if len(n.edges) > 0 {
		m.visitEdges(n, Item{Node: at, Type: typ}, met, out)
	}
}

// visitMembers goes on with the members that paths lead to, and returns the bits of those that were to be noted.
func (m *Machine) visitMembers(x *memberIndex, object uint32, out Columns) (met uint64) {
	nodes := m.Tape.Nodes
	for c, end := object+1, nodes[object].Next; c < end; c = nodes[c].Next {
		n := &nodes[c]
		if x.bits>>(n.Member%64)&1 == 0 {
			continue
		}
		for h := uint16(n.Member) & x.mask; ; h = (h + 1) & x.mask {
			e := &x.slots[h]
			if e.target.member == schema.NoMember {
				break
			}
			switch {
			case e.target.member != n.Member || n.Kind == node.Null:
			case e.leaf >= 0 && n.Kind < node.Array:
				out.CollectNode(int(e.leaf), c, e.target.typ)
			case e.to != nil:
				m.visitValues(e, c, out)
			default:
				met |= e.bit
			}
		}
	}
	return met
}

// visitValues goes on with the value at c, or with each value of the array at c.
func (m *Machine) visitValues(e *memberEdge, c uint32, out Columns) {
	nodes := m.Tape.Nodes
	switch nodes[c].Kind {
	case node.Null:
	case node.Array:
		for v, end := c+1, nodes[c].Next; v < end; v = nodes[v].Next {
			m.visitValues(e, v, out)
		}
	default:
		m.visitNode(e.to, c, m.typeOf(c, &e.target), out)
	}
}

func (m *Machine) visitEdges(n *planNode, it Item, met uint64, out Columns) {
	for i := range n.edges {
		e := &n.edges[i]
		switch {
		case e.needs != 0 && e.needs&met == 0:
		case e.value != nil:
			if v, ok := e.value(m, it); ok {
				m.visit(e.to, v, out)
			}
		case e.pick < 0:
			m.visitStep(e, it, out)
		default:
			m.counts[e.to.pick]++
			if m.counts[e.to.pick] == int32(e.pick)+1 {
				m.visit(e.to, it, out)
			}
		}
	}
}

func (m *Machine) visitStep(e *planEdge, it Item, out Columns) {
	base := len(m.stack)
	if err := e.step.apply(m, it); err != nil {
		m.stack = m.stack[:base]
		for _, c := range e.to.all {
			out.Fail(c, err)
		}
		return
	}
	for i := base; i < len(m.stack); i++ {
		m.visit(e.to, m.stack[i], out)
	}
	m.stack = m.stack[:base]
}
