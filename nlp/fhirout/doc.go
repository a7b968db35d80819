// Package fhirout writes what was found in notes as FHIR R4 JSON: entities of documents in, resources out.
//
// Build makes resources of the entities of one document, each with the words it comes from, and a Provenance that joins them
// to the note:
//
//	MEDICAL_CONDITION of the patient          Condition            confirmed | unconfirmed | refuted
//	MEDICAL_CONDITION of the family           FamilyMemberHistory  partial
//	MEDICATION                                MedicationStatement  active | on-hold | stopped | completed | not-taken | unknown | intended
//	ALLERGIES, a drug that is an allergy      AllergyIntolerance   confirmed | unconfirmed | refuted
//	TEST_NAME                                 Observation          unknown | cancelled | registered; one for each value
//	PROCEDURE_NAME, TREATMENT_NAME            Procedure            completed | not-done | unknown | preparation
//	other BEHAVIORAL_ENVIRONMENTAL_SOCIAL     Observation          unknown; category social-history
//
// Facts and what the text denies are written. What is hypothetical, conditional or planned is left out unless Options.All
// asks for it; then a Condition is unconfirmed, a MedicationStatement intended, a Procedure in preparation, an Observation
// registered, and a second tag says so. Never written: protected health information, what is said of other people than
// the patient and the family, and what the family does not have, for which FHIR has no form. Anatomy and times are
// written as parts of what they belong to. Left counts what was left out.
//
// What the text does not say is not made up: a test's result has the status unknown, since the note tells it and not the laboratory;
// a past condition has no clinical status, since "history of" does not say that it is over; "three days ago" stays in these
// words, and only dates become dates. The best code of each system is a coding; the other candidates mean other things and
// stand in the extension.
//
// HealthLake writes the same entities as the extension of Amazon HealthLake's integrated NLP; Extend puts it into a resource.
//
// The output is a function of the input alone: ids come from the ids of entities, times from the note and its load.
//
// Left neighbour: the tables of package rows, which the caller reads. Right neighbour: the caller, who writes lines. It
// must not know SQL, files or the clock.
package fhirout
