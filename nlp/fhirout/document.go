package fhirout

import (
	"strings"
	"time"
)

// Document is a text of a resource with what was found in it: a row of nlp_document and the rows that belong to it.
type Document struct {
	Key                    string // nlp_document.doc_key
	SourceType, SourceID   string // the resource that the text is in; SourceID is a key
	SourceVersion          string // meta.versionId of it, "" for none
	SourceName             string // name of the source it was loaded from, "" for the main one: keys read NAME:id
	Path                   string // where in the resource the text is, as FHIRPath
	PatientID, EncounterID string // keys, "" where unknown
	Time                   time.Time
	HasTime                bool      // Time, when the text was written, is known
	Recorded               time.Time // when the document was annotated; zero where unknown
	Pipeline               string    // hash of the rules and vocabularies that it was annotated with
	Status, Error          string    // nlp_document.status: ok, empty, unsupported, …
	Entities               []Entity  // in text order
}

// Span is a place in the document's text, in characters (code points).
type Span struct{ Begin, End int }

// Entity is a row of nlp_entity with the rows of nlp_attribute, nlp_link and nlp_trait that belong to it. Its words have the
// meaning they have in those tables; an empty axis is at its default.
type Entity struct {
	ID, Category, Type                                  string
	Text, Name, Section                                 string
	Span                                                Span
	Score                                               float64
	Method                                              string
	Negated                                             bool
	Certainty, Conditionality, Temporality, Experiencer string
	Kind, Event, Annotator                              string
	Attributes                                          []Attribute // in their order
	Links                                               []Link      // in any order
	Traits                                              []Trait
}

// Attribute is a row of nlp_attribute.
type Attribute struct {
	Type, Relationship, Text string
	Span                     Span
	Score                    float64
	Comparator               string
	Value, High              string // numbers in digits, or other values
	Unit, UCUM, Code         string
	JSON                     string // normalized
}

// Link is a row of nlp_link.
type Link struct {
	System, Code, Display, Method string
	Rank                          int // 1 is the best of its system
	Score                         float64
	Ambiguous                     bool
}

// Trait is a row of nlp_trait: Cue and Rule are "" where nothing but the default decided it.
type Trait struct{ Name, Cue, Rule string }

// bare is a key without the name of its source, as the id stands in the resource itself.
func (d *Document) bare(key string) string {
	if d.SourceName == "" {
		return key
	}
	return strings.TrimPrefix(key, d.SourceName+":")
}

// trait returns a trait of the entity, and whether it has it.
func (e *Entity) trait(name string) (Trait, bool) {
	for _, t := range e.Traits {
		if t.Name == name {
			return t, true
		}
	}
	return Trait{}, false
}

// attribute returns the first attribute of a type, nil for none.
func (e *Entity) attribute(typ string) *Attribute {
	for i := range e.Attributes {
		if e.Attributes[i].Type == typ {
			return &e.Attributes[i]
		}
	}
	return nil
}

// words are the words of the entity, or what stands for them where an annotator gave none.
func (e *Entity) words() str {
	for _, s := range []string{e.Text, e.Name} {
		if strings.TrimSpace(s) != "" {
			return str(s)
		}
	}
	return str(strings.ToLower(strings.ReplaceAll(e.Type, "_", " ")))
}

// certain reports whether the text states the entity without doubt.
func (e *Entity) certain() bool { return e.Certainty == "" || e.Certainty == "positive" }

// unreal reports whether the text speaks of a possibility or a plan.
func (e *Entity) unreal() bool {
	return e.Conditionality != "" && e.Conditionality != "none" || e.Temporality == "future"
}
