package fhirpath

import (
	"slices"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// Plan runs many programs that start from one focus together. Paths that begin alike share their beginning, and the
// elements of an object are found in one pass over its members. The outcome is that of running the programs one by one.
type Plan struct {
	root  *planNode
	picks int
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
	step  step
	value valueFunc // of a valueStep
	to    *planNode
	pick  int    // the position to take; -1 for other steps
	needs uint64 // the step gives nothing for an object in which none of these bits was met; 0: it may give something
}

// memberIndex finds the edges of a member: open addressing, at most half full. A member of several edges stands in
// several slots, so a lookup goes on until a free one.
type memberIndex struct {
	slots []memberEdge // as long as a power of two, mask one less
	mask  uint16
	bits  uint64 // bit member%64 is set for each: most members of most objects are nobody's
	list  []memberEdge
	keys  []string // of list: equal keys lead to the same node
}

// memberEdge leads on to a member, or only notes that it was met.
type memberEdge struct {
	target target    // member NoMember: a free slot
	leaf   int32     // the one program that ends there, where nothing goes on; else -1
	to     *planNode // nil: note bit
	bit    uint64
}

// NewPlan merges programs. Program i reports as numbers[i].
func NewPlan(programs []*Program, numbers []int) *Plan {
	p := &Plan{root: &planNode{}}
	for i, prog := range programs {
		p.add(numbers[i], prog)
	}
	p.root.index()
	return p
}

func (p *Plan) add(number int, prog *Program) {
	at := p.root
	at.all = append(at.all, number)
	c, ok := prog.op.(*chain)
	if !ok || prog.indexed {
		c = &chain{base: prog.op, name: prog.text}
	}
	if c.base != nil {
		at = p.follow(at, firstStep(c.name, c.base))
		at.all = append(at.all, number)
	}
	for _, s := range c.steps {
		at = p.follow(at, s)
		at.all = append(at.all, number)
	}
	at.columns = append(at.columns, number)
}

// firstStep is the step from the focus to the values of an expression.
func firstStep(name string, o op) step {
	if read, ok := o.(rowVariable); ok {
		return &valueStep{"= " + name, func(m *Machine, _ Item) (Item, bool) { return read(m) }}
	}
	return &baseStep{name: name, op: o}
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
	e := planEdge{step: s, to: &planNode{}, pick: -1, needs: at.note(s)}
	switch s := s.(type) {
	case *pick:
		e.pick, e.to.pick = s.n, p.picks
		p.picks++
	case *valueStep:
		e.value = s.fn
	}
	at.edges = append(at.edges, e)
	return e.to
}

// note makes a lookup note the members without which a step gives nothing, and returns their bit.
func (n *planNode) note(s step) (bit uint64) {
	b, ok := s.(*baseStep)
	if !ok || len(n.edges) >= 64 {
		return 0
	}
	for _, member := range neededBy(b.op) {
		bit = 1 << len(n.edges)
		n.members.add("", memberEdge{target: target{member: member}, bit: bit, leaf: -1})
	}
	return bit
}

func (n *planNode) descend(s *memberStep) *planNode {
	if i := slices.Index(n.members.keys, s.key()); i >= 0 {
		return n.members.list[i].to
	}
	to := &planNode{}
	for _, t := range s.targets {
		n.members.add(s.key(), memberEdge{target: t, to: to})
	}
	return to
}

func (x *memberIndex) add(key string, e memberEdge) {
	x.list, x.keys = append(x.list, e), append(x.keys, key)
}

// index builds the tables of members.
func (n *planNode) index() {
	n.members.build()
	for _, e := range n.edges {
		e.to.index()
	}
}

func (x *memberIndex) build() {
	if len(x.list) == 0 {
		return
	}
	size := 4
	for size < 2*len(x.list) {
		size *= 2
	}
	x.slots, x.mask = make([]memberEdge, size), uint16(size-1)
	done := map[*planNode]bool{}
	for _, e := range x.list {
		if e.to != nil {
			e.leaf = e.to.leaf()
			if !done[e.to] {
				done[e.to] = true
				e.to.index()
			}
		}
		x.bits |= 1 << (e.target.member % 64)
		h := uint16(e.target.member) & x.mask
		for x.slots[h].target.member != schema.NoMember {
			h = (h + 1) & x.mask
		}
		x.slots[h] = e
	}
	x.list, x.keys = nil, nil
}

// leaf is the one program that ends at a node where nothing goes on; else -1.
func (n *planNode) leaf() int32 {
	if len(n.columns) == 1 && len(n.members.list) == 0 && len(n.edges) == 0 {
		return int32(n.columns[0])
	}
	return -1
}
