package fhirpath

import (
	"strings"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// shape is what is known of an expression's result before there is data.
type shape struct {
	kind Kind           // Node: elements of type typ; else computed values
	typ  schema.TypeID  // anyType if unknown
	alts []schema.Field // a choice element that is not narrowed yet (value[x])
	many bool           // more than one value is possible
	none bool           // nothing is known: not even whether elements or values

	element *schema.Field // the definition of the element that a path ends at
}

func computed(k Kind, many bool) shape { return shape{kind: k, typ: anyType, many: many} }

func nodes(t schema.TypeID, many bool) shape { return shape{kind: Node, typ: t, many: many} }

var unknownShape = shape{kind: Node, typ: anyType, many: true, none: true}

func (s shape) isNode() bool { return s.kind == Node && !s.none }

// values returns the kind of the values that the result states: of elements of a primitive type that type's kind; Node
// for complex elements and where nothing is known.
func (s shape) values() Kind {
	if s.kind != Node || s.typ == anyType {
		return s.kind
	}
	return primitiveOf(s.typ).kind
}

// known says whether the type of every value is known.
func (s shape) known() bool { return s.kind != Node || s.typ != anyType && len(s.alts) == 0 }

// Result is the static result of a program, as far as the model tells.
type Result struct {
	Type string // FHIR type ("code", "Reference"), FHIRPath type ("System.Boolean"); "" if unknown or one of several
	Many bool   // more than one value is possible
}

// describe names the shape for an error message.
func (s shape) describe(m *schema.Model) string {
	if t := s.result(m).Type; t != "" {
		return t
	}
	return "an unknown type"
}

func (s shape) result(m *schema.Model) Result {
	switch {
	case s.kind != Node:
		return Result{Type: "System." + s.kind.String(), Many: s.many}
	case s.typ == anyType || len(s.alts) > 0:
		return Result{Many: s.many}
	}
	return Result{Type: m.TypeByID(s.typ).Name, Many: s.many}
}

// isA says whether type t is the named type or descends from it.
func isA(m *schema.Model, t schema.TypeID, name string) bool {
	if t == anyType {
		return false
	}
	for typ := m.TypeByID(t); ; {
		if typ.Name == name || typ.Kind == schema.Backbone && name == "BackboneElement" {
			return true
		}
		base, ok := m.Type(typ.Base)
		if !ok {
			return false
		}
		typ = base
	}
}

// typeSpec is a type named in an expression.
type typeSpec struct {
	name   string // "Quantity", "string", "Boolean"
	system Kind   // of System types; Node for FHIR's
	id     schema.TypeID
}

// systemTypes are FHIRPath's own types.
var systemTypes = map[string]Kind{
	"Boolean": Boolean, "Integer": Integer, "Decimal": Decimal, "String": String, "Date": Date, "DateTime": DateTime,
	"Time": Time, "Quantity": Quantity,
}

// parseType resolves Quantity, FHIR.Quantity, System.String, String.
func parseType(m *schema.Model, name string) (typeSpec, bool) {
	space, local, qualified := strings.Cut(name, ".")
	if !qualified {
		space, local = "", name
	}
	if t, ok := m.Type(local); ok && space != "System" {
		return typeSpec{name: local, id: t.ID}, true
	}
	if k, ok := systemTypes[local]; ok && space != "FHIR" {
		return typeSpec{name: local, system: k, id: anyType}, true
	}
	return typeSpec{}, false
}

// admits says whether an item is of the type.
func (s *typeSpec) admits(m *Machine, it *Item) bool {
	if s.system != Node {
		if it.Kind == Node {
			v, ok := m.valueOf(*it)
			return ok && v.Kind == s.system
		}
		return it.Kind == s.system
	}
	if it.Kind != Node {
		k := kindOfName(s.name)
		return it.Kind == k && primitiveOf(s.id).kind == k
	}
	return isA(m.model, it.Type, s.name)
}
