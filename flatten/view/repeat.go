package view

import (
	"strconv"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
)

// repeat runs its body for every node that its paths lead to, from the focus and from each node found, depth first.
type repeat struct {
	first      []*fhirpath.Program // from the focus outside
	again      []*fhirpath.Program // from the nodes
	names      []string
	from, slot int
	body       op
}

// repeatOp compiles the paths a second time, now for the nodes that they lead to.
func (c *compiler) repeatOp(n *selectNode, body op) op {
	o := &repeat{first: n.repeat, names: n.names, from: n.from, slot: n.slot, body: body}
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
	for i, p := range programs {
		if p == nil {
			continue
		}
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
			if err := w.node(items[k], row, w.o.names[i]); err != nil {
				return err
			}
		}
		w.r.m.Release(mark)
	}
	return nil
}

func (w *walk) node(it fhirpath.Item, row fhirpath.RowVariables, name string) error {
	length := len(w.path)
	w.path = appendStep(w.path, name, row.Ordinal)
	row.Path = w.path
	w.next++
	r, o := w.r, w.o
	r.focus[o.slot], r.rows[o.slot] = it, row
	if err := o.body.run(r); err != nil {
		return err
	}
	if err := w.visit(o.again, it, row); err != nil {
		return err
	}
	w.path = w.path[:length]
	return nil
}

// appendStep writes item[0].answer.item[2].
func appendStep(path []byte, name string, ordinal int) []byte {
	if len(path) > 0 {
		path = append(path, '.')
	}
	path = append(append(path, name...), '[')
	return append(strconv.AppendInt(path, int64(ordinal), 10), ']')
}
