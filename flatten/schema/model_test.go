package schema_test

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/flatten/schema"
)

func typ(t *testing.T, name string) *schema.Type {
	t.Helper()
	tt, ok := schema.R4().Type(name)
	if !ok {
		t.Fatalf("no type %s", name)
	}
	return tt
}

func field(t *testing.T, typeName, name string) *schema.Field {
	t.Helper()
	f, ok := typ(t, typeName).FieldByName(name)
	if !ok {
		t.Fatalf("no field %s.%s", typeName, name)
	}
	return f
}

// TestFields: what a field says, in full.
func TestFields(t *testing.T) {
	m := schema.R4()
	for _, c := range []struct {
		owner, name          string
		element, choice, typ string
		many                 bool
		min                  int
		twin, short          string
		firstTarget          string
	}{
		{"Patient", "birthDate", "birthDate", "", "date", false, 0, "_birthDate", "The date of birth for the individual", ""},
		{"Patient", "_birthDate", "birthDate", "", "Element", false, 0, "", "The date of birth for the individual", ""},
		{"Patient", "name", "name", "", "HumanName", true, 0, "", "A name associated with the patient", ""},
		{"HumanName", "_given", "given", "", "Element", true, 0, "", "Given names (not always 'first'). Includes middle names", ""},
		{"Patient", "id", "id", "", "id", false, 0, "_id", "Logical id of this artifact", ""},
		{"HumanName", "id", "id", "", "string", false, 0, "", "Unique id for inter-element referencing", ""},
		{"Extension", "url", "url", "", "uri", false, 1, "", "identifies the meaning of the extension", ""},
		{"Observation", "valueQuantity", "value[x]", "value", "Quantity", false, 0, "", "Actual result", ""},
		{"Observation", "_valueString", "value[x]", "value", "Element", false, 0, "", "Actual result", ""},
		{"Observation", "subject", "subject", "", "Reference", false, 0, "", "Who and/or what the observation is about", "Patient"},
		{"Patient", "contact", "contact", "", "Patient.contact", true, 0, "", "A contact party (e.g. guardian, partner, friend) for the patient", ""},
		{"Questionnaire.item", "item", "item", "", "Questionnaire.item", true, 0, "", "Nested questionnaire items", ""},
		{"Observation.component", "referenceRange", "referenceRange", "", "Observation.referenceRange", true, 0, "", "Provides guide for interpretation of component result", ""},
		{"Patient", "contained", "contained", "", "Resource", true, 0, "", "Contained, inline Resources", ""},
		{"Narrative", "div", "div", "", "xhtml", false, 1, "", "Limited xhtml content", ""},
		{"Reference", "identifier", "identifier", "", "Identifier", false, 0, "", "Logical reference, when literal reference is not known", ""},
		{"Identifier", "assigner", "assigner", "", "Reference", false, 0, "", "Organization that issued id (may be just text)", "Organization"},
	} {
		f := field(t, c.owner, c.name)
		target := ""
		if len(f.Targets) > 0 {
			target = f.Targets[0]
		}
		if f.Name != c.name || m.MemberName(f.Member) != c.name || f.Element != c.element || f.Choice != c.choice ||
			m.TypeByID(f.Type).Name != c.typ || f.Many != c.many || f.Min != c.min || m.MemberName(f.Twin) != c.twin ||
			f.Short != c.short || target != c.firstTarget {
			t.Errorf("%s.%s: got %+v", c.owner, c.name, f)
		}
	}
}

func TestAbsentFields(t *testing.T) {
	m := schema.R4()
	for owner, names := range map[string][]string{
		"Patient":   {"valueQuantity", "_name", "value", "value[x]", "resourceType", "no such", "", "_id_"},
		"HumanName": {"_id"},
		"Extension": {"_url"},
		"date":      {"value", "id"},
	} {
		for _, n := range names {
			if f, ok := typ(t, owner).FieldByName(n); ok {
				t.Errorf("%s has %q: %+v", owner, n, f)
			}
		}
	}
	for _, id := range []schema.MemberID{schema.NoMember, schema.UnknownMember} {
		if typ(t, "Patient").Field(id) != nil || m.MemberName(id) != "" {
			t.Errorf("member %d means something", id)
		}
	}
	if _, ok := m.Type("MetadataResource"); ok {
		t.Error("MetadataResource is no type")
	}
}

// TestIndexes: every type and member is found by its id and by its name, every field by its member.
func TestIndexes(t *testing.T) {
	m := schema.R4()
	if m.Member("resourceType") != schema.MemberResourceType || m.Member("id") != schema.MemberResourceID || m.Member("fhir_comments") != schema.MemberFHIRComments {
		t.Error("reserved members have moved")
	}
	for id := schema.UnknownMember + 1; int(id) < m.NumMembers(); id++ {
		name := m.MemberName(id)
		if m.Member(name) != id || m.MemberBytes([]byte(name)) != id {
			t.Errorf("member %d %q is found as %d", id, name, m.Member(name))
		}
	}
	for id := range m.NumTypes() {
		tt := m.TypeByID(schema.TypeID(id))
		if again, ok := m.Type(tt.Name); !ok || again != tt || int(tt.ID) != id {
			t.Errorf("type %d %q", id, tt.Name)
		}
		for i := range tt.Fields {
			f := &tt.Fields[i]
			if tt.Field(f.Member) != f {
				t.Errorf("%s.%s is not found", tt.Name, f.Name)
			}
			if f.Twin != schema.NoMember && (tt.Field(f.Twin) == nil || m.MemberName(f.Twin) != "_"+f.Name) {
				t.Errorf("%s._%s is not found", tt.Name, f.Name)
			}
			if primitive := m.TypeByID(f.Type).Kind == schema.Primitive; !primitive && f.Twin != schema.NoMember {
				t.Errorf("%s.%s has a twin", tt.Name, f.Name)
			}
		}
	}
}

func TestKinds(t *testing.T) {
	for name, want := range map[string]struct {
		kind     schema.TypeKind
		base     string
		abstract bool
	}{
		"Patient":         {schema.Resource, "DomainResource", false},
		"Bundle":          {schema.Resource, "Resource", false},
		"DomainResource":  {schema.Resource, "Resource", true},
		"Patient.contact": {schema.Backbone, "BackboneElement", false},
		"Timing.repeat":   {schema.Backbone, "Element", false},
		"Age":             {schema.Complex, "Quantity", false},
		"Element":         {schema.Complex, "", true},
		"date":            {schema.Primitive, "Element", false},
		"code":            {schema.Primitive, "string", false},
		"xhtml":           {schema.Primitive, "Element", false},
	} {
		if tt := typ(t, name); tt.Kind != want.kind || tt.Base != want.base || tt.Abstract != want.abstract || tt.Short == "" {
			t.Errorf("%s: got %v %q %v %q", name, tt.Kind, tt.Base, tt.Abstract, tt.Short)
		}
	}
}

func TestChoices(t *testing.T) {
	var names []string
	for _, f := range typ(t, "Observation").Choices("value") {
		names = append(names, f.Name)
	}
	want := []string{
		"valueQuantity", "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger", "valueRange", "valueRatio",
		"valueSampledData", "valueTime", "valueDateTime", "valuePeriod",
	}
	if !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if n := len(typ(t, "Extension").Choices("value")); n != 50 {
		t.Errorf("Extension.value[x] has %d types, want 50", n)
	}
	if typ(t, "Patient").Choices("birthDate") != nil {
		t.Error("birthDate is no choice")
	}
}

func TestSearch(t *testing.T) {
	m := schema.R4()
	p, ok := m.SearchParam("Observation", "patient")
	if !ok || p.Type != "reference" || !slices.Contains(p.Bases, "Observation") || !slices.Contains(p.Targets, "Patient") || p.Expression == "" {
		t.Errorf("Observation?patient: %+v", p)
	}
	if p, ok := m.SearchParam("Patient", "_lastUpdated"); !ok || p.Expression != "Resource.meta.lastUpdated" {
		t.Errorf("_lastUpdated: %+v", p)
	}
	if _, ok := m.SearchParam("Patient", "no-such"); ok {
		t.Error("found a parameter that is not there")
	}
	for resource, want := range map[string][]string{
		"Observation": {"subject", "performer"},
		"Patient":     {"link"},
		"Encounter":   {"patient"},
		"Location":    nil,
	} {
		if got := m.PatientCompartment(resource); !slices.Equal(got, want) {
			t.Errorf("compartment of %s: got %v, want %v", resource, got, want)
		}
	}
}

// TestCompartmentParams: each parameter of the compartment is a search parameter with a path.
func TestCompartmentParams(t *testing.T) {
	m := schema.R4()
	n := 0
	for _, r := range m.Resources() {
		for _, code := range m.PatientCompartment(r) {
			n++
			if p, ok := m.SearchParam(r, code); !ok || p.Type != "reference" || p.Expression == "" {
				t.Errorf("%s?%s: %+v", r, code, p)
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d parameters", n)
	}
}
