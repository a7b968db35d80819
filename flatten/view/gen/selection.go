package main

// This file is made by hand: what the rules alone cannot know.

// fullTypes have child tables for their repeating elements. The other types have their main table.
var fullTypes = words(`
	AllergyIntolerance CarePlan CareTeam Claim Condition Coverage Device DiagnosticReport DocumentReference Encounter
	ExplanationOfBenefit Goal ImagingStudy Immunization Location Medication MedicationAdministration MedicationDispense
	MedicationRequest MedicationStatement Observation Organization Patient Practitioner PractitionerRole Procedure
	Provenance Questionnaire QuestionnaireResponse ServiceRequest Specimen SupplyDelivery`)

// Code systems, by the names that the preferences below use.
const (
	snomed  = "http://snomed.info/sct"
	loinc   = "http://loinc.org"
	rxnorm  = "http://www.nlm.nih.gov/research/umls/rxnorm"
	icd10cm = "http://hl7.org/fhir/sid/icd-10-cm"
	icd10   = "http://hl7.org/fhir/sid/icd-10"
	icd9cm  = "http://hl7.org/fhir/sid/icd-9-cm"
	icd10p  = "http://www.cms.gov/Medicare/Coding/ICD10"
	cpt     = "http://www.ama-assn.org/go/cpt"
	hcpcs   = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
	ndc     = "http://hl7.org/fhir/sid/ndc"
	cvx     = "http://hl7.org/fhir/sid/cvx"
)

var (
	conditionSystems  = []string{snomed, icd10cm, icd10, icd9cm}
	diagnosisSystems  = []string{icd10cm, icd10, icd9cm, snomed}
	medicationSystems = []string{rxnorm, ndc, snomed}
	procedureSystems  = []string{snomed, cpt, hcpcs, icd10p}
	serviceSystems    = []string{cpt, hcpcs, snomed}
	orderSystems      = []string{loinc, snomed, cpt}
)

// preferredSystems is the order of code systems in which a concept's coding is chosen for the columns. Elements that are
// not here take the coding that a user selected, else the first.
var preferredSystems = map[string][]string{
	"AllergyIntolerance.code":                    {rxnorm, snomed},
	"AllergyIntolerance.reaction.manifestation":  {snomed},
	"AllergyIntolerance.reaction.substance":      {rxnorm, snomed},
	"CarePlan.activity.detail.code":              orderSystems,
	"Claim.diagnosis.diagnosis":                  diagnosisSystems,
	"Claim.item.productOrService":                serviceSystems,
	"Claim.procedure.procedure":                  serviceSystems,
	"Condition.code":                             conditionSystems,
	"DiagnosticReport.code":                      {loinc, snomed},
	"DocumentReference.type":                     {loinc, snomed},
	"Encounter.reasonCode":                       conditionSystems,
	"Encounter.type":                             {snomed, cpt},
	"ExplanationOfBenefit.diagnosis.diagnosis":   diagnosisSystems,
	"ExplanationOfBenefit.item.productOrService": serviceSystems,
	"ExplanationOfBenefit.procedure.procedure":   serviceSystems,
	"FamilyMemberHistory.condition.code":         conditionSystems,
	"Immunization.reasonCode":                    conditionSystems,
	"Immunization.vaccineCode":                   {cvx, ndc, snomed},
	"Medication.code":                            medicationSystems,
	"Medication.ingredient.item":                 medicationSystems,
	"MedicationAdministration.medication":        medicationSystems,
	"MedicationDispense.medication":              medicationSystems,
	"MedicationRequest.medication":               medicationSystems,
	"MedicationStatement.medication":             medicationSystems,
	"MedicationAdministration.reasonCode":        conditionSystems,
	"MedicationRequest.reasonCode":               conditionSystems,
	"MedicationStatement.reasonCode":             conditionSystems,
	"Observation.code":                           {loinc, snomed},
	"Observation.component.code":                 {loinc, snomed},
	"Observation.value":                          {snomed, loinc},
	"Observation.component.value":                {snomed, loinc},
	"Procedure.code":                             procedureSystems,
	"Procedure.reasonCode":                       conditionSystems,
	"ServiceRequest.code":                        orderSystems,
	"ServiceRequest.reasonCode":                  conditionSystems,
	"Specimen.type":                              {snomed},
}

// patientPaths say how a resource is tied to a patient where it has neither an element "patient" nor a "subject".
var patientPaths = map[string]string{
	"Account":             "subject.getReferenceKey(Patient).first()",
	"Appointment":         "participant.actor.getReferenceKey(Patient).first()",
	"AppointmentResponse": "actor.getReferenceKey(Patient)",
	"AuditEvent":          "entity.what.getReferenceKey(Patient).first()",
	"Coverage":            "beneficiary.getReferenceKey(Patient)",
	"EnrollmentRequest":   "candidate.getReferenceKey(Patient)",
	"Provenance":          "target.getReferenceKey(Patient).first()",
	"RequestGroup":        "subject.getReferenceKey(Patient)",
	"ResearchSubject":     "individual.getReferenceKey(Patient)",
	"SupplyRequest":       "deliverTo.getReferenceKey(Patient)",
	"Task":                "for.getReferenceKey(Patient)",
}

// encounterPaths say how a resource is tied to an encounter where it has no element "encounter".
var encounterPaths = map[string]string{
	"Claim":                    "item.encounter.getReferenceKey(Encounter).first()",
	"DocumentReference":        "context.encounter.getReferenceKey(Encounter).first()",
	"ExplanationOfBenefit":     "item.encounter.getReferenceKey(Encounter).first()",
	"MedicationAdministration": "context.getReferenceKey(Encounter)",
	"MedicationDispense":       "context.getReferenceKey(Encounter)",
	"MedicationStatement":      "context.getReferenceKey(Encounter)",
	"Media":                    "encounter.getReferenceKey(Encounter)",
}

// firstConcepts are the repeating concepts whose first value has columns in the main table, by element or by type and
// element; the others have only their child table and coding.
var firstConcepts = words(`
	category type reasonCode interpretation code specialty serviceCategory serviceType jurisdiction
	Goal.addresses Specimen.condition Organization.type Location.type`)

// firstReferences are the repeating references whose first value has columns in the main table.
var firstReferences = words(`
	CarePlan.addresses CareTeam.managingOrganization DiagnosticReport.performer DocumentReference.author
	Encounter.reasonReference MedicationRequest.reasonReference MedicationStatement.reasonReference
	MedicationAdministration.reasonReference Observation.performer Patient.generalPractitioner
	PractitionerRole.location PractitionerRole.healthcareService Procedure.reasonReference ServiceRequest.performer
	ServiceRequest.reasonReference Coverage.payor Claim.item.encounter Account.subject Provenance.target Task.basedOn`)

// plainQuantities are the types whose quantities count things or money rather than measure: they have no canonical form.
var plainQuantities = words(`Claim ClaimResponse ExplanationOfBenefit Invoice SupplyRequest SupplyDelivery VisionPrescription
	CoverageEligibilityRequest CoverageEligibilityResponse PaymentNotice PaymentReconciliation Contract ChargeItem
	ChargeItemDefinition`)

// skippedElements have no columns: they stand in raw, and mostly in the cross-cutting tables too.
var skippedElements = words(`
	implicitRules language text contained extension modifierExtension id meta
	Binary.data Patient.contained Bundle.signature Bundle.entry
	Attachment.data Signature.data
	CapabilityStatement.rest Contract.term instantiatesCanonical instantiatesUri
	Claim.accident.location ExplanationOfBenefit.accident.location ExplanationOfBenefit.form
	Encounter.hospitalization.preAdmissionIdentifier Encounter.hospitalization.origin
	MedicationRequest.dispenseRequest.initialFill MedicationRequest.dispenseRequest.dispenseInterval
	ExplanationOfBenefit.fundsReserve ExplanationOfBenefit.fundsReserveRequested Claim.fundsReserve
	ExplanationOfBenefit.originalPrescription Claim.originalPrescription ActivityDefinition.dynamicValue`)

// skippedChildren are repeating elements without a table of their own.
var skippedChildren = words(`
	Claim.item.programCode ExplanationOfBenefit.item.programCode Provenance.signature`)

// extraColumns are columns of main tables that are worth having and follow from no rule: name, path, FHIR type, SQL type,
// comment.
var extraColumns = map[string][][5]string{
	"Patient": {
		{"family", name("family"), "string", "VARCHAR", "Family name of the official, else the usual, else the first name"},
		{"given", name(joined("given", "' '")), "string", "VARCHAR", "Given names of the official, else the usual, else the first name"},
		{"name_text", name("text"), "string", "VARCHAR", "The official, else the usual, else the first name as one text"},
		{"medical_record_number", identifierOf("MR"), "string", "VARCHAR", "Identifier of type MR"},
		{"phone", "telecom.where(system = 'phone').first().value", "string", "VARCHAR", "First telephone number"},
		{"email", "telecom.where(system = 'email').first().value", "string", "VARCHAR", "First e-mail address"},
		{"address_line", joined("address.first().line", "', '"), "string", "VARCHAR", "Street of the first address"},
		{"address_city", "address.first().city", "string", "VARCHAR", "City of the first address"},
		{"address_state", "address.first().state", "string", "VARCHAR", "State of the first address"},
		{"address_postal_code", "address.first().postalCode", "string", "VARCHAR", "Postal code of the first address"},
		{"address_country", "address.first().country", "string", "VARCHAR", "Country of the first address"},
		{"race_code", usCore("race") + ".extension('ombCategory').value.ofType(Coding).code.first()", "code", "VARCHAR", "US Core race: code of the first OMB category"},
		{"race", usCore("race") + ".extension('text').value.ofType(string).first()", "string", "VARCHAR", "US Core race as text"},
		{"ethnicity_code", usCore("ethnicity") + ".extension('ombCategory').value.ofType(Coding).code.first()", "code", "VARCHAR", "US Core ethnicity: code of the OMB category"},
		{"ethnicity", usCore("ethnicity") + ".extension('text').value.ofType(string).first()", "string", "VARCHAR", "US Core ethnicity as text"},
		{"birth_sex", usCore("birthsex") + ".value.ofType(code).first()", "code", "VARCHAR", "US Core birth sex"},
		{"preferred_language", "(communication.where(preferred = true).language | communication.language).first().preferredCoding().code", "code", "VARCHAR", "Code of the preferred, else the first language of communication"},
	},
	"Practitioner": {
		{"family", name("family"), "string", "VARCHAR", "Family name of the official, else the usual, else the first name"},
		{"given", name(joined("given", "' '")), "string", "VARCHAR", "Given names of the official, else the usual, else the first name"},
		{"name_text", name("text"), "string", "VARCHAR", "The official, else the usual, else the first name as one text"},
		{"npi", "identifier.where(system = 'http://hl7.org/fhir/sid/us-npi').first().value", "string", "VARCHAR", "National provider identifier (US)"},
	},
	"Organization": addressColumns("address.first()"),
}

// addressColumns are the columns of a first address.
func addressColumns(path string) [][5]string {
	return [][5]string{
		{"address_line", joined(path+".line", "', '"), "string", "VARCHAR", "Street of the first address"},
		{"address_city", path + ".city", "string", "VARCHAR", "City of the first address"},
		{"address_state", path + ".state", "string", "VARCHAR", "State of the first address"},
		{"address_postal_code", path + ".postalCode", "string", "VARCHAR", "Postal code of the first address"},
		{"address_country", path + ".country", "string", "VARCHAR", "Country of the first address"},
	}
}

func name(path string) string {
	return "(name.where(use = 'official') | name.where(use = 'usual') | name).first()." + path
}

func identifierOf(code string) string {
	return "identifier.where(type.coding.where(system = 'http://terminology.hl7.org/CodeSystem/v2-0203' and code = '" +
		code + "').exists()).first().value"
}

func usCore(extension string) string {
	return "extension('http://hl7.org/fhir/us/core/StructureDefinition/us-core-" + extension + "')"
}
