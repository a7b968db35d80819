package fhirout_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// FuzzBuild puts odd text where text can be: what comes out is one line of valid FHIR.
func FuzzBuild(f *testing.F) {
	f.Add("plain", "12.5", `{"time":"2024-03-04"}`)
	f.Add("a\x00b\xff\"\\\n\t\u2028", "-.5", `[{"text":"x","timing":{}}]`)
	f.Add(" ", "1e400", `{"a":[[[{"":null}]]]}`)
	f.Add("\ufeff", "007", `[1,2`)
	f.Add("", "NaN", `{"time":5}`)
	f.Fuzz(func(t *testing.T, text, value, details string) {
		d := note()
		d.Entities = slices.DeleteFunc(d.Entities, func(e fhirout.Entity) bool { return !slices.Contains(fuzzed, e.ID) })
		d.PatientID, d.EncounterID, d.Path, d.Pipeline = text, text, text, text
		for i := range d.Entities {
			e := &d.Entities[i]
			e.Text, e.Section, e.Event = text, value, details
			e.Links = append(e.Links, fhirout.Link{System: text, Code: value, Display: details, Rank: 1}, fhirout.Link{System: text, Code: value, Rank: 2})
			e.Traits = append(e.Traits, fhirout.Trait{Name: "NEGATION", Cue: text, Rule: value})
			for _, typ := range []string{"SIG", "TEST_VALUE", "AMOUNT", "USAGE", "QUALITY", "TIME_TO_DX_NAME", "TEST_RANGE", "REASON", "DIRECTION"} {
				e.Attributes = append(e.Attributes, fhirout.Attribute{Type: typ, Text: text, Value: value, High: value, Unit: text, UCUM: details, Code: value, JSON: details})
			}
		}
		d.Entities = append(d.Entities, d.Entities[0])
		d.Entities[len(d.Entities)-1].Conditionality = "conditional"
		d.Entities[len(d.Entities)-1].ID = "again"
		resources := fhirout.Build(d, fhirout.Options{All: true}, nil)
		for i := range d.Entities { // instructions go out as they come in: their elements are not ours to check
			d.Entities[i].Attributes = slices.DeleteFunc(slices.Clone(d.Entities[i].Attributes), func(a fhirout.Attribute) bool { return a.Type == "SIG" })
		}
		check(t, fhirout.Build(d, fhirout.Options{All: true}, nil))
		for _, r := range append(jsonOf(resources), fhirout.HealthLake(d)) {
			if !utf8.Valid(r) || bytes.ContainsAny(r, "\n\r") {
				t.Fatalf("no line of UTF-8: %.300q", r)
			}
			var v any
			if err := json.Unmarshal(r, &v); err != nil {
				t.Fatalf("%v in %.300q", err, r)
			}
			if empty(v) {
				t.Fatalf("an empty value in %.300q", r)
			}
		}
	})
}

// fuzzed are the entities of the note that FuzzBuild takes: one of each kind of resource, to be quick.
var fuzzed = []string{"c01", "c08", "m01", "m09", "t01", "t02", "t05", "p01", "s01", "s04", "s06"}

// empty reports whether there is a value in JSON that FHIR cannot have.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0 || slices.ContainsFunc(v, empty)
	case map[string]any:
		for _, x := range v {
			if empty(x) {
				return true
			}
		}
		return len(v) == 0
	}
	return false
}

// FuzzExtend checks that nothing but the extension is added, and that JSON stays JSON.
func FuzzExtend(f *testing.F) {
	f.Add([]byte(`{"a":1,"extension":[{"url":"o"}]}`))
	f.Add([]byte(`{"extension":[],"extension":[1]}`))
	f.Add([]byte(` { } `))
	f.Fuzz(func(t *testing.T, resource []byte) {
		added := []byte(`{"url":"x"}`)
		got, err := fhirout.Extend(resource, added)
		if err != nil {
			return
		}
		if json.Valid(resource) && !json.Valid(got) {
			t.Fatalf("%q became %q", resource, got)
		}
		if !bytes.Contains(got, added) {
			t.Fatalf("no extension in %q", got)
		}
	})
}
