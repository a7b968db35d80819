package external

import (
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	canonical "github.com/tarn-sql/tarn/nlp/text"
)

// Encode is a document as the response of DetectEntitiesV2. Entities and attributes of types that the service does not have
// (a drug's reason, a test's range) are left out: programs written against the service's enumerations can read all of it.
func Encode(d *annotation.Document, modelVersion string) Response {
	e := encoder{text: d.Text}
	e.chars.Reset(d.Text, canonical.Chars(d.Text))
	r := Response{Entities: []Entity{}, UnmappedAttributes: []UnmappedAttribute{}, ModelVersion: modelVersion}
	for i := range d.Entities {
		if known := &d.Entities[i]; types[known.Type] {
			r.Entities = append(r.Entities, e.entity(known))
		}
	}
	for i := range r.Entities { // numbers of attributes come after those of all entities
		for k := range r.Entities[i].Attributes {
			r.Entities[i].Attributes[k].ID = e.number()
		}
	}
	for i := range d.Unmapped {
		if a := &d.Unmapped[i]; types[a.Type] {
			owner := ownerOf(a.Type)
			u := UnmappedAttribute{Type: owner.String(), Attribute: e.attribute(a, owner)}
			u.Attribute.ID = e.number()
			r.UnmappedAttributes = append(r.UnmappedAttributes, u)
		}
	}
	return r
}

type encoder struct {
	text  string
	chars canonical.CharIndex
	next  int // number of the next entity or attribute
}

func (e *encoder) number() int {
	e.next++
	return e.next - 1
}

func (e *encoder) entity(from *annotation.Entity) Entity {
	out := Entity{
		ID: e.number(), BeginOffset: e.chars.Char(from.Begin), EndOffset: e.chars.Char(from.End), Score: from.Score,
		Text: e.text[from.Begin:from.End], Category: from.Category.String(), Type: from.Type,
		Traits: []Trait{}, Attributes: []Attribute{},
	}
	for _, t := range assertion.Traits(from) {
		out.Traits = append(out.Traits, Trait{t.String(), from.Score})
	}
	for i := range from.Attributes {
		if a := &from.Attributes[i]; types[a.Type] {
			out.Attributes = append(out.Attributes, e.attribute(a, from.Category))
		}
	}
	return out
}

func (e *encoder) attribute(from *annotation.Attribute, owner annotation.Category) Attribute {
	out := Attribute{
		Type: from.Type, Score: from.Score, RelationshipScore: from.Score,
		BeginOffset: e.chars.Char(from.Begin), EndOffset: e.chars.Char(from.End),
		Text: e.text[from.Begin:from.End], Category: categoryOf(from.Type, owner), Traits: []Trait{},
	}
	if relationships[from.Relationship] {
		out.RelationshipType = from.Relationship
	}
	return out
}

// ownerOf is the category of the entities that have attributes of a type.
func ownerOf(attributeType string) annotation.Category {
	switch attributeType {
	case "DOSAGE", "ROUTE_OR_MODE", "FORM", "FREQUENCY", "DURATION", "STRENGTH", "RATE":
		return annotation.Medication
	case "TEST_VALUE", "TEST_UNIT", "TEST_UNITS":
		return annotation.TestProcedure
	case "AMOUNT":
		return annotation.Social
	}
	return annotation.Condition
}
