package annotation

import "slices"

// The names of the numbered values. That of 0, for none, is "".
var (
	categories = [...]string{
		Medication:     "MEDICATION",
		Condition:      "MEDICAL_CONDITION",
		TestProcedure:  "TEST_TREATMENT_PROCEDURE",
		Anatomy:        "ANATOMY",
		PHI:            "PROTECTED_HEALTH_INFORMATION",
		TimeExpression: "TIME_EXPRESSION",
		Social:         "BEHAVIORAL_ENVIRONMENTAL_SOCIAL",
	}
	traits = [...]string{
		Negation:         "NEGATION",
		Diagnosis:        "DIAGNOSIS",
		Sign:             "SIGN",
		Symptom:          "SYMPTOM",
		PertainsToFamily: "PERTAINS_TO_FAMILY",
		Hypothetical:     "HYPOTHETICAL",
		LowConfidence:    "LOW_CONFIDENCE",
		PastHistory:      "PAST_HISTORY",
		Future:           "FUTURE",
	}
	certainties = [...]string{
		Positive:         "positive",
		PositivePossible: "positive_possible",
		NeutralPossible:  "neutral_possible",
		NegativePossible: "negative_possible",
		Negative:         "negative",
	}
	conditionalities = [...]string{Unconditional: "none", IsHypothetical: "hypothetical", Conditional: "conditional"}
	temporalities    = [...]string{Current: "current", Past: "past", Upcoming: "future"}
	experiencers     = [...]string{Patient: "patient", Family: "family", Other: "other"}
)

// String is the name, "" where there is none.
func (x Category) String() string { return categories[x] }

// MarshalText gives JSON the name.
func (x Category) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// String is the name, "" where there is none.
func (x Trait) String() string { return traits[x] }

// MarshalText gives JSON the name.
func (x Trait) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// String is the name, "" where there is none.
func (x Certainty) String() string { return certainties[x] }

// MarshalText gives JSON the name.
func (x Certainty) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// String is the name, "" where there is none.
func (x Conditionality) String() string { return conditionalities[x] }

// MarshalText gives JSON the name.
func (x Conditionality) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// String is the name, "" where there is none.
func (x Temporality) String() string { return temporalities[x] }

// MarshalText gives JSON the name.
func (x Temporality) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// String is the name, "" where there is none.
func (x Experiencer) String() string { return experiencers[x] }

// MarshalText gives JSON the name.
func (x Experiencer) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// ParseCategory is the category with a name, 0 where there is none.
func ParseCategory(name string) Category { return Category(max(0, slices.Index(categories[:], name))) }

// ParseTrait is the trait with a name, 0 where there is none.
func ParseTrait(name string) Trait { return Trait(max(0, slices.Index(traits[:], name))) }
