package vocab

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

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
	Concept  []fhirConcept `json:"concept"`
	Contains []fhirConcept `json:"contains"`
}

// maxDepth bounds the nesting of concepts.
const maxDepth = 64

var errNested = errors.New("concepts are nested too deeply")

// FHIR reads a CodeSystem or ValueSet in JSON. class is the kind of all its codes. The concepts of a CodeSystem are read
// one at a time; its url must stand before them, as it does in the files that terminology servers write, else the caller gives
// system.
func FHIR(l *Layer, r io.Reader, system string, class Class) error {
	d := json.NewDecoder(r)
	if err := delim(d, '{'); err != nil {
		return &Error{"FHIR", 1, err}
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return &Error{"FHIR", 1, err}
		}
		switch key {
		case "url":
			url := ""
			if err = d.Decode(&url); system == "" {
				system = url
			}
		case "concept":
			err = l.fhirList(d, system, class)
		case "compose":
			var c struct {
				Include []fhirConcept `json:"include"`
			}
			if err = d.Decode(&c); err == nil {
				for _, in := range c.Include {
					err = errors.Join(err, l.fhir(in.Concept, in.System, class, 0))
				}
			}
		case "expansion":
			var c fhirConcept
			if err = d.Decode(&c); err == nil {
				err = l.fhir(c.Contains, "", class, 0)
			}
		default:
			var skip json.RawMessage
			err = d.Decode(&skip)
		}
		if err != nil {
			return &Error{"FHIR", 1, fmt.Errorf("at byte %d: %w", d.InputOffset(), err)}
		}
	}
	return nil
}

func delim(d *json.Decoder, want json.Delim) error {
	t, err := d.Token()
	if err == nil && t != want {
		err = fmt.Errorf("%v where %v should stand", t, want)
	}
	return err
}

// fhirList reads an array of concepts one by one.
func (l *Layer) fhirList(d *json.Decoder, system string, class Class) error {
	if err := delim(d, '['); err != nil {
		return err
	}
	for d.More() {
		var c fhirConcept
		if err := d.Decode(&c); err != nil {
			return err
		}
		if err := l.fhir([]fhirConcept{c}, system, class, 0); err != nil {
			return err
		}
	}
	return delim(d, ']')
}

func (l *Layer) fhir(list []fhirConcept, system string, class Class, depth int) error {
	if depth > maxDepth {
		return errNested
	}
	for _, c := range list {
		s := c.System
		if s == "" {
			s = system
		}
		if !c.Inactive && !c.Abstract && c.Code != "" {
			e := Entry{System: s, Code: c.Code, Display: c.Display, Term: c.Display, Class: class, Method: lexicon.Preferred}
			l.Add(e)
			for _, g := range c.Designation {
				if g.Language == "" || len(g.Language) >= 2 && g.Language[:2] == "en" {
					e.Term, e.Method = g.Value, lexicon.Synonym
					l.Add(e)
				}
			}
		}
		if err := errors.Join(l.fhir(c.Concept, s, class, depth+1), l.fhir(c.Contains, s, class, depth+1)); err != nil {
			return err
		}
	}
	return nil
}
