package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/source"
)

// TestBundles: a Bundle, in whatever layout, and the items it becomes. Small blocks make it a large Bundle, which is
// read in two passes.
func TestBundles(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"transaction", `{"resourceType":"Bundle","type":"transaction","entry":[` +
			`{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}},` +
			`{"resource":{"resourceType":"Group"},"request":{"method":"PUT","url":"Group/g1"}},` +
			`{"fullUrl":"http://h/fhir/Basic/b1","resource":{"resourceType":"Basic"}},` +
			`{"request":{"method":"DELETE","url":"Patient/p2"}},` +
			`{"request":{"method":"DELETE","url":"Patient?name=x"}},` +
			`{"request":{"method":"GET","url":"Patient/p3"}},` +
			`{"resource":{"resourceType":"Parameters"},"request":{"method":"PATCH","url":"Patient/p3"}},` +
			`{"fullUrl":"urn:uuid:9"},{},null,1]}`, []string{
			`resource 1:90 {"resourceType":"Patient"} id=1`,
			`resource 1:174 {"resourceType":"Group"} id=g1`,
			`resource 1:291 {"resourceType":"Basic"} id=b1`,
			`delete 1:317 Patient/p2`,
			`bad 1:368 {"request":{"method":"DELETE","url":"Patient?name=x"}}: a conditional delete: which resources it means is not known here: Patient?name=x`,
			`skipped 1:423 a request to read, without a resource`,
			`bad 1:471 {"resource":{"resourceType":"Parameters"},"request":{"method":"PATCH","url":"Patient/p3"}}: a PATCH: a change to a resource, not a resource`,
			`bad 1:562 {"fullUrl":"urn:uuid:9"}: a Bundle entry without a resource and without a request that needs none`,
			`bad 1:587 {}: a Bundle entry without a resource and without a request that needs none`,
			`bad 1:590 null: a Bundle entry without a resource and without a request that needs none`,
			`bad 1:595 1: a Bundle entry without a resource and without a request that needs none`,
			`skipped 1:0 a Bundle (transaction): its 11 entries are taken one by one`,
		}},
		{"type last, pretty-printed", "{\n  \"entry\": [\n    {\n      \"resource\": {\n        \"id\": \"x\", \"contained\": [{\"resourceType\":\"Bundle\"}]\n      }\n    }\n  ],\n" +
			"  \"type\": \"searchset\",\n  \"resourceType\": \"Bundle\"\n}\n{\n  \"id\": \"y\"\n}\n", []string{
			"resource 4:39 {\n        \"id\": \"x\", \"contained\": [{\"resourceType\":\"Bundle\"}]\n      }",
			"skipped 1:0 a Bundle (searchset): its 1 entries are taken one by one",
			"resource 12:172 {\n  \"id\": \"y\"\n}",
		}},
		{"on NDJSON lines", `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}}]}` + "\n" +
			`{"id":"b"}` + "\n" + `{"type":"collection","entry":[{"resource":{"id":"c"}}, {"resource":{"id":"d"}}],"resourceType":"Bundle"}`, []string{
			`resource 1:61 {"id":"a"}`, `skipped 1:0 a Bundle (batch): its 1 entries are taken one by one`,
			`resource 2:75 {"id":"b"}`,
			`resource 3:128 {"id":"c"}`, `resource 3:153 {"id":"d"}`, `skipped 3:86 a Bundle (collection): its 2 entries are taken one by one`,
		}},
		{"no entries", `{"resourceType":"Bundle","type":"searchset","total":0}`, []string{`skipped 1:0 a Bundle (searchset): its 0 entries are taken one by one`}},
		{"empty entries", `{"resourceType":"Bundle","type":"searchset","entry":[ ]}`, []string{`skipped 1:0 a Bundle (searchset): its 0 entries are taken one by one`}},
		{"search", `{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"id":"a"},"search":{"mode":"match"}},` +
			`{"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}},{"resource":{"id":"o"},"search":{"mode":"outcome"}}]}`, []string{
			`resource 1:65 {"id":"a"}`, `skipped 1:103 a search outcome, no resource of the store`, `resource 1:192 {"id":"o"}`,
			`skipped 1:0 a Bundle (searchset): its 3 entries are taken one by one`,
		}},
		{"history", `{"resourceType":"Bundle","type":"history","entry":[{"fullUrl":"http://h/Patient/1","request":{"method":"DELETE","url":"http://h/Patient/1/_history/3"},` +
			`"response":{"status":"204","etag":"W/\"3\"","lastModified":"2020-01-01T00:00:00Z"}},{"fullUrl":"http://h/Patient/1","resource":{"id":"1"},"response":{"etag":"W/\"2\""}}]}`, []string{
			`delete 1:51 Patient/1`, `resource 1:278 {"id":"1"}`, `skipped 1:0 a Bundle (history): its 2 entries are taken one by one`,
		}},
		{"document", `{"resourceType":"Bundle","id":"d","type":"document","entry":[{"resource":{"id":"a"}}]}`, []string{
			`resource 1:0 {"resourceType":"Bundle","id":"d","type":"document","entry":[{"resource":{"id":"a"}}]}`, `resource 1:73 {"id":"a"}`,
		}},
		{"a message without an id", `{"resourceType":"Bundle","type":"message","entry":[{"resource":{"id":"a"}}]}`, []string{
			`resource 1:0 {"resourceType":"Bundle","type":"message","entry":[{"resource":{"id":"a"}}]} id=f91e3ab1-7baa-a912-9fcc-ab7f8d3a1a9b`, `resource 1:63 {"id":"a"}`,
		}},
		{"nothing names them", `{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"x":1},"request":{"method":"POST","url":"Basic"}},{"resource":{"x":1}},` +
			`{"resource":{"x":2}},{"resource":{"x":1},"request":{"method":"PUT","url":"Basic?code=1"}},{"resource":{"x":2},"request":{"method":"PUT","url":"Basic?code=1"}}]}`, []string{
			`resource 1:67 {"x":1} id=5041bf1f-713d-f204-7843-53e82f6a4a53`, `resource 1:130 {"x":1} id=d22fd95d-afe1-9b48-3535-4e378202c956`, `resource 1:151 {"x":2} id=5e2b030a-4a0f-1582-d78c-0fd9924511cd`, `resource 1:172 {"x":1} id=cb2ce2c9-8340-97a9-32f2-8ffbfa9d6391`, `resource 1:241 {"x":2} id=cb2ce2c9-8340-97a9-32f2-8ffbfa9d6391`,
			`skipped 1:0 a Bundle (transaction): its 5 entries are taken one by one`,
		}},
		{"a response with a Bundle", `{"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"201"}},{"response":{"status":"200"},"resource":` +
			`{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"id":"a"}}]}}]}`, []string{
			`skipped 1:58 a response without a resource`, `resource 1:193 {"id":"a"}`,
			`skipped 1:128 a Bundle (searchset): its 1 entries are taken one by one`, `skipped 1:0 a Bundle (batch-response): its 2 entries are taken one by one`,
		}},
		{"an array of Bundles", `[{"resourceType":"Bundle","entry":[{"resource":{"id":"a"}}]},{"resourceType":"Bundle","entry":[{"resource":{"id":"b"}}]}]`, []string{
			`resource 1:47 {"id":"a"}`, `skipped 1:1 a Bundle (): its 1 entries are taken one by one`, `resource 1:107 {"id":"b"}`, `skipped 1:61 a Bundle (): its 1 entries are taken one by one`,
		}},
		{"no Bundle, though it looks like one", `{"entry":[{"resource":{"id":"a","x":"0123456789012345678901234567890123456789"}}],"text":"Bundle","code":"\"Bundle\"","x":["Bundle"],"resourceType":"List"}`, []string{
			`resource 1:0 {"entry":[{"resource":{"id":"a","x":"0123456789012345678901234567890123456789"}}],"text":"Bundle","code":"\"Bundle\"","x":["Bundle"],"resourceType":"List"}`,
		}},
		{"an entry broken inside", `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}},{"resource":{"id" "b"}},{"resource":{"id":"c"}}]}`, []string{
			`resource 1:61 {"id":"a"}`, `bad 1:73 {"resource":{"id" "b"}}: ':' should stand here`, `resource 1:109 {"id":"c"}`, `skipped 1:0 a Bundle (batch): its 3 entries are taken one by one`,
		}},
		{"cut off", `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}},{"resource":{"id":"b"`, []string{
			`resource 1:61 {"id":"a"}`, `skipped 1:0 a Bundle (batch): its 1 entries are taken one by one`, `bad 1:73 {"resource":{"id":"b": unexpected end: the JSON value is not closed`,
		}},
		{"cut off on a line", `{"id":"x"}` + "\n" + `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}},{"resource":{"id":"b"` + "\n" + `{"id":"c"}`, []string{
			`resource 1:0 {"id":"x"}`, `resource 2:72 {"id":"a"}`, `skipped 2:11 a Bundle (batch): its 1 entries are taken one by one`, `bad 2:84 {"resource":{"id":"b": a new value begins before this one ends`, `resource 3:106 {"id":"c"}`,
		}},
		{"broken between entries", `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"id":"a"}} {"resource":{"id":"b"}}]}` + "\n" + `{"id":"c"}`, []string{
			`resource 1:61 {"id":"a"}`, `skipped 1:0 a Bundle (batch): its 1 entries are taken one by one`, `bad 1:73 {"resource":{"id":"b"}}]}: ',' or a closing bracket should stand here`, `resource 2:99 {"id":"c"}`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, "x.json", c.content)
			for _, block := range []int{1 << 20, 16, 24, 100} {
				got := read(t, path, source.Options{BlockBytes: block})
				if g, w := strings.Join(got, "\n"), strings.Join(c.want, "\n"); g != w {
					t.Fatalf("blocks of %d:\n got\n%s\nwant\n%s", block, g, w)
				}
			}
		})
	}
}

// TestReferences: every item of a Bundle resolves the Bundle's fullUrls, those of later entries too.
func TestReferences(t *testing.T) {
	path := write(t, "x.json", `{"resourceType":"Bundle","type":"transaction","entry":[
		{"fullUrl":"urn:uuid:A","resource":{"resourceType":"Observation","id":"o"}},
		{"fullUrl":"urn:uuid:B","resource":{"resourceType":"Patient"}},
		{"fullUrl":"urn:oid:1.2","resource":{"resourceType":"Device"}},
		{"fullUrl":"http:\/\/h\/fhir\/Patient\/p","resource":{"resourceType":"Patient","id":"p"}},
		{"fullUrl":"http://h/fhir/Patient/q","resource":{"resourceType":"Patient"}},
		{"fullUrl":"http://h/twice","resource":{"resourceType":"Patient","id":"t1"}},
		{"fullUrl":"http://h/twice","resource":{"resourceType":"Patient","id":"t2"}},
		{"fullUrl":"http://h/Patient/v","resource":{"resourceType":"Patient","id":"v"}},
		{"fullUrl":"http://h/Patient/v","resource":{"resourceType":"Patient","id":"v"}}]}`)
	for _, block := range []int{1 << 20, 16} {
		var refs []*source.References
		inputs, err := source.Discover([]string{path})
		if err != nil {
			t.Fatal(err)
		}
		readInput(t, inputs[0], source.Options{BlockBytes: block}, func(it *source.Item) {
			if it.Kind == source.Resource {
				refs = append(refs, it.Refs)
			}
		})
		if len(refs) != 9 || refs[0] != refs[8] || refs[0].Len() != 7 {
			t.Fatalf("blocks of %d: %d resources, %d fullUrls", block, len(refs), refs[0].Len())
		}
		for reference, want := range map[string]string{
			"urn:uuid:A": "Observation/o", "urn:uuid:B": "Patient/B", "urn:oid:1.2": "Device/1.2",
			"http://h/fhir/Patient/p": "Patient/p", "http://h/fhir/Patient/p/_history/2": "Patient/p", "http://h/fhir/Patient/q": "Patient/q",
			"http://h/Patient/v": "Patient/v", "http://h/twice": "none", "urn:uuid:C": "none", "Patient/p": "none", "": "none",
		} {
			got := "none"
			if target, ok := refs[0].Resolve([]byte(reference)); ok {
				got = target.Type + "/" + target.ID
			}
			if got != want {
				t.Errorf("%q: got %s, want %s", reference, got, want)
			}
		}
	}
	var none *source.References
	if _, ok := none.Resolve([]byte("urn:uuid:A")); ok {
		t.Error("no References resolve something")
	}
}

// TestHistoryVersions: the version and time of a deletion stand in entry.response.
func TestHistoryVersions(t *testing.T) {
	path := write(t, "x.json", `{"resourceType":"Bundle","type":"history","entry":[{"request":{"method":"DELETE","url":"Patient/1"},
		"response":{"etag":"W/\"3\"","lastModified":"2020-01-01T00:00:00Z"}}]}`)
	inputs, err := source.Discover([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	readInput(t, inputs[0], source.Options{}, func(it *source.Item) {
		if it.Kind == source.Deletion {
			got = append(got, fmt.Sprint(it.Type, it.ID, it.VersionID, it.LastModified, it.Method, it.URL))
		}
	})
	if want := fmt.Sprint("Patient", "1", "3", "2020-01-01T00:00:00Z", "DELETE", "Patient/1"); len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
