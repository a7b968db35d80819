package fhirpath

import (
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

// TextItem is a computed string.
func TextItem(text []byte) Item { return Item{Kind: String, Text: text} }

// NodeItem is a value of the tape whose type does not matter.
func NodeItem(n uint32) Item { return Item{Node: n, Type: anyType} }

// BooleanItem is a computed boolean.
func BooleanItem(v bool) Item { return booleanItem(v) }

// Reference is what a Reference element says.
type Reference struct {
	Kind    []byte // as referenceKind() gives it
	Type    []byte // the target's resource type, empty if it is not said
	Key     []byte // the target's key, empty if it is not said
	Version []byte
	kind    value.ReferenceKind
}

// IsConditional says whether it is a search that finds the target.
func (r *Reference) IsConditional() bool { return r.kind == value.Conditional }

// IsRelative says whether it is Type/id, perhaps with more behind it.
func (r *Reference) IsRelative() bool { return r.kind == value.Relative }

var kindTexts = func() (t [value.Opaque + 1][]byte) {
	for k := range t {
		t[k] = []byte(value.ReferenceKind(k).String())
	}
	return t
}()

var logicalText = []byte("logical")

// ParseReference takes the Reference element at node n apart.
func (m *Machine) ParseReference(n uint32) Reference {
	r := m.reference(Item{Node: n})
	out := Reference{Kind: kindTexts[r.kind], Type: r.typ, Key: r.key, Version: r.version, kind: r.kind}
	if r.kind == value.NoReference && m.child(n, memberIdentifier) != 0 {
		out.Kind = logicalText
	}
	return out
}

// DisplayText is displayText() of the value at node n, nil if there is nothing to show.
func (m *Machine) DisplayText(n uint32) []byte {
	start := len(m.arena)
	if !m.appendDisplay(n, 0) {
		m.arena = m.arena[:start]
		return nil
	}
	return m.arena[start:len(m.arena):len(m.arena)]
}

// TypeName is the name of a type as bytes, which must not be changed.
func TypeName(t schema.TypeID) []byte { return typeNames[t] }
