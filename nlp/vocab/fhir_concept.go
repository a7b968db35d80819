package vocab

import (
	"errors"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// fhirConcept is a concept of a CodeSystem, of a ValueSet's compose or of its expansion.
type fhirConcept struct {
	System      string `json:"system"`
	Code        string `json:"code"`
	Display     string `json:"display"`
	Inactive    bool   `json:"inactive"`
	Abstract    bool   `json:"abstract"`
	Designation []struct {
		Language string `json:"language"`
		Value    string `json:"value"`
	} `json:"designation"`
	Property []struct {
		Code         string `json:"code"`
		ValueBoolean bool   `json:"valueBoolean"`
		ValueCode    string `json:"valueCode"`
	} `json:"property"`
	Concept  []fhirConcept `json:"concept"`
	Contains []fhirConcept `json:"contains"`
}

// usable reports whether a concept may be used for coding.
func (c *fhirConcept) usable() bool {
	for _, p := range c.Property {
		switch p.Code {
		case "inactive", "notSelectable", "abstract":
			if p.ValueBoolean {
				return false
			}
		case "status":
			if p.ValueCode == "retired" || p.ValueCode == "deprecated" || p.ValueCode == "inactive" {
				return false
			}
		}
	}
	return !c.Inactive && !c.Abstract && c.Code != ""
}

// maxDepth bounds the nesting of concepts.
const maxDepth = 64

var errNested = errors.New("concepts are nested too deeply")

// add adds concepts with their names; system is that of those which name none.
func (r *fhirReader) add(list []fhirConcept, system string, depth int) error {
	if depth > maxDepth {
		return errNested
	}
	for i := range list {
		c := &list[i]
		s := c.System
		if s == "" {
			s = system
		}
		if c.usable() {
			if err := r.names(c, s); err != nil {
				return err
			}
		}
		if err := errors.Join(r.add(c.Concept, s, depth+1), r.add(c.Contains, s, depth+1)); err != nil {
			return err
		}
	}
	return nil
}

func (r *fhirReader) names(c *fhirConcept, system string) error {
	display := c.Display
	for _, g := range c.Designation {
		if display == "" && englishTag(g.Language) {
			display = g.Value
		}
	}
	if display == "" {
		r.layer.skip()
		return nil
	}
	if system == "" {
		return ErrSystem
	}
	class, err := classOf(r.options.Class, system, display)
	if err != nil {
		return err
	}
	e := Entry{System: system, Code: c.Code, Display: display, Class: class, Method: lexicon.Preferred}
	add := func(term string) {
		if name, tag := tagged(term); system == lexicon.SNOMED && tags[tag] != (Class{}) {
			term = name
		}
		e.Term = term
		r.layer.Add(e)
	}
	add(display)
	e.Method = lexicon.Synonym
	for _, g := range c.Designation {
		if englishTag(g.Language) {
			add(g.Value)
		}
	}
	return nil
}

// englishTag reports whether a language tag is English, or absent.
func englishTag(tag string) bool { return tag == "" || strings.HasPrefix(strings.ToLower(tag), "en") }
