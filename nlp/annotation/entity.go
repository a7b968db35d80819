package annotation

// Category is Comprehend Medical's entity category.
type Category uint8

// The categories.
const (
	Medication Category = 1 + iota
	Condition
	TestProcedure
	Anatomy
	PHI
	TimeExpression
	Social
)

// Trait is Comprehend Medical's trait name.
type Trait uint8

// The traits.
const (
	Negation Trait = 1 + iota
	Diagnosis
	Sign
	Symptom
	PertainsToFamily
	Hypothetical
	LowConfidence
	PastHistory
	Future
)

// Assertion is the stance of the text towards an entity, on the four axes of MS Text Analytics for Health; traits are
// derived from it.
type Assertion struct {
	Certainty      Certainty
	Conditionality Conditionality
	Temporality    Temporality
	Experiencer    Experiencer
	Cues           []Cue // the evidence, one per axis that is not at its default
}

// Certainty of a mention.
type Certainty uint8

// The certainties; the zero value reads as positive.
const (
	Positive Certainty = 1 + iota
	PositivePossible
	NeutralPossible
	NegativePossible
	Negative
)

// Conditionality of a mention.
type Conditionality uint8

// The conditionalities.
const (
	Unconditional Conditionality = 1 + iota
	IsHypothetical
	Conditional
)

// Temporality of a mention.
type Temporality uint8

// The temporalities.
const (
	Current Temporality = 1 + iota
	Past
	Upcoming
)

// Experiencer of a mention.
type Experiencer uint8

// The experiencers.
const (
	Patient Experiencer = 1 + iota
	Family
	Other
)

// Cue is the words and the rule that decided a trait.
type Cue struct {
	Trait Trait
	Span
	Rule string // stable rule id, as "context/neg/denies" or "section/family_history"
}

// Entity is one thing found in the text.
type Entity struct {
	Span
	Category Category
	Kind     Trait   // Diagnosis, Sign or Symptom for conditions, else 0
	Type     string  // DX_NAME, GENERIC_NAME, BRAND_NAME, TEST_NAME, PROCEDURE_NAME, TREATMENT_NAME, SYSTEM_ORGAN_SITE, …
	Score    float64 // 0..1
	Method   string  // how it was found: "dictionary", "tagger", "grammar", "pattern", "record"
	Sentence int     // index of its sentence
	Section  int     // index of its section
	Concepts []Concept
	Assertion
	Event      string // drugs: active, started, stopped, held, increased, decreased, refilled, planned, allergy
	Attributes []Attribute
	Links      []Link // ranked, best first, at most five a system
}

// Concept is a dictionary entry that an entity's words stand for, before linking.
type Concept struct {
	ID     uint32  // index in the vocabulary it is of
	Vocab  int     // index of the vocabulary
	Score  float64 // how well the words match the entry: exact 1.0 … fuzzy 0.5
	Method string  // exact, synonym, normalised, permuted, abbreviation, fuzzy
}

// Attribute is a detail of an entity: a strength of a drug, the value of a test, the laterality of a condition.
type Attribute struct {
	Span
	Type         string // STRENGTH, DOSAGE, FORM, ROUTE_OR_MODE, FREQUENCY, DURATION, RATE, TEST_VALUE, TEST_UNIT, DIRECTION, ACUITY, SYSTEM_ORGAN_SITE, QUALITY, …
	Relationship string // RelationshipType, as a rule the Type
	Score        float64
	Comparator   string // <, <=, >=, >
	Value        string // the number as written (digits), "" where there is none
	High         string // the end of a range
	Unit         string // as written, normalised spelling
	UCUM         string
	Code         string // normalised code: route and form codes, timing codes, flags (H, L, A, N)
	JSON         string // structured value where the fields above are not enough: FHIR Timing, Duration, Range
}

// Link is a candidate code.
type Link struct {
	System    string // http://hl7.org/fhir/sid/icd-10-cm, http://www.nlm.nih.gov/research/umls/rxnorm, http://loinc.org, http://snomed.info/sct
	Code      string
	Display   string
	Score     float64
	Method    string
	Vocab     int
	Ambiguous bool
}

// Relation joins two entities (a drug and its reason, a test and its time, a drug of a combination).
type Relation struct {
	Head, Tail int // indexes of entities
	Type       string
	Score      float64
	Rule       string
}

// Document is one annotated text.
type Document struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence
	Sections  []Section
	Entities  []Entity    // in text order
	Unmapped  []Attribute // attributes without an entity
	Relations []Relation
}
