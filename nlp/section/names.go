package section

// The canonical names. They are stable: users select by them.
const (
	ChiefComplaint        = "chief_complaint"
	HPI                   = "history_of_present_illness"
	PastMedicalHistory    = "past_medical_history"
	PastSurgicalHistory   = "past_surgical_history"
	FamilyHistory         = "family_history"
	SocialHistory         = "social_history"
	ObstetricHistory      = "obstetric_history"
	ProblemList           = "problem_list"
	Allergies             = "allergies"
	Medications           = "medications"
	AdmissionMedications  = "admission_medications"
	DischargeMedications  = "discharge_medications"
	Immunizations         = "immunizations"
	ReviewOfSystems       = "review_of_systems"
	Subjective            = "subjective"
	Objective             = "objective"
	VitalSigns            = "vital_signs"
	PhysicalExam          = "physical_exam"
	Results               = "results"
	Imaging               = "imaging"
	Pathology             = "pathology"
	Procedures            = "procedures"
	ProcedureDescription  = "procedure_description"
	Indication            = "indication"
	Technique             = "technique"
	Comparison            = "comparison"
	Findings              = "findings"
	Impression            = "impression"
	HospitalCourse        = "hospital_course"
	EmergencyCourse       = "emergency_department_course"
	AdmissionDiagnosis    = "admission_diagnosis"
	DischargeDiagnosis    = "discharge_diagnosis"
	Assessment            = "assessment"
	Plan                  = "plan"
	AssessmentAndPlan     = "assessment_and_plan"
	DischargeInstructions = "discharge_instructions"
	PatientEducation      = "patient_education"
	DischargeCondition    = "discharge_condition"
	Disposition           = "disposition"
	FollowUp              = "follow_up"
	FunctionalStatus      = "functional_status"
	MentalStatus          = "mental_status"
	Nutrition             = "nutrition"
	AdvanceDirectives     = "advance_directives"
	Equipment             = "medical_equipment"
	Complications         = "complications"
	Anesthesia            = "anesthesia"
	Specimens             = "specimens"
	Header                = "header"
	Signature             = "signature"
)

// kind is what the trait rules of sections need to know of a form.
type kind uint8

const (
	plain  kind = iota
	system      // a body system or part of an examination: only below a section that has such parts
	part        // one word that heads a section only below a history: "Medical", "Surgical"
	weak        // a word too common to head a section without a colon or capitals: "History", "General"
)

// canon is a canonical name with its code and the forms that notes write.
type canon struct {
	name, loinc string
	kind        kind
	limit       int // bytes after which the section ends by itself; 0: never
	forms       []string
}
