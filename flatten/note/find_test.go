package note

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
)

func parse(t testing.TB, json string) (*node.Tape, string) {
	t.Helper()
	var p node.Parser
	tape := &node.Tape{}
	if err := p.Parse([]byte(json), tape); err != nil {
		t.Fatal(err)
	}
	return tape, string(tape.Raw(tape.Child(0, schema.MemberResourceType)))
}

// describe writes notes one a line.
func describe(notes []Note) string {
	var b strings.Builder
	for i, n := range notes {
		if n.Ordinal != i {
			fmt.Fprintf(&b, "ordinal %d! ", n.Ordinal)
		}
		fmt.Fprintf(&b, "%s %s", n.Path, n.ContentType)
		for _, s := range []string{n.Charset, string(n.Status), n.URL, n.Title} {
			if s != "" {
				fmt.Fprintf(&b, " %s", s)
			}
		}
		fmt.Fprintf(&b, " %q\n", n.Data)
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, json, want string }{
		{
			"attachment",
			`{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain; charset=UTF-8","data":"SGVsbG8="}}]}`,
			"content[0].attachment text/plain utf-8 \"Hello\"\n",
		},
		{
			"base64 with line ends, without padding, escaped slash",
			`{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"TEXT/HTML","data":"SGVs\r\n bG8\tgPz8\/"}}]}`,
			"content[0].attachment text/html \"Hello ???\"\n",
		},
		{
			"base64 of the URL alphabet",
			`{"resourceType":"DocumentReference","content":[{"attachment":{"data":"Pz8_Pj4-"}}]}`,
			"content[0].attachment  \"???>>>\"\n",
		},
		{
			"no base64",
			`{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":"Hello, world"}},{"attachment":{"data":"SGV=sbG8"}}]}`,
			"content[0].attachment text/plain bad_base64 \"\"\ncontent[1].attachment  bad_base64 \"\"\n",
		},
		{
			"url, nothing, picture",
			`{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/rtf","url":"file:///notes/1.rtf","title":"Letter"}},{"attachment":{}},{"attachment":{"contentType":"image/png","data":"AAAA"}}]}`,
			"content[0].attachment text/rtf external file:///notes/1.rtf Letter \"\"\ncontent[1].attachment  empty \"\"\ncontent[2].attachment image/png unsupported \"\"\n",
		},
		{
			"report",
			`{"resourceType":"DiagnosticReport","presentedForm":[{"contentType":"text/plain","data":"SGk="}],"conclusion":"No \"acute\" finding."}`,
			"presentedForm[0] text/plain \"Hi\"\nconclusion text/plain utf-8 \"No \\\"acute\\\" finding.\"\n",
		},
		{
			"composition with sections in sections",
			`{"resourceType":"Composition","text":{"div":"<div>generated</div>"},"section":[{"title":"Plan","text":{"status":"additional","div":"<div>a</div>"},"section":[{"text":{"div":"<div>b</div>"}}]},{"title":"Empty"}]}`,
			"section[0].text.div text/html utf-8 Plan \"<div>a</div>\"\nsection[0].section[0].text.div text/html utf-8 \"<div>b</div>\"\n",
		},
		{
			"value strings: prose only",
			`{"resourceType":"Observation","valueString":"Negative for HIV-1","component":[{"valueString":"The patient reports smoking since many years"}],"extension":[{"url":"x","valueString":"seven words which are not a note"}]}`,
			"component[0].valueString text/plain utf-8 \"The patient reports smoking since many years\"\n",
		},
		{
			"annotations anywhere",
			`{"resourceType":"CarePlan","note":[{"text":"One"},{"time":"2020"},{"text":"  "}],"activity":[{"progress":[{"text":"Two"}]}],"contained":[{"resourceType":"Condition","id":"c","note":[{"text":"Three"}]}],"extension":[{"url":"x","valueAnnotation":{"text":"Four"}}]}`,
			"note[0].text text/plain utf-8 \"One\"\nactivity[0].progress[0].text text/plain utf-8 \"Two\"\ncontained[0].note[0].text text/plain utf-8 \"Three\"\nextension[0].valueAnnotation.text text/plain utf-8 \"Four\"\n",
		},
		{
			"communication",
			`{"resourceType":"Communication","payload":[{"contentString":"Call me"},{"contentAttachment":{"contentType":"text/plain","data":"SGk="}},{"contentReference":{"reference":"Condition/1"}}]}`,
			"payload[0].contentString text/plain utf-8 \"Call me\"\npayload[1].contentAttachment text/plain \"Hi\"\n",
		},
		{
			"contained report",
			`{"resourceType":"Procedure","contained":[{"resourceType":"DiagnosticReport","conclusion":"Benign"}]}`,
			"contained[0].conclusion text/plain utf-8 \"Benign\"\n",
		},
		{"not of a patient", `{"resourceType":"Evidence","note":[{"text":"Patients with asthma"}]}`, ""},
		{"wrong kinds", `{"resourceType":"DocumentReference","content":{"attachment":[{"data":7},"x"]},"note":"n"}`, "content.attachment[0]  empty \"\"\n"},
		{"object for array", `{"resourceType":"Condition","note":{"text":"alone"}}`, "note.text text/plain utf-8 \"alone\"\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f Finder
			tape, typ := parse(t, c.json)
			_, notes := f.Find(tape, typ)
			if got := describe(notes); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestSource(t *testing.T) {
	for _, c := range []struct {
		name, json string
		want       Source
	}{
		{
			"document",
			`{"resourceType":"DocumentReference","status":"current","docStatus":"final","type":{"coding":[{"system":"x","code":"1"},{"system":"http://loinc.org","code":"34117-2","display":"H&P"}]},
			"subject":{"reference":"Patient/p1"},"date":"1970-01-01T00:00:01Z","context":{"encounter":[{"reference":"Encounter/e1"}]},"content":[{"attachment":{"data":"SGk="}}]}`,
			Source{PatientKey: "S:p1", EncounterKey: "S:e1", Time: 1e6, HasTime: true, TypeSystem: loinc, TypeCode: "34117-2", TypeDisplay: "H&P", Status: "current"},
		},
		{
			"urn, period, code, verification",
			`{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"entered-in-error"}]},"code":{"coding":[{"system":"s","code":"c"}]},
			"subject":{"reference":"urn:uuid:1"},"encounter":{"reference":"urn:uuid:2"},"recordedDate":"1970-01-02","note":[{"text":"x"}]}`,
			Source{PatientKey: "S:resolved", EncounterKey: "S:2", Time: 86400e6, HasTime: true, TypeSystem: "s", TypeCode: "c", Status: enteredInError},
		},
		{
			"context is an encounter; a group is no patient",
			`{"resourceType":"MedicationAdministration","status":"completed","subject":{"reference":"Group/g"},"context":{"reference":"https://a.b/Encounter/e"},"effectivePeriod":{"start":"1970-01-01T01:00:00+01:00"},"note":[{"text":"x"}]}`,
			Source{EncounterKey: "S:e", HasTime: true, Status: "completed"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Finder{Prefix: []byte("S:"), Resolve: func(ref []byte) (string, string, bool) {
				return "Patient", "resolved", string(ref) == "urn:uuid:1"
			}}
			tape, typ := parse(t, c.json)
			got, notes := f.Find(tape, typ)
			if got != c.want || len(notes) == 0 {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAnnotationTime(t *testing.T) {
	var f Finder
	tape, typ := parse(t, `{"resourceType":"Goal","note":[{"time":"1970-01-01T00:00:02Z","text":"x"},{"text":"y"}]}`)
	_, notes := f.Find(tape, typ)
	if len(notes) != 2 || !notes[0].HasTime || notes[0].Time != 2e6 || notes[1].HasTime {
		t.Error(notes)
	}
}

func TestTooLarge(t *testing.T) {
	f := Finder{MaxBytes: 4}
	for data, want := range map[string]Status{"SGVsbA==": OK, "SGVsbG8=": TooLarge, strings.Repeat("SGVs", 100): TooLarge} {
		tape, typ := parse(t, `{"resourceType":"DocumentReference","content":[{"attachment":{"data":"`+data+`"}}]}`)
		if _, notes := f.Find(tape, typ); notes[0].Status != want {
			t.Errorf("%s: %s, want %s", data, notes[0].Status, want)
		}
	}
}

// TestNoAllocations: resources without text cost a look and nothing else.
func TestNoAllocations(t *testing.T) {
	var f Finder
	for _, json := range []string{
		`{"resourceType":"Observation","status":"final","code":{"text":"x"},"component":[{"valueString":"short"}],"valueString":"Negative"}`,
		`{"resourceType":"DocumentReference","content":[{"format":{"code":"x"}}],"contained":[{"resourceType":"Patient","id":"1"}]}`,
		`{"resourceType":"DiagnosticReport","result":[{"reference":"Observation/1"}]}`,
	} {
		tape, typ := parse(t, json)
		if n := testing.AllocsPerRun(100, func() { f.Find(tape, typ) }); n > 0 {
			t.Errorf("%s: %v allocations", typ, n)
		}
	}
}

// TestReuse: what a Find returns does not depend on the Finds before.
func TestReuse(t *testing.T) {
	var reused Finder
	long := `{"resourceType":"Goal","note":[{"text":"a\nlong text that takes room"},{"text":"and\nanother one"}]}`
	short := `{"resourceType":"Goal","note":[{"text":"b\nc"}]}`
	for _, json := range []string{long, short, long, short} {
		tape, typ := parse(t, json)
		var fresh Finder
		_, want := fresh.Find(tape, typ)
		if _, got := reused.Find(tape, typ); describe(got) != describe(want) {
			t.Errorf("%s, want %s", describe(got), describe(want))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte(`{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":"SGk=\n"}}],"context":{"period":{"start":"2020"}}}`))
	f.Add([]byte(`{"resourceType":"Composition","section":[{"section":[{"text":{"div":"<p>"}}]}]}`))
	f.Add([]byte(`{"resourceType":"Observation","valueString":"a b c d e f g","note":[{"t\u0065xt":"\ud83d\ude00"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p node.Parser
		tape := &node.Tape{}
		if p.Parse(data, tape) != nil || tape.Nodes[0].Kind != node.Object {
			return
		}
		for _, typ := range []string{"DocumentReference", "Composition", "Observation", "Communication"} {
			var finder Finder
			_, notes := finder.Find(tape, typ)
			for i, n := range notes {
				if n.Ordinal != i || n.Path == "" || (n.Status != OK && n.Data != nil) {
					t.Fatalf("%+v", n)
				}
			}
		}
	})
}

// FuzzBase64: what the standard library takes, we take the same way, with any white space in it.
func FuzzBase64(f *testing.F) {
	f.Add([]byte("hello"), 3)
	f.Fuzz(func(t *testing.T, data []byte, every int) {
		encoded := encodeWithBlanks(data, every)
		got, ok := appendBase64([]byte("x"), encoded)
		if !ok || !bytes.Equal(got[1:], data) {
			t.Fatalf("%q: %q %v", encoded, got, ok)
		}
		if got, ok := appendBase64([]byte("x"), data); !ok && string(got) != "x" {
			t.Fatalf("%q", got)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, json := range []string{
		`{"resourceType":"Observation","id":"1","status":"final","category":[{"coding":[{"code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":1.5,"unit":"m"}}`,
		`{"resourceType":"DocumentReference","subject":{"reference":"Patient/1"},"date":"2020-01-01","content":[{"attachment":{"contentType":"text/plain; charset=utf-8","data":"` + strings.Repeat("SGVsbG8g", 450) + `"}}]}`,
	} {
		tape, typ := parse(b, json)
		b.Run(typ, func(b *testing.B) {
			var f Finder
			b.ReportAllocs()
			for b.Loop() {
				f.Find(tape, typ)
			}
		})
	}
}
