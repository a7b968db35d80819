package fhirout

// procedure makes a Procedure. A treatment that goes on now ("on dialysis") is neither completed nor told to go on, so its
// status is unknown.
func (b *builder) procedure(e *Entity) {
	status := "completed"
	switch {
	case e.unreal():
		status = "preparation"
	case e.Negated:
		status = "not-done"
	case !e.certain(), e.Type == "TREATMENT_NAME" && e.Temporality != "past":
		status = "unknown"
	}
	performed := member{}
	if status != "preparation" && status != "not-done" {
		if date, inWords := b.d.past(e.timeOf()); date != "" {
			performed = member{"performedDateTime", str(date)}
		} else {
			performed = member{"performedString", str(inWords)}
		}
	}
	b.add("Procedure", e, 0, object{
		{"status", code(status)},
		{"code", e.code()},
		{"subject", b.d.patient()},
		{"encounter", b.d.encounter()},
		performed,
		{"bodySite", e.bodySites()},
	})
}
