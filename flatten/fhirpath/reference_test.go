package fhirpath

import (
	"strings"
	"testing"
)

// TestReferences: what the Bundle says of a reference comes first, and what it does not know keeps something usable.
func TestReferences(t *testing.T) {
	const json = `{"resourceType":"Observation","id":"o","subject":{"reference":"%"}}`
	known := map[string]string{"urn:uuid:1": "Patient/p", "http://x/Patient/a": "Patient/b", "http://x/odd": "Group/g"}
	for _, c := range []struct{ reference, key, patient string }{
		{"urn:uuid:1", "'S:p'", "'S:p'"},
		{"urn:uuid:2", "'S:2'", "'S:2'"}, // of another Bundle, or of a bulk export
		{"urn:oid:1.2", "'S:1.2'", "'S:1.2'"},
		{"urn:isbn:3", "", ""},
		{"http://x/Patient/a", "'S:b'", "'S:b'"}, // the entry's resource has another id than its fullUrl
		{"http://x/Patient/c", "'S:c'", "'S:c'"},
		{"http://x/odd", "'S:g'", ""},
		{"http://x/other", "", ""},
		{"Group/g", "'S:g'", ""},
	} {
		m, typ := testMachine(t, strings.Replace(json, "%", c.reference, 1))
		m.Resolve = func(ref []byte) (typ, id string, ok bool) {
			to, ok := known[string(ref)]
			if !ok {
				return "", "", false
			}
			return to[:len(to)-2], to[len(to)-1:], true
		}
		if got := evaluate(t, m, typ, "subject.getReferenceKey()", Options{}); got != c.key {
			t.Errorf("%s: key %s, want %s", c.reference, got, c.key)
		}
		if got := evaluate(t, m, typ, "subject.getReferenceKey(Patient)", Options{}); got != c.patient {
			t.Errorf("%s: key of a Patient %s, want %s", c.reference, got, c.patient)
		}
	}
}

// TestReferenceType: the type of a target is a resource type, however it is said.
func TestReferenceType(t *testing.T) {
	for _, c := range []struct{ members, typ, key string }{
		{`"subject":{"type":"http://hl7.org/fhir/StructureDefinition/Patient","identifier":{"value":"1"}}`, "'Patient'", ""},
		{`"subject":{"type":"Patient","display":"A"}`, "'Patient'", ""},
		{`"subject":{"type":"http://example.org/StructureDefinition/Pet"}`, "'http://example.org/StructureDefinition/Pet'", ""},
		{`"subject":{"reference":"#p"},"contained":[{"resourceType":"Group","id":"g"},{"resourceType":"Patient","id":"p"}]`, "'Patient'", "'o#p'"},
		{`"subject":{"reference":"#p"},"contained":{"resourceType":"Patient","id":"p"}`, "'Patient'", "'o#p'"},
		{`"subject":{"reference":"#q"},"contained":{"resourceType":"Patient","id":"p"}`, "", ""},
	} {
		m, typ := testMachine(t, `{"resourceType":"Observation","id":"o",`+c.members+`}`)
		m.Key, m.Prefix = []byte("o"), nil
		if got := evaluate(t, m, typ, "subject.referenceType()", Options{}); got != c.typ {
			t.Errorf("%s: type %s, want %s", c.members, got, c.typ)
		}
		if got := evaluate(t, m, typ, "subject.getReferenceKey()", Options{}); got != c.key {
			t.Errorf("%s: key %s, want %s", c.members, got, c.key)
		}
	}
}
