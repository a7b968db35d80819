package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
	"github.com/tarn-sql/tarn/nlp/fhirout/r4test"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestNLPExport exports what was found in a population's notes, out of a running server, and loads it into another store:
// every entity that is a fact or denied is there once, as R4 has it, and nothing is set aside.
func TestNLPExport(t *testing.T) {
	population := filepath.Join(t.TempDir(), "population")
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 2, Seed: 7}, population, nil); err != nil {
		t.Fatal(err)
	}
	server := startServer(t, population)
	tarn := func(data string, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), append(args, "--data", data), strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("tarn %v: exit code %d\n%s", args, code, errs.Bytes())
		}
		return out.String()
	}
	folder := filepath.Join(t.TempDir(), "extracted")
	tarn(server.data, "nlp", "export", "-o", folder)
	files := readFolder(t, folder)

	t.Run("again", func(t *testing.T) {
		lines := strings.SplitAfter(strings.TrimSuffix(tarn(server.data, "nlp", "export"), "\n"), "\n")
		if i := len(lines) - 1; !strings.HasSuffix(lines[i], "\n") {
			lines[i] += "\n"
		}
		slices.Sort(lines)
		if want := slices.Sorted(allLines(files)); !slices.Equal(lines, want) {
			t.Errorf("standard output has %d lines, the folder %d, or they differ", len(lines), len(want))
		}
	})
	t.Run("counts", func(t *testing.T) { compareExport(t, server, files) })
	t.Run("loaded", func(t *testing.T) {
		other := filepath.Join(t.TempDir(), "other")
		tarn(other, "load", "--source", "nlp", folder)
		got := tarn(other, "sql", "--format", "csv", "-c",
			"SELECT resource_type, count(*) AS n FROM history.resource WHERE is_current GROUP BY 1 UNION ALL SELECT 'quarantined', count(*) FROM tarn.quarantine ORDER BY 1")
		want := []string{"quarantined,0"}
		for typ, lines := range files {
			want = append(want, fmt.Sprintf("%s,%d", typ, len(lines)))
		}
		slices.Sort(want)
		if got := strings.Split(strings.TrimSpace(got), "\n")[1:]; !slices.Equal(got, want) {
			t.Errorf("loaded %v, want %v", got, want)
		}
		// What was extracted has no notes of its own that would be annotated again.
		if got := tarn(other, "sql", "--format", "csv", "-c", "SELECT count(*) AS n FROM nlp_document"); got != "n\n0\n" {
			t.Errorf("documents in the extracted resources: %s", got)
		}
	})
	t.Run("R4", func(t *testing.T) { checkR4(t, allLines(files)) })
	t.Run("HealthLake", func(t *testing.T) {
		checkHealthLake(t, population, tarn(server.data, "nlp", "export", "--healthlake", "-t", "DocumentReference"))
	})
}

// readFolder reads the lines of a folder's files, by the type that the file is named after.
func readFolder(t *testing.T, folder string) map[string][]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.ndjson"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in %s (%v)", folder, err)
	}
	files := map[string][]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(filepath.Base(name), ".ndjson")] = slices.Collect(strings.Lines(string(b)))
	}
	return files
}

func allLines(files map[string][]string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, lines := range files {
			for _, l := range lines {
				if !yield(l) {
					return
				}
			}
		}
	}
}

// compareExport compares counts of resources with those of the tables.
func compareExport(t *testing.T, server *testServer, files map[string][]string) {
	count := func(typ, holds string) int {
		n := 0
		for _, l := range files[typ] {
			if strings.Contains(l, holds) {
				n++
			}
		}
		return n
	}
	const habit = `"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"social-history"`
	const settled = " AND conditionality = 'none' AND temporality <> 'future' AND experiencer = 'patient' AND source_type <> 'FamilyMemberHistory'"
	for _, tc := range []struct {
		what, where string
		got         int
	}{
		{"conditions of the patient", "category = 'MEDICAL_CONDITION' AND asserted", len(files["Condition"]) - count("Condition", `"refuted"`)},
		{"denied conditions", "category = 'MEDICAL_CONDITION' AND negated" + settled, count("Condition", `"refuted"`)},
		{"drugs", "category = 'MEDICATION' AND event IS DISTINCT FROM 'allergy' AND (asserted OR negated)" + settled, len(files["MedicationStatement"])},
		{"drugs not taken", "category = 'MEDICATION' AND event IS DISTINCT FROM 'allergy' AND negated" + settled, count("MedicationStatement", `"not-taken"`)},
		{"procedures", "category = 'TEST_TREATMENT_PROCEDURE' AND type <> 'TEST_NAME' AND (asserted OR negated)" + settled, len(files["Procedure"])},
		{"conditions of the family", "category = 'MEDICAL_CONDITION' AND experiencer = 'family' AND NOT negated AND conditionality = 'none' AND temporality <> 'future'", len(files["FamilyMemberHistory"])},
		{"habits", "category = 'BEHAVIORAL_ENVIRONMENTAL_SOCIAL' AND type <> 'ALLERGIES' AND (asserted OR negated)" + settled, count("Observation", habit)},
	} {
		if got := server.psql(t, "SELECT count(*) FROM nlp_entity WHERE "+tc.where); !slices.Equal(got, []string{fmt.Sprint(tc.got)}) {
			t.Errorf("%s: %d exported, the table has %v", tc.what, tc.got, got)
		}
	}
	tests := server.psql(t, "SELECT count(DISTINCT entity_id) FROM nlp_test")
	if got := fmt.Sprint(entitiesOf(files["Observation"]) - count("Observation", habit)); !slices.Equal(tests, []string{got}) {
		t.Errorf("tests: %s exported, the view has %v", got, tests)
	}
	for _, name := range server.psql(t, "SELECT text FROM nlp_entity WHERE category = 'PROTECTED_HEALTH_INFORMATION' AND type = 'NAME' AND length(text) > 12") {
		for l := range allLines(files) {
			if strings.Contains(l, name) {
				t.Fatalf("the name %q is in %s", name, l)
			}
		}
	}
}

// entitiesOf counts entities: those with several values have several Observations, whose ids have a number behind.
func entitiesOf(lines []string) int {
	seen := map[string]bool{}
	for _, l := range lines {
		_, id, _ := strings.Cut(l, `"id":"nlp-`)
		seen[id[:32]] = true
	}
	return len(seen)
}

// checkR4 holds resources to R4's elements.
func checkR4(t *testing.T, lines func(func(string) bool)) {
	definitions, err := os.ReadFile(shared.Path(t, "fhir", "r4-elements.json"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := r4test.New(definitions)
	if err != nil {
		t.Fatal(err)
	}
	for l := range lines {
		if wrong := c.Check([]byte(l)); len(wrong) > 0 {
			t.Fatalf("%v in %s", wrong, l)
		}
	}
}

// checkHealthLake looks for each DocumentReference, as it was but for the extension.
func checkHealthLake(t *testing.T, population, exported string) {
	source := map[string]map[string]any{}
	b, err := os.ReadFile(filepath.Join(population, "DocumentReference.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	for l := range bytes.Lines(b) {
		r := decodeResource(t, l)
		source[r["id"].(string)] = r
	}
	n := 0
	for l := range strings.Lines(exported) {
		r := decodeResource(t, []byte(l))
		extensions := r["extension"].([]any)
		last := extensions[len(extensions)-1].(map[string]any)
		if last["url"] != "http://healthlake.amazonaws.com/aws-cm/" {
			t.Fatalf("the last extension is %v", last["url"])
		}
		if r["extension"] = extensions[:len(extensions)-1]; len(extensions) == 1 {
			delete(r, "extension")
		}
		a, _ := json.Marshal(r)
		b, _ := json.Marshal(source[r["id"].(string)])
		if !bytes.Equal(a, b) {
			t.Fatalf("%v was changed:\n got %s\nwant %s", r["id"], a, b)
		}
		n++
	}
	if n != len(source) {
		t.Errorf("%d documents, want %d", n, len(source))
	}
	checkR4(t, strings.Lines(exported))
}

func decodeResource(t *testing.T, line []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var r map[string]any
	if err := d.Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}
