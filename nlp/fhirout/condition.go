package fhirout

import (
	"slices"
	"strings"
)

// condition makes a Condition. Only what is true now is active: "history of" does not say that it is over, so a past
// condition has no clinical status.
func (b *builder) condition(e *Entity) {
	verification := "confirmed"
	switch {
	case e.unreal():
		verification = "unconfirmed"
	case e.Negated:
		verification = "refuted"
	case !e.certain():
		verification = "unconfirmed"
	}
	sure := verification == "confirmed"
	var clinical, category value
	if sure && (e.Temporality == "" || e.Temporality == "current") {
		clinical = concept(terminology+"condition-clinical", "active", "")
		category = b.category(e)
	}
	onset := member{}
	if verification != "refuted" {
		onset = b.onset(e)
	}
	b.add("Condition", e, 0, object{
		{"clinicalStatus", clinical},
		{"verificationStatus", concept(terminology+"condition-ver-status", verification, "")},
		{"category", category},
		{"severity", e.severity()},
		{"code", e.code()},
		{"bodySite", e.bodySites()},
		{"subject", b.d.patient()},
		{"encounter", b.d.encounter()},
		onset,
		{"recordedDate", b.d.written()},
		{"evidence", list{object{{"detail", list{b.d.source()}}}}},
	})
}

// assessments are the sections that hold the diagnoses of an encounter.
var assessments = []string{"assessment", "assessment_and_plan", "admission_diagnosis", "discharge_diagnosis"}

// category is the category of a sure and present diagnosis where its section tells.
func (b *builder) category(e *Entity) value {
	switch {
	case e.Kind != "DIAGNOSIS":
		return nil
	case e.Section == "problem_list":
		return list{concept(terminology+"condition-category", "problem-list-item", "Problem List Item")}
	case slices.Contains(assessments, e.Section):
		return list{concept(terminology+"condition-category", "encounter-diagnosis", "Encounter Diagnosis")}
	}
	return nil
}

// onset is since when a condition is there, if a time is told of it.
func (b *builder) onset(e *Entity) member {
	date, inWords := b.d.past(e.timeOf())
	if date != "" {
		return member{"onsetDateTime", str(date)}
	}
	return member{"onsetString", str(inWords)}
}

// severities are FHIR's (value set condition-severity).
var severities = map[string]object{
	"severe":   concept(snomedSystem, "24484000", "Severe"),
	"moderate": concept(snomedSystem, "6736007", "Moderate"),
	"mild":     concept(snomedSystem, "255604002", "Mild"),
}

func (e *Entity) severity() value {
	for i := range e.Attributes {
		if a := &e.Attributes[i]; a.Type == "QUALITY" {
			if s, ok := severities[strings.ToLower(strings.TrimSpace(a.Text))]; ok {
				return append(slices.Clone(s), member{"text", str(a.Text)})
			}
		}
	}
	return nil
}
