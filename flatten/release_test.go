package flatten

import (
	"errors"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/source"
)

// TestOtherReleases: what is listed as another release's is not R4's.
func TestOtherReleases(t *testing.T) {
	for name := range otherTypes {
		if schema.R4().IsResource(name) {
			t.Errorf("%s is a type of R4", name)
		}
	}
	for name := range otherElements {
		typeName, element, _ := strings.Cut(name, ".")
		typ, ok := schema.R4().Type(typeName)
		if !ok || typ.Field(schema.R4().Member(element)) != nil {
			t.Errorf("%s: no such type, or R4 has the element", name)
		}
	}
}

// TestRelease: which release a resource tells that it is of.
func TestRelease(t *testing.T) {
	w := newFlattener(t, Options{}).NewWorker("", memory.DefaultAllocator)
	defer w.Release()
	for _, c := range []struct{ raw, release string }{
		{`{"resourceType":"Condition","id":"1","subject":{}}`, ""},
		{`{"resourceType":"Condition","id":"1","patient":{}}`, "DSTU2"},
		{`{"resourceType":"Condition","id":"1","assertedDate":"2014"}`, "STU3"},
		{`{"resourceType":"Patient","id":"1","animal":{}}`, "DSTU2 or STU3"},
		{`{"resourceType":"Patient","id":"1","animal":{},"careProvider":[]}`, "DSTU2"},
		{`{"resourceType":"MedicationRequest","id":"1","medication":{}}`, "R5"},
		{`{"resourceType":"Patient","id":"1","colour":"red"}`, ""},
	} {
		r, err := w.Parse(source.Item{Raw: []byte(c.raw)})
		if err != nil || r.Release != c.release {
			t.Errorf("%s: %q, want %q (%v)", c.raw, r.Release, c.release, err)
		}
	}
	_, err := w.Parse(source.Item{Raw: []byte(`{"resourceType":"MedicationOrder","id":"1"}`)})
	if want := `no type of FHIR R4: "MedicationOrder" is one of FHIR DSTU2: convert it`; !errors.Is(err, ErrUnknownType) || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestUnstored: what servers send without an id is named by its content: the same again is the same.
func TestUnstored(t *testing.T) {
	w := newFlattener(t, Options{}).NewWorker("S", memory.DefaultAllocator)
	defer w.Release()
	ids := map[string]bool{}
	for _, raw := range []string{
		`{"resourceType":"OperationOutcome","issue":[{"code":"a"}]}`, `{"resourceType":"OperationOutcome","issue":[{"code":"b"}]}`,
		`{"resourceType":"OperationOutcome","issue":[{"code":"a"}]}`, `{"parameter":[],"resourceType":"Parameters"}`,
	} {
		r, err := w.Parse(source.Item{Raw: []byte(raw)})
		if err != nil || r.Key != "S:"+r.ID || len(r.ID) != 36 {
			t.Fatalf("%s: %+v, %v", raw, r, err)
		}
		ids[r.ID] = true
	}
	if len(ids) != 3 {
		t.Errorf("%d ids of three contents", len(ids))
	}
	if r, err := w.Parse(source.Item{Raw: []byte(`{"resourceType":"OperationOutcome","id":"x"}`)}); err != nil || r.ID != "x" {
		t.Errorf("its own id is not taken: %+v, %v", r, err)
	}
}
