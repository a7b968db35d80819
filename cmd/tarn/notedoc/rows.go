package notedoc

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// gatherer makes documents of the rows of the query.
type gatherer struct {
	document *fhirout.Document
	resource []byte
	entities map[string]int // index of an entity by its id
}

func (g *gatherer) flush(do func(*fhirout.Document, []byte) error) error {
	if g.document == nil {
		return nil
	}
	return do(g.document, g.resource)
}

// row takes a row in.
func (g *gatherer) row(values [][]byte, do func(*fhirout.Document, []byte) error) error {
	number, err := strconv.Atoi(string(values[4]))
	if err != nil {
		return fmt.Errorf("kind of row: %w", err)
	}
	of, id, f := kind(number), string(values[5]), &fields{values: values[7:]}
	if of == ofDocument {
		if err := g.flush(do); err != nil {
			return err
		}
		g.document, g.entities = readDocument(values, f), map[string]int{}
		g.resource = append(g.resource[:0], f.bytes()...)
		return f.err
	}
	if of == ofEntity {
		g.entities[id] = len(g.document.Entities)
		g.document.Entities = append(g.document.Entities, readEntity(id, f))
		return f.err
	}
	at, known := g.entities[id]
	if !known { // of an entity that is protected health information
		return nil
	}
	switch e := &g.document.Entities[at]; of {
	case ofAttribute:
		e.Attributes = append(e.Attributes, readAttribute(f))
	case ofLink:
		e.Links = append(e.Links, readLink(f))
	case ofTrait:
		e.Traits = append(e.Traits, fhirout.Trait{Name: f.text(), Cue: f.text(), Rule: f.text()})
	}
	return f.err
}

func readDocument(values [][]byte, f *fields) *fhirout.Document {
	d := &fhirout.Document{
		SourceType: string(values[0]), SourceID: string(values[1]), Key: string(values[3]),
		SourceVersion: f.text(), SourceName: f.text(), Path: f.text(), PatientID: f.text(), EncounterID: f.text(),
	}
	d.Time, d.HasTime = f.moment()
	d.Recorded, _ = f.moment()
	d.Pipeline, d.Status, d.Error = f.text(), f.text(), f.text()
	return d
}

func readEntity(id string, f *fields) fhirout.Entity {
	return fhirout.Entity{
		ID: id, Category: f.text(), Type: f.text(), Text: f.text(), Name: f.text(), Section: f.text(),
		Span: fhirout.Span{Begin: f.integer(), End: f.integer()}, Score: f.number(), Method: f.text(), Negated: f.boolean(),
		Certainty: f.text(), Conditionality: f.text(), Temporality: f.text(), Experiencer: f.text(),
		Kind: f.text(), Event: f.text(), Annotator: f.text(),
	}
}

func readAttribute(f *fields) fhirout.Attribute {
	return fhirout.Attribute{
		Type: f.text(), Relationship: f.text(), Text: f.text(), Span: fhirout.Span{Begin: f.integer(), End: f.integer()},
		Score: f.number(), Comparator: f.text(), Value: f.text(), High: f.text(), Unit: f.text(), UCUM: f.text(), Code: f.text(), JSON: f.text(),
	}
}

func readLink(f *fields) fhirout.Link {
	return fhirout.Link{
		System: f.text(), Code: f.text(), Display: f.text(), Method: f.text(), Rank: f.integer(), Score: f.number(), Ambiguous: f.boolean(),
	}
}

// fields reads the columns of a row one after another; NULL is the zero value. err is the first that was not what it
// should be.
type fields struct {
	values [][]byte
	err    error
}

func (f *fields) bytes() []byte {
	v := f.values[0]
	f.values = f.values[1:]
	return v
}

func (f *fields) text() string { return string(f.bytes()) }

func (f *fields) integer() int {
	s := f.text()
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	f.fail(err)
	return n
}

func (f *fields) number() float64 {
	s := f.text()
	if s == "" {
		return 0
	}
	n, err := strconv.ParseFloat(s, 64)
	f.fail(err)
	return n
}

func (f *fields) boolean() bool { return strings.HasPrefix(f.text(), "t") }

// moment is a time in microseconds since 1970, and whether there is one.
func (f *fields) moment() (time.Time, bool) {
	s := f.text()
	if s == "" {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	f.fail(err)
	return time.UnixMicro(n).UTC(), true
}

func (f *fields) fail(err error) {
	if f.err == nil && err != nil {
		f.err = err
	}
}
