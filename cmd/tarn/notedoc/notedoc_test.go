package notedoc

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// TestStatement: what the user gives stands in arguments, never in the statement itself.
func TestStatement(t *testing.T) {
	since := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		s    Selection
		want string
		has  string
	}{
		{Selection{}, "", "d.status = 'ok'"},
		{Selection{Source: "it's"}, "it's", "coalesce(r.source, '') = $1"},
		{Selection{Patients: []string{"p'1", "p2"}, Since: since}, "|p'1|p2|2026-11-23T08:00:00Z", "annotated >= CAST($4 AS TIMESTAMPTZ)"},
		{Selection{Source: "S", Patients: []string{"p1"}}, "S|p1|S:p1", "d.patient_id IN ($2, $3)"},
		{Selection{AsLoaded: true, Types: []string{"Composition"}}, "|Composition", "d.source_type IN ($2)"},
		{Selection{Types: []string{"Composition"}}, "", "NULL AS resource"},
	} {
		s := c.s.statement()
		var got []string
		for _, a := range s.arguments {
			got = append(got, string(a))
		}
		if strings.Join(got, "|") != c.want || !strings.Contains(s.sql, c.has) || strings.Contains(s.sql, "p'1") || strings.Contains(s.sql, "it's") {
			t.Errorf("%+v: arguments %q of\n%s", c.s, got, s.sql)
		}
		if c.s.AsLoaded == strings.Contains(s.sql, "entered-in-error") {
			t.Errorf("%+v: documents entered in error:\n%s", c.s, s.sql)
		}
	}
}

// row is a row of the query: document, kind and entity, and the branch's columns; "NULL" is NULL.
func row(document string, k kind, entity string, columns ...string) [][]byte {
	values := make([][]byte, 7+branchWidth)
	for i, v := range append([]string{"DocumentReference", "d" + document, "0", "key" + document, fmt.Sprint(int(k)), entity, "0"}, columns...) {
		if v != "NULL" {
			values[i] = []byte(v)
		}
	}
	return values
}

func TestGather(t *testing.T) {
	var g gatherer
	var got []*fhirout.Document
	var resources []string
	do := func(d *fhirout.Document, resource []byte) error {
		got, resources = append(got, d), append(resources, string(resource))
		return nil
	}
	for _, r := range [][][]byte{
		row("1", ofDocument, "NULL", "2", "", "content[0]", "p1", "NULL", "1000001", "NULL", "sha", "ok", "NULL", `{"resourceType":"x"}`),
		row("1", ofEntity, "e1", "MEDICAL_CONDITION", "DX_NAME", "fever", "NULL", "hpi", "3", "8", "0.5", "dictionary", "t", "negative"),
		row("1", ofAttribute, "e1", "ACUITY", "ACUITY", "acute", "0", "2", "0.25", "NULL", "1", "NULL", "NULL", "NULL", "NULL", "{}"),
		row("1", ofAttribute, "phi", "NAME"), // its entity was not read
		row("1", ofLink, "e1", "http://loinc.org", "1-1", "one", "exact", "1", "1", "f"),
		row("1", ofTrait, "e1", "NEGATION", "no", "rule"),
		row("2", ofDocument, "NULL", "NULL", "", "NULL", "NULL", "NULL", "NULL", "NULL", "sha", "too_large", "why"),
	} {
		if err := g.row(r, do); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 1 {
		t.Fatalf("%d documents before the last is complete", len(got))
	}
	if err := g.flush(do); err != nil {
		t.Fatal(err)
	}
	want := []*fhirout.Document{
		{
			SourceType: "DocumentReference", SourceID: "d1", Key: "key1", SourceVersion: "2", Path: "content[0]", PatientID: "p1",
			Time: time.UnixMicro(1000001).UTC(), HasTime: true, Pipeline: "sha", Status: "ok",
			Entities: []fhirout.Entity{{
				ID: "e1", Category: "MEDICAL_CONDITION", Type: "DX_NAME", Text: "fever", Section: "hpi", Span: fhirout.Span{Begin: 3, End: 8},
				Score: 0.5, Method: "dictionary", Negated: true, Certainty: "negative",
				Attributes: []fhirout.Attribute{{Type: "ACUITY", Relationship: "ACUITY", Text: "acute", Span: fhirout.Span{End: 2}, Score: 0.25, Value: "1", JSON: "{}"}},
				Links:      []fhirout.Link{{System: "http://loinc.org", Code: "1-1", Display: "one", Method: "exact", Rank: 1, Score: 1}},
				Traits:     []fhirout.Trait{{Name: "NEGATION", Cue: "no", Rule: "rule"}},
			}},
		},
		{SourceType: "DocumentReference", SourceID: "d2", Key: "key2", Pipeline: "sha", Status: "too_large", Error: "why"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\n     %+v\nwant %+v\n     %+v", got[0], got[1], want[0], want[1])
	}
	if resources[0] != `{"resourceType":"x"}` || resources[1] != "" {
		t.Errorf("resources %q", resources)
	}
}

// TestGatherWrong: a column that is not what it should be is an error, never a zero.
func TestGatherWrong(t *testing.T) {
	var g gatherer
	do := func(*fhirout.Document, []byte) error { return nil }
	for _, r := range [][][]byte{
		row("1", ofDocument, "NULL", "", "", "", "", "", "yesterday"),
		row("1", ofEntity, "e1", "", "", "", "", "", "three"),
	} {
		if err := g.row(r, do); err == nil {
			t.Errorf("%q was taken", r)
		}
	}
}
