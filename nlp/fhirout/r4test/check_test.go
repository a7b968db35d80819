package r4test_test

import (
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/fhirout/r4test"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestChecker shows that each kind of fault is found: a checker that finds nothing proves nothing.
func TestChecker(t *testing.T) {
	definitions, err := os.ReadFile(shared.Path(t, "fhir", "r4-elements.json"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := r4test.New(definitions)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ json, want string }{
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"onsetString":"x","evidence":[{"detail":[{"reference":"DocumentReference/d"}]}]}`, ""},
		{`{"resourceType":"Observation","status":"final","code":{"text":"x"},"component":[{"code":{"text":"x"},"referenceRange":[{"low":{"value":1.0}}]}]}`, ""},
		{`{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"x"},"subject":{"reference":"Patient/p"},"dosage":[{"timing":{"repeat":{"boundsDuration":{"value":3}}}}]}`, ""},
		{`{"resourceType":"Nothing"}`, "unknown"},
		{`{"resourceType":"Condition"}`, "subject is missing"},
		{`{"resourceType":"Condition","subject":{"reference":"Device/p"}}`, "a reference to Device"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"color":"red"}`, "no such element"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"category":{"text":"x"}}`, "is no array"},
		{`{"resourceType":"Condition","subject":[{"reference":"Patient/p"}]}`, "is an array"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"category":[]}`, "empty array"},
		{`{"resourceType":"Condition","subject":{},"code":{"text":"x"}}`, "is empty"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":"x"}`, "want CodeableConcept"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"onsetString":"x","onsetDateTime":"2020"}`, "second value"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"onsetInteger":1}`, "no such element"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"recordedDate":"2020-13"}`, "is no dateTime"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"id":"a b"}`, "System.String"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":" "}}`, "blank"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"extension":[{"url":"x"}]}`, "either a value or"},
		{`{"resourceType":"Condition","subject":{"reference":"Patient/p"},"extension":[{"valueString":"x"}]}`, "url is missing"},
		{`{"resourceType":"Observation","code":{"text":"x"},"status":"final","valueQuantity":{"value":"1"}}`, "want decimal"},
		{`{"resourceType":"Observation","code":{"text":"x"},"status":"final","valueBoolean":1}`, "want boolean"},
		{`{"resourceType":"Observation","code":{"text":"x"},"status":"final","component":[{"valueInteger":1.5,"code":{"text":"x"}}]}`, "no integer"},
		{`{`, "unexpected EOF"},
	} {
		got := strings.Join(c.Check([]byte(tc.json)), "; ")
		if tc.want == "" && got != "" || !strings.Contains(got, tc.want) {
			t.Errorf("%s\n got %q, want %q", tc.json, got, tc.want)
		}
	}
}
