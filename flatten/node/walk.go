package node

import (
	"iter"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// Child returns the index of the member of object i, -1 where it has none (or i is no object).
func (t *Tape) Child(i int, m schema.MemberID) int {
	if t.Nodes[i].Kind != Object {
		return -1
	}
	for c, end := uint32(i+1), t.Nodes[i].Next; c < end; c = t.Nodes[c].Next {
		if t.Nodes[c].Member == m {
			return int(c)
		}
	}
	return -1
}

// ChildNamed is Child by name, for names that the model does not know.
func (t *Tape) ChildNamed(i int, name string) int {
	if m := schema.R4().Member(name); m != schema.UnknownMember {
		return t.Child(i, m)
	}
	if t.Nodes[i].Kind != Object {
		return -1
	}
	for c := range t.Children(i) {
		if t.Nodes[c].Member == schema.UnknownMember && string(t.MemberName(c)) == name {
			return c
		}
	}
	return -1
}

// Children yields the indexes of the direct children of an object or array, in document order.
func (t *Tape) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c, end := uint32(i+1), t.Nodes[i].Next; c < end; c = t.Nodes[c].Next {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// Len returns the number of direct children.
func (t *Tape) Len(i int) int {
	n := 0
	for c, end := uint32(i+1), t.Nodes[i].Next; c < end; c = t.Nodes[c].Next {
		n++
	}
	return n
}
