// Package ingesttest has small tables and resources for the tests of engine and its rooms: resources whose JSON is so
// plain that a few lines make rows of them. Only tests import it.
package ingesttest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/store"
)

// Resource is the shape of the test's resources.
type Resource struct {
	ResourceType string   `json:"resourceType"`
	ID           string   `json:"id"`
	VersionID    string   `json:"versionId,omitempty"`
	LastUpdated  string   `json:"lastUpdated,omitempty"`
	Name         string   `json:"name,omitempty"`
	Codes        []string `json:"codes,omitempty"`
	Deleted      bool     `json:"-"`
	Order        int64    `json:"-"`
	File         string   `json:"-"`
	Line         int64    `json:"-"`
}

// JSON is the resource as it would stand in a file.
func (r *Resource) JSON() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return b
}

// The indexes in Tables.
const (
	Patient = iota
	PatientName
	Observation
	Coding
)

// Tables are two main tables, a child table and a cross-cutting one, which has a dictionary.
func Tables() []store.Table {
	text := func(name string) store.Column {
		return store.Column{Name: name, Type: arrow.BinaryTypes.String, Comment: "The " + name + "."}
	}
	number := func(name string) store.Column {
		return store.Column{Name: name, Type: arrow.PrimitiveTypes.Int64, Comment: "The " + name + "."}
	}
	return []store.Table{
		{
			Name: "patient", Comment: "Patients", Columns: []store.Column{text("id"), text("name")},
			PrimaryKey: []string{"id"}, OwnerType: "Patient", OwnerID: "id",
		},
		{
			Name: "patient_name", Comment: "Names", Columns: []store.Column{text("patient_id"), number("ordinal"), text("text")},
			PrimaryKey:  []string{"patient_id", "ordinal"},
			ForeignKeys: []store.ForeignKey{{Columns: []string{"patient_id"}, RefTable: "patient", RefColumns: []string{"id"}}},
			OwnerType:   "Patient", OwnerID: "patient_id",
		},
		{
			Name: "observation", Comment: "Observations", Columns: []store.Column{text("id"), text("name")},
			PrimaryKey: []string{"id"}, OwnerType: "Observation", OwnerID: "id",
		},
		{
			Name: "coding", Comment: "Codes of all resources",
			Columns:         []store.Column{text("resource_type"), text("resource_id"), number("ordinal"), text("code")},
			Dictionary:      []string{"resource_type", "code"},
			OwnerTypeColumn: "resource_type", OwnerID: "resource_id",
		},
	}
}

// Shredder makes the tables' rows of resources and gives them to a writer.
type Shredder struct {
	W     Writer
	build []*array.RecordBuilder
	rows  int
}

// Writer is what a Shredder writes to.
type Writer interface {
	Resource(ingest.Resource) (int64, error)
	Append(table int, batch arrow.RecordBatch) error
	Close() error
}

// NewShredder returns a shredder for Tables.
func NewShredder(w Writer) *Shredder {
	s := &Shredder{W: w}
	tables := Tables()
	for i := range tables {
		s.build = append(s.build, array.NewRecordBuilder(memory.DefaultAllocator, tables[i].ArrowSchema()))
	}
	return s
}

// batchRows is small, so that tests have several batches.
const batchRows = 1000

// Add takes one resource.
func (s *Shredder) Add(r *Resource) error {
	raw := r.JSON()
	if r.Deleted {
		raw = nil
	}
	res := ingest.Resource{
		Type: r.ResourceType, ID: r.ID, VersionID: r.VersionID, Deleted: r.Deleted, Raw: raw,
		File: r.File, Line: r.Line, Order: r.Order,
	}
	if r.LastUpdated != "" {
		t, err := time.Parse(time.DateOnly, r.LastUpdated)
		if err != nil {
			return err
		}
		res.LastUpdated = t
	}
	seq, err := s.W.Resource(res)
	if err != nil || r.Deleted {
		return err
	}
	s.rowsOf(seq, r)
	if s.rows++; s.rows%batchRows == 0 {
		return s.Flush()
	}
	return nil
}

func (s *Shredder) rowsOf(seq int64, r *Resource) {
	switch r.ResourceType {
	case "Patient":
		s.row(Patient, seq, r.ID, r.Name)
		s.row(PatientName, seq, r.ID, int64(1), r.Name)
	case "Observation":
		s.row(Observation, seq, r.ID, r.Name)
	default:
		panic(fmt.Sprintf("no table for %s", r.ResourceType))
	}
	for i, c := range r.Codes {
		s.row(Coding, seq, r.ResourceType, r.ID, int64(i+1), c)
	}
}

func (s *Shredder) row(table int, seq int64, values ...any) {
	b := s.build[table]
	b.Field(0).(*array.Int64Builder).Append(seq)
	for i, v := range values {
		switch f := b.Field(i + 1).(type) {
		case *array.Int64Builder:
			f.Append(v.(int64))
		case *array.StringBuilder:
			f.Append(v.(string))
		}
	}
}

// Flush hands the rows so far to the writer.
func (s *Shredder) Flush() error {
	for i, b := range s.build {
		rows := b.NewRecordBatch()
		if rows.NumRows() == 0 {
			rows.Release()
			continue
		}
		if err := s.W.Append(i, rows); err != nil {
			return err
		}
	}
	return nil
}

// Close flushes and closes the writer.
func (s *Shredder) Close() error {
	if err := s.Flush(); err != nil {
		return err
	}
	for _, b := range s.build {
		b.Release()
	}
	return s.W.Close()
}
