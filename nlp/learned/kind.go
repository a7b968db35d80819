package learned

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// kind is the category of a concept with its Comprehend Medical type.
type kind struct {
	category annotation.Category
	typ      string
	trait    annotation.Trait
	drug     bool
}

var (
	drug      = kind{annotation.Medication, "GENERIC_NAME", "", true}
	diagnosis = kind{annotation.Condition, "DX_NAME", annotation.Diagnosis, false}
	symptom   = kind{annotation.Condition, "DX_NAME", annotation.Symptom, false}
	test      = kind{annotation.TestProcedure, "TEST_NAME", "", false}
	procedure = kind{annotation.TestProcedure, "PROCEDURE_NAME", "", false}
	treatment = kind{annotation.TestProcedure, "TREATMENT_NAME", "", false}
	site      = kind{annotation.Anatomy, "SYSTEM_ORGAN_SITE", "", false}
)

// tags are SNOMED CT's semantic tags.
var tags = map[string]kind{
	"disorder": diagnosis, "finding": symptom, "situation": symptom, "event": symptom, "morphologic abnormality": diagnosis,
	"procedure": procedure, "regime/therapy": treatment,
	"body structure": site, "cell structure": site,
	"substance": drug, "product": drug, "medicinal product": drug, "medicinal product form": drug, "clinical drug": drug, "real clinical drug": drug,
	"observable entity": test,
	"person":            {}, "occupation": {}, "qualifier value": {}, "social concept": {}, "environment": {}, "record artifact": {},
	"physical object": {}, "organism": {}, "specimen": {}, "attribute": {}, "ethnic group": {}, "religion/philosophy": {}, "navigational concept": {},
}

// systems whose codes are all of one kind.
var systems = map[string]kind{
	lexicon.RxNorm: drug, "http://hl7.org/fhir/sid/cvx": drug, "http://hl7.org/fhir/sid/ndc": drug, "http://www.whocc.no/atc": drug,
	lexicon.LOINC: test, lexicon.ICD10CM: diagnosis, "http://hl7.org/fhir/sid/icd-10": diagnosis, "http://hl7.org/fhir/sid/icd-9-cm": diagnosis,
	"http://www.ama-assn.org/go/cpt": procedure, "http://www.cms.gov/Medicare/Coding/ICD10": procedure,
}

// resources are the kinds of the codings of FHIR types; others are not learned from.
var resources = map[string]kind{
	"Condition": diagnosis, "FamilyMemberHistory": diagnosis, "AllergyIntolerance": drug, "Medication": drug, "MedicationRequest": drug,
	"MedicationStatement": drug, "MedicationAdministration": drug, "MedicationDispense": drug, "Immunization": drug,
	"Procedure": procedure, "ServiceRequest": procedure, "CarePlan": treatment, "Observation": test, "DiagnosticReport": test,
}

// kind decides a concept's kind: its semantic tag, else its system, else the resource it stands in most often.
func (c *concept) kind(display string) (kind, bool) {
	if tag := tagOf(display); tag != "" {
		k := tags[tag]
		if k == (kind{}) {
			return k, false
		}
		if k == procedure && c.most() == "Observation" {
			k = test
		}
		return k, true
	}
	if k, ok := systems[c.system]; ok {
		return k, true
	}
	k, ok := resources[c.most()]
	return k, ok
}

// most is the resource type that the concept stands in most often.
func (c *concept) most() string { return commonest(c.resources) }

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
