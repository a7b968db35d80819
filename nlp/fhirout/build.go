package fhirout

import (
	"bytes"
	"slices"
	"strconv"
)

// Options say what Build makes.
type Options struct {
	// All has what is hypothetical, conditional or planned too, as such.
	All bool
	// Version is the version of the program that stands in the Provenance.
	Version string
	// Types are the resource types wanted; all where empty. A Provenance is of the resources that are wanted too; where it
	// alone is, of all.
	Types []string
}

// Types are the types of resources that Build makes.
var Types = []string{
	"AllergyIntolerance", "Condition", "FamilyMemberHistory", "MedicationStatement", "Observation", "Procedure", "Provenance",
}

// Resource is one resource: JSON is one line without its end.
type Resource struct {
	Type, ID string
	JSON     []byte
}

// Reason is why an entity was left out.
type Reason string

// The reasons.
const (
	Protected  Reason = "protected health information"
	Detail     Reason = "places and times, which stand with what they belong to"
	Unreal     Reason = "hypothetical or planned (--all has them)"
	OfOthers   Reason = "of other people"
	NotOfKin   Reason = "of the family, denied or no condition"
	OtherType  Reason = "of types not asked for"
	Unsettled  Reason = "of categories unknown to FHIR"
	notLeftOut Reason = ""
)

// Left counts the entities that were left out.
type Left map[Reason]int

// Build makes the resources of a document, in the order of its entities, and at last the Provenance of them all. left may
// be nil. A document that was not annotated has none.
func Build(d *Document, o Options, left Left) []Resource {
	b := builder{d: d, o: o}
	alone := len(o.Types) == 1 && o.Types[0] == "Provenance"
	if alone {
		b.o.Types = nil
	}
	for i := range d.Entities {
		if reason := b.entity(&d.Entities[i]); reason != notLeftOut && left != nil {
			left[reason]++
		}
	}
	b.provenance()
	if alone {
		return b.out[max(0, len(b.out)-1):]
	}
	return b.out
}

// builder makes the resources of one document.
type builder struct {
	d   *Document
	o   Options
	out []Resource
	buf []byte
}

// entity makes the resources of an entity.
func (b *builder) entity(e *Entity) Reason {
	typ, reason := b.typeOf(e)
	if reason != notLeftOut {
		return reason
	}
	if !b.wants(typ) {
		return OtherType
	}
	switch typ {
	case "Condition":
		b.condition(e)
	case "FamilyMemberHistory":
		b.family(e)
	case "MedicationStatement":
		b.medication(e)
	case "AllergyIntolerance":
		b.allergy(e)
	case "Procedure":
		b.procedure(e)
	default:
		if e.Category == "TEST_TREATMENT_PROCEDURE" {
			b.test(e)
		} else {
			b.social(e)
		}
	}
	return notLeftOut
}

func (b *builder) wants(typ string) bool {
	return len(b.o.Types) == 0 || slices.Contains(b.o.Types, typ)
}

// typeOf is the type of resource that an entity becomes, or why it becomes none.
func (b *builder) typeOf(e *Entity) (string, Reason) {
	switch e.Category {
	case "PROTECTED_HEALTH_INFORMATION":
		return "", Protected
	case "ANATOMY", "TIME_EXPRESSION":
		return "", Detail
	case "MEDICAL_CONDITION", "MEDICATION", "TEST_TREATMENT_PROCEDURE", "BEHAVIORAL_ENVIRONMENTAL_SOCIAL":
	default:
		return "", Unsettled
	}
	switch {
	case e.unreal() && !b.o.All:
		return "", Unreal
	case e.Experiencer == "family" || b.d.SourceType == "FamilyMemberHistory":
		if e.Category != "MEDICAL_CONDITION" || e.Negated || e.unreal() {
			return "", NotOfKin
		}
		return "FamilyMemberHistory", notLeftOut
	case e.Experiencer != "" && e.Experiencer != "patient":
		return "", OfOthers
	}
	return typeOfPatients(e), notLeftOut
}

// typeOfPatients is the type of resource for an entity of the patient.
func typeOfPatients(e *Entity) string {
	switch e.Category {
	case "MEDICAL_CONDITION":
		return "Condition"
	case "MEDICATION":
		if e.Event == "allergy" {
			return "AllergyIntolerance"
		}
		return "MedicationStatement"
	case "TEST_TREATMENT_PROCEDURE":
		if e.Type == "TEST_NAME" {
			return "Observation"
		}
		return "Procedure"
	}
	if e.Type == "ALLERGIES" {
		return "AllergyIntolerance"
	}
	return "Observation"
}

// add appends a resource of an entity: its type, id, meta and the extraction come first. part is the number of the resource
// where an entity has several, from 0; then what is in words.
func (b *builder) add(typ string, e *Entity, part int, rest object) {
	id := "nlp-" + e.ID
	if part > 0 {
		id += "-" + strconv.Itoa(part+1)
	}
	head := object{
		{"resourceType", str(typ)},
		{"id", code(id)},
		{"meta", b.meta(e)},
		{"extension", list{b.extraction(e)}},
	}
	b.buf = append(head, rest...).append(b.buf[:0])
	b.out = append(b.out, Resource{Type: typ, ID: id, JSON: bytes.Clone(b.buf)})
}

// meta says where a resource is from: it was extracted, out of which document, and that it is no fact where it is none.
func (b *builder) meta(e *Entity) object {
	tags := list{coding(originSystem, "nlp-extracted", "Extracted from text")}
	if e != nil && e.Conditionality != "" && e.Conditionality != "none" {
		tags = append(tags, coding(originSystem, "hypothetical", "Hypothetical or conditional, no fact"))
	}
	if e != nil && e.Temporality == "future" {
		tags = append(tags, coding(originSystem, "planned", "Planned, no fact"))
	}
	return object{{"source", uri(sourceURI + b.d.Key)}, {"tag", tags}}
}
