package value

import (
	"fmt"
	"testing"
)

func TestParseReference(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Patient/1", "relative Patient 1 "},
		{"Patient/1/_history/2", "versioned Patient 1 2"},
		{"http://x.org/fhir/Patient/1", "absolute Patient 1 "},
		{"http://x.org/fhir/Patient/1/_history/2", "versioned Patient 1 2"},
		{"Patient/1#part", "relative Patient 1 "},
		{"/Patient/1", "relative Patient 1 "},
		{"#p1", "contained  p1 "},
		{"#", "contained   "},
		{"urn:uuid:abc", "urn  abc "},
		{"urn:oid:1.2.3", "urn  1.2.3 "},
		{"urn:uuid:", "urn   "},
		{"urn:isbn:1", "urn   "},
		{"Patient?identifier=a|b", "conditional Patient  "},
		{"http://x.org/fhir/Patient?identifier=a|b", "conditional Patient  "},
		{"http://x.org/?q", "other   "},
		{"http://x.org/page", "other   "},
		{"Patient/", "other   "},
		{"/1", "other   "},
		{"patient/1", "other   "},
		{"Patient/a_b", "relative Patient a_b "},
		{"Patient/a b", "other   "},
		{"", "   "},
	} {
		r := ParseReference([]byte(c.in))
		if got := fmt.Sprintf("%s %s %s %s", r.Kind, r.Type, r.ID, r.Version); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}
