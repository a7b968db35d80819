package fhirpath

import (
	"bytes"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// valueOf turns a node of a primitive into the value it states, and leaves computed items as they are. It is false for
// objects and for elements without a value.
func (m *Machine) valueOf(it Item) (Item, bool) {
	if it.Kind != Node {
		return it, true
	}
	if it.Node == noNode {
		return it, false
	}
	n := &m.Tape.Nodes[it.Node]
	switch n.Kind {
	case node.True, node.False:
		return booleanItem(n.Kind == node.True), true
	case node.Number:
		text := m.Tape.Bytes[n.Start:n.End]
		return Item{Kind: numberKind(primitiveOf(it.Type), text), Text: text}, true
	case node.String:
		return Item{Kind: primitiveOf(it.Type).textKind(), Text: m.text(it.Node)}, true
	}
	return it, false
}

// primitive says which of FHIRPath's types a FHIR type's values are.
type primitive struct {
	kind Kind // Node: not a primitive type
}

func (p primitive) textKind() Kind {
	switch p.kind {
	case Date, DateTime, Time:
		return p.kind
	}
	return String // numbers and booleans written as strings stay what they are
}

func numberKind(p primitive, text []byte) Kind {
	switch {
	case p.kind == Integer || p.kind == Decimal:
		return p.kind
	case bytes.IndexByte(text, '.') >= 0 || bytes.IndexByte(text, 'e') >= 0 || bytes.IndexByte(text, 'E') >= 0:
		return Decimal
	}
	return Integer
}

// primitives holds the kind of every type, by TypeID.
var primitives = newPrimitives(schema.R4())

func newPrimitives(m *schema.Model) []primitive {
	kinds := make([]primitive, m.NumTypes())
	for i := range kinds {
		if t := m.TypeByID(schema.TypeID(i)); t.Kind == schema.Primitive {
			kinds[i] = primitive{kindOfName(t.Name)}
		}
	}
	return kinds
}

func primitiveOf(t schema.TypeID) primitive {
	if int(t) >= len(primitives) {
		return primitive{}
	}
	return primitives[t]
}

// kindOfName returns the FHIRPath type of a FHIR primitive's values.
func kindOfName(fhir string) Kind {
	switch fhir {
	case "boolean":
		return Boolean
	case "integer", "positiveInt", "unsignedInt", "integer64":
		return Integer
	case "decimal":
		return Decimal
	case "date":
		return Date
	case "dateTime", "instant":
		return DateTime
	case "time":
		return Time
	}
	return String
}
