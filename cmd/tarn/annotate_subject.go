package main

import (
	_ "embed"
	"sync"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/learned"
	"github.com/tarn-sql/tarn/nlp/phi"
)

// notesByPatientSQL reads the texts set aside ({kept}) in the order of their patients, and before the texts of a patient
// what the record says of that patient: three more columns, what, system and value, say of a row that it is no text.
//
//go:embed annotate_subject.sql
var notesByPatientSQL string

// The columns of notesByPatientSQL behind those of a text.
const (
	factWhat   = keptData + 1 // name, address, identifier, telecom, or a code system; NULL: the row is a text
	factSystem = factWhat + 1
	factValue  = factSystem + 1
)

// subject is the patient whose texts are being read.
type subject struct {
	key    string
	known  phi.Known
	record *learned.Patient

	compile  sync.Once
	compiled *nlp.Patient
}

// patient is the subject as the annotator wants it: made by the first goroutine that needs it.
func (s *subject) patient() *nlp.Patient {
	if s == nil {
		return nil
	}
	s.compile.Do(func() {
		s.compiled = &nlp.Patient{Key: s.key, Known: phi.Compile(s.known), Record: s.record}
		s.known = phi.Known{}
	})
	return s.compiled
}

// subjectReader turns the rows of notesByPatientSQL into tasks.
type subjectReader struct {
	subject *subject
	list    []task
}

// tasks are the texts of a chunk, valid until the next call.
func (r *subjectReader) tasks(c *engine.Chunk) []task {
	r.list = r.list[:0]
	for row := range c.Len {
		patient := &c.Vectors[keptTexts]
		switch {
		case patient.Null(row):
			r.subject = nil
		case r.subject == nil || r.subject.key != string(patient.Bytes(row)):
			r.subject = &subject{key: string(patient.Bytes(row)), record: learned.NewPatient()}
		}
		if what := &c.Vectors[factWhat]; !what.Null(row) {
			r.subject.learn(string(what.Bytes(row)), string(c.Vectors[factSystem].Bytes(row)), string(c.Vectors[factValue].Bytes(row)))
			continue
		}
		r.list = append(r.list, task{subject: r.subject})
		r.list[len(r.list)-1].note.read(c, row)
	}
	return r.list
}

func (s *subject) learn(what, system, value string) {
	switch what {
	case "name":
		s.known.Names = append(s.known.Names, value)
	case "address":
		s.known.Addresses = append(s.known.Addresses, value)
	case "identifier":
		s.known.Identifiers = append(s.known.Identifiers, value)
	case "telecom":
		s.known.Telecoms = append(s.known.Telecoms, value)
	case "code":
		s.record.Add(system, value)
	}
}
