package timex

import (
	"slices"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// typeOf is the type of a time expression that speaks of an entity, "" for entities that have none.
func typeOf(e *annotation.Entity) string {
	switch e.Category {
	case annotation.Medication:
		return "TIME_TO_MEDICATION_NAME"
	case annotation.Condition:
		return "TIME_TO_DX_NAME"
	case annotation.TestProcedure:
		switch e.Type {
		case "TEST_NAME":
			return "TIME_TO_TEST_NAME"
		case "TREATMENT_NAME":
			return "TIME_TO_TREATMENT_NAME"
		}
		return "TIME_TO_PROCEDURE_NAME"
	}
	return ""
}

// Unrelated is the type of a time expression that speaks of no entity.
const Unrelated = "TIME_EXPRESSION"

// Attach joins each expression to the nearest entity of its sentence, before it rather than after it, as an attribute
// with the relationship OVERLAP, and appends the expressions to doc.Entities as entities of their own: the caller puts them
// in order. Expressions that an entity or a drug's duration and frequency covers are left out. It needs Tokens, Sentences
// and Entities in text order.
func Attach(doc *annotation.Document, found []Expression) {
	doc.Entities = slices.Grow(doc.Entities, len(found)) // the list must not move: owners are changed where they are
	all := doc.Entities
	s, first := 0, 0
	for _, x := range found {
		for s < len(doc.Sentences) && doc.Sentences[s].End <= x.Begin {
			s++
		}
		if s == len(doc.Sentences) {
			break
		}
		for first < len(doc.Entities) && doc.Entities[first].End <= doc.Sentences[s].Begin {
			first++
		}
		if doc.Sentences[s].Begin > x.Begin || covered(doc, first, doc.Sentences[s].End, x.Span) {
			continue
		}
		e := annotation.Entity{Span: x.Span, Category: annotation.TimeExpression, Type: Unrelated, Score: 0.95, Method: "grammar", Sentence: s}
		if owner := nearest(doc, first, doc.Sentences[s].End, x.Span); owner != nil {
			e.Type, e.Section = typeOf(owner), owner.Section
			owner.Attributes = append(owner.Attributes, annotation.Attribute{
				Span: x.Span, Type: e.Type, Relationship: "OVERLAP", Score: 0.8, Value: x.Value, Code: string(x.Kind),
			})
		} else {
			e.Section = sectionOf(doc, x.Begin)
		}
		e.Attributes = []annotation.Attribute{{Span: x.Span, Type: "VALUE", Relationship: "VALUE", Score: 0.95, Value: x.Value, Code: string(x.Kind)}}
		all = append(all, e)
	}
	doc.Entities = all
}

func sectionOf(doc *annotation.Document, at int) int {
	for i := range doc.Sections {
		if at < doc.Sections[i].End {
			return i
		}
	}
	return 0
}

// covered reports whether an entity, or an attribute of one, of the sentence that ends at end overlaps a span.
func covered(doc *annotation.Document, first, end int, span annotation.Span) bool {
	for i := first; i < len(doc.Entities) && doc.Entities[i].Begin < end; i++ {
		if doc.Entities[i].Overlaps(span) {
			return true
		}
		for k := range doc.Entities[i].Attributes {
			if doc.Entities[i].Attributes[k].Overlaps(span) {
				return true
			}
		}
	}
	return false
}

// nearest is the entity of the sentence that a time expression speaks of, nil for none: the nearer one, counting one that
// follows as half as near.
func nearest(doc *annotation.Document, first, end int, span annotation.Span) *annotation.Entity {
	var best *annotation.Entity
	least := 1 << 30
	for i := first; i < len(doc.Entities) && doc.Entities[i].Begin < end; i++ {
		e := &doc.Entities[i]
		if typeOf(e) == "" {
			continue
		}
		distance := span.Begin - e.End
		if e.Begin >= span.End {
			distance = 2 * (e.Begin - span.End)
		}
		if distance < least {
			best, least = e, distance
		}
	}
	return best
}
