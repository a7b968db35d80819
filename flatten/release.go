package flatten

import (
	"fmt"
	"strings"
)

// The releases of FHIR that a name is of which R4 has not.
const (
	dstu2     = "DSTU2"
	stu3      = "STU3"
	dstu2stu3 = "DSTU2 or STU3"
	r5        = "R5"
)

// otherTypes are the resource types that patients' data of other releases has (their lists of resources, hl7.org/fhir).
var otherTypes = releases(map[string]string{
	dstu2: "Conformance DeviceUseRequest DiagnosticOrder ImagingObjectSelection MedicationOrder Order OrderResponse",
	stu3:  "ExpansionProfile ImagingManifest Sequence ServiceDefinition",
	dstu2stu3: "BodySite DataElement DeviceComponent EligibilityRequest EligibilityResponse ProcedureRequest ProcessRequest ProcessResponse " +
		"ReferralRequest",
	r5: "ActorDefinition ArtifactAssessment BiologicallyDerivedProductDispense ConditionDefinition DeviceAssociation DeviceDispense " +
		"EncounterHistory FormularyItem GenomicStudy ImagingSelection InventoryItem InventoryReport NutritionIntake NutritionProduct Permission " +
		"Requirements SubscriptionStatus SubscriptionTopic TestPlan Transport",
})

// otherElements are elements that resources of other releases mostly have, and R4 lacks or calls otherwise.
var otherElements = releases(map[string]string{
	dstu2: "AllergyIntolerance.substance Condition.dateRecorded Condition.patient Encounter.patient MedicationAdministration.patient " +
		"MedicationDispense.patient MedicationStatement.patient Observation.comments Patient.careProvider Practitioner.practitionerRole " +
		"Procedure.notPerformed",
	stu3: "AllergyIntolerance.assertedDate CarePlan.context Condition.assertedDate Condition.context DiagnosticReport.context Immunization.notGiven " +
		"MedicationRequest.context MedicationStatement.taken Observation.comment Observation.context Procedure.context Procedure.notDone",
	dstu2stu3: "DocumentReference.class DocumentReference.created DocumentReference.indexed Encounter.incomingReferral " +
		"Immunization.date Immunization.vaccinationProtocol MedicationStatement.reasonForUseCodeableConcept Observation.related Patient.animal",
	r5: "Condition.participant DocumentReference.attester Encounter.actualPeriod Encounter.admission Immunization.administeredProduct " +
		"MedicationAdministration.medication MedicationDispense.medication MedicationRequest.medication MedicationStatement.medication " +
		"Observation.instantiatesCanonical Observation.triggeredBy Procedure.occurrenceDateTime Procedure.occurrencePeriod Procedure.recorded",
})

// releases turns release → names into name → release.
func releases(names map[string]string) map[string]string {
	of := map[string]string{}
	for release, list := range names {
		for _, name := range strings.Fields(list) {
			of[name] = release
		}
	}
	return of
}

// otherRelease is the release that a resource with elements unknown to R4 is of, as far as they tell: a sure one before
// one of two. "" where they do not.
func (w *Worker) otherRelease() (found string) {
	nodes := w.tape.Nodes
	for c := uint32(1); c < nodes[0].Next; c = nodes[c].Next {
		if w.typ.Field(nodes[c].Member) != nil {
			continue
		}
		switch release := otherElements[w.typ.Name+"."+string(w.tape.MemberName(int(c)))]; release {
		case "":
		case dstu2stu3:
			found = release
		default:
			return release
		}
	}
	return found
}

// unknownType is the error of a resourceType that R4 has not.
func unknownType(name string) error {
	if release := otherTypes[name]; release != "" {
		return fmt.Errorf("%w: %q is one of FHIR %s: convert it to R4 and load it again", ErrUnknownType, name, release)
	}
	return fmt.Errorf("%w: %q", ErrUnknownType, name)
}
