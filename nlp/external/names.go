package external

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The enumerations of the service model 2018-10-30, of which each name stands in one string with blanks between.
var (
	categories = set(`MEDICATION MEDICAL_CONDITION PROTECTED_HEALTH_INFORMATION TEST_TREATMENT_PROCEDURE ANATOMY
		TIME_EXPRESSION BEHAVIORAL_ENVIRONMENTAL_SOCIAL`)
	types = set(`NAME DX_NAME DOSAGE ROUTE_OR_MODE FORM FREQUENCY DURATION GENERIC_NAME BRAND_NAME STRENGTH RATE ACUITY
		TEST_NAME TEST_VALUE TEST_UNITS TEST_UNIT PROCEDURE_NAME TREATMENT_NAME DATE AGE CONTACT_POINT PHONE_OR_FAX EMAIL
		IDENTIFIER ID URL ADDRESS PROFESSION SYSTEM_ORGAN_SITE DIRECTION QUALITY QUANTITY TIME_EXPRESSION
		TIME_TO_MEDICATION_NAME TIME_TO_DX_NAME TIME_TO_TEST_NAME TIME_TO_PROCEDURE_NAME TIME_TO_TREATMENT_NAME AMOUNT GENDER
		RACE_ETHNICITY ALLERGIES TOBACCO_USE ALCOHOL_CONSUMPTION REC_DRUG_USE`)
	relationships = set(`EVERY WITH_DOSAGE ADMINISTERED_VIA FOR NEGATIVE OVERLAP DOSAGE ROUTE_OR_MODE FORM FREQUENCY DURATION
		STRENGTH RATE ACUITY TEST_VALUE TEST_UNITS TEST_UNIT DIRECTION SYSTEM_ORGAN_SITE AMOUNT USAGE QUALITY`)
)

// The code systems of the concepts.
const (
	icd10cm = "http://hl7.org/fhir/sid/icd-10-cm"
	rxnorm  = "http://www.nlm.nih.gov/research/umls/rxnorm"
	snomed  = "http://snomed.info/sct"
)

func set(names string) map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(names) {
		out[n] = true
	}
	return out
}

// categoryOf is the category that an attribute of a type has within an entity: times and places of the body are of their
// own categories, all else is of the entity's.
func categoryOf(attributeType string, owner annotation.Category) string {
	switch {
	case strings.HasPrefix(attributeType, "TIME_"):
		return annotation.TimeExpression.String()
	case attributeType == "SYSTEM_ORGAN_SITE":
		return annotation.Anatomy.String()
	}
	return owner.String()
}
