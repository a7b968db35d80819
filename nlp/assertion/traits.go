package assertion

import "github.com/tarn-sql/tarn/nlp/annotation"

// Traits are Comprehend Medical's traits of an entity, in the order of its documentation: the stance of the text, then
// what kind of condition it is.
func Traits(e *annotation.Entity) []annotation.Trait {
	var out []annotation.Trait
	if t := CertaintyTrait(e.Certainty); t != 0 {
		out = append(out, t)
	}
	if e.Certainty == annotation.NegativePossible {
		out = append(out, annotation.LowConfidence)
	}
	if e.Experiencer == annotation.Family {
		out = append(out, annotation.PertainsToFamily)
	}
	if e.Conditionality == annotation.IsHypothetical || e.Conditionality == annotation.Conditional {
		out = append(out, annotation.Hypothetical)
	}
	switch e.Temporality {
	case annotation.Past:
		if CertaintyTrait(e.Certainty) != annotation.Negation { // what never was has no history
			out = append(out, annotation.PastHistory)
		}
	case annotation.Upcoming:
		out = append(out, annotation.Future)
	}
	if e.Kind != 0 {
		out = append(out, e.Kind)
	}
	return out
}

// CertaintyTrait is the trait of a certainty: what is denied or thought unlikely is NEGATION, what is suspected or
// questioned LOW_CONFIDENCE, a fact has none.
func CertaintyTrait(c annotation.Certainty) annotation.Trait {
	switch c {
	case annotation.Negative, annotation.NegativePossible:
		return annotation.Negation
	case annotation.PositivePossible, annotation.NeutralPossible:
		return annotation.LowConfidence
	}
	return 0
}

// Asserted reports whether an entity is a fact about the patient: not denied, not thought unlikely, not hypothetical, not
// planned, not somebody else's. Facts of the past and suspected ones are asserted; a view that wants neither looks at the axes.
func Asserted(e *annotation.Entity) bool {
	return CertaintyTrait(e.Certainty) != annotation.Negation && (e.Conditionality == 0 || e.Conditionality == annotation.Unconditional) &&
		e.Temporality != annotation.Upcoming && (e.Experiencer == 0 || e.Experiencer == annotation.Patient)
}

// traitOf is the trait that an axis' value stands for.
func traitOf(a axis, v value) annotation.Trait {
	switch a {
	case certainty:
		return CertaintyTrait(annotation.Certainty(v.number()))
	case conditionality:
		return annotation.Hypothetical
	case temporality:
		if v == upcoming {
			return annotation.Future
		}
		return annotation.PastHistory
	}
	if v == family {
		return annotation.PertainsToFamily
	}
	return 0
}
