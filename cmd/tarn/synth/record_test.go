package synth_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

// walk visits every object below v with the names of the members that lead to it.
func walk(v any, path string, visit func(path string, o map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(path, v)
		for k, w := range v {
			walk(w, path+"."+k, visit)
		}
	case []any:
		for _, w := range v {
			walk(w, path, visit)
		}
	}
}

// each visits every object of every resource of the sample.
func each(visit func(path string, o map[string]any)) {
	for typ, list := range resources() {
		for _, r := range list {
			walk(r, typ, visit)
		}
	}
}

func TestIDsAreUniqueAndReferencesResolve(t *testing.T) {
	known := map[string]bool{}
	for typ, list := range resources() {
		for _, r := range list {
			ref := typ + "/" + r["id"].(string)
			if known[ref] || r["resourceType"] != typ {
				t.Errorf("%s: twice, or in the file of another type", ref)
			}
			known[ref] = true
		}
	}
	relative, contained := 0, 0
	each(func(path string, o map[string]any) {
		switch ref, _ := o["reference"].(string); {
		case ref == "":
		case strings.HasPrefix(ref, "#"):
			contained++
		case !known[ref]:
			t.Errorf("%s: %s is nowhere", path, ref)
		default:
			relative++
		}
	})
	if relative < 1000 || contained == 0 {
		t.Errorf("saw %d relative references and %d to contained resources", relative, contained)
	}
}

func TestContainedReferencesResolve(t *testing.T) {
	for _, r := range resources()["MedicationRequest"] {
		ref, ok := r["medicationReference"].(map[string]any)
		if !ok || !strings.HasPrefix(ref["reference"].(string), "#") {
			continue
		}
		inside := r["contained"].([]any)[0].(map[string]any)
		if "#"+inside["id"].(string) != ref["reference"] {
			t.Errorf("MedicationRequest %v: %v is not contained", r["id"], ref["reference"])
		}
	}
}

var codePatterns = map[string]*regexp.Regexp{
	"http://snomed.info/sct":                      regexp.MustCompile(`^[1-9]\d{5,17}$`),
	"http://hl7.org/fhir/sid/icd-10-cm":           regexp.MustCompile(`^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$`),
	"http://www.nlm.nih.gov/research/umls/rxnorm": regexp.MustCompile(`^\d{3,7}$`),
	"http://loinc.org":                            regexp.MustCompile(`^\d{1,5}-\d$`),
	"http://hl7.org/fhir/sid/cvx":                 regexp.MustCompile(`^\d{2,3}$`),
	"http://nucc.org/provider-taxonomy":           regexp.MustCompile(`^\d{3}[0-9A-Z]{6}X$`),
}

// TestCodesFitTheirSystems checks patterns, and the check digits of LOINC (Luhn) and SNOMED CT (Verhoeff).
func TestCodesFitTheirSystems(t *testing.T) {
	seen := map[string]int{}
	each(func(path string, o map[string]any) {
		system, _ := o["system"].(string)
		code, _ := o["code"].(string)
		pattern := codePatterns[system]
		if pattern == nil {
			return
		}
		seen[system]++
		switch {
		case !pattern.MatchString(code):
			t.Errorf("%s: %q is no code of %s", path, code, system)
		case system == "http://loinc.org" && !luhn(strings.Replace(code, "-", "", 1)):
			t.Errorf("%s: LOINC %s has a wrong check digit", path, code)
		case system == "http://snomed.info/sct" && !verhoeff(code):
			t.Errorf("%s: SNOMED CT %s has a wrong check digit", path, code)
		}
	})
	if len(seen) != len(codePatterns) {
		t.Errorf("systems seen: %v", seen)
	}
}

// luhn checks a number whose last digit is its Luhn check digit.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// verhoeff checks a number whose last digit is its check digit in the dihedral group D5.
func verhoeff(s string) bool {
	mul := func(a, b int) int {
		switch {
		case a < 5 && b < 5:
			return (a + b) % 5
		case a < 5:
			return 5 + (a+b-5)%5
		case b < 5:
			return 5 + (a-5-b+5)%5
		}
		return (a - b + 5) % 5
	}
	step := [10]int{1, 5, 7, 6, 2, 8, 3, 0, 9, 4}
	check := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		for range i % 8 {
			d = step[d]
		}
		check = mul(check, d)
	}
	return check == 0
}

func TestNPIsAreValid(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range resources()["Practitioner"] {
		npi := r["identifier"].([]any)[0].(map[string]any)["value"].(string)
		if len(npi) != 10 || !luhn("80840"+npi) || seen[npi] {
			t.Errorf("NPI %s is wrong or not unique", npi)
		}
		seen[npi] = true
	}
}

// when reads a FHIR date of whatever precision.
func when(t *testing.T, s any) time.Time {
	t.Helper()
	for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01", "2006"} {
		if at, err := time.Parse(layout, s.(string)); err == nil {
			return at
		}
	}
	t.Fatalf("%v is no date", s)
	return time.Time{}
}

func id(ref any) string {
	_, id, _ := strings.Cut(ref.(map[string]any)["reference"].(string), "/")
	return id
}

func TestDatesAreInOrder(t *testing.T) {
	born, died := map[string]time.Time{}, map[string]time.Time{}
	for _, p := range resources()["Patient"] {
		born[p["id"].(string)] = when(t, p["birthDate"]).AddDate(0, 0, -1) // time zones
		if d := p["deceasedDateTime"]; d != nil {
			died[p["id"].(string)] = when(t, d)
		}
	}
	if len(died) == 0 {
		t.Error("nobody died")
	}
	var previous string
	last := map[string]time.Time{}
	for _, e := range resources()["Encounter"] {
		who, period := id(e["subject"]), e["period"].(map[string]any)
		start, end := when(t, period["start"]), when(t, period["end"])
		if start.After(end) || start.Before(born[who]) || end.After(synth.DefaultEnd) {
			t.Errorf("Encounter %v: %v to %v, born %v", e["id"], start, end, born[who])
		}
		if d, dead := died[who]; dead && end.After(d) {
			t.Errorf("Encounter %v ends %v, the patient died %v", e["id"], end, d)
		}
		if who == previous && start.Before(last[who]) {
			t.Errorf("Encounter %v begins during the one before", e["id"])
		}
		previous, last[who] = who, end
	}
	each(func(path string, o map[string]any) {
		if m, ok := o["meta"].(map[string]any); ok && (when(t, m["lastUpdated"]).After(synth.DefaultEnd) || when(t, m["lastUpdated"]).Year() < 2000) {
			t.Errorf("%s %v: updated %v", path, o["id"], m["lastUpdated"])
		}
		if start, end := o["start"], o["end"]; start != nil && end != nil && when(t, start).After(when(t, end)) {
			t.Errorf("%s: %v to %v", path, start, end)
		}
	})
	for _, c := range resources()["Condition"] {
		onset := when(t, c["onsetDateTime"])
		if a := c["abatementDateTime"]; a != nil && when(t, a).Before(onset) || len(c["onsetDateTime"].(string)) > 4 && onset.Before(born[id(c["subject"])]) {
			t.Errorf("Condition %v: onset %v, abated %v, born %v", c["id"], onset, a, born[id(c["subject"])])
		}
	}
}

// TestVarietyOfValues holds the population to what it is meant to exercise.
func TestVarietyOfValues(t *testing.T) {
	seen := map[string]int{}
	each(func(path string, o map[string]any) {
		if c, ok := o["comparator"].(string); ok {
			seen["comparator "+c]++
		}
		if v, ok := o["value"].(json.Number); ok && strings.Contains(v.String(), ".") && strings.HasSuffix(v.String(), "0") {
			seen["trailing zero"]++
		}
		if c, ok := o["coding"].([]any); ok && len(c) > 1 {
			seen["several codings"]++
		}
		for _, k := range []string{"contained", "component", "dataAbsentReason", "reAdmission", "priorPrescription", "asNeededCodeableConcept", "rateQuantity", "deceasedDateTime"} {
			if o[k] != nil {
				seen[k]++
			}
		}
		if s, ok := o["status"].(string); ok {
			seen[path+" "+s]++
		}
		if m, ok := o["meta"].(map[string]any); ok {
			seen["version "+m["versionId"].(string)]++
		}
		if s, ok := o["onsetDateTime"].(string); ok && len(s) == 4 {
			seen["onset year"]++
		}
	})
	for _, want := range []string{
		"comparator <", "comparator >", "trailing zero", "several codings", "contained", "component", "dataAbsentReason", "priorPrescription",
		"asNeededCodeableConcept", "deceasedDateTime", "version 1", "version 2", "version 3", "onset year", "Observation entered-in-error",
		"MedicationRequest active", "MedicationRequest stopped", "MedicationRequest completed", "Immunization not-done", "Immunization completed",
	} {
		if seen[want] == 0 {
			t.Errorf("no %s in the sample", want)
		}
	}
}

// TestEnteredInErrorHasNoClinicalStatus is FHIR's constraint con-5; a condition that ended must not be active (con-4).
func TestEnteredInErrorHasNoClinicalStatus(t *testing.T) {
	for _, c := range resources()["Condition"] {
		verification := c["verificationStatus"].(map[string]any)["coding"].([]any)[0].(map[string]any)["code"]
		if (c["clinicalStatus"] == nil) != (verification == "entered-in-error") {
			t.Errorf("Condition %v: clinical %v, verification %v", c["id"], c["clinicalStatus"], verification)
		}
		if c["clinicalStatus"] == nil {
			continue
		}
		clinical := c["clinicalStatus"].(map[string]any)["coding"].([]any)[0].(map[string]any)["code"]
		if (c["abatementDateTime"] != nil) != (clinical == "resolved") {
			t.Errorf("Condition %v: %v, abated %v", c["id"], clinical, c["abatementDateTime"])
		}
	}
}

// TestMoneyAddsUp compares the total of each claim with its lines.
func TestMoneyAddsUp(t *testing.T) {
	cents := func(v any) int64 {
		s := v.(map[string]any)["value"].(json.Number).String()
		n, err := json.Number(strings.Replace(s, ".", "", 1)).Int64()
		if err != nil || !slices.Contains([]int{3}, len(s)-strings.Index(s, ".")) {
			t.Fatalf("%s is no amount with two places", s)
		}
		return n
	}
	for _, c := range resources()["Claim"] {
		var sum int64
		for _, item := range c["item"].([]any) {
			sum += cents(item.(map[string]any)["net"])
		}
		if total := cents(c["total"]); total != sum {
			t.Errorf("Claim %v: total %d, items %d", c["id"], total, sum)
		}
	}
}
