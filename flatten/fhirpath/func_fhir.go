package fhirpath

import (
	"bytes"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

func init() {
	register(map[string]builtin{
		"extension":       {1, 1, compileExtension},
		"getResourceKey":  {0, 0, compileResourceKey},
		"getReferenceKey": {0, 1, compileReferenceKey},
	})
}

func compileExtension(c *compiler, e *Call, in code, focus shape) (code, error) {
	url, err := c.stringArgument(e.Args[0], focus)
	if err != nil {
		return code{}, err
	}
	c.wantTwin(in)
	t, _ := c.model.Type("Extension")
	step := &extensionStep{
		url: []byte(url), typ: t.ID, extension: c.model.Member("extension"), urlMember: c.model.Member("url"),
	}
	return c.append(in, step, nodes(t.ID, true)), nil
}

// compileResourceKey is getResourceKey(): the key of the resource itself, or of a contained one.
func compileResourceKey(c *compiler, e *Call, in code, _ shape) (code, error) {
	if in.shape.known() {
		if in.shape.kind != Node || c.model.TypeByID(in.shape.typ).Kind != schema.Resource {
			return code{}, c.fail(e, "getResourceKey() takes a resource, not %s", in.shape.describe(c.model))
		}
	}
	return c.append(in, &valueStep{"getResourceKey", resourceKey}, computed(String, in.shape.many)), nil
}

func resourceKey(m *Machine, it Item) (Item, bool) {
	if it.Kind != Node || it.Node == noNode {
		return Item{}, false
	}
	if it.Node == 0 {
		return TextItem(m.Key), len(m.Key) > 0
	}
	id := m.childText(it.Node, schema.MemberResourceID)
	if len(id) == 0 {
		return Item{}, false
	}
	return TextItem(m.containedKey(id)), true
}

// containedKey is the key of a resource inside the resource: KEY#id.
func (m *Machine) containedKey(id []byte) []byte {
	start := len(m.arena)
	m.arena = append(append(append(m.arena, m.Key...), '#'), id...)
	return m.arena[start:len(m.arena):len(m.arena)]
}

// compileReferenceKey is getReferenceKey([Type]): the key of the resource that a Reference names; empty where the
// reference does not say (a conditional or logical one) or names a resource of another type.
func compileReferenceKey(c *compiler, e *Call, in code, _ shape) (code, error) {
	if err := c.wantReference(e, in.shape); err != nil {
		return code{}, err
	}
	want := ""
	if len(e.Args) == 1 {
		spec, err := c.typeArgument(e.Args[0])
		if err != nil {
			return code{}, err
		}
		want = spec.name
	}
	return c.append(in, &valueStep{"getReferenceKey " + want, func(m *Machine, it Item) (Item, bool) {
		r := m.reference(it)
		return TextItem(r.key), len(r.key) > 0 && (want == "" || r.mayBe(want))
	}}, computed(String, in.shape.many)), nil
}

func (c *compiler) wantReference(e *Call, in shape) error {
	if in.known() && (in.kind != Node || c.model.TypeByID(in.typ).Name != "Reference") {
		return c.fail(e, "%s() takes a Reference, not %s", e.Name, in.describe(c.model))
	}
	return nil
}

// parsedReference is what a Reference element says, taken apart.
type parsedReference struct {
	resource int // the number of the resource that it is of
	node     uint32
	kind     value.ReferenceKind
	typ      []byte // the target's type: from the reference, from Reference.type, or from the contained resource
	key      []byte // the target's key, nil if the reference does not say
	version  []byte
}

// references is how many references a machine remembers, each at its node's place: the columns of one ask one after
// another, and several tables show the same one.
const references = 64

// reference takes the Reference element that an item is apart. What it returns is valid until the next call.
func (m *Machine) reference(it Item) *parsedReference {
	if it.Kind != Node || it.Node == noNode {
		return &parsedReference{}
	}
	r := &m.refs[it.Node%references]
	if r.resource != m.resource || r.node != it.Node {
		*r = parsedReference{resource: m.resource, node: it.Node}
		m.parseReference(r)
	}
	return r
}

func (m *Machine) parseReference(r *parsedReference) {
	raw := value.ParseReference(m.childText(r.node, memberReference))
	r.kind, r.typ, r.version = raw.Kind, raw.Type, raw.Version
	switch raw.Kind {
	case value.Relative:
		r.key = m.prefixed(raw.ID)
	case value.Absolute, value.Versioned, value.URN, value.Opaque:
		if !m.resolveInBundle(r, r.node) && len(raw.ID) > 0 {
			r.key = m.prefixed(raw.ID)
		}
	case value.Contained:
		m.resolveContained(r, raw.ID)
	}
	if len(r.typ) == 0 { // which may be said as the URL of its definition
		r.typ = bytes.TrimPrefix(m.childText(r.node, memberType), definitionURL)
	}
}

var definitionURL = []byte("http://hl7.org/fhir/StructureDefinition/")

// resolveInBundle looks a fullUrl up among the entries of the Bundle.
func (m *Machine) resolveInBundle(r *parsedReference, n uint32) bool {
	if m.Resolve == nil {
		return false
	}
	typ, id, ok := m.Resolve(m.childText(n, memberReference))
	if ok {
		r.typ, r.key = m.keep(typ), m.prefixed(m.keep(id))
	}
	return ok
}

// mayBe says whether the target is of a type, as far as is known: a URN that no entry of the Bundle has names a resource
// without saying its type.
func (r *parsedReference) mayBe(typ string) bool {
	return string(r.typ) == typ || len(r.typ) == 0 && r.kind == value.URN
}

// prefixed puts the source's prefix before an id.
func (m *Machine) prefixed(id []byte) []byte {
	if len(m.Prefix) == 0 {
		return id
	}
	start := len(m.arena)
	m.arena = append(append(m.arena, m.Prefix...), id...)
	return m.arena[start:len(m.arena):len(m.arena)]
}

func (m *Machine) resolveContained(r *parsedReference, id []byte) {
	if len(id) == 0 { // "#": the resource itself
		r.key, r.typ = m.Key, m.childText(0, schema.MemberResourceType)
		return
	}
	list := m.child(0, memberContained)
	if list == 0 {
		return
	}
	nodes := m.Tape.Nodes
	first := list + 1
	if nodes[list].Kind == node.Object { // not an array, as it should be
		first = list
	}
	for c := first; c < nodes[list].Next; c = nodes[c].Next {
		if string(m.childText(c, schema.MemberResourceID)) == string(id) {
			r.typ, r.key = m.childText(c, schema.MemberResourceType), m.containedKey(id)
			return
		}
	}
}

var (
	memberReference  = schema.R4().Member("reference")
	memberType       = schema.R4().Member("type")
	memberContained  = schema.R4().Member("contained")
	memberCoding     = schema.R4().Member("coding")
	memberSystem     = schema.R4().Member("system")
	memberCode       = schema.R4().Member("code")
	memberValue      = schema.R4().Member("value")
	memberSelected   = schema.R4().Member("userSelected")
	memberIdentifier = schema.R4().Member("identifier")
)
