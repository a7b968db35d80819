package view

import (
	"strconv"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
)

// repeat runs its body for every node that its paths lead to, from the focus and from each node found, depth first.
type repeat struct {
	first      []*fhirpath.Program // from the focus outside
	again      []*fhirpath.Program // from the nodes
	from, slot int
	body       op
}

// repeatOp compiles the paths a second time, now for the nodes that they lead to.
func (c *compiler) repeatOp(n *selectNode, body op) op {
	o := &repeat{first: n.repeat, from: n.from, slot: n.slot, body: body}
	for _, src := range n.names {
		p, err := c.quiet(src, n.focus)
		if err != nil { // cannot lead on from there: as if the nodes had no such element
			p = nil
		}
		o.again = append(o.again, p)
	}
	return o
}

func (o *repeat) run(r *Runner) error {
	w := walk{o: o, r: r, path: r.path[:0]}
	err := w.visit(o.first, r.focus[o.from], fhirpath.RowVariables{Parent: -1, Depth: -1})
	r.path = w.path[:0]
	return err
}

// walk is one run of a repeat.
type walk struct {
	o    *repeat
	r    *Runner
	next int // the %rowIndex of the next node
	path []byte
}

// visit goes through the nodes below one node, each followed by what is below it.
func (w *walk) visit(programs []*fhirpath.Program, focus fhirpath.Item, parent fhirpath.RowVariables) error {
	index := w.next - 1 // of the parent
	if parent.Depth < 0 {
		index = -1
	}
	for _, p := range programs {
		if p == nil {
			continue
		}
		var at places
		mark := w.r.m.Mark()
		items, err := w.r.m.Eval(p, focus)
		if err != nil {
			return err
		}
		for k := range items {
			if !w.r.m.IsObject(items[k]) {
				continue
			}
			row := fhirpath.RowVariables{Index: w.next, Depth: parent.Depth + 1, Parent: index, Ordinal: k}
			length := len(w.path)
			w.appendPath(&at, focus, items[k])
			if err := w.node(items[k], row); err != nil {
				return err
			}
			w.path = w.path[:length]
		}
		w.r.m.Release(mark)
	}
	return nil
}

func (w *walk) node(it fhirpath.Item, row fhirpath.RowVariables) error {
	row.Path = w.path
	w.next++
	r, o := w.r, w.o
	r.focus[o.slot], r.rows[o.slot] = it, row
	if err := o.body.run(r); err != nil {
		return err
	}
	return w.visit(o.again, it, row)
}

// places remembers the elements of arrays that led to the node before, from the outermost array on: nodes come in order, and
// where there are many of them none is looked for from the beginning.
type places [2]struct {
	array, element uint32
	index          int
}

// appendPath goes on with the path from one object of the resource to another inside it: answer[1].item[0].
func (w *walk) appendPath(at *places, from, to fhirpath.Item) {
	nodes := w.r.m.Tape.Nodes
	if !w.r.m.IsObject(from) || to.Node <= from.Node || to.Node >= nodes[from.Node].Next {
		return // it lies elsewhere, and has no way from there
	}
	depth := 0
	for n := from.Node; n != to.Node; {
		for n++; nodes[n].Next <= to.Node; n = nodes[n].Next { // the member around it
		}
		if len(w.path) > 0 {
			w.path = append(w.path, '.')
		}
		w.path = append(w.path, w.r.m.Tape.MemberName(int(n))...)
		for ; nodes[n].Kind == node.Array && n != to.Node; depth++ {
			n = w.appendIndex(at, depth, n, to.Node)
		}
	}
}

// appendIndex writes which element of an array leads to a node, and returns it.
func (w *walk) appendIndex(at *places, depth int, array, to uint32) uint32 {
	nodes := w.r.m.Tape.Nodes
	element, index := array+1, 0
	if depth < len(at) && at[depth].array == array && at[depth].element <= to {
		element, index = at[depth].element, at[depth].index
	}
	for ; nodes[element].Next <= to; element = nodes[element].Next {
		index++
	}
	if depth < len(at) {
		at[depth].array, at[depth].element, at[depth].index = array, element, index
	}
	w.path = append(strconv.AppendInt(append(w.path, '['), int64(index), 10), ']')
	return element
}
