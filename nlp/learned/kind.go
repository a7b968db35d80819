package learned

import (
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// kind is the category of a concept with its Comprehend Medical type.
type kind struct {
	category annotation.Category
	typ      string
	trait    annotation.Trait
}

var (
	drug      = kind{annotation.Medication, "GENERIC_NAME", 0}
	diagnosis = kind{annotation.Condition, "DX_NAME", annotation.Diagnosis}
	symptom   = kind{annotation.Condition, "DX_NAME", annotation.Symptom}
	test      = kind{annotation.TestProcedure, "TEST_NAME", 0}
	procedure = kind{annotation.TestProcedure, "PROCEDURE_NAME", 0}
	treatment = kind{annotation.TestProcedure, "TREATMENT_NAME", 0}
	site      = kind{annotation.Anatomy, "SYSTEM_ORGAN_SITE", 0}
)

// tags are SNOMED CT's semantic tags. Those without a kind name nothing that is found in notes.
var tags = map[string]kind{
	"disorder": diagnosis, "finding": symptom, "situation": symptom, "event": symptom, "morphologic abnormality": diagnosis,
	"procedure": procedure, "regime/therapy": treatment,
	"body structure": site, "cell structure": site,
	"substance": drug, "product": drug, "medicinal product": drug, "medicinal product form": drug, "clinical drug": drug, "real clinical drug": drug,
	"observable entity": test,
	"person":            {}, "occupation": {}, "qualifier value": {}, "social concept": {}, "environment": {}, "record artifact": {},
	"physical object": {}, "organism": {}, "specimen": {}, "attribute": {}, "ethnic group": {}, "religion/philosophy": {}, "navigational concept": {},
	"assessment scale": test, "staging scale": {}, "tumor staging": {}, "life style": {}, "racial group": {}, "physical force": {}, "environment / location": {},
	"geographic location": {}, "link assertion": {}, "cell": {}, "product name": {}, "supplier": {}, "dose form": {}, "unit of presentation": {}, "role": {}, "state of matter": {},
}

// systems whose codes are all of one kind.
var systems = map[string]kind{
	lexicon.RxNorm: drug, "http://hl7.org/fhir/sid/cvx": drug, "http://hl7.org/fhir/sid/ndc": drug, "http://www.whocc.no/atc": drug,
	lexicon.LOINC: test, lexicon.ICD10CM: diagnosis, "http://hl7.org/fhir/sid/icd-10": diagnosis, "http://hl7.org/fhir/sid/icd-9-cm": diagnosis,
	"http://www.ama-assn.org/go/cpt": procedure, "http://www.cms.gov/Medicare/Coding/ICD10": procedure,
}

// role is what an element of a resource holds the codes of.
type role string

const (
	rDiagnosis role = "diagnosis"
	rSymptom   role = "symptom"
	rAllergen  role = "allergen" // drugs among much else: food, pollen, latex
	rDrug      role = "drug"
	rProcedure role = "procedure"
	rTreatment role = "treatment"
	rTest      role = "test"
	rPart      role = "part of a test" // of a panel, or a question of a form
	rSite      role = "site"
)

// roles are the elements that names are learned from, by type and path. Others hold statuses, categories, answers, kinds
// of encounters and the like, which are no names of what notes tell of.
var roles = map[string]role{
	"Condition.code": rDiagnosis, "Condition.evidence.code": rSymptom, "FamilyMemberHistory.condition.code": rDiagnosis,
	"AllergyIntolerance.code": rAllergen, "AllergyIntolerance.reaction.substance": rAllergen, "AllergyIntolerance.reaction.manifestation": rSymptom,
	"Substance.code": rAllergen, "AdverseEvent.event": rSymptom,
	"Medication.code": rDrug, "Medication.ingredient.item": rDrug, "MedicationKnowledge.code": rDrug, "Immunization.vaccineCode": rDrug,
	"MedicationRequest.medication": rDrug, "MedicationStatement.medication": rDrug, "MedicationAdministration.medication": rDrug,
	"MedicationDispense.medication": rDrug, "ImmunizationRecommendation.recommendation.vaccineCode": rDrug,
	"Procedure.code": rProcedure, "Procedure.complication": rDiagnosis, "Procedure.followUp": rTreatment, "ServiceRequest.code": rProcedure,
	"ImagingStudy.procedureCode": rProcedure, "CarePlan.category": rTreatment, "CarePlan.activity.detail.code": rTreatment, "ActivityDefinition.code": rProcedure,
	"Observation.code": rTest, "Observation.component.code": rPart, "DiagnosticReport.code": rTest, "DiagnosticReport.conclusionCode": rDiagnosis,
	"Claim.diagnosis.diagnosis": rDiagnosis, "ExplanationOfBenefit.diagnosis.diagnosis": rDiagnosis, "Claim.procedure.procedure": rProcedure,
	"ExplanationOfBenefit.procedure.procedure": rProcedure, "ClinicalImpression.finding.item": rDiagnosis, "RiskAssessment.condition": rDiagnosis,
}

// elements are the last names of paths that hold the same in every type.
var elements = map[string]role{"reasonCode": rDiagnosis, "bodySite": rSite}

// types are the roles of types' codings where the row does not say which element it is of.
var types = map[string]role{
	"Condition": rDiagnosis, "FamilyMemberHistory": rDiagnosis, "AllergyIntolerance": rAllergen, "Medication": rDrug, "MedicationRequest": rDrug,
	"MedicationStatement": rDrug, "MedicationAdministration": rDrug, "MedicationDispense": rDrug, "Immunization": rDrug,
	"Procedure": rProcedure, "ServiceRequest": rProcedure, "CarePlan": rTreatment, "Observation": rTest, "DiagnosticReport": rTest,
}

// roleOf is the role of a row's element; ok is false where nothing is learned from it.
func roleOf(r *Row) (role, bool) {
	if r.Path == "" {
		k, ok := types[r.Resource]
		return k, ok
	}
	if k, ok := roles[r.Resource+"."+r.Path]; ok {
		return k, true
	}
	k, ok := elements[r.Path[strings.LastIndexByte(r.Path, '.')+1:]]
	return k, ok
}

var kinds = map[role]kind{
	rDiagnosis: diagnosis, rSymptom: symptom, rAllergen: drug, rDrug: drug, rProcedure: procedure, rTreatment: treatment, rTest: test, rPart: test, rSite: site,
}

// kind decides a concept's kind: its semantic tag, else its system, else the element it stands in most often.
func (c *concept) kind(display string) (kind, bool) {
	most := role(commonest(c.roles))
	if tag := tagOf(display); tag != "" {
		k := tags[tag]
		switch {
		case k == (kind{}):
			return k, false
		case k == procedure && (most == rTest || most == rPart):
			return test, true
		case k == symptom && (most == rTest || most == rPart || most == rProcedure || most == rTreatment): // "Low sodium diet (finding)"
			return kinds[most], true
		}
		return k, true
	}
	if k, ok := systems[c.system]; ok {
		return k, true
	}
	return kinds[most], true
}

// sure reports whether the concept is a disease or an ingredient by its system or its tag, and not only by where a site put it.
func (c *concept) sure(display string, k kind) bool {
	return systems[c.system] == k && (k == drug || k == diagnosis) || tagOf(display) == "disorder"
}

// tagOf is the semantic tag of a SNOMED CT name: "Fever (finding)" → finding; "" where there is none.
func tagOf(name string) string {
	if !strings.HasSuffix(name, ")") {
		return ""
	}
	i := strings.LastIndex(name, " (")
	if i < 1 {
		return ""
	}
	tag := name[i+2 : len(name)-1]
	if _, ok := tags[tag]; ok {
		return tag
	}
	return ""
}

// bareName is a name without its semantic tag.
func bareName(name string) string {
	if tag := tagOf(name); tag != "" {
		return strings.TrimSpace(name[:len(name)-len(tag)-2])
	}
	return name
}

// past reports whether a name begins with the words by which notes tell of what was.
func past(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(low, "history of ") || strings.HasPrefix(low, "past ") || strings.HasPrefix(low, "h/o ") || strings.HasPrefix(low, "personal history of ")
}

// plainName is a name without the words that only say what sort of thing it is, or that no more is known: "Finding of
// vomiting", "Knee region structure", "Physical therapy procedure", "Hypothyroidism, unspecified".
func plainName(name string) string {
	for _, p := range []string{"Finding of ", "Bone structure of ", "Structure of ", "Entire ", "Product containing only ", "Product containing precisely ", "Product containing "} {
		if rest, ok := strings.CutPrefix(name, p); ok {
			return rest
		}
	}
	for _, s := range []string{" structure", " procedure", " present", ", unspecified", ", NOS", " NOS", ", uncomplicated"} {
		if rest, ok := strings.CutSuffix(name, s); ok {
			return rest
		}
	}
	return name
}

// deniers begin the names of codes that say that something is not there, or is another's: "No known allergy (situation)". As
// terms they would be found as conditions of the patient. "Suspected …" and "History of …" may stay: a note that has the
// whole name says what the code says.
var deniers = []string{"no ", "absence of ", "absent ", "family history", "fh:", "negative ", "denies ", "without ", "encounter for ", "encounter due to "}

// questions begin the names of what forms ask, papers end those of documents: neither is a test that a note tells of.
var (
	questions = []string{
		"are you", "do you", "did you", "have you", "has ", "how ", "what ", "when ", "where ", "which ", "who ", "why ", "within the ", "during the ", "over the ",
		"in the past", "in the last", "at any time", "is there", "can you", "would you", "if you", "on average",
	}
	papers = []string{" note", " narrative", " report", " summary", " letter", " certificate", " document", " questionnaire", " form", " consent", " plan"}
)

// nameless reports whether a name, though of words enough, is none of a thing that notes tell of.
func nameless(name string, k kind) bool {
	low := strings.ToLower(strings.TrimSpace(name))
	begins := func(p string) bool { return strings.HasPrefix(low, p) }
	switch {
	case strings.HasSuffix(low, "?"):
		return true
	case k.category == annotation.Condition:
		return slices.ContainsFunc(deniers, begins)
	case k == test:
		return slices.ContainsFunc(questions, begins) || slices.ContainsFunc(papers, func(p string) bool { return strings.HasSuffix(low, p) })
	}
	return false
}
