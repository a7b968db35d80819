package fhirpath

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
)

// TestNeededBy: an expression that has a value without an element must not name it as needed.
func TestNeededBy(t *testing.T) {
	typ, _ := schema.R4().Type("Patient")
	for _, c := range []struct{ src, want string }{
		{"name.given", "name"},
		{"name.given.first()", "name"},
		{"deceased.ofType(dateTime)", "deceasedDateTime"},
		{"birthDate.extension('x')", "birthDate _birthDate"},
		{"(birthDate | deceased.ofType(dateTime)).first()", "birthDate deceasedDateTime"},
		{"name.given.join(', ').where($this != '')", "name"},
		{"name.given.join(', ')", ""},                                 // the empty text
		{"name.given.join(contact.name.text).where($this != '')", ""}, // fails where there are several
		{"name.exists()", ""},
		{"name.count()", ""},
		{"(birthDate | %resource.id).first()", ""},
		{"'text' | name.given", ""},
		{"%rowIndex", ""},
		{"$this", ""},
	} {
		p, err := Compile(c.src, On(typ), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		var got []string
		for _, m := range neededBy(p.op) {
			got = append(got, schema.R4().MemberName(m))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s needs %q, want %q", c.src, s, c.want)
		}
	}
}
