package lexicon

import "github.com/tarn-sql/tarn/nlp/annotation"

// Concept is a dictionary entry: what a term stands for.
type Concept struct {
	Category annotation.Category
	Type     string           // Comprehend Medical's type: DX_NAME, GENERIC_NAME, BRAND_NAME, TEST_NAME, …
	Kind     annotation.Trait // Diagnosis, Sign or Symptom: the prior of a condition; else ""
	Flags    Flags
	Name     string // preferred name
	Source   string // the table it comes from: "drugs", "icd-10-cm", "unii", …
	Codes    []Code // best first
	Related  []uint32
	Unit     string // a test's usual unit (UCUM), else ""
}

// Code is one code of a concept.
type Code struct {
	System  string // canonical URI
	Code    string
	Display string
}

// Flags of a concept.
type Flags uint16

// The flags of concepts.
const (
	Negated      Flags = 1 << iota // the word negates the concept by itself: afebrile is fever, negated
	TestValue                      // a drug's or a substance's name that is a test where a value and a lab unit follow: potassium 3.7
	Generic                        // too general to link or report alone: "disease", "medication", "test"
	Class                          // a drug class: beta blocker
	Laterality                     // a direction word: left, bilateral, upper
	Recreational                   // a substance that people take by themselves: alcohol, cocaine
	Normal                         // names a normal finding: "normal sinus rhythm"
)

// TermFlags of one term of a concept.
type TermFlags uint16

// The flags of terms.
const (
	ExactCase    TermFlags = 1 << iota // matches only as written: CAN, HIS, AIDS
	NeedsContext                       // ambiguous: wants a vote of section or neighbours (abbreviation)
	Comma                              // written with a comma, so a comma may stand between its words
	Punctuated                         // written with brackets or signs, so any punctuation may stand between its words
	Permutable                         // its words may stand in another order or with gaps
)

// Method says how a term relates to its concept; it sets the score of a match.
type Method uint8

// The methods of terms.
const (
	Preferred    Method = iota // the preferred name
	Synonym                    // an exact synonym
	Abbreviation               // a curated abbreviation
	Lay                        // a lay term, less exact
	Broader                    // the term says less or more than the concept does
)

// Term is one surface of a concept.
type Term struct {
	Concept uint32
	Flags   TermFlags
	Method  Method
	hash    uint32 // of the surface: as written for ExactCase terms, else in lower case
}

// The systems' canonical URIs.
const (
	ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
	RxNorm  = "http://www.nlm.nih.gov/research/umls/rxnorm"
	LOINC   = "http://loinc.org"
	SNOMED  = "http://snomed.info/sct"
	UNII    = "http://fdasis.nlm.nih.gov"
	DOID    = "http://purl.obolibrary.org/obo/doid.owl"
)
