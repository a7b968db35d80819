package synth

import "time"

// meta dates a version of a resource a few hours after what it tells, and never after the end of the records.
func (p *patient) meta(at time.Time, version int, profile string) meta {
	updated := at.Add(5 * time.Hour)
	if updated.After(p.limit) {
		updated = p.limit
	}
	return meta{version, updated, profile}
}

func (p *patient) subject(name string) { p.ref(name, "Patient", p.id, p.fullName()) }

func (p *patient) inEncounter(name string, v *visit) { p.ref(name, "Encounter", v.id, "") }

func (p *patient) writeVisit(v *visit) {
	p.writeEncounter(v)
	if v.typ != "VR" {
		p.writeVitals(v)
	}
	for _, r := range v.results {
		p.writeReport(v, r)
	}
	for _, e := range v.examined {
		p.writeProcedure(v, e)
	}
	for _, x := range v.vaccines {
		p.writeImmunization(v, x)
	}
	for _, c := range v.started {
		if c.inHospital {
			p.writeAdministrations(v, c)
		}
	}
	if v.phq >= 0 {
		p.writeResponse(v)
	}
	p.writeNote(v)
	p.writeClaim(v)
}

// encounterType is the SNOMED CT code of what kind of visit it is.
func (p *patient) encounterType(v *visit) coding {
	c := coding{sysSNOMED, "390906007", "Follow-up encounter (procedure)"}
	switch {
	case v.typ == "VR":
		c.code, c.display = "448337001", "Telemedicine consultation with patient (procedure)"
	case v.typ == "IMP":
		c.code, c.display = "32485007", "Hospital admission (procedure)"
	case v.typ == "EMER":
		c.code, c.display = "50849002", "Emergency room admission (procedure)"
	case v.purpose == illness:
		c.code, c.display = "185345009", "Encounter for symptom (procedure)"
	case v.purpose == checkUp && p.age(v.start) < 18:
		c.code, c.display = "410620009", "Well child visit (procedure)"
	case v.purpose == checkUp:
		c.code, c.display = "162673000", "General examination of patient (procedure)"
	}
	return c
}

var classNames = map[string]string{"AMB": "ambulatory", "EMER": "emergency", "IMP": "inpatient encounter", "VR": "virtual"}

func (p *patient) writeEncounter(v *visit) {
	p.resource("Encounter", v.id, p.meta(v.end, 1, "us-core-encounter"), func() {
		p.str("status", "finished")
		p.obj("class", func() { p.coding(coding{hl7 + "v3-ActCode", v.typ, classNames[v.typ]}) })
		p.concepts("type", concept{codings: []coding{p.encounterType(v)}})
		p.subject("subject")
		p.arr("participant", func() {
			p.item(func() {
				p.concepts("type", one(hl7+"v3-ParticipationType", "PPRF", "primary performer"))
				p.period("period", v.start, v.end)
				p.ref("individual", "Practitioner", v.doctor.id, v.doctor.name)
			})
		})
		p.period("period", v.start, v.end)
		if v.typ == "IMP" {
			p.quantity("length", quantity{value: dec{int(v.end.Sub(v.start).Hours()), 0}, unit: "h", code: "h"})
		}
		if q := v.problem; q != nil {
			p.concepts("reasonCode", q.concept())
			p.refs("reasonReference", "Condition", q.id, "")
		}
		p.writeDiagnoses(v)
		if v.typ == "IMP" {
			p.writeStay(v)
		}
		p.arr("location", func() {
			p.item(func() {
				p.ref("location", "Location", v.at.location, v.at.name)
				p.period("period", v.start, v.end)
			})
		})
		p.ref("serviceProvider", "Organization", v.at.id, v.at.name)
	})
}

func (p *patient) writeDiagnoses(v *visit) {
	if len(v.diagnoses) == 0 {
		return
	}
	p.arr("diagnosis", func() {
		for i, q := range v.diagnoses {
			p.item(func() {
				p.ref("condition", "Condition", q.id, "")
				if v.typ == "IMP" {
					p.code("use", hl7+"diagnosis-role", "DD", "Discharge diagnosis")
				}
				p.int("rank", i+1)
			})
		}
	})
}

func (p *patient) writeStay(v *visit) {
	p.obj("hospitalization", func() {
		if v.again {
			p.code("reAdmission", hl7+"v2-0092", "R", "Re-admission")
		}
		home := coding{hl7 + "discharge-disposition", "home", "Home"}
		if v.dies {
			home.code, home.display = "exp", "Expired"
		}
		p.concept("dischargeDisposition", concept{codings: []coding{home}})
	})
}

// concept is the condition in SNOMED CT and in ICD-10-CM.
func (c *condition) concept() concept {
	return concept{[]coding{{sysSNOMED, c.snomed, c.snomedName}, {sysICD10, c.icd, c.icdName}}, plain(c.names)}
}

func (p *patient) writeProcedure(v *visit, e examination) {
	at := v.start.Add(25 * time.Minute)
	p.resource("Procedure", e.id, p.meta(at, 1, "us-core-procedure"), func() {
		p.str("status", "completed")
		p.concept("code", concept{[]coding{{sysSNOMED, e.snomed, e.display}}, plain(e.names)})
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.period("performedPeriod", at, at.Add(time.Duration(10+e.cents%50)*time.Minute))
		p.arr("performer", func() { p.item(func() { p.ref("actor", "Practitioner", v.doctor.id, v.doctor.name) }) })
		p.ref("location", "Location", v.at.location, "")
		if e.reason != nil {
			p.refs("reasonReference", "Condition", e.reason.id, "")
		}
		if e.finding != "" {
			p.arr("note", func() { p.item(func() { p.str("text", unmarked(e.finding)) }) })
		}
	})
}

func (p *patient) writeImmunization(v *visit, x *vaccine) {
	given := !p.chance(25)
	p.resource("Immunization", p.uuid(), p.meta(v.start, 1, "us-core-immunization"), func() {
		if given {
			p.str("status", "completed")
		} else {
			p.str("status", "not-done")
			p.code("statusReason", hl7+"v3-ActReason", "PATOBJ", "patient objection")
		}
		p.concept("vaccineCode", concept{[]coding{{sysCVX, x.cvx, x.display}}, x.name})
		p.subject("patient")
		p.inEncounter("encounter", v)
		p.dateTime("occurrenceDateTime", v.start)
		p.raw("primarySource", "true")
		p.ref("location", "Location", v.at.location, v.at.name)
		if given {
			p.str("lotNumber", "L"+dec{p.between(10000, 99999), 0}.String())
			p.code("route", sysSNOMED, intoMuscle.snomed, intoMuscle.display)
			p.quantity("doseQuantity", quantity{value: dec{50, 2}, unit: "mL", code: "mL"})
		}
	})
}

func (p *patient) writeResponse(v *visit) {
	answers := []int{v.phq / 2, v.phq - v.phq/2}
	p.resource("QuestionnaireResponse", p.uuid(), p.meta(v.start, 1, ""), func() {
		p.str("questionnaire", "urn:tarn:synth:questionnaire:phq-2")
		p.str("status", "completed")
		p.subject("subject")
		p.inEncounter("encounter", v)
		p.dateTime("authored", v.start.Add(3*time.Minute))
		p.subject("source")
		p.arr("item", func() {
			p.item(func() {
				p.str("linkId", "1")
				p.arr("item", func() {
					for i, q := range phq2 {
						p.item(func() {
							p.str("linkId", "1."+dec{i + 1, 0}.String())
							p.str("text", q.display)
							p.arr("answer", func() { p.item(func() { p.int("valueInteger", answers[i]) }) })
						})
					}
				})
			})
		})
	})
}
