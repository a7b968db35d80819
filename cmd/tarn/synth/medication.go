package synth

import (
	"strings"
	"time"
)

// concept is the drug as clinical drug, where we know it, and as ingredient.
func (d *drug) concept() concept {
	c := concept{text: d.name + " " + d.strength}
	if d.clinical != "" {
		c.codings = append(c.codings, coding{sysRxNorm, d.clinical, d.clinicalName})
	}
	c.codings = append(c.codings, coding{sysRxNorm, d.ingredient, d.name})
	return c
}

// doseText is how much is taken each time: "1 tablet", "0.5 tablet", "2 puffs".
func (d *drug) doseText() string {
	switch d.form {
	case "cream":
		return "a thin layer"
	case "mg", "g":
		return d.dose.String() + " " + d.form
	}
	if d.dose.units == 1 || d.dose.places > 0 {
		return d.dose.String() + " " + d.form
	}
	return d.dose.String() + " " + d.form + "s"
}

// sig is the instruction to the patient: "Take 1 tablet by mouth twice daily as needed for fever".
func (d *drug) sig() string {
	s := d.route.verb + " " + d.doseText() + " " + d.route.words + " " + d.rhythm.words
	if d.asNeededFor != "" {
		s += " as needed for " + d.asNeededFor
	}
	if d.days > 0 {
		s += " for " + dec{d.days, 0}.String() + " days"
	}
	return s
}

// doseUnits are the units of doses: forms have codes of HL7's orderableDrugForm, amounts those of UCUM.
var doseUnits = map[string]coding{
	"tablet":  {hl7 + "v3-orderableDrugForm", "TAB", "tablet"},
	"capsule": {hl7 + "v3-orderableDrugForm", "CAP", "capsule"},
	"puff":    {hl7 + "v3-orderableDrugForm", "PUFF", "puff"},
	"unit":    {sysUCUM, "[iU]", "unit"},
	"mg":      {sysUCUM, "mg", "mg"},
	"g":       {sysUCUM, "g", "g"},
}

func (p *patient) simpleQuantity(name string, value dec, unit coding) {
	p.obj(name, func() {
		p.dec("value", value)
		p.str("unit", unit.display)
		p.str("system", unit.system)
		p.str("code", unit.code)
	})
}

// writeDosage writes one item of Dosage.
func (p *patient) writeDosage(d *drug) {
	p.item(func() {
		p.int("sequence", 1)
		p.str("text", d.sig())
		p.obj("timing", func() {
			p.obj("repeat", func() {
				if d.days > 0 {
					p.obj("boundsDuration", func() {
						p.dec("value", dec{d.days, 0})
						p.str("unit", "days")
						p.str("system", sysUCUM)
						p.str("code", "d")
					})
				}
				p.int("frequency", d.rhythm.frequency)
				p.int("period", d.rhythm.period)
				p.str("periodUnit", d.rhythm.unit)
				if d.rhythm.when != "" {
					p.arr("when", func() { p.quote(d.rhythm.when) })
				}
			})
			if d.rhythm.gts != "" {
				p.concept("code", concept{[]coding{{hl7 + "v3-GTSAbbreviation", d.rhythm.gts, d.rhythm.gts}}, d.rhythm.words})
			}
		})
		p.writeNeed(d)
		p.concept("route", concept{[]coding{{sysSNOMED, d.route.snomed, d.route.display}}, d.route.words})
		if unit, ok := doseUnits[d.form]; ok {
			p.arr("doseAndRate", func() {
				p.item(func() {
					p.code("type", hl7+"dose-rate-type", "ordered", "Ordered")
					p.simpleQuantity("doseQuantity", d.dose, unit)
				})
			})
		}
	})
}

func (p *patient) writeNeed(d *drug) {
	if d.asNeededFor == "" {
		p.raw("asNeededBoolean", "false")
		return
	}
	s := symptomByName[d.asNeededFor]
	p.concept("asNeededCodeableConcept", concept{[]coding{{sysICD10, s.icd, s.name}}, d.asNeededFor})
}

func (d *drug) writeMedication(rec *record) {
	rec.concept("code", d.concept())
	rec.str("status", "active")
	rec.obj("form", func() { rec.str("text", d.form) })
	rec.arr("ingredient", func() {
		rec.item(func() {
			rec.concept("itemCodeableConcept", one(sysRxNorm, d.ingredient, d.name))
			rec.raw("isActive", "true")
		})
	})
}

// writeMedicationOf names the drug in one of the three ways FHIR allows: as a code, as a reference to a shared
// Medication (what hospitals give), or as a contained one (creams).
func (p *patient) writeMedicationOf(c *course) {
	switch {
	case c.inHospital:
		p.ref("medicationReference", "Medication", p.world.medications[c.drug], c.drug.display())
	case c.form == "cream":
		p.obj("medicationReference", func() {
			p.str("reference", "#med")
			p.str("display", c.drug.display())
		})
	default:
		p.concept("medicationCodeableConcept", c.drug.concept())
	}
}

func (p *patient) writeContained(c *course) {
	if c.form != "cream" || c.inHospital {
		return
	}
	p.arr("contained", func() {
		p.item(func() {
			p.str("resourceType", "Medication")
			p.str("id", "med")
			c.drug.writeMedication(p.record)
		})
	})
}

// writeCourse writes the prescription of a course as it stands at the end of the records.
func (p *patient) writeCourse(c *course) {
	version, updated := 1, c.start
	if !c.end.IsZero() {
		version, updated = 2, c.end
	}
	p.resource("MedicationRequest", c.id, p.meta(updated, version, "us-core-medicationrequest"), func() {
		p.writeContained(c)
		p.str("status", c.status)
		if c.why != "" && !strings.HasPrefix(c.why, "dose") {
			p.obj("statusReason", func() { p.str("text", unmarked(c.why)) })
		}
		p.str("intent", "order")
		p.concepts("category", c.category())
		p.writeMedicationOf(c)
		p.subject("subject")
		doctor := p.doctor
		if c.visit != nil {
			p.inEncounter("encounter", c.visit)
			doctor = c.visit.doctor
		}
		p.dateTime("authoredOn", c.start)
		p.ref("requester", "Practitioner", doctor.id, doctor.name)
		if c.reason != nil {
			p.refs("reasonReference", "Condition", c.reason.id, "")
		}
		p.arr("dosageInstruction", func() { p.writeDosage(c.drug) })
		if !c.inHospital {
			p.obj("dispenseRequest", func() {
				p.days("validityPeriod", c.start, c.start.AddDate(1, 0, 0))
				p.int("numberOfRepeatsAllowed", c.refills())
				p.quantity("expectedSupplyDuration", quantity{value: dec{c.supply(), 0}, unit: "days", code: "d"})
			})
		}
		if c.prior != nil {
			p.ref("priorPrescription", "MedicationRequest", c.prior.id, "")
		}
	})
	if !c.inHospital {
		p.writeDispense(c)
	}
}

func (c *course) category() concept {
	if c.inHospital {
		return one(hl7+"medicationrequest-category", "inpatient", "Inpatient")
	}
	return one(hl7+"medicationrequest-category", "outpatient", "Outpatient")
}

// supply is how many days the first dispense lasts.
func (c *course) supply() int {
	if c.days > 0 {
		return c.days
	}
	return 30
}

func (c *course) refills() int {
	if c.days > 0 {
		return 0
	}
	return 11
}

func (p *patient) writeDispense(c *course) {
	at := c.start.Add(4 * time.Hour)
	if at.After(p.end) {
		return
	}
	p.resource("MedicationDispense", p.uuid(), p.meta(at, 1, ""), func() {
		p.str("status", "completed")
		p.concept("medicationCodeableConcept", c.drug.concept())
		p.subject("subject")
		if c.visit != nil {
			p.inEncounter("context", c.visit)
		}
		p.refs("authorizingPrescription", "MedicationRequest", c.id, "")
		p.simpleQuantity("quantity", dec{c.supply() * max(c.dose.units, 1), c.dose.places}, doseUnits[c.form])
		p.quantity("daysSupply", quantity{value: dec{c.supply(), 0}, unit: "days", code: "d"})
		p.dateTime("whenHandedOver", at)
		p.arr("dosageInstruction", func() { p.writeDosage(c.drug) })
	})
}

// writeAdministrations writes what was given in hospital, once a day.
func (p *patient) writeAdministrations(v *visit, c *course) {
	for i := range c.days {
		at := c.start.AddDate(0, 0, i)
		if !at.Before(v.end) {
			return
		}
		p.resource("MedicationAdministration", p.uuid(), p.meta(at, 1, ""), func() {
			p.str("status", "completed")
			p.ref("medicationReference", "Medication", p.world.medications[c.drug], c.drug.display())
			p.subject("subject")
			p.inEncounter("context", v)
			p.dateTime("effectiveDateTime", at)
			p.ref("request", "MedicationRequest", c.id, "")
			p.obj("dosage", func() {
				p.str("text", c.drug.sig())
				p.code("route", sysSNOMED, c.route.snomed, c.route.display)
				p.simpleQuantity("dose", c.dose, doseUnits[c.form])
				if c.name == "ceftriaxone" {
					p.quantity("rateQuantity", quantity{value: dec{100, 0}, unit: "mL/h", code: "mL/h"})
				}
			})
		})
	}
}
