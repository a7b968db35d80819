package note

import "github.com/tarn-sql/tarn/flatten/schema"

var (
	memberAttachment        = schema.R4().Member("attachment")
	memberCode              = schema.R4().Member("code")
	memberCoding            = schema.R4().Member("coding")
	memberComponent         = schema.R4().Member("component")
	memberConclusion        = schema.R4().Member("conclusion")
	memberContained         = schema.R4().Member("contained")
	memberContent           = schema.R4().Member("content")
	memberContentAttachment = schema.R4().Member("contentAttachment")
	memberContentString     = schema.R4().Member("contentString")
	memberContentType       = schema.R4().Member("contentType")
	memberContext           = schema.R4().Member("context")
	memberData              = schema.R4().Member("data")
	memberDescription       = schema.R4().Member("description")
	memberDisplay           = schema.R4().Member("display")
	memberDiv               = schema.R4().Member("div")
	memberDocStatus         = schema.R4().Member("docStatus")
	memberEncounter         = schema.R4().Member("encounter")
	memberHash              = schema.R4().Member("hash")
	memberNote              = schema.R4().Member("note")
	memberPayload           = schema.R4().Member("payload")
	memberPresentedForm     = schema.R4().Member("presentedForm")
	memberProgress          = schema.R4().Member("progress")
	memberReference         = schema.R4().Member("reference")
	memberSection           = schema.R4().Member("section")
	memberStart             = schema.R4().Member("start")
	memberStatus            = schema.R4().Member("status")
	memberSummary           = schema.R4().Member("summary")
	memberSystem            = schema.R4().Member("system")
	memberText              = schema.R4().Member("text")
	memberTime              = schema.R4().Member("time")
	memberTitle             = schema.R4().Member("title")
	memberType              = schema.R4().Member("type")
	memberURL               = schema.R4().Member("url")
	memberValueAnnotation   = schema.R4().Member("valueAnnotation")
	memberValueString       = schema.R4().Member("valueString")
	memberVerification      = schema.R4().Member("verificationStatus")
)

// patientMembers are the references to the patient, in the order of trial.
var patientMembers = members("subject", "patient", "beneficiary", "for", "individual")

// timeMembers say when a resource was written or what it is of: moments, or Periods that begin then. The first that there
// is counts.
var timeMembers = members(
	"date", "effectiveDateTime", "effectiveInstant", "effectivePeriod", "performedDateTime", "performedPeriod",
	"occurrenceDateTime", "occurrencePeriod", "sent", "received", "authoredOn", "recordedDate", "recorded", "issued", "created",
	"createdDateTime", "createdPeriod", "assertedDate", "startDate", "collectedDateTime", "whenHandedOver", "whenPrepared", "dateAsserted",
	"period", "started",
)

func members(names ...string) []schema.MemberID {
	out := make([]schema.MemberID, 0, len(names))
	for _, n := range names {
		if m := schema.R4().Member(n); m != schema.UnknownMember {
			out = append(out, m)
		}
	}
	return out
}
