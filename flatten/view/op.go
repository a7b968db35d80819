package view

import (
	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// op is one action in the making of a row. Each knows what comes next, so that the cross product of selects, the
// alternatives of a unionAll and the end of the row are one chain that is linked when the view is compiled.
type op interface {
	run(r *Runner) error
}

// link makes the ops of sibling selects, whose rows multiply, and of what follows them.
func (c *compiler) link(list []*selectNode, next op) op {
	for i := len(list) - 1; i >= 0; i-- {
		next = c.linkOne(list[i], next)
	}
	return next
}

func (c *compiler) linkOne(n *selectNode, next op) op {
	body := next
	if len(n.unions) > 0 {
		u := &union{}
		for _, b := range n.unions {
			u.branches = append(u.branches, c.linkOne(b, next))
		}
		body = u
	}
	body = c.link(n.children, body)
	if len(n.columns) > 0 {
		body = c.columnsOp(n, body)
	}
	switch {
	case n.forEach != nil:
		return &forEach{
			path: n.forEach, from: n.from, slot: n.slot, orNull: n.orNull, mask: maskOf(n.all(), len(c.program.Columns)),
			zeros: n.zeros(), body: body, next: next,
		}
	case n.repeat != nil:
		return c.repeatOp(n, body)
	}
	return body
}

func (c *compiler) columnsOp(n *selectNode, next op) op {
	o := &columns{slot: n.slot, next: next, separate: c.options.Separate}
	var programs []*fhirpath.Program
	var numbers []int
	for _, col := range n.columns {
		numbers = append(numbers, col.number)
		if col.collection {
			o.lists = append(o.lists, list{col.program, col.number})
			continue
		}
		programs = append(programs, col.program)
		o.numbers = append(o.numbers, col.number)
	}
	o.mask = maskOf(numbers, len(c.program.Columns))
	o.plan, o.programs = fhirpath.NewPlan(programs, o.numbers), programs
	_, last := next.(emit)
	o.direct = last && len(o.lists) == 0
	return o
}

// zeros are the columns that are 0 in the null row of a forEachOrNull: those that show %rowIndex.
func (n *selectNode) zeros() []int {
	var numbers []int
	for _, col := range n.columns {
		if col.program.Source == "%rowIndex" {
			numbers = append(numbers, col.number)
		}
	}
	inner := n.children
	if len(n.unions) > 0 {
		inner = append(inner[:len(inner):len(inner)], n.unions[0])
	}
	for _, child := range inner {
		if child.forEach == nil && child.repeat == nil {
			numbers = append(numbers, child.zeros()...)
		}
	}
	return numbers
}

// maskOf is the set of columns as bits.
func maskOf(numbers []int, total int) []uint64 {
	m := make([]uint64, (total+63)/64)
	for _, n := range numbers {
		m[n/64] |= 1 << (n % 64)
	}
	return m
}

// trigger finds a member without which a resource gives no row: the beginning of a forEach on the resource itself.
func trigger(roots []*selectNode) schema.MemberID {
	for _, n := range roots {
		if n.forEach != nil && !n.orNull && n.from == 0 {
			if m := n.forEach.FirstMember(); m != schema.NoMember {
				return m
			}
		}
	}
	for _, n := range roots {
		if len(n.repeat) == 1 && n.from == 0 {
			return n.repeat[0].FirstMember()
		}
	}
	return schema.NoMember
}

// columns evaluates the columns of one select.
type columns struct {
	slot     int
	plan     *fhirpath.Plan
	programs []*fhirpath.Program
	numbers  []int // of the programs' columns
	lists    []list
	mask     []uint64
	separate bool
	direct   bool // the row ends right behind: values go to the sink at once
	next     op
}

type list struct {
	program *fhirpath.Program
	number  int
}

func (o *columns) run(r *Runner) error {
	for i, bits := range o.mask {
		r.set[i] &^= bits
	}
	r.m.Row = r.rows[o.slot]
	mark := r.m.Mark()
	if o.direct && r.Lenient { // else an error may still take the row back
		r.atOnce = o.mask
	}
	if o.separate {
		r.runEach(o.programs, o.numbers, r.focus[o.slot])
	} else {
		r.m.Run(o.plan, r.focus[o.slot], r)
	}
	for _, l := range o.lists {
		if err := r.evalList(l, r.focus[o.slot]); err != nil {
			return err
		}
	}
	if r.err != nil {
		return r.err
	}
	err := o.next.run(r)
	r.atOnce = nil
	r.m.Release(mark)
	return err
}

// forEach runs its body for each item of a path.
type forEach struct {
	path       *fhirpath.Program
	from, slot int
	orNull     bool
	mask       []uint64 // all columns inside
	zeros      []int
	body, next op
}

func (o *forEach) run(r *Runner) error {
	r.m.Row = r.rows[o.from]
	mark := r.m.Mark()
	items, err := r.m.Eval(o.path, r.focus[o.from])
	if err != nil {
		return err
	}
	for i := range items {
		r.focus[o.slot] = items[i]
		r.rows[o.slot] = fhirpath.RowVariables{Index: i, Ordinal: i, Parent: -1}
		if err := o.body.run(r); err != nil {
			return err
		}
	}
	r.m.Release(mark)
	if len(items) == 0 && o.orNull {
		return o.nullRow(r)
	}
	return nil
}

func (o *forEach) nullRow(r *Runner) error {
	for i, bits := range o.mask {
		r.set[i] &^= bits
	}
	for _, c := range o.zeros {
		r.put(c, fhirpath.Item{Kind: fhirpath.Integer, Text: zero})
	}
	return o.next.run(r)
}

var zero = []byte("0")

// union runs one branch after another.
type union struct{ branches []op }

func (o *union) run(r *Runner) error {
	for _, b := range o.branches {
		if err := b.run(r); err != nil {
			return err
		}
	}
	return nil
}

// emit ends a row.
type emit struct{}

func (emit) run(r *Runner) error {
	r.emit()
	return nil
}
