package fhirpath

import (
	"github.com/tarn-sql/tarn/flatten/node"
)

// Plan runs many programs that start from one focus together. Paths that begin alike share their beginning, and the
// elements of an object are found in one pass over its members. The outcome is that of running the programs one by one.
type Plan struct {
	root  *planNode
	picks int
}

// Columns receives what a Plan's programs give: Collect once for each value of program i, in the order of the values,
// and Fail where it fails.
type Columns interface {
	Collect(i int, it Item)
	Fail(i int, err error)
}

// planNode is a place that paths have come to by the same steps.
type planNode struct {
	columns []int // the programs that end here
	all     []int // the programs that end here or behind
	members memberIndex
	edges   []planEdge
	pick    int // of a pick's node: its counter
}

// planEdge leads on by a step that is more than descending to a member.
type planEdge struct {
	step step
	to   *planNode
	pick int // the position to take; -1 for other steps
}

// memberIndex finds the edge of a member: open addressing, at most half full.
type memberIndex struct {
	slots []memberEdge
	mask  uint16
	list  []memberEdge
}

type memberEdge struct {
	target target // member NoMember: a free slot
	key    string
	to     *planNode
}

// NewPlan merges programs. Program i reports as i.
func NewPlan(programs []*Program) *Plan {
	p := &Plan{root: &planNode{}}
	for i, prog := range programs {
		p.add(i, prog)
	}
	p.root.index()
	return p
}

func (p *Plan) add(i int, prog *Program) {
	at := p.root
	at.all = append(at.all, i)
	c, ok := prog.op.(*chain)
	if !ok || prog.indexed {
		c = &chain{base: prog.op, name: prog.text}
	}
	if c.base != nil {
		at = p.follow(at, &baseStep{name: c.name, op: c.base})
		at.all = append(at.all, i)
	}
	for _, s := range c.steps {
		at = p.follow(at, s)
		at.all = append(at.all, i)
	}
	at.columns = append(at.columns, i)
}

// baseStep starts a path with the values of another expression.
type baseStep struct {
	name string
	op   op
}

func (s *baseStep) key() string { return "= " + s.name }

func (s *baseStep) apply(m *Machine, it Item) error {
	base := len(m.stack)
	m.push(it)
	if err := s.op.eval(m, m.stack[base:base+1]); err != nil {
		m.stack = m.stack[:base]
		return err
	}
	m.drop(base, base+1)
	return nil
}

// follow returns the node behind a step, a new one where no path has gone there yet.
func (p *Plan) follow(at *planNode, s step) *planNode {
	if ms, ok := s.(*memberStep); ok && !ms.twins() {
		return at.descend(ms)
	}
	for _, e := range at.edges {
		if e.step.key() == s.key() {
			return e.to
		}
	}
	e := planEdge{step: s, to: &planNode{}, pick: -1}
	if pk, ok := s.(*pick); ok {
		e.pick, e.to.pick = pk.n, p.picks
		p.picks++
	}
	at.edges = append(at.edges, e)
	return e.to
}

func (n *planNode) descend(s *memberStep) *planNode {
	for _, e := range n.members.list {
		if e.key == s.key() {
			return e.to
		}
	}
	to := &planNode{}
	for _, t := range s.targets {
		n.members.list = append(n.members.list, memberEdge{target: t, key: s.key(), to: to})
	}
	return to
}

// index builds the tables of members. Two steps to one member (value and value.ofType(Quantity)) both stay in the table:
// a lookup goes on until a free slot.
func (n *planNode) index() {
	x := &n.members
	if len(x.list) > 0 {
		size := 4
		for size < 2*len(x.list) {
			size *= 2
		}
		x.slots, x.mask = make([]memberEdge, size), uint16(size-1)
		for _, e := range x.list {
			h := uint16(e.target.member) & x.mask
			for x.slots[h].to != nil {
				h = (h + 1) & x.mask
			}
			x.slots[h] = e
		}
	}
	done := map[*planNode]bool{}
	for _, e := range x.list {
		if !done[e.to] {
			done[e.to] = true
			e.to.index()
		}
	}
	for _, e := range n.edges {
		e.to.index()
	}
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
	for _, c := range n.columns {
		out.Collect(c, it)
	}
	if n.members.slots != nil && it.Kind == Node {
		if o := m.objectOf(it); o != noNode {
			m.visitMembers(&n.members, o, out)
		}
	}
	for i := range n.edges {
		if e := &n.edges[i]; e.pick >= 0 {
			m.counts[e.to.pick]++
			if m.counts[e.to.pick] == int32(e.pick)+1 {
				m.visit(e.to, it, out)
			}
		} else {
			m.visitStep(e, it, out)
		}
	}
}

func (m *Machine) visitMembers(x *memberIndex, object uint32, out Columns) {
	nodes := m.Tape.Nodes
	for c, end := object+1, nodes[object].Next; c < end; c = nodes[c].Next {
		member := nodes[c].Member
		for h := uint16(member) & x.mask; x.slots[h].to != nil; h = (h + 1) & x.mask {
			if e := &x.slots[h]; e.target.member == member {
				m.visitValues(e, c, out)
			}
		}
	}
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
		it := Item{Node: c, Type: e.target.typ}
		if e.target.dynamic {
			it.Type = m.typeOf(c, &e.target)
		}
		m.visit(e.to, it, out)
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
