package external

// Response is what DetectEntitiesV2 returns, and with concepts in its entities what InferICD10CM, InferRxNorm and
// InferSNOMEDCT return.
type Response struct {
	Entities           []Entity
	UnmappedAttributes []UnmappedAttribute
	ModelVersion       string
}

// Entity is something found in the text. Offsets are in characters, the end exclusive.
type Entity struct {
	ID          int `json:"Id"`
	BeginOffset int
	EndOffset   int
	Score       float64
	Text        string
	Category    string
	Type        string
	Traits      []Trait
	Attributes  []Attribute

	ICD10CMConcepts  []Concept `json:",omitempty"`
	RxNormConcepts   []Concept `json:",omitempty"`
	SNOMEDCTConcepts []Concept `json:",omitempty"`
}

// Attribute is a detail of an entity.
type Attribute struct {
	Type              string
	Score             float64
	RelationshipScore float64
	RelationshipType  string `json:",omitempty"`
	ID                int    `json:"Id"`
	BeginOffset       int
	EndOffset         int
	Text              string
	Category          string `json:",omitempty"`
	Traits            []Trait
}

// UnmappedAttribute is an attribute without an entity; Type is the category of the entity it would be of.
type UnmappedAttribute struct {
	Type      string
	Attribute Attribute
}

// Trait is one trait of an entity.
type Trait struct {
	Name  string
	Score float64
}

// Concept is a candidate code, best first in its list.
type Concept struct {
	Description string
	Code        string
	Score       float64
}
