package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// What is read of a StructureDefinition, an ElementDefinition and a CompartmentDefinition.
type (
	attr struct {
		Value string `xml:"value,attr"`
	}
	extension struct {
		URL   string `xml:"url,attr"`
		Value attr   `xml:"valueUrl"`
	}
	elementType struct {
		Code       attr        `xml:"code"`
		Targets    []attr      `xml:"targetProfile"`
		Extensions []extension `xml:"extension"`
	}
	element struct {
		Path       attr          `xml:"path"`
		Short      attr          `xml:"short"`
		Min        attr          `xml:"min"`
		Max        attr          `xml:"max"`
		Types      []elementType `xml:"type"`
		ContentRef attr          `xml:"contentReference"`
		Summary    attr          `xml:"isSummary"`
	}
	definition struct {
		Kind       attr      `xml:"kind"`
		Abstract   attr      `xml:"abstract"`
		Type       attr      `xml:"type"`
		Base       attr      `xml:"baseDefinition"`
		Derivation attr      `xml:"derivation"`
		Elements   []element `xml:"snapshot>element"`
	}
	compartment struct {
		Code      attr `xml:"code"`
		Resources []struct {
			Code   attr   `xml:"code"`
			Params []attr `xml:"param"`
		} `xml:"resource"`
	}
)

const definitionURL = "http://hl7.org/fhir/StructureDefinition/"

// name returns the FHIR name of the type. Ids and urls have the type System.String, and the FHIR type in an extension.
func (t *elementType) name() string {
	for _, e := range t.Extensions {
		if e.URL == definitionURL+"structuredefinition-fhir-type" {
			return e.Value.Value
		}
	}
	return t.Code.Value
}

// targets returns the types a Reference or canonical may point at; none for "Resource", which is any.
func (t *elementType) targets() []string {
	var out []string
	for _, p := range t.Targets {
		if name := strings.TrimPrefix(p.Value, definitionURL); name != "Resource" {
			out = append(out, name)
		}
	}
	return out
}

// readProfiles adds the definitions of one profiles-*.xml, a Bundle.
func (m *model) readProfiles(r io.Reader) error {
	d := xml.NewDecoder(r)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "StructureDefinition":
			err = m.readDefinition(d, &start)
		case "CompartmentDefinition":
			err = m.readCompartment(d, &start)
		}
		if err != nil {
			return err
		}
	}
}

func (m *model) readDefinition(d *xml.Decoder, start *xml.StartElement) error {
	var def definition
	if err := d.DecodeElement(&def, start); err != nil {
		return err
	}
	if def.Derivation.Value == "constraint" || def.Kind.Value == "logical" {
		return nil // MoneyQuantity, SimpleQuantity, MetadataResource: no types of their own
	}
	return m.addDefinition(&def)
}

func (m *model) readCompartment(d *xml.Decoder, start *xml.StartElement) error {
	var c compartment
	if err := d.DecodeElement(&c, start); err != nil {
		return err
	}
	if c.Code.Value != "Patient" {
		return nil
	}
	for _, r := range c.Resources {
		for _, p := range r.Params {
			m.patient[r.Code.Value] = append(m.patient[r.Code.Value], p.Value)
		}
	}
	return nil
}
