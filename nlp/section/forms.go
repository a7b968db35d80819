package section

import (
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// forms compiles the forms of all canonical names; the value of a phrase is the index of its canon.
var forms = phrase.Shared(func() *phrase.Set {
	var b phrase.Builder
	for i := range canons {
		for _, f := range canons[i].forms {
			b.Add(f, int32(i))
		}
	}
	return b.Set()
})

// Code is the LOINC section code of a canonical name, "" where there is none.
func Code(name string) string {
	for i := range canons {
		if canons[i].name == name {
			return canons[i].loinc
		}
	}
	return ""
}

// holdsParts tells the sections whose unknown or systemic sub-headings belong to them: "Cardiovascular" below an
// examination, "Hypertension" below an assessment.
func holdsParts(name string) bool {
	switch name {
	case ReviewOfSystems, PhysicalExam, Objective, Subjective, Assessment, Plan, AssessmentAndPlan, HospitalCourse, EmergencyCourse,
		Results, Imaging, Findings, Pathology, ProcedureDescription, VitalSigns, DischargeInstructions, PatientEducation, Impression, FollowUp, HPI:
		return true
	}
	return false
}

// isHistory tells the sections below which "Medical", "Surgical", "Family" and "Social" are headings.
func isHistory(name string) bool {
	switch name {
	case PastMedicalHistory, PastSurgicalHistory, FamilyHistory, SocialHistory, ObstetricHistory:
		return true
	}
	return false
}
