package synth

import "time"

// writeVitals writes one Observation for each vital sign, blood pressure with its two components.
func (p *patient) writeVitals(v *visit) {
	m := v.vitals
	p.writeBloodPressure(v)
	p.vital(v, "8867-4", "Heart rate", quantity{"", dec{m.pulse, 0}, "beats/min", "/min"})
	p.vital(v, "9279-1", "Respiratory rate", quantity{"", dec{m.breaths, 0}, "breaths/min", "/min"})
	p.vital(v, "8310-5", "Body temperature", quantity{"", dec{m.temperature, 1}, "°C", "Cel"})
	p.vital(v, "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", quantity{"", dec{m.saturation, 0}, "%", "%"})
	p.vital(v, "29463-7", "Body weight", quantity{"", dec{m.weight, 1}, "kg", "kg"})
	if v.purpose == checkUp {
		p.vital(v, "8302-2", "Body height", quantity{"", dec{m.height * 10, 1}, "cm", "cm"})
	}
	p.vital(v, "39156-5", "Body mass index (BMI) [Ratio]", quantity{"", dec{m.bmi, 1}, "kg/m2", "kg/m2"})
	if v.purpose == illness || v.typ == "IMP" {
		p.vital(v, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", quantity{"", dec{m.pain, 0}, "{score}", "{score}"})
	}
	if v.purpose == checkUp && p.age(v.start) >= 18 {
		p.observe(v, "72166-2", "Tobacco smoking status", "social-history", "Social History", func() {
			p.concept("valueCodeableConcept", concept{codings: []coding{p.smoking}})
		})
	}
	if v.phq >= 0 {
		p.observe(v, "55758-7", "Patient Health Questionnaire 2 item (PHQ-2) total score [Reported]", "survey", "Survey", func() {
			p.int("valueInteger", v.phq)
		})
	}
}

func (p *patient) vital(v *visit, loinc, display string, q quantity) {
	p.observe(v, loinc, display, "vital-signs", "Vital Signs", func() {
		if loinc == "29463-7" && p.chance(8) {
			p.code("dataAbsentReason", hl7+"data-absent-reason", "asked-declined", "Asked But Declined")
			return
		}
		p.quantity("valueQuantity", q)
	})
}

// observe writes an Observation made at the visit; few are entered in error.
func (p *patient) observe(v *visit, loinc, display, category, categoryName string, value func()) {
	status, version := "final", 1
	if p.chance(2) {
		status, version = "entered-in-error", 2
	}
	at := v.start.Add(5 * time.Minute)
	p.resource("Observation", p.uuid(), p.meta(at, version, ""), func() {
		p.str("status", status)
		p.concepts("category", one(hl7+"observation-category", category, categoryName))
		p.concept("code", concept{[]coding{{sysLOINC, loinc, display}}, display})
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.dateTime("effectiveDateTime", at)
		p.instant("issued", at)
		p.refs("performer", "Practitioner", v.doctor.id, "")
		value()
	})
}

func (p *patient) writeBloodPressure(v *visit) {
	p.observe(v, "85354-9", "Blood pressure panel with all children optional", "vital-signs", "Vital Signs", func() {
		p.arr("component", func() {
			p.component("8480-6", "Systolic blood pressure", v.vitals.systolic)
			p.component("8462-4", "Diastolic blood pressure", v.vitals.diastolic)
		})
	})
}

func (p *patient) component(loinc, display string, mmHg int) {
	p.item(func() {
		p.code("code", sysLOINC, loinc, display)
		p.quantity("valueQuantity", quantity{"", dec{mmHg, 0}, "mmHg", "mm[Hg]"})
	})
}

// writeReport writes a panel: its order, its specimen, each result, and the report that joins them.
func (p *patient) writeReport(v *visit, r *report) {
	issued := r.at.Add(3 * time.Hour)
	p.writeOrder(v, r)
	p.resource("Specimen", r.specimen, p.meta(r.at, 1, ""), func() {
		p.str("status", "available")
		p.concept("type", concept{codings: []coding{r.panel.specimen}})
		p.subject("subject")
		p.dateTime("receivedTime", r.at.Add(time.Hour))
		p.refs("request", "ServiceRequest", r.order, "")
		p.obj("collection", func() { p.dateTime("collectedDateTime", r.at) })
	})
	for _, res := range r.results {
		p.writeResult(v, r, res)
	}
	p.resource("DiagnosticReport", r.id, p.meta(issued, 1, "us-core-diagnosticreport-lab"), func() {
		p.refs("basedOn", "ServiceRequest", r.order, "")
		p.str("status", "final")
		p.concepts("category", one(hl7+"v2-0074", "LAB", "Laboratory"))
		p.concept("code", r.concept())
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.dateTime("effectiveDateTime", r.at)
		p.instant("issued", issued)
		p.refs("performer", "Organization", v.at.id, v.at.name)
		p.refs("specimen", "Specimen", r.specimen, "")
		p.arr("result", func() {
			for _, res := range r.results {
				p.item(func() { p.refTo("Observation", res.id, plain(res.names)) })
			}
		})
		p.str("conclusion", r.conclusion())
	})
}

// concept is the code of the panel, or of its only lab where the order has no code of its own.
func (r *report) concept() concept {
	if r.panel.loinc == "" {
		l := r.results[0].lab
		return concept{[]coding{{sysLOINC, l.loinc, l.display}}, plain(l.names)}
	}
	return concept{[]coding{{sysLOINC, r.panel.loinc, r.panel.display}}, plain(r.panel.names)}
}

func (r *report) conclusion() string {
	for _, res := range r.results {
		switch res.flag {
		case "H", "HH", "POS":
			return "Abnormal: " + plain(res.names) + " is high."
		case "L", "LL":
			return "Abnormal: " + plain(res.names) + " is low."
		}
	}
	return "Within normal limits."
}

func (p *patient) writeOrder(v *visit, r *report) {
	p.resource("ServiceRequest", r.order, p.meta(v.start, 1, ""), func() {
		p.str("status", "completed")
		p.str("intent", "order")
		p.concepts("category", one(sysSNOMED, "108252007", "Laboratory procedure (procedure)"))
		p.concept("code", r.concept())
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.dateTime("authoredOn", v.start.Add(10*time.Minute))
		p.ref("requester", "Practitioner", v.doctor.id, v.doctor.name)
		if len(v.diagnoses) > 0 {
			p.refs("reasonReference", "Condition", v.diagnoses[0].id, "")
		}
		p.refs("specimen", "Specimen", r.specimen, "")
	})
}

var flagNames = map[string]string{"H": "High", "HH": "Critical high", "L": "Low", "LL": "Critical low", "N": "Normal", "POS": "Positive", "NEG": "Negative"}

func (p *patient) writeResult(v *visit, r *report, res *result) {
	status, version := "final", 1
	if res.wrong {
		status, version = "entered-in-error", 2
	}
	issued := r.at.Add(3 * time.Hour)
	p.resource("Observation", res.id, p.meta(issued, version, "us-core-observation-lab"), func() {
		p.refs("basedOn", "ServiceRequest", r.order, "")
		p.str("status", status)
		p.concepts("category", one(hl7+"observation-category", "laboratory", "Laboratory"))
		p.concept("code", concept{[]coding{{sysLOINC, res.loinc, res.display}}, plain(res.names)})
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.dateTime("effectiveDateTime", r.at)
		p.instant("issued", issued)
		p.refs("performer", "Organization", v.at.id, "")
		p.writeResultValue(res)
		p.concepts("interpretation", one(hl7+"v3-ObservationInterpretation", res.flag, flagNames[res.flag]))
		p.ref("specimen", "Specimen", r.specimen, "")
		p.writeRange(res.lab)
	})
}

func (p *patient) writeResultValue(res *result) {
	switch res.flag {
	case "POS":
		p.concept("valueCodeableConcept", concept{[]coding{{sysSNOMED, "10828004", "Positive (qualifier value)"}}, "positive"})
	case "NEG":
		p.concept("valueCodeableConcept", concept{[]coding{{sysSNOMED, "260385009", "Negative (qualifier value)"}}, "negative"})
	default:
		p.quantity("valueQuantity", quantity{res.comparator, res.value, res.unit, res.ucum})
	}
}

func (p *patient) writeRange(l *lab) {
	if l.refLo == 0 && l.refHi == 0 {
		return
	}
	p.arr("referenceRange", func() {
		p.item(func() {
			if l.refLo > 0 {
				p.quantity("low", quantity{"", dec{l.refLo, l.places}, l.unit, l.ucum})
			}
			if l.refHi > 0 {
				p.quantity("high", quantity{"", dec{l.refHi, l.places}, l.unit, l.ucum})
			}
			p.str("text", l.rangeText())
		})
	})
}

func (l *lab) rangeText() string {
	lo, hi := dec{l.refLo, l.places}.String(), dec{l.refHi, l.places}.String()
	switch {
	case l.refLo == 0:
		return "<= " + hi
	case l.refHi == 0:
		return ">= " + lo
	}
	return lo + "-" + hi
}
