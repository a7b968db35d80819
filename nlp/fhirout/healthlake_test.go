package fhirout_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

func TestHealthLake(t *testing.T) {
	d := note()
	golden(t, "healthlake.json", fhirout.HealthLake(d))
	d.Status, d.Error = "unsupported_type", "application/pdf"
	golden(t, "healthlake-failed.json", fhirout.HealthLake(d))
}

// TestHealthLakeReads reads the extension as AWS' own sample does (aws-cm-icd10-entity by its urls), and the raw response as
// an answer of Comprehend Medical.
func TestHealthLakeReads(t *testing.T) {
	resource, err := fhirout.Extend([]byte(`{"resourceType":"DocumentReference","id":"doc-1"}`), fhirout.HealthLake(note()))
	if err != nil {
		t.Fatal(err)
	}
	if c := definitions(t); c != nil {
		for _, wrong := range c.Check(resource) {
			if !strings.Contains(wrong, "is missing") { // status and content of the stub
				t.Error(wrong)
			}
		}
	}
	var got struct{ Extension []ext }
	if err := json.Unmarshal(resource, &got); err != nil {
		t.Fatal(err)
	}
	const base = "http://healthlake.amazonaws.com/aws-cm/"
	all := got.Extension[0].find(base)
	icd := all.find(base + "infer-icd10/")
	entity := icd.find(base + "infer-icd10/aws-cm-icd10-entity")
	entityText := entity.find(base + "infer-icd10/aws-cm-icd10-entity-text").ValueString
	concepts := entity.find(base + "infer-icd10/aws-cm-icd10-entity-ConceptList").Extension
	if entityText != "severe right ankle pain" || len(concepts) != 2 {
		t.Fatalf("entity %q with %d concepts", entityText, len(concepts))
	}
	if c := concepts[1].find(base + "infer-icd10/aws-cm-icd10-entity-Concept-Code").ValueString; c != "M25.579" {
		t.Errorf("the second code is %s", c)
	}
	if s := all.find(base + "status/").ValueString; s != "SUCCESS" {
		t.Errorf("status %s", s)
	}
	var response struct {
		Entities []struct {
			ID       int `json:"Id"`
			Category string
			Traits   []struct{ Name string }
		}
	}
	raw := all.find(base + "detect-entities/").find(base + "detect-entities/raw-response").ValueString
	if err := json.Unmarshal([]byte(raw), &response); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	for _, e := range response.Entities {
		if e.Category == "PROTECTED_HEALTH_INFORMATION" {
			t.Error("protected health information in the response")
		}
	}
	if bytes.Contains(resource, []byte("Maria Carter")) {
		t.Error("a name in the output")
	}
}

// ext is an Extension.
type ext struct {
	URL         string
	ValueString string
	Extension   []ext
}

// find is the first extension of a url, e itself or one of its own.
func (e ext) find(url string) ext {
	if e.URL == url {
		return e
	}
	for _, x := range e.Extension {
		if x.URL == url {
			return x
		}
	}
	return ext{}
}

func TestExtend(t *testing.T) {
	x, y := []byte(`{"url":"x"}`), []byte(`{"url":"y"}`)
	for _, tc := range []struct {
		in   string
		ext  [][]byte
		want string
	}{
		{`{"id":"1"}`, [][]byte{x}, `{"id":"1","extension":[{"url":"x"}]}`},
		{`{}`, [][]byte{x, y}, `{"extension":[{"url":"x"},{"url":"y"}]}`},
		{`{"extension":[],"v":1.50}`, [][]byte{x}, `{"extension":[{"url":"x"}],"v":1.50}`},
		{` {"extension" : [ {"url":"o"} ] , "b":{"extension":[]}} `, [][]byte{x}, `{"extension" : [ {"url":"o"} ,{"url":"x"}] , "b":{"extension":[]}}`},
		{`{"contained":[{"extension":[{"url":"i"}]}],"text":"}"}`, [][]byte{y}, `{"contained":[{"extension":[{"url":"i"}]}],"text":"}","extension":[{"url":"y"}]}`},
		{`{"id":"1"}`, nil, `{"id":"1"}`},
	} {
		got, err := fhirout.Extend([]byte(tc.in), tc.ext...)
		if err != nil || string(got) != tc.want {
			t.Errorf("%s\n got %s %v\nwant %s", tc.in, got, err, tc.want)
		}
	}
	for _, bad := range []string{``, `[]`, `{"a":`, `{"extension":{}}`, `{"extension":null}`, `{"a":1`, `nonsense`} {
		if got, err := fhirout.Extend([]byte(bad), x); err == nil {
			t.Errorf("%q: %s", bad, got)
		}
	}
}
