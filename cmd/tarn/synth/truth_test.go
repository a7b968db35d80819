package synth_test

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

// notes are the decoded attachments of the sample by document id.
func notes(t *testing.T) (text, mime map[string]string) {
	t.Helper()
	text, mime = map[string]string{}, map[string]string{}
	for _, r := range resources()["DocumentReference"] {
		a := r["content"].([]any)[0].(map[string]any)["attachment"].(map[string]any)
		data, err := base64.StdEncoding.DecodeString(a["data"].(string))
		if err != nil {
			t.Fatal(err)
		}
		text[r["id"].(string)], mime[r["id"].(string)] = string(data), a["contentType"].(string)
	}
	return text, mime
}

func TestOffsetsAreExact(t *testing.T) {
	text, _ := notes(t)
	for _, m := range sample().mentions {
		doc, ok := text[m.Document]
		if !ok || m.End > len(doc) || doc[m.Begin:m.End] != m.Text {
			t.Fatalf("%+v does not stand there", m)
		}
		if m.BeginChar != utf8.RuneCountInString(doc[:m.Begin]) || m.EndChar != utf8.RuneCountInString(doc[:m.End]) {
			t.Fatalf("%+v: characters should be %d", m, utf8.RuneCountInString(doc[:m.Begin]))
		}
		after := doc[m.End:min(len(doc), m.End+160)]
		for _, a := range m.Attributes {
			if a.Type != "DIRECTION" && a.Type != "SYSTEM_ORGAN_SITE" && !strings.Contains(after, a.Text) || a.Text == "" {
				t.Errorf("%+v: %q is not said after it: %q", m, a.Text, after)
			}
		}
		if value := strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(m.Value); m.Value != "" && !strings.Contains(after, m.Value) && !strings.Contains(after, value) {
			t.Errorf("%+v: its value is not said after it: %q", m, after)
		}
	}
}

func TestMentionsDoNotOverlap(t *testing.T) {
	end := map[string]int{}
	for _, m := range sample().mentions {
		if m.Begin < end[m.Document] || m.End <= m.Begin {
			t.Errorf("%+v overlaps the mention before it", m)
		}
		end[m.Document] = m.End
	}
}

// TestInRecord recomputes from the resources which codes each patient has, and compares both ways.
func TestInRecord(t *testing.T) {
	coded := map[[4]string]bool{} // patient, group, system, code
	owner := func(r map[string]any) string {
		for _, k := range []string{"subject", "patient", "beneficiary"} {
			if r[k] != nil {
				return id(r[k])
			}
		}
		return ""
	}
	for typ, list := range resources() {
		group := map[string]string{"FamilyMemberHistory": "family", "AllergyIntolerance": "allergy"}[typ]
		for _, r := range list {
			who := owner(r)
			walk(r, "", func(_ string, o map[string]any) {
				system, _ := o["system"].(string)
				code, _ := o["code"].(string)
				coded[[4]string{who, group, system, code}] = true
			})
		}
	}
	yes, no := 0, 0
	for _, m := range sample().mentions {
		group := ""
		if slices.Contains(m.Traits, "PERTAINS_TO_FAMILY") {
			group = "family"
		} else if m.Type == "ALLERGIES" {
			group = "allergy"
		}
		want := m.Code != "" && coded[[4]string{m.Patient, group, m.System, m.Code}]
		if m.InRecord != want {
			t.Errorf("%+v: in record should be %v", m, want)
		}
		if want {
			yes++
		} else {
			no++
		}
	}
	if yes == 0 || no == 0 {
		t.Errorf("%d in the record, %d not", yes, no)
	}
}

// TestAssertedFactsAreInTheRecord holds the notes to the structured record: what they say the patient takes was prescribed, what was
// measured is an Observation with the very value.
func TestAssertedFactsAreInTheRecord(t *testing.T) {
	values := map[[3]string]bool{}
	for _, o := range resources()["Observation"] {
		loinc := o["code"].(map[string]any)["coding"].([]any)[0].(map[string]any)["code"].(string)
		who := id(o["subject"])
		if q, ok := o["valueQuantity"].(map[string]any); ok {
			comparator, _ := q["comparator"].(string)
			values[[3]string{who, loinc, comparator + string(q["value"].(interface{ String() string }).String())}] = true
		}
		if c, ok := o["valueCodeableConcept"].(map[string]any); ok {
			text, _ := c["text"].(string)
			values[[3]string{who, loinc, text}] = true
		}
	}
	checked := 0
	for _, m := range sample().mentions {
		if m.Section == "medications" && m.Category == "MEDICATION" && !m.InRecord {
			t.Errorf("%+v is in the list of medications and was never prescribed", m)
		}
		if m.Value != "" && m.Code != "85354-9" && m.Code != "29463-7" { // blood pressure has components; weight may be declined
			checked++
			if !values[[3]string{m.Patient, m.Code, m.Value}] {
				t.Errorf("%+v: no Observation has this value", m)
			}
		}
	}
	if checked == 0 {
		t.Error("no value was checked")
	}
}

func TestVarietyOfNotes(t *testing.T) {
	text, mime := notes(t)
	seen := map[string]int{}
	for _, m := range sample().mentions {
		for _, trait := range m.Traits {
			seen["trait "+trait]++
		}
		for _, a := range m.Attributes {
			seen["attribute "+a.Type]++
		}
		seen[m.Category+" "+m.Type]++
		seen["section "+m.Section]++
		if m.Begin != m.BeginChar {
			seen["bytes differ from characters"]++
		}
		if m.Category == "MEDICAL_CONDITION" && !m.InRecord && slices.Equal(m.Traits, []string{"DIAGNOSIS"}) {
			seen["asserted, not coded"]++
		}
	}
	for doc, s := range text {
		seen[mime[doc]]++
		if strings.Contains(s, "\r\n") {
			seen["CRLF"]++
		}
		if !utf8.ValidString(s) {
			t.Errorf("note %s is no UTF-8", doc)
		}
		if len(s) < 400 || len(s) > 5000 {
			t.Errorf("note %s has %d bytes", doc, len(s))
		}
		for _, bad := range []string{"[", "]", "  .", " a 8", "..", "%!", "<nil>"} {
			if strings.Contains(s, bad) {
				t.Errorf("note %s contains %q:\n%s", doc, bad, s)
			}
		}
	}
	want := strings.Split("trait NEGATION|trait PERTAINS_TO_FAMILY|trait HYPOTHETICAL|trait PAST_HISTORY|trait LOW_CONFIDENCE|trait FUTURE|trait DIAGNOSIS|trait SYMPTOM|trait SIGN|"+
		"attribute STRENGTH|attribute DOSAGE|attribute ROUTE_OR_MODE|attribute FREQUENCY|attribute DURATION|attribute FORM|attribute DIRECTION|"+
		"MEDICAL_CONDITION DX_NAME|MEDICATION GENERIC_NAME|MEDICATION BRAND_NAME|TEST_TREATMENT_PROCEDURE TEST_NAME|TEST_TREATMENT_PROCEDURE PROCEDURE_NAME|TEST_TREATMENT_PROCEDURE TREATMENT_NAME|"+
		"BEHAVIORAL_ENVIRONMENTAL_SOCIAL ALLERGIES|BEHAVIORAL_ENVIRONMENTAL_SOCIAL TOBACCO_USE|PROTECTED_HEALTH_INFORMATION NAME|PROTECTED_HEALTH_INFORMATION ID|"+
		"section chief complaint|section history of present illness|section past medical history|section medications|section family history|section review of systems|"+
		"section vital signs|section physical exam|section results|section assessment and plan|section hospital course|section discharge instructions|"+
		"text/plain; charset=utf-8|text/html; charset=utf-8|CRLF|bytes differ from characters|asserted, not coded", "|")
	for _, w := range want {
		if seen[w] == 0 {
			t.Errorf("no %s in the sample", w)
		}
	}
}

// TestNoDeniedSymptomIsReported: within one history of present illness nothing is both reported and denied.
func TestNoDeniedSymptomIsReported(t *testing.T) {
	said := map[[2]string]string{}
	for _, m := range sample().mentions {
		if m.Section != "history of present illness" || !slices.Contains(m.Traits, "SYMPTOM") {
			continue
		}
		how := "reported"
		if slices.Contains(m.Traits, "NEGATION") {
			how = "denied"
		}
		key := [2]string{m.Document, m.Code}
		if before := said[key]; before != "" && before != how {
			t.Errorf("note %s: %s is %s and %s", m.Document, m.Text, before, how)
		}
		said[key] = how
	}
}

var _ synth.Sink = (*population)(nil)
