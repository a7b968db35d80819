package schema

// MemberID is an interned JSON member name. Every name that some R4 element can have in JSON has one: element names
// ("birthDate"), the typed names of choices ("valueQuantity"), their primitive-extension twins ("_birthDate"),
// "resourceType", "id", "fhir_comments". Ids are dense, so that tables can be indexed by them.
type MemberID uint16

// Reserved member ids: the same in every model.
const (
	NoMember      MemberID = 0 // no name: array elements and the root
	UnknownMember MemberID = 1 // a name that no R4 element has

	MemberResourceType MemberID = 2 // "resourceType"
	MemberFHIRComments MemberID = 3 // "fhir_comments", which DSTU2 and STU3 wrote and some tools still do
	MemberResourceID   MemberID = 4 // "id"
)

// TypeID names a FHIR type or a backbone element: "Patient", "HumanName", "string", "Patient.contact". Dense.
type TypeID uint16

// Field is one JSON member that values of a type may have: one element, or one type of a choice element.
type Field struct {
	Member  MemberID
	Twin    MemberID // primitives: the member of the extensions beside the value, "_birthDate"; else NoMember
	Name    string   // "birthDate", "valueQuantity"
	Element string   // the element's name in the definition: "birthDate", "value[x]"
	Choice  string   // "value" where the element is a choice, else ""
	Type    TypeID   // the type of each value; of a contentReference the type it refers to
	Many    bool     // max > 1: an array in JSON
	Min     int
	Targets []string // Reference, canonical: the resource types it may point at; empty = any
	Short   string   // the official short definition
	Summary bool
}

// Type is one FHIR type: a resource, a complex type, a backbone element or a primitive.
type Type struct {
	ID       TypeID
	Name     string // "Patient", "Patient.contact", "Quantity", "date"
	Kind     TypeKind
	Abstract bool // Resource, DomainResource, Element, BackboneElement
	Short    string
	Fields   []Field // inherited ones included, in the order of the definition; without the "_x" twins
	Base     string  // "DomainResource", "Element", …; of Age "Quantity"; "" for Element and Resource

	twins []Field
	index fieldIndex
}

// TypeKind tells the four kinds of types apart.
type TypeKind uint8

// The kinds of types.
const (
	Primitive TypeKind = iota
	Complex            // CodeableConcept, HumanName, …
	Backbone           // Patient.contact
	Resource
)

// Model is the whole of R4. It is immutable and safe for concurrent use.
type Model struct {
	types     []Type // by TypeID
	byName    map[string]TypeID
	resources []string
	members   memberTable
	params    []SearchParam
	patient   map[string][]string
}

// Type returns the type of that name ("Patient", "Patient.contact", "Quantity", "date").
func (m *Model) Type(name string) (*Type, bool) {
	id, ok := m.byName[name]
	if !ok {
		return nil, false
	}
	return &m.types[id], true
}

// TypeByID returns the type with that id; it panics on an id that is not of this model.
func (m *Model) TypeByID(id TypeID) *Type { return &m.types[id] }

// NumTypes returns the number of types: ids are 0 … NumTypes()-1.
func (m *Model) NumTypes() int { return len(m.types) }

// Resources returns the names of the concrete resource types, sorted.
func (m *Model) Resources() []string { return m.resources }

// IsResource says whether name is a concrete resource type.
func (m *Model) IsResource(name string) bool {
	t, ok := m.Type(name)
	return ok && t.Kind == Resource && !t.Abstract
}

// Member returns the id of a member name, UnknownMember where no R4 element has it.
func (m *Model) Member(name string) MemberID { return m.members.lookup(name) }

// MemberBytes is Member for a name that still lies in a buffer.
func (m *Model) MemberBytes(name []byte) MemberID { return m.members.lookupBytes(name) }

// MemberName returns the name of a member; "" for NoMember and UnknownMember.
func (m *Model) MemberName(id MemberID) string { return m.members.names[id] }

// NumMembers returns the number of member ids: they are 0 … NumMembers()-1.
func (m *Model) NumMembers() int { return len(m.members.names) }

// Field returns the field that stands under a member name, in constant time; nil where the type has none. The field of
// a twin ("_birthDate") has the type Element, and the Element and Choice of the field beside it.
func (t *Type) Field(id MemberID) *Field {
	i := t.index.lookup(id)
	switch {
	case i < 0:
		return nil
	case i < len(t.Fields):
		return &t.Fields[i]
	}
	return &t.twins[i-len(t.Fields)]
}

// FieldByName returns the field with that JSON name ("birthDate", "valueQuantity", "_birthDate").
func (t *Type) FieldByName(name string) (*Field, bool) {
	f := t.Field(R4().Member(name))
	return f, f != nil
}

// Choices returns the fields of a choice element by its name without "[x]": "value" → valueQuantity, valueString, ….
func (t *Type) Choices(name string) []Field {
	for i := range t.Fields {
		if t.Fields[i].Choice != name {
			continue
		}
		n := i
		for n < len(t.Fields) && t.Fields[n].Choice == name {
			n++
		}
		return t.Fields[i:n]
	}
	return nil
}
