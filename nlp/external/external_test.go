package external

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

const sample = "Señor Núñez 😀 denies fever. Takes metformin 500 mg for diabetes."

func spanOf(words string) annotation.Span {
	i := strings.Index(sample, words)
	return annotation.Span{Begin: i, End: i + len(words)}
}

// place is the offsets of words of the sample in characters, as JSON.
func place(words string) string {
	s := spanOf(words)
	begin := utf8.RuneCountInString(sample[:s.Begin])
	return fmt.Sprintf(`"BeginOffset":%d,"EndOffset":%d,"Text":%q`, begin, begin+utf8.RuneCountInString(words), words)
}

func ofSample() []Document { return []Document{{"a", sample}} }

func TestEncodeBatch(t *testing.T) {
	got, err := EncodeBatch([]Document{{"a", "x \"y\" é"}, {"b", ""}})
	want := `{"documents":[{"id":"a","text":"x \"y\" é","language":"en"},{"id":"b","text":"","language":"en"}]}`
	if string(got) != want || err != nil {
		t.Errorf("%s %v", got, err)
	}
}

// TestRoundTrip: what we write as Comprehend Medical does, we read as what it was.
func TestRoundTrip(t *testing.T) {
	d := annotation.Document{Text: sample, Entities: []annotation.Entity{
		{Span: spanOf("Núñez"), Category: annotation.PHI, Type: "NAME", Score: 0.9},
		{
			Span: spanOf("fever"), Category: annotation.Condition, Type: "DX_NAME", Score: 0.8, Kind: annotation.Symptom,
			Assertion: annotation.Assertion{Certainty: annotation.NegativePossible, Experiencer: annotation.Family, Temporality: annotation.Past, Conditionality: annotation.IsHypothetical},
		},
		{
			Span: spanOf("metformin"), Category: annotation.Medication, Type: "GENERIC_NAME", Score: 1,
			Attributes: []annotation.Attribute{
				{Span: spanOf("500 mg"), Type: "STRENGTH", Relationship: "STRENGTH", Score: 0.5},
				{Span: spanOf("diabetes"), Type: "REASON", Relationship: "REASON", Score: 0.5}, // not one of theirs
			},
		},
		{Span: spanOf("Takes"), Category: annotation.Social, Type: "LIVING_SITUATION", Score: 1}, // not one of theirs
	}, Unmapped: []annotation.Attribute{{Span: spanOf("mg"), Type: "TEST_UNIT", Relationship: "TEST_UNIT", Score: 0.5}}}
	response := Encode(&d, "1")
	ids := map[int]bool{}
	for _, e := range response.Entities {
		ids[e.ID] = true
		for _, a := range e.Attributes {
			ids[a.ID] = true
		}
	}
	if len(ids) != 4 || ids[response.UnmappedAttributes[0].Attribute.ID] || response.UnmappedAttributes[0].Type != "TEST_TREATMENT_PROCEDURE" {
		t.Errorf("numbers %v, unmapped %+v", ids, response.UnmappedAttributes)
	}
	b, err := json.Marshal(response)
	if err != nil {
		t.Fatal(err)
	}
	results, err := DecodeBatch(b, ofSample())
	if err != nil || results[0].Dropped != 0 || len(results[0].Entities) != 3 || len(results[0].Unmapped) != 1 || results[0].ModelVersion != "1" {
		t.Fatalf("%v %+v", err, results)
	}
	for i := range results[0].Entities {
		got, want := &results[0].Entities[i], &d.Entities[i]
		if got.Span != want.Span || got.Category != want.Category || got.Type != want.Type || got.Score != want.Score ||
			!reflect.DeepEqual(assertion.Traits(got), assertion.Traits(want)) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if a := results[0].Entities[2].Attributes; len(a) != 1 || a[0].Span != spanOf("500 mg") {
		t.Errorf("%+v", a)
	}
}

// TestConcepts: what the services say one by one becomes one entity.
func TestConcepts(t *testing.T) {
	answer := `{"documents":[{"id":"a","ModelVersion":"v\u001b2",
		"Entities":[{"Id":0,` + place("diabetes") + `,"Score":0.9,"Category":"MEDICAL_CONDITION","Type":"DX_NAME","Traits":[{"Name":"DIAGNOSIS","Score":0.9}]}],
		"InferICD10CM":{"Entities":[{"Id":0,` + place("diabetes") + `,"Score":0.9,"Category":"MEDICAL_CONDITION","Type":"DX_NAME","Traits":[{"Name":"NEGATION","Score":0.9}],
			"ICD10CMConcepts":[{"Code":"E10.9","Description":"Type 1","Score":0.2},{"Code":"E11.9","Description":"Type 2","Score":0.8},{"Code":"E11.9","Description":"again","Score":0.1},{"Code":"E1\n","Description":"","Score":0.1}]}]},
		"InferRxNorm":{"Entities":[{"Id":0,` + place("metformin") + `,"Score":0.7,"Category":"MEDICATION","Type":"GENERIC_NAME","RxNormConcepts":[{"Code":"6809","Description":"metformin","Score":1}]}]},
		"InferSNOMEDCT":{"Entities":[{"Id":0,` + place("diabetes") + `,"Score":0.9,"Category":"MEDICAL_CONDITION","Type":"DX_NAME",
			"Attributes":[{"Type":"ACUITY","RelationshipType":"ACUITY","Score":0.5,` + place("fever") + `}],
			"SNOMEDCTConcepts":[{"Code":"73211009","Description":"Diabetes mellitus","Score":0.6}]}],"SNOMEDCTDetails":{"Edition":"US"},"Characters":{"OriginalTextCharacters":64}}}]}`
	results, err := DecodeBatch([]byte(answer), ofSample())
	if err != nil {
		t.Fatal(err)
	}
	r := results[0]
	var got []string
	for _, e := range r.Entities {
		got = append(got, sample[e.Begin:e.End]+" "+e.Certainty.String()+" "+e.Kind.String())
		for _, l := range e.Links {
			got = append(got, fmt.Sprintf("%s %s %s %v %d", l.System, l.Code, l.Display, l.Score, l.Vocab))
		}
		for _, a := range e.Attributes {
			got = append(got, a.Type)
		}
	}
	want := []string{
		"metformin  ", rxnorm + " 6809 metformin 1 -1",
		"diabetes negative DIAGNOSIS", icd10cm + " E11.9 Type 2 0.8 -1", icd10cm + " E10.9 Type 1 0.2 -1", snomed + " 73211009 Diabetes mellitus 0.6 -1", "ACUITY",
	}
	if !reflect.DeepEqual(got, want) || r.ModelVersion != "v 2" || r.Dropped != 1 {
		t.Errorf("got %q\nwant %q\n%q %d %q", got, want, r.ModelVersion, r.Dropped, r.Problems)
	}
}

// TestDropped: an entity that is not right is left out and reported, and costs no other.
func TestDropped(t *testing.T) {
	good := `{"Id":9,` + place("fever") + `,"Score":0.9,"Category":"MEDICAL_CONDITION","Type":"DX_NAME","Traits":[]}`
	for name, bad := range map[string]string{
		"no object":           `7`,
		"text for a number":   `{"Id":1,"BeginOffset":"0","EndOffset":5,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"a broken number":     `{"Id":1,"BeginOffset":0.5,"EndOffset":5,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"negative":            `{"Id":1,"BeginOffset":-1,"EndOffset":5,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"behind the end":      `{"Id":1,"BeginOffset":0,"EndOffset":65,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"enormous":            `{"Id":1,"BeginOffset":9223372036854775807,"EndOffset":9223372036854775807,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"empty":               `{"Id":1,"BeginOffset":3,"EndOffset":3,"Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"other words":         `{"Id":1,"BeginOffset":0,"EndOffset":5,"Text":"fever","Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"bytes as characters": fmt.Sprintf(`{"Id":1,"BeginOffset":%d,"EndOffset":%d,"Text":"fever","Score":1,"Category":"ANATOMY","Type":"DX_NAME"}`, spanOf("fever").Begin, spanOf("fever").End),
		"category":            `{"Id":1,"BeginOffset":0,"EndOffset":5,"Score":1,"Category":"FOOD","Type":"DX_NAME"}`,
		"type":                `{"Id":1,"BeginOffset":0,"EndOffset":5,"Score":1,"Category":"ANATOMY","Type":"X"}`,
		"score":               `{"Id":1,"BeginOffset":0,"EndOffset":5,"Score":1.5,"Category":"ANATOMY","Type":"DX_NAME"}`,
		"trait":               `{"Id":1,"BeginOffset":0,"EndOffset":5,"Score":1,"Category":"ANATOMY","Type":"DX_NAME","Traits":[{"Name":"DENIED"}]}`,
	} {
		results, err := DecodeBatch([]byte(`{"documents":[{"id":"a","Entities":[`+bad+`,`+good+`]}]}`), ofSample())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r := results[0]; len(r.Entities) != 1 || r.Entities[0].Span != spanOf("fever") || r.Dropped != 1 || len(r.Problems) != 1 || strings.Contains(r.Problems[0], "fever") {
			t.Errorf("%s: %+v", name, r)
		}
	}
	many := strings.Repeat(`7,`, 50) + good
	if results, _ := DecodeBatch([]byte(`{"documents":[{"id":"a","Entities":[`+many+`]}]}`), ofSample()); results[0].Dropped != 50 || len(results[0].Problems) != maxProblems {
		t.Errorf("%d dropped, %d problems", results[0].Dropped, len(results[0].Problems))
	}
}

func TestAnswers(t *testing.T) {
	two := []Document{{"a", sample}, {"b", "x"}}
	for name, answer := range map[string]string{
		"nothing": "", "no JSON": "<html>", "cut off": `{"documents":[{"id":"a"`, "a list": "[]", "no documents": "{}", "null": "null",
		"documents is no list": `{"documents":7}`, "bare, for two": `{"Entities":[]}`,
	} {
		if _, err := DecodeBatch([]byte(answer), two); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	for name, c := range map[string]struct {
		answer string
		want   [2]Result
	}{
		"both, swapped":               {`{"documents":[{"id":"b"},{"id":"a"},{"id":"c"},7]}`, [2]Result{{ID: "a"}, {ID: "b"}}},
		"one lacks":                   {`{"documents":[{"id":"b"}]}`, [2]Result{{ID: "a", Missing: true}, {ID: "b"}}},
		"one failed":                  {`{"documents":[{"id":"a","error":"too\nlong"},{"id":"b","error":null}]}`, [2]Result{{ID: "a", Error: "too long"}, {ID: "b"}}},
		"an object as error":          {`{"documents":[{"id":"a","error":{"code":1}},{"id":"b","error":""}]}`, [2]Result{{ID: "a", Error: "the annotator reports an error"}, {ID: "b"}}},
		"an element of another shape": {`{"documents":[{"id":"a","Entities":7},{"id":"b"}]}`, [2]Result{{ID: "a", Error: "a number at byte 22"}, {ID: "b"}}},
	} {
		got, err := DecodeBatch([]byte(c.answer), two)
		if err != nil || !reflect.DeepEqual(got, c.want[:]) {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
}

func TestAttach(t *testing.T) {
	second := strings.Index(sample, "Takes")
	d := annotation.Document{
		Text: sample, Entities: make([]annotation.Entity, 5),
		Sections:  []annotation.Section{{Span: annotation.Span{End: second}}, {Span: annotation.Span{Begin: second, End: len(sample)}}},
		Sentences: []annotation.Sentence{{Span: annotation.Span{Begin: second, End: len(sample)}}},
	}
	got := Attach(&d, &Result{Entities: []annotation.Entity{{Span: spanOf("fever")}, {Span: spanOf("metformin")}}})
	if len(got.Entities) != 2 || got.Entities[0].Section != 0 || got.Entities[0].Sentence != -1 || got.Entities[1].Section != 1 || got.Entities[1].Sentence != 0 || len(d.Entities) != 5 {
		t.Errorf("%+v", got.Entities)
	}
}

// FuzzDecodeBatch: whatever comes back, what is taken of it lies in the text and is of the known names.
func FuzzDecodeBatch(f *testing.F) {
	f.Add([]byte(`{"documents":[{"id":"a","Entities":[{`+place("fever")+`,"Score":0.9,"Category":"MEDICAL_CONDITION","Type":"DX_NAME","Traits":[{"Name":"NEGATION"}],"Attributes":[{"Type":"ACUITY",`+place("mg")+`}],"ICD10CMConcepts":[{"Code":"R50.9","Score":1}]}],"UnmappedAttributes":[{"Type":"MEDICATION","Attribute":{"Type":"FORM",`+place("mg")+`}}]}]}`), sample)
	f.Add([]byte(`{"Entities":[]}`), "é\xff")
	f.Fuzz(func(t *testing.T, answer []byte, text string) {
		results, err := DecodeBatch(answer, []Document{{"a", text}})
		if err != nil {
			return
		}
		for _, r := range results {
			for i := range r.Entities {
				e := &r.Entities[i]
				if e.Begin < 0 || e.Begin >= e.End || e.End > len(text) || !categories[e.Category.String()] || !types[e.Type] || !likelihood(e.Score) {
					t.Fatalf("%+v", e)
				}
				for _, a := range e.Attributes {
					_ = text[a.Begin:a.End]
				}
				if i > 0 && e.Begin < r.Entities[i-1].Begin {
					t.Fatal("out of order")
				}
			}
			for _, a := range r.Unmapped {
				_ = text[a.Begin:a.End]
			}
		}
	})
}
