package fhirout

import "strings"

// allergy makes an AllergyIntolerance. That there is none at all is an AllergyIntolerance with the code of that, as FHIR
// recommends; one that is denied is refuted.
func (b *builder) allergy(e *Entity) {
	verification, clinical, what := "confirmed", "active", e.code()
	switch none, ok := noAllergy(e); {
	case ok && !e.unreal():
		what, clinical = append(concept(none.system, none.code, none.display), member{"text", e.words()}), "active"
	case e.unreal():
		verification = "unconfirmed"
	case e.Negated:
		verification, clinical = "refuted", "inactive" // which must be there: FHIR's ait-1
	case !e.certain():
		verification = "unconfirmed"
	}
	var category value
	if e.Category == "MEDICATION" {
		category = list{code("medication")}
	}
	b.add("AllergyIntolerance", e, 0, object{
		{"clinicalStatus", concept(terminology+"allergyintolerance-clinical", clinical, "")},
		{"verificationStatus", concept(terminology+"allergyintolerance-verification", verification, "")},
		{"category", category},
		{"code", what},
		{"patient", b.d.patient()},
		{"encounter", b.d.encounter()},
		{"recordedDate", b.d.written()},
	})
}

type systemCode struct{ system, code, display string }

// noAllergy is the code of having no allergies, where the text denies allergies and not a certain one.
func noAllergy(e *Entity) (systemCode, bool) {
	if e.Type != "ALLERGIES" || !e.Negated {
		return systemCode{}, false
	}
	switch text := strings.ToLower(strings.Join(strings.Fields(e.Text), " ")); text {
	case "nkda", "nkma", "drug allergies", "drug allergy", "medication allergies", "medication allergy":
		return systemCode{snomedSystem, "409137002", "No known drug allergy"}, true
	case "nka", "allergies", "allergy", "allergic", "known allergies":
		return systemCode{snomedSystem, "716186003", "No known allergy"}, true
	}
	return systemCode{}, false
}
