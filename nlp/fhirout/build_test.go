package fhirout_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/nlp/fhirout"
	"github.com/tarn-sql/tarn/nlp/fhirout/r4test"
	"github.com/tarn-sql/tarn/testdata/shared"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares lines of JSON, indented for readers, with a file.
func golden(t *testing.T, name string, lines ...[]byte) {
	t.Helper()
	var got bytes.Buffer
	for _, line := range lines {
		if err := json.Indent(&got, line, "", "  "); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		got.WriteByte('\n')
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		a, b := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%s differs at line %d (-update writes it anew):\n got %s\nwant %s", file, i+1, a[i], b[i])
			}
		}
		t.Fatalf("%s differs in length: %d lines, want %d", file, len(a), len(b))
	}
}

func jsonOf(resources []fhirout.Resource) (out [][]byte) {
	for _, r := range resources {
		out = append(out, r.JSON)
	}
	return out
}

func TestBuild(t *testing.T) {
	left := fhirout.Left{}
	resources := fhirout.Build(note(), fhirout.Options{Version: "0.1.0"}, left)
	golden(t, "build.json", jsonOf(resources)...)
	want := fhirout.Left{
		fhirout.Protected: 1, fhirout.Detail: 2, fhirout.Unreal: 4, fhirout.OfOthers: 1, fhirout.NotOfKin: 1, fhirout.Unsettled: 1,
	}
	if !maps.Equal(left, want) {
		t.Errorf("left out %v, want %v", left, want)
	}
	check(t, resources)
	for range 3 {
		again := fhirout.Build(note(), fhirout.Options{Version: "0.1.0"}, nil)
		if !slices.EqualFunc(again, resources, func(a, b fhirout.Resource) bool { return bytes.Equal(a.JSON, b.JSON) }) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

// TestAll is what --all has more.
func TestAll(t *testing.T) {
	facts := map[string]bool{}
	for _, r := range fhirout.Build(note(), fhirout.Options{}, nil) {
		facts[r.ID] = true
	}
	var more []fhirout.Resource
	all := fhirout.Build(note(), fhirout.Options{All: true}, nil)
	for _, r := range all {
		if !facts[r.ID] {
			more = append(more, r)
		}
	}
	golden(t, "all.json", jsonOf(more)...)
	check(t, all)
}

func TestTypes(t *testing.T) {
	left := fhirout.Left{}
	got := fhirout.Build(note(), fhirout.Options{Types: []string{"Procedure"}}, left)
	for _, r := range got {
		if r.Type != "Procedure" {
			t.Errorf("a %s", r.Type)
		}
	}
	if len(got) != 3 || left[fhirout.OtherType] == 0 {
		t.Errorf("%d procedures, left %v", len(got), left)
	}
	all := fhirout.Build(note(), fhirout.Options{}, nil)
	got = fhirout.Build(note(), fhirout.Options{Types: []string{"Provenance"}}, nil)
	if len(got) != 1 || !bytes.Equal(got[0].JSON, all[len(all)-1].JSON) {
		t.Errorf("the Provenance alone is not that of all: %d resources", len(got))
	}
	got = fhirout.Build(note(), fhirout.Options{Types: []string{"Provenance", "Procedure"}}, nil)
	if last := got[len(got)-1].JSON; len(got) != 4 || bytes.Contains(last, []byte("Condition/")) {
		t.Errorf("%d resources, the last %s", len(got), last)
	}
	if got := fhirout.Build(&fhirout.Document{Key: "k"}, fhirout.Options{Types: []string{"Provenance"}}, nil); len(got) != 0 {
		t.Errorf("a Provenance of nothing: %s", got[0].JSON)
	}
}

// TestUnknownContext is a text of which nothing is known but its words.
func TestUnknownContext(t *testing.T) {
	d := note()
	*d = fhirout.Document{Key: "k", SourceType: "DiagnosticReport", SourceID: "S:r-1", SourceName: "S", Status: "ok", Entities: d.Entities}
	resources := fhirout.Build(d, fhirout.Options{}, nil)
	check(t, resources)
	condition, provenance := string(resources[0].JSON), string(resources[len(resources)-1].JSON)
	for _, want := range []string{`"subject":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason"`, `"detail":[{"reference":"DiagnosticReport/r-1"}]`} {
		if !strings.Contains(condition, want) {
			t.Errorf("no %s in %s", want, condition)
		}
	}
	if strings.Contains(condition, "recordedDate") || strings.Contains(condition, "encounter") {
		t.Errorf("made up: %s", condition)
	}
	if !strings.Contains(provenance, `"_recorded":`) {
		t.Errorf("recorded is neither there nor absent: %s", provenance)
	}
}

// TestFamilyHistory is a note of a resource about the family: nothing in it is the patient's.
func TestFamilyHistory(t *testing.T) {
	d := note()
	d.SourceType = "FamilyMemberHistory"
	for _, r := range fhirout.Build(d, fhirout.Options{All: true}, nil) {
		if r.Type != "FamilyMemberHistory" && r.Type != "Provenance" {
			t.Errorf("a %s of the patient out of the family's history: %s", r.Type, r.JSON)
		}
	}
}

// TestDates are times of a condition in a note of 2024-03-05.
func TestDates(t *testing.T) {
	for _, tc := range []struct{ code, value, text, want string }{
		{"date", "2009", "since 2009", `"onsetDateTime":"2009"`},
		{"date", "2024-03-05", "3/5/2024", `"onsetDateTime":"2024-03-05"`},
		{"date", "2024-03-07", "3/7/2024", ``},
		{"date", "2025", "in 2025", ``},
		{"date", "--03-05", "March 5", ``},
		{"date", "2024-02-31", "2/31/2024", ``},
		{"date", "0209", "0209", ``},
		{"relative", "-P2D", "two days ago", `"onsetString":"two days ago"`},
		{"relative", "P6M", "in 6 months", ``},
		{"relative", "P0D", "today", ``},
		{"relative", "P0D", "Since this morning", `"onsetString":"Since this morning"`},
		{"duration", "P3D", "x3 days", `"onsetString":"x3 days"`},
		{"time", "T10:30", "at 10:30", ``},
	} {
		d := note()
		d.Time = time.Date(2024, 3, 5, 23, 30, 0, 0, time.UTC)
		d.Entities = []fhirout.Entity{condition("c", "cough", func(e *fhirout.Entity) {
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_DX_NAME", Text: tc.text, Value: tc.value, Code: tc.code}}
		})}
		got := string(fhirout.Build(d, fhirout.Options{}, nil)[0].JSON)
		if tc.want == "" && strings.Contains(got, `"onset`) || !strings.Contains(got, tc.want) {
			t.Errorf("%s %q: want %q in %s", tc.code, tc.value, tc.want, got)
		}
	}
}

// check holds resources to R4's elements, where these are at hand, and to its bindings and invariants.
func check(t testing.TB, resources []fhirout.Resource) {
	t.Helper()
	ids := map[string]bool{}
	for _, r := range resources {
		if ids[r.Type+"/"+r.ID] {
			t.Errorf("%s/%s twice", r.Type, r.ID)
		}
		ids[r.Type+"/"+r.ID] = true
		if bytes.ContainsAny(r.JSON, "\n\r") {
			t.Errorf("more than a line: %q", r.JSON)
		}
		for _, wrong := range violations(r.JSON) {
			t.Errorf("%.300s\nin %.600s", wrong, r.JSON)
		}
	}
	t.Helper()
	if definitions(t) == nil {
		return
	}
	for _, r := range resources {
		for _, wrong := range definitions(t).Check(r.JSON) {
			t.Errorf("%.300s\nin %.600s", wrong, r.JSON)
		}
	}
}

var checker *r4test.Checker

// definitions are R4's elements; nil where the shared data are absent, which skips no test: the golden files remain.
func definitions(t testing.TB) *r4test.Checker {
	if checker != nil {
		return checker
	}
	root := os.Getenv("TARN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(root, "fhir", "r4-elements.json")); err != nil {
		return nil
	}
	b, err := os.ReadFile(shared.Path(t, "fhir", "r4-elements.json"))
	if err != nil {
		t.Fatal(err)
	}
	if checker, err = r4test.New(b); err != nil {
		t.Fatal(err)
	}
	return checker
}
