package fhirpath

import (
	"strings"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

// The functions of this file are Tarn's own: what the built-in tables say and the standard language cannot.
func init() {
	register(map[string]builtin{
		"preferredCoding": {0, 99, compilePreferred},
		"referenceType":   {0, 0, compileReferenceType},
		"referenceKind":   {0, 0, compileReferenceKind},
		"statedPrecision": {0, 0, compilePrecision},
		"canonicalValue":  {0, 0, compileCanonical("canonicalValue", pushCanonicalValue)},
		"canonicalUnit":   {0, 0, compileCanonical("canonicalUnit", pushCanonicalUnit)},
	})
}

// compilePreferred is preferredCoding(system, …) on a CodeableConcept: the first coding of the first of the systems that
// has one; else the one that the user selected; else the first.
func compilePreferred(c *compiler, e *Call, in code, focus shape) (code, error) {
	if in.shape.known() && (in.shape.kind != Node || c.model.TypeByID(in.shape.typ).Name != "CodeableConcept") {
		return code{}, c.fail(e, "preferredCoding() takes a CodeableConcept, not %s", in.shape.describe(c.model))
	}
	systems := make([]string, len(e.Args))
	for i, a := range e.Args {
		s, err := c.stringArgument(a, focus)
		if err != nil {
			return code{}, err
		}
		systems[i] = s
	}
	coding, _ := c.model.Type("Coding")
	out := nodes(coding.ID, in.shape.many)
	key := "preferredCoding " + strings.Join(systems, " ")
	return c.append(in, &valueStep{key, func(m *Machine, it Item) (Item, bool) {
		n := m.preferredCoding(it, systems)
		return Item{Node: n, Type: coding.ID}, n != 0
	}}, out), nil
}

// preferredCoding returns the node of the coding, 0 if there is none.
func (m *Machine) preferredCoding(it Item, systems []string) uint32 {
	if it.Kind != Node || it.Node == noNode {
		return 0
	}
	list := m.child(it.Node, memberCoding)
	if list == 0 {
		return 0
	}
	nodes := m.Tape.Nodes
	switch nodes[list].Kind {
	case node.Object:
		return list
	case node.Array:
	default:
		return 0
	}
	first, end := list+1, nodes[list].Next
	if first == end {
		return 0
	}
	if nodes[first].Next == end { // the one coding that most concepts have
		return onlyObject(nodes, first)
	}
	return m.rankCodings(first, end, systems)
}

func onlyObject(nodes []node.Node, n uint32) uint32 {
	if nodes[n].Kind == node.Object {
		return n
	}
	return 0
}

func (m *Machine) rankCodings(first, end uint32, systems []string) uint32 {
	best, rank := uint32(0), len(systems)+2
	for n := first; n < end; n = m.Tape.Nodes[n].Next {
		if m.Tape.Nodes[n].Kind != node.Object {
			continue
		}
		if r := m.rankOf(n, systems); r < rank {
			best, rank = n, r
		}
	}
	return best
}

func (m *Machine) rankOf(n uint32, systems []string) int {
	system := m.childText(n, memberSystem)
	for i, s := range systems {
		if string(system) == s {
			return i
		}
	}
	if c := m.child(n, memberSelected); c != 0 && m.Tape.Nodes[c].Kind == node.True {
		return len(systems)
	}
	return len(systems) + 1
}

// compileReferenceType is referenceType() on a Reference: the resource type of the target.
func compileReferenceType(c *compiler, e *Call, in code, _ shape) (code, error) {
	return c.append(in, &valueStep{"referenceType", func(m *Machine, it Item) (Item, bool) {
		r := m.reference(it)
		return TextItem(r.typ), len(r.typ) > 0
	}}, computed(String, in.shape.many)), c.wantReference(e, in.shape)
}

// compileReferenceKind is referenceKind() on a Reference: relative, absolute, versioned, urn, contained, conditional,
// other; logical for one that has only an identifier.
func compileReferenceKind(c *compiler, e *Call, in code, _ shape) (code, error) {
	return c.append(in, &valueStep{"referenceKind", func(m *Machine, it Item) (Item, bool) {
		r := m.reference(it)
		switch {
		case r.kind != value.NoReference:
			return TextItem(kindTexts[r.kind]), true
		case it.Kind == Node && it.Node != noNode && m.child(it.Node, memberIdentifier) != 0:
			return TextItem(logicalText), true
		}
		return Item{}, false
	}}, computed(String, in.shape.many)), c.wantReference(e, in.shape)
}

var precisionTexts = func() (t [value.Fraction + 1][]byte) {
	for p := range t {
		t[p] = []byte(value.Precision(p).String())
	}
	return t
}()

// compilePrecision is statedPrecision() on a date, dateTime, instant or time: year, month, day, hour, minute, second,
// millisecond.
func compilePrecision(c *compiler, e *Call, in code, _ shape) (code, error) {
	if k := in.shape.values(); in.shape.known() && !isTemporal(k) {
		return code{}, c.fail(e, "statedPrecision() takes a date or time, not %s", in.shape.describe(c.model))
	}
	return c.append(in, &valueStep{"statedPrecision", func(m *Machine, it Item) (Item, bool) {
		v, ok := m.valueOf(it)
		if !ok || !isTemporal(v.Kind) {
			return Item{}, false
		}
		t, ok := parseTemporal(v)
		return TextItem(precisionTexts[t.Precision]), ok
	}}, computed(String, in.shape.many)), nil
}

// compileCanonical is canonicalValue() and canonicalUnit() on a Quantity: the value in UCUM base units, empty where the
// unit is unknown.
func compileCanonical(name string, push func(m *Machine, it Item)) func(*compiler, *Call, code, shape) (code, error) {
	return func(c *compiler, e *Call, in code, _ shape) (code, error) {
		if in.shape.known() && (in.shape.kind != Node || !isA(c.model, in.shape.typ, "Quantity")) {
			return code{}, c.fail(e, "%s() takes a Quantity, not %s", name, in.shape.describe(c.model))
		}
		kind := Decimal
		if name == "canonicalUnit" {
			kind = String
		}
		return c.append(in, &mapStep{name, func(m *Machine, it Item) error {
			push(m, it)
			return nil
		}}, computed(kind, in.shape.many)), nil
	}
}

// ucumSystem is the system of UCUM codes.
const ucumSystem = "http://unitsofmeasure.org"

// unitOf returns the conversion of a Quantity's unit, nil if it has none or it is unknown.
func (m *Machine) unitOf(it Item) *value.Unit {
	if it.Kind != Node || it.Node == noNode {
		return nil
	}
	code := m.childText(it.Node, memberCode)
	if code == nil {
		return nil
	}
	if s := m.childText(it.Node, memberSystem); s != nil && string(s) != ucumSystem {
		return nil
	}
	if u, ok := m.units[string(code)]; ok {
		return u
	}
	u, ok := value.ParseUnit(string(code))
	if !ok {
		u = nil
	}
	if len(m.units) < maxUnits {
		m.units[string(code)] = u
	}
	return u
}

// maxUnits bounds how many units a machine remembers.
const maxUnits = 4096

func pushCanonicalUnit(m *Machine, it Item) {
	if u := m.unitOf(it); u != nil {
		m.push(Item{Kind: String, Text: u.Canonical})
	}
}

func pushCanonicalValue(m *Machine, it Item) {
	u := m.unitOf(it)
	if u == nil {
		return
	}
	c := m.child(it.Node, memberValue)
	if c == 0 || m.Tape.Nodes[c].Kind != node.Number {
		return
	}
	d, ok := value.ParseDecimal(m.Tape.Raw(int(c)))
	if !ok {
		return
	}
	if d, ok = u.Convert(d); ok {
		m.pushDecimal(Decimal, d)
	}
}

// typeNames are the names of all types.
var typeNames = func() [][]byte {
	m := schema.R4()
	names := make([][]byte, m.NumTypes())
	for i := range names {
		names[i] = []byte(m.TypeByID(schema.TypeID(i)).Name)
	}
	return names
}()
