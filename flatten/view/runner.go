package view

import (
	"fmt"
	"math/bits"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// Sink takes the rows of a program. What it gets is valid until it returns.
type Sink interface {
	// Value sets a column of the current row. Columns without a value are not mentioned.
	Value(column int, it fhirpath.Item)
	// Node is Value for a node of the tape, as most values are.
	Node(column int, n uint32)
	// List sets a column with collection: true.
	List(column int, items []fhirpath.Item)
	// EndRow ends the row.
	EndRow()
}

// Runner runs programs for one goroutine.
type Runner struct {
	// Lenient makes the best of data that is not as FHIR wants it: of several values in a column that is no collection the
	// first is taken, a path that fails gives no value, and Faults counts both. Otherwise they are errors.
	Lenient bool
	Faults  int

	m       *fhirpath.Machine
	sink    Sink
	program *Program
	cells   []fhirpath.Item
	lists   [][]fhirpath.Item
	set     []uint64 // the columns that have a value in this row
	focus   []fhirpath.Item
	rows    []fhirpath.RowVariables
	// atOnce are the columns that go to the sink as they come, because the row ends with their select; else they wait in
	// cells for the rows that other selects make of them.
	atOnce []uint64
	err    error
	path   []byte
}

// NewRunner returns a runner over a machine.
func NewRunner(m *fhirpath.Machine) *Runner { return &Runner{m: m} }

// Run makes the rows that the program gives for the machine's current resource.
func (r *Runner) Run(p *Program, sink Sink) error {
	r.prepare(p, sink)
	err := r.run(p)
	if err == nil {
		return nil
	}
	if r.Lenient {
		r.Faults++
		return nil
	}
	return fmt.Errorf("%s: %w", p.Name, err)
}

func (r *Runner) run(p *Program) error {
	for _, w := range p.where {
		if ok, err := r.holds(w); err != nil || !ok {
			return err
		}
	}
	return p.start.run(r)
}

func (r *Runner) prepare(p *Program, sink Sink) {
	r.program, r.sink, r.err = p, sink, nil
	if n := len(p.Columns); n > len(r.cells) {
		r.cells = make([]fhirpath.Item, n)
		r.lists = make([][]fhirpath.Item, n)
		r.set = make([]uint64, (n+63)/64)
	}
	clear(r.set)
	if p.slots > len(r.focus) {
		r.focus = make([]fhirpath.Item, p.slots)
		r.rows = make([]fhirpath.RowVariables, p.slots)
	}
	r.focus[0] = r.m.Root()
	r.rows[0] = fhirpath.RowVariables{Parent: -1}
}

func (r *Runner) holds(w *fhirpath.Program) (bool, error) {
	mark := r.m.Mark()
	defer r.m.Release(mark)
	items, err := r.m.Eval(w, r.focus[0])
	switch {
	case err != nil:
		return false, fmt.Errorf("where: %w", err)
	case len(items) == 0:
		return false, nil
	case len(items) == 1:
		if v, ok := r.m.BooleanOf(items[0]); ok {
			return v, nil
		}
	}
	return false, fmt.Errorf("%w: %s", ErrWhere, w.Source)
}

func (r *Runner) put(column int, it fhirpath.Item) {
	r.cells[column] = it
	r.set[column/64] |= 1 << (column % 64)
}

// Collect takes a value from the plan.
func (r *Runner) Collect(column int, it fhirpath.Item) {
	switch {
	case !it.HasValue():
	case !r.claim(column):
	case r.atOnce != nil:
		r.sink.Value(column, it)
	default:
		r.cells[column] = it
	}
}

// CollectNode takes a value that is a node of the tape.
func (r *Runner) CollectNode(column int, n uint32, typ schema.TypeID) {
	switch {
	case !r.claim(column):
	case r.atOnce != nil:
		r.sink.Node(column, n)
	default:
		r.cells[column] = fhirpath.Item{Node: n, Type: typ}
	}
}

// claim notes that a column has a value in this row; false, and a fault, where it has one already.
func (r *Runner) claim(column int) bool {
	word, bit := &r.set[uint(column)/64], uint64(1)<<(uint(column)%64)
	if *word&bit != 0 {
		r.fault(fmt.Errorf("%w: %s", ErrCollection, r.program.Columns[column].Name))
		return false
	}
	*word |= bit
	return true
}

// Fail takes note that the plan has no value for a column because its path fails.
func (r *Runner) Fail(column int, err error) {
	r.fault(fmt.Errorf("%s: %w", r.program.Columns[column].Name, err))
}

func (r *Runner) fault(err error) {
	r.Faults++
	if !r.Lenient && r.err == nil {
		r.err = err
	}
}

// runEach evaluates columns one by one.
func (r *Runner) runEach(programs []*fhirpath.Program, numbers []int, focus fhirpath.Item) {
	for i, p := range programs {
		items, err := r.m.Eval(p, focus)
		if err != nil {
			r.Fail(numbers[i], err)
			continue
		}
		for _, it := range items {
			r.Collect(numbers[i], it)
		}
	}
}

func (r *Runner) evalList(l list, focus fhirpath.Item) error {
	items, err := r.m.Eval(l.program, focus)
	if err != nil {
		return fmt.Errorf("%s: %w", r.program.Columns[l.number].Name, err)
	}
	r.lists[l.number] = items
	r.put(l.number, fhirpath.Item{})
	return nil
}

// emit hands the row to the sink.
func (r *Runner) emit() {
	for w, lists := range r.program.lists {
		waiting := r.set[w] &^ lists
		if r.atOnce != nil {
			waiting &^= r.atOnce[w]
		}
		for word := waiting; word != 0; word &= word - 1 {
			column := w*64 + bits.TrailingZeros64(word)
			r.sink.Value(column, r.cells[column])
		}
		for word := r.set[w] & lists; word != 0; word &= word - 1 {
			column := w*64 + bits.TrailingZeros64(word)
			r.sink.List(column, r.lists[column])
		}
	}
	r.sink.EndRow()
}
