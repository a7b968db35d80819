package fhirout

import "strings"

// medication makes a MedicationStatement.
func (b *builder) medication(e *Entity) {
	status := medicationStatus(e)
	var reasons list
	for i := range e.Attributes {
		if e.Attributes[i].Type == "REASON" {
			reasons = append(reasons, words(e.Attributes[i].Text))
		}
	}
	b.add("MedicationStatement", e, 0, object{
		{"status", code(status)},
		{"medicationCodeableConcept", e.code()},
		{"subject", b.d.patient()},
		{"context", b.d.encounter()},
		b.effective(e, status),
		{"dateAsserted", b.d.written()},
		{"derivedFrom", list{b.d.source()}},
		{"reasonCode", reasons},
		{"dosage", e.dosage()},
	})
}

// medicationStatus is the status of a drug: what the text says happened to it, else that nothing is known.
func medicationStatus(e *Entity) string {
	switch {
	case e.unreal(), e.Event == "planned" && !e.Negated:
		return "intended"
	case e.Negated:
		return "not-taken"
	case !e.certain():
		return "unknown"
	}
	switch e.Event {
	case "stopped":
		return "stopped"
	case "held":
		return "on-hold"
	}
	if e.Temporality == "past" {
		return "completed"
	}
	switch e.Event {
	case "active", "started", "increased", "decreased", "refilled":
		return "active"
	}
	return "unknown"
}

// effective is when the drug was begun, stopped or taken, if a date is told of it.
func (b *builder) effective(e *Entity, status string) member {
	a := e.timeOf()
	date, _ := b.d.past(a)
	switch {
	case date == "" || status == "not-taken" || status == "intended":
		return member{}
	case e.Event == "stopped":
		return member{"effectivePeriod", object{{"end", str(date)}}}
	case e.Event == "started", strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Text)), "since "):
		return member{"effectivePeriod", object{{"start", str(date)}}}
	}
	return member{"effectiveDateTime", str(date)}
}

// dosage is the instruction, which the room of doses has as FHIR Dosage; of another annotator, the words.
func (e *Entity) dosage() value {
	if sig := e.attribute("SIG"); sig != nil {
		if v, ok := parse(sig.JSON); ok {
			if l, ok := v.(list); ok && len(l) > 0 {
				return trimmed(l)
			}
		}
		return list{words(sig.Text)}
	}
	var parts []string
	for i := range e.Attributes {
		switch a := &e.Attributes[i]; a.Type {
		case "STRENGTH", "DOSAGE", "FORM", "ROUTE_OR_MODE", "FREQUENCY", "DURATION", "RATE", "MAX_DOSE":
			parts = append(parts, strings.TrimSpace(a.Text))
		}
	}
	return list{words(strings.Join(parts, " "))}
}

// trimmed takes the white space off the text of each Dosage, which begins where the drug's name ends.
func trimmed(dosages list) list {
	var out list
	for _, v := range dosages {
		d, ok := v.(object)
		if !ok {
			continue
		}
		out = append(out, d)
		for i := range d {
			if s, ok := d[i].value.(str); ok && d[i].name == "text" {
				d[i].value = str(strings.TrimSpace(string(s)))
			}
		}
	}
	return out
}
