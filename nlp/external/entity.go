package external

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// entity takes an entity over, or joins it with the one that stands there already.
func (d *decoder) entity(raw json.RawMessage) {
	var from Entity
	if err := json.Unmarshal(raw, &from); err != nil {
		d.drop("an entity: %v", shapeOf(err))
		return
	}
	e, err := d.convert(&from)
	if err != nil {
		d.drop("entity %d: %v", from.ID, err)
		return
	}
	for i := range d.out.Entities {
		if known := &d.out.Entities[i]; known.Span == e.Span && known.Category == e.Category {
			join(known, &e)
			return
		}
	}
	d.out.Entities = append(d.out.Entities, e)
}

func (d *decoder) convert(from *Entity) (annotation.Entity, error) {
	e := annotation.Entity{Category: annotation.ParseCategory(from.Category), Type: from.Type, Score: from.Score, Method: Method, Sentence: -1, Section: -1}
	var err error
	switch {
	case !categories[from.Category]:
		return e, fmt.Errorf("unknown category %q", clipped(from.Category, 40))
	case !types[from.Type]:
		return e, fmt.Errorf("unknown type %q", clipped(from.Type, 40))
	case !likelihood(from.Score):
		return e, fmt.Errorf("score %v", from.Score)
	}
	if e.Span, err = d.span(from.BeginOffset, from.EndOffset, from.Text); err != nil {
		return e, err
	}
	if err := assert(&e, from.Traits); err != nil {
		return e, err
	}
	for i := range from.Attributes {
		if a, ok := d.attribute(&from.Attributes[i]); ok {
			e.Attributes = append(e.Attributes, a)
		}
	}
	d.links(&e, icd10cm, from.ICD10CMConcepts)
	d.links(&e, rxnorm, from.RxNormConcepts)
	d.links(&e, snomed, from.SNOMEDCTConcepts)
	return e, nil
}

// likelihood reports whether a score is one: NaN is not.
func likelihood(x float64) bool { return x >= 0 && x <= 1 }

// assert sets what traits say. An unknown trait refuses the entity: it may be a kind of denial, and what is denied must
// not be taken for a fact.
func assert(e *annotation.Entity, list []Trait) error {
	doubted := false
	for _, t := range list {
		switch name := annotation.ParseTrait(t.Name); name {
		case annotation.Negation:
			e.Certainty = annotation.Negative
		case annotation.LowConfidence:
			doubted = true
		case annotation.PertainsToFamily:
			e.Experiencer = annotation.Family
		case annotation.Hypothetical:
			e.Conditionality = annotation.IsHypothetical
		case annotation.PastHistory:
			e.Temporality = annotation.Past
		case annotation.Future:
			e.Temporality = annotation.Upcoming
		case annotation.Diagnosis, annotation.Sign, annotation.Symptom:
			e.Kind = name
		default:
			return fmt.Errorf("unknown trait %q", clipped(t.Name, 40))
		}
	}
	switch {
	case doubted && e.Certainty == annotation.Negative:
		e.Certainty = annotation.NegativePossible
	case doubted:
		e.Certainty = annotation.PositivePossible
	}
	return nil
}

// attribute takes an attribute over, and reports whether it is right.
func (d *decoder) attribute(from *Attribute) (annotation.Attribute, bool) {
	a := annotation.Attribute{Type: from.Type, Relationship: from.RelationshipType, Score: from.Score}
	var err error
	switch {
	case !types[from.Type]:
		err = fmt.Errorf("unknown type %q", clipped(from.Type, 40))
	case from.RelationshipType != "" && !relationships[from.RelationshipType]:
		err = fmt.Errorf("unknown relationship %q", clipped(from.RelationshipType, 40))
	case !likelihood(from.Score):
		err = fmt.Errorf("score %v", from.Score)
	default:
		a.Span, err = d.span(from.BeginOffset, from.EndOffset, from.Text)
	}
	if err != nil {
		d.drop("attribute %d: %v", from.ID, err)
		return a, false
	}
	if a.Relationship == "" {
		a.Relationship = a.Type
	}
	switch words := d.text[a.Begin:a.End]; a.Type {
	case "TEST_VALUE":
		a.Value = words
	case "TEST_UNIT", "TEST_UNITS":
		a.Unit = words
	}
	return a, true
}

func (d *decoder) unmapped(raw json.RawMessage) {
	var u UnmappedAttribute
	if err := json.Unmarshal(raw, &u); err != nil {
		d.drop("an attribute: %v", shapeOf(err))
		return
	}
	if a, ok := d.attribute(&u.Attribute); ok {
		d.out.Unmapped = append(d.out.Unmapped, a)
	}
}

// join adds what another part of the answer says of an entity. Of what they say of its stance, the more careful counts.
func join(known, e *annotation.Entity) {
	if len(known.Links) == 0 && len(e.Links) > 0 && known.Type != e.Type && known.Score < e.Score {
		known.Type = e.Type
	}
	known.Links = append(known.Links, e.Links...)
	for _, a := range e.Attributes {
		if !slices.ContainsFunc(known.Attributes, func(b annotation.Attribute) bool { return a.Span == b.Span && a.Type == b.Type }) {
			known.Attributes = append(known.Attributes, a)
		}
	}
	if careful(e.Certainty) > careful(known.Certainty) {
		known.Certainty = e.Certainty
	}
	if e.Experiencer != 0 {
		known.Experiencer = e.Experiencer
	}
	if e.Conditionality != 0 {
		known.Conditionality = e.Conditionality
	}
	if known.Temporality == 0 {
		known.Temporality = e.Temporality
	}
	if known.Kind == 0 {
		known.Kind = e.Kind
	}
}

// careful orders certainties: fact, doubted, thought unlikely, denied.
func careful(c annotation.Certainty) int {
	return slices.Index([]annotation.Certainty{annotation.PositivePossible, annotation.NegativePossible, annotation.Negative}, c)
}
