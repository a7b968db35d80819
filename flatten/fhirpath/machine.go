package fhirpath

import (
	"strconv"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

// Machine evaluates programs over one tape at a time. It owns the memory of their results, which it uses again for the
// next resource. It is for one goroutine; programs may be shared by many machines.
type Machine struct {
	Tape *node.Tape
	// Key is what getResourceKey() of the resource itself answers: its id with the source's prefix.
	Key []byte
	// Prefix stands before the ids of other resources of the same source ("S:"), empty for the default source.
	Prefix []byte
	// Resolve finds what a reference stands for in the Bundle that the resource came from. nil: nothing.
	Resolve func(ref []byte) (typ, id string, ok bool)
	// Row is where the row being built stands: the values of %rowIndex and of the variables of repeat.
	Row RowVariables

	root   Item
	stack  []Item
	arena  []byte
	index  int // $index
	model  *schema.Model
	units  map[string]*value.Unit
	counts []int32 // of the picks of the plan that runs

	resource int // counts the resources
	refs     [references]parsedReference
}

// RowVariables are the variables of a view's iteration.
type RowVariables struct {
	Index   int    // %rowIndex
	Depth   int    // %repeatDepth: 0 for the first level
	Parent  int    // %repeatParent: the %rowIndex of the node above, -1 for the first level
	Ordinal int    // %repeatOrdinal: the position among the siblings
	Path    []byte // %repeatPath: "item[0].item[2]"
}

// NewMachine returns a machine without a tape.
func NewMachine() *Machine { return &Machine{model: schema.R4(), units: map[string]*value.Unit{}} }

// Start begins with a resource of the given type: everything that programs gave before is invalid from here on.
func (m *Machine) Start(t *node.Tape, typ schema.TypeID, key []byte) {
	m.Tape, m.Key = t, key
	m.root = Item{Node: 0, Type: typ}
	m.stack, m.arena = m.stack[:0], m.arena[:0]
	m.Row = RowVariables{Parent: -1}
	m.resource++
}

// Root returns the resource itself, the focus that programs usually start from.
func (m *Machine) Root() Item { return m.root }

// Eval runs a program on a focus. The items are valid until Release(mark), and at the latest until the next Start.
func (m *Machine) Eval(p *Program, focus Item) ([]Item, error) {
	base := len(m.stack)
	m.stack = append(m.stack, focus)
	if err := p.op.eval(m, m.stack[base:]); err != nil {
		m.stack = m.stack[:base]
		return nil, err
	}
	return m.stack[base+1:], nil
}

// Mark returns the height of the stack of results, Release drops all results above such a mark.
func (m *Machine) Mark() int { return len(m.stack) }

// Release drops the results of all Evals since Mark.
func (m *Machine) Release(mark int) { m.stack = m.stack[:mark] }

func (m *Machine) push(it Item) { m.stack = append(m.stack, it) }

// drop removes the items from base up to top, moving down what stands above.
func (m *Machine) drop(base, top int) {
	n := copy(m.stack[base:], m.stack[top:])
	m.stack = m.stack[:base+n]
}

// keep copies a text into the arena.
func (m *Machine) keep(b string) []byte {
	start := len(m.arena)
	m.arena = append(m.arena, b...)
	return m.arena[start:len(m.arena):len(m.arena)]
}

func (m *Machine) pushText(k Kind, start int) {
	m.push(Item{Kind: k, Text: m.arena[start:len(m.arena):len(m.arena)]})
}

// smallIntegers are the texts of the numbers that row indexes mostly are.
var smallIntegers = func() (t [256][]byte) {
	for i := range t {
		t[i] = strconv.AppendInt(nil, int64(i), 10)
	}
	return t
}()

func (m *Machine) integer(n int64) Item {
	if n >= 0 && n < int64(len(smallIntegers)) {
		return Item{Kind: Integer, Text: smallIntegers[n]}
	}
	start := len(m.arena)
	m.arena = strconv.AppendInt(m.arena, n, 10)
	return Item{Kind: Integer, Text: m.arena[start:len(m.arena):len(m.arena)]}
}

// text returns the text of a string node, escapes resolved.
func (m *Machine) text(n uint32) []byte {
	t := m.Tape
	if nd := &t.Nodes[n]; !nd.Escaped {
		return t.Bytes[nd.Start:nd.End]
	}
	start := len(m.arena)
	m.arena = t.AppendText(m.arena, int(n))
	return m.arena[start:len(m.arena):len(m.arena)]
}

// child returns the value of a member of an object, 0 if it has none (0 is the root, which is nobody's child).
func (m *Machine) child(n uint32, member schema.MemberID) uint32 {
	nodes := m.Tape.Nodes
	if nodes[n].Kind != node.Object {
		return 0
	}
	for c, end := n+1, nodes[n].Next; c < end; c = nodes[c].Next {
		if nodes[c].Member == member {
			return c
		}
	}
	return 0
}

// childText returns the text of a member that is a string, nil if it is none.
func (m *Machine) childText(n uint32, member schema.MemberID) []byte {
	c := m.child(n, member)
	if c == 0 || m.Tape.Nodes[c].Kind != node.String {
		return nil
	}
	return m.text(c)
}

// HasValue is false for an element that has extensions and no value.
func (it *Item) HasValue() bool { return it.Kind != Node || it.Node != noNode }

// IsObject says whether an item is an element with members.
func (m *Machine) IsObject(it Item) bool {
	return it.Kind == Node && it.Node != noNode && m.Tape.Nodes[it.Node].Kind == node.Object
}

// BooleanOf reads an item as a boolean; ok is false if it is none.
func (m *Machine) BooleanOf(it Item) (v, ok bool) {
	l := m.logicOfItem(it)
	return l == yes, l != unknown
}

// ValueOf turns an element of a primitive type into the value that it states, a computed item. ok is false for complex
// elements.
func (m *Machine) ValueOf(it Item) (v Item, ok bool) { return m.valueOf(it) }
