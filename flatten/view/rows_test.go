package view

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// jsonRows is a Sink that keeps rows as JSON values.
type jsonRows struct {
	m       *fhirpath.Machine
	columns []ColumnInfo
	rows    []map[string]any
	row     map[string]any
}

func newJSONRows(m *fhirpath.Machine, p *Program) *jsonRows {
	s := &jsonRows{m: m, columns: p.Columns}
	s.begin()
	return s
}

func (s *jsonRows) begin() {
	s.row = map[string]any{}
	for _, c := range s.columns {
		s.row[c.Name] = nil
	}
}

func (s *jsonRows) Value(column int, it fhirpath.Item) { s.row[s.columns[column].Name] = s.json(it) }

func (s *jsonRows) Node(column int, n uint32) { s.Value(column, fhirpath.NodeItem(n)) }

func (s *jsonRows) List(column int, items []fhirpath.Item) {
	list := []any{}
	for _, it := range items {
		list = append(list, s.json(it))
	}
	s.row[s.columns[column].Name] = list
}

func (s *jsonRows) EndRow() {
	s.rows = append(s.rows, s.row)
	s.begin()
}

func (s *jsonRows) json(it fhirpath.Item) any {
	v, ok := s.m.ValueOf(it)
	if !ok {
		return decode(s.m.Tape.Raw(int(it.Node)))
	}
	switch v.Kind {
	case fhirpath.Boolean, fhirpath.Integer, fhirpath.Decimal:
		return decode(v.Text)
	}
	return string(v.Text)
}

func decode(b []byte) any {
	var v any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return fmt.Sprintf("not JSON: %s", b)
	}
	return v
}

// run makes the rows of a view over resources of any types.
func run(t testing.TB, p *Program, resources []json.RawMessage, lenient bool) ([]map[string]any, error) {
	t.Helper()
	m := fhirpath.NewMachine()
	r := NewRunner(m)
	r.Lenient = lenient
	sink := newJSONRows(m, p)
	var parser node.Parser
	var tape node.Tape
	for _, raw := range resources {
		if err := parser.Parse(raw, &tape); err != nil {
			return nil, err
		}
		typ := string(tape.Raw(tape.Child(0, schema.MemberResourceType)))
		if typ != p.Resource.Name {
			continue
		}
		var id []byte
		if c := tape.Child(0, schema.MemberResourceID); c >= 0 {
			id = tape.Raw(c)
		}
		m.Start(&tape, p.Resource.ID, id)
		if err := r.Run(p, sink); err != nil {
			return nil, err
		}
	}
	return sink.rows, nil
}
