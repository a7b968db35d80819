package synth_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
	"github.com/tarn-sql/tarn/testdata/golden"
)

// population keeps in memory what Generate gives.
type population struct {
	lines    map[string][][]byte // by type
	mentions []synth.Mention
	patients int
}

func (p *population) Resource(typ string, line []byte) error {
	p.lines[typ] = append(p.lines[typ], bytes.Clone(line))
	return nil
}

func (p *population) Mention(m synth.Mention) error {
	p.mentions = append(p.mentions, m)
	return nil
}

func (p *population) Done(n int) error {
	p.patients = n
	return nil
}

func generate(t testing.TB, o synth.Options) *population {
	t.Helper()
	p := &population{lines: map[string][][]byte{}}
	if err := synth.Generate(t.Context(), o, p); err != nil {
		t.Fatal(err)
	}
	return p
}

// sample is the population that most tests look at.
var sample = sync.OnceValue(func() *population {
	p := &population{lines: map[string][][]byte{}}
	if err := synth.Generate(context.Background(), synth.Options{Patients: 30, Seed: 8}, p); err != nil {
		panic(err)
	}
	return p
})

// resources are those of the sample as decoded JSON, numbers as written.
var resources = sync.OnceValue(func() map[string][]map[string]any {
	out := map[string][]map[string]any{}
	for typ, lines := range sample().lines {
		for _, line := range lines {
			d := json.NewDecoder(bytes.NewReader(line))
			d.UseNumber()
			var v map[string]any
			if err := d.Decode(&v); err != nil {
				panic(fmt.Sprintf("%s: %v: %s", typ, err, line))
			}
			out[typ] = append(out[typ], v)
		}
	}
	return out
})

// digest is one line per file of a directory: its SHA-256 and its name.
func digest(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return b.String()
}

func TestSameOptionsGiveSameBytes(t *testing.T) {
	dir := t.TempDir()
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 8, Seed: 42}, dir, nil); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, filepath.Join("testdata", "patients8-seed42.sha256"), digest(t, dir))
}

func TestSmallPopulationIsPrefixOfLarger(t *testing.T) {
	small, large := generate(t, synth.Options{Patients: 4, Seed: 3}), generate(t, synth.Options{Patients: 9, Seed: 3})
	for typ, lines := range small.lines {
		if len(lines) > len(large.lines[typ]) {
			t.Errorf("%s: %d of 4 patients, %d of 9", typ, len(lines), len(large.lines[typ]))
			continue
		}
		for i, line := range lines {
			if !bytes.Equal(line, large.lines[typ][i]) {
				t.Fatalf("%s line %d differs:\n%s\n%s", typ, i+1, line, large.lines[typ][i])
			}
		}
	}
	for i, m := range small.mentions {
		if fmt.Sprint(m) != fmt.Sprint(large.mentions[i]) {
			t.Fatalf("mention %d differs:\n%v\n%v", i, m, large.mentions[i])
		}
	}
	if n := len(large.lines["Patient"]); n != 9 || large.patients != 9 {
		t.Errorf("got %d patients, told %d, want 9", n, large.patients)
	}
}

func TestSeedsDiffer(t *testing.T) {
	ids := map[string]bool{}
	for seed := range int64(3) {
		for _, line := range generate(t, synth.Options{Patients: 2, Seed: seed}).lines["Patient"] {
			var v struct{ ID string }
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			if ids[v.ID] {
				t.Errorf("seed %d repeats patient %s", seed, v.ID)
			}
			ids[v.ID] = true
		}
	}
}

func TestEveryTypeIsPresent(t *testing.T) {
	want := strings.Fields(`AllergyIntolerance CarePlan CareTeam Claim Condition Coverage DiagnosticReport DocumentReference Encounter
		ExplanationOfBenefit FamilyMemberHistory Goal Immunization Location Medication MedicationAdministration MedicationDispense
		MedicationRequest MedicationStatement Observation Organization Patient Practitioner PractitionerRole Procedure Questionnaire
		QuestionnaireResponse ServiceRequest Specimen`)
	if got := slices.Sorted(maps.Keys(sample().lines)); !slices.Equal(got, want) {
		t.Errorf("types are %v, want %v", got, want)
	}
}

func TestValidate(t *testing.T) {
	for _, o := range []synth.Options{{}, {Patients: -1}, {Patients: 1 << 30}} {
		if err := synth.Generate(t.Context(), o, &population{}); err == nil || !strings.Contains(err.Error(), "patients is") {
			t.Errorf("Generate(%+v) = %v, want a word about patients", o, err)
		}
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	_, err := synth.WriteDir(ctx, synth.Options{Patients: 1000}, dir, func(done int) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("err = %v, want canceled", err)
	}
	if left := digest(t, dir); left != "" {
		t.Errorf("a cancelled run left\n%s", left)
	}
}

func TestWriteDirReplacesOnlyItsOwn(t *testing.T) {
	write := func(dir string, patients int) error {
		_, err := synth.WriteDir(t.Context(), synth.Options{Patients: patients}, dir, nil)
		return err
	}
	dir := filepath.Join(t.TempDir(), "new", "dir")
	if err := write(dir, 3); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "Goal.ndjson"))
	if err := os.WriteFile(filepath.Join(dir, "Stale.ndjson"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, 1); err != nil {
		t.Fatalf("a second run into the same directory: %v", err)
	}
	fresh := t.TempDir()
	if err := write(fresh, 1); err != nil {
		t.Fatal(err)
	}
	if got, want := digest(t, dir), digest(t, fresh); got != want {
		t.Errorf("rerun left\n%swant\n%s", got, want)
	}
	for _, name := range []string{"notes.txt", "Patient.ndjson", "truth.csv"} {
		foreign := t.TempDir()
		if err := os.WriteFile(filepath.Join(foreign, name), []byte("mine\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := write(foreign, 1); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("a directory with a foreign %s: err = %v, want one that names it", name, err)
		}
		if data, _ := os.ReadFile(filepath.Join(foreign, name)); string(data) != "mine\n" {
			t.Errorf("%s was overwritten", name)
		}
	}
}

func TestWriteDirSummary(t *testing.T) {
	dir := t.TempDir()
	var told []int
	sum, err := synth.WriteDir(t.Context(), synth.Options{Patients: 3, Seed: 9}, dir, func(n int) { told = append(told, n) })
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(told, []int{1, 2, 3}) || sum.Patients != 3 {
		t.Errorf("progress %v, patients %d", told, sum.Patients)
	}
	var size int64
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		info, _ := e.Info()
		size += info.Size()
		typ, isData := strings.CutSuffix(e.Name(), ".ndjson")
		if data, _ := os.ReadFile(filepath.Join(dir, e.Name())); isData && bytes.Count(data, []byte("\n")) != sum.Resources[typ] {
			t.Errorf("%s has %d lines, summary says %d", e.Name(), bytes.Count(data, []byte("\n")), sum.Resources[typ])
		}
	}
	if size != sum.Bytes || sum.Notes != sum.Resources["DocumentReference"] {
		t.Errorf("summary %+v, files have %d bytes", sum, size)
	}
	f, err := os.Open(filepath.Join(dir, "truth.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != sum.Mentions+1 || len(rows[0]) != 17 {
		t.Errorf("truth.csv: %d rows, err %v, want %d and a header of 17 columns", len(rows), err, sum.Mentions+1)
	}
}

func TestErrorOfSinkStops(t *testing.T) {
	boom := errors.New("boom")
	if err := synth.Generate(t.Context(), synth.Options{Patients: 5}, failing{boom}); !errors.Is(err, boom) {
		t.Errorf("err = %v, want boom", err)
	}
}

type failing struct{ err error }

func (f failing) Resource(string, []byte) error { return f.err }
func (f failing) Mention(synth.Mention) error   { return f.err }
func (f failing) Done(int) error                { return nil }

// counting counts bytes and drops them.
type counting struct{ bytes int64 }

func (c *counting) Resource(_ string, line []byte) error { c.bytes += int64(len(line)) + 1; return nil }
func (c *counting) Mention(synth.Mention) error          { return nil }
func (c *counting) Done(int) error                       { return nil }

func BenchmarkGenerate(b *testing.B) {
	var c counting
	for b.Loop() {
		c = counting{}
		if err := synth.Generate(b.Context(), synth.Options{Patients: 40, Seed: 1}, &c); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(c.bytes)
}
