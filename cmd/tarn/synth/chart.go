package synth

import "time"

// writeStart writes who the patient is.
func (p *patient) writeStart() {
	p.writePatient()
	p.writeCoverage()
	for _, r := range p.relatives {
		p.writeRelative(r)
	}
	p.writeAllergies()
}

// writeEnd writes what only the end of the records settles.
func (p *patient) writeEnd() {
	p.finishCourses(p.end)
	for _, q := range p.problems {
		if !q.uncoded {
			p.writeCondition(q)
		}
	}
	for _, c := range p.courses {
		if c.end.IsZero() && !p.died.IsZero() {
			c.end, c.status = p.died, "stopped"
		}
		p.writeCourse(c)
	}
	p.writeStatements()
	p.writePlan()
}

func (p *patient) writePatient() {
	version, updated := 1, p.since
	if !p.died.IsZero() {
		version, updated = 3, p.died
	}
	p.resource("Patient", p.id, p.meta(updated, version, "us-core-patient"), func() {
		p.writeExtensions()
		p.arr("identifier", func() {
			p.identifier("usual", coding{hl7 + "v2-0203", "MR", "Medical record number"}, sysMRN, p.mrn())
			p.identifier("official", coding{hl7 + "v2-0203", "SS", "Social Security number"}, sysSSN, p.ssn)
		})
		p.raw("active", "true")
		p.arr("name", func() { p.humanName("official", p.family, "", p.given, p.middle) })
		p.arr("telecom", func() { p.contact("phone", "home", p.phone) })
		p.str("gender", gender(p.female))
		p.str("birthDate", p.birthDate())
		if !p.died.IsZero() {
			p.dateTime("deceasedDateTime", p.died)
		}
		p.arr("address", func() { p.item(func() { p.address("home", p.line, p.place) }) })
		p.arr("communication", func() {
			p.item(func() {
				p.concept("language", concept{[]coding{{"urn:ietf:bcp:47", "en-US", "English (United States)"}}, "English"})
			})
		})
		p.refs("generalPractitioner", "Practitioner", p.doctor.id, p.doctor.name)
		p.ref("managingOrganization", "Organization", p.clinic.id, p.clinic.name)
	})
}

func (p *patient) birthDate() string {
	if p.bornMonthOnly {
		return p.born.Format("2006-01")
	}
	return p.born.Format(time.DateOnly)
}

func (p *patient) writeExtensions() {
	p.arr("extension", func() {
		p.usCore("us-core-race", p.origin.race)
		p.usCore("us-core-ethnicity", p.origin.ethnicity)
		p.item(func() {
			p.str("url", usCore+"us-core-birthsex")
			p.str("valueCode", map[bool]string{true: "F", false: "M"}[p.female])
		})
	})
}

func (p *patient) usCore(name string, c coding) {
	p.item(func() {
		p.str("url", usCore+name)
		p.arr("extension", func() {
			p.item(func() {
				p.str("url", "ombCategory")
				p.obj("valueCoding", func() { p.coding(c) })
			})
			p.item(func() {
				p.str("url", "text")
				p.str("valueString", c.display)
			})
		})
	})
}

func (p *patient) writeCoverage() {
	plan := payers[p.payer]
	p.resource("Coverage", p.coverage, p.meta(p.since, 1, ""), func() {
		member := "M" + p.mrn()
		p.arr("identifier", func() { p.identifier("official", coding{}, sysMember, member) })
		p.str("status", "active")
		p.concept("type", concept{codings: []coding{plan.kind}})
		p.str("subscriberId", member)
		p.subject("beneficiary")
		p.code("relationship", hl7+"subscriber-relationship", "self", "Self")
		p.days("period", p.since, time.Time{})
		p.refs("payor", "Organization", p.world.payers[p.payer], plan.name)
	})
}

func (p *patient) writeRelative(r relative) {
	p.resource("FamilyMemberHistory", p.uuid(), p.meta(p.since, 1, ""), func() {
		p.str("status", "completed")
		p.subject("patient")
		p.date("date", p.since)
		p.concept("relationship", concept{codings: []coding{r.role}})
		p.arr("condition", func() {
			for _, d := range r.diseases {
				p.item(func() { p.concept("code", concept{[]coding{{d.system, d.code, d.display}}, d.text}) })
			}
		})
	})
}

func (p *patient) writeAllergies() {
	if len(p.allergies) == 0 {
		p.writeAllergy(&allergen{name: "No known allergies", code: coding{sysSNOMED, "716186003", "No known allergy (situation)"}})
	}
	for _, a := range p.allergies {
		p.writeAllergy(a)
	}
}

func (p *patient) writeAllergy(a *allergen) {
	p.resource("AllergyIntolerance", p.uuid(), p.meta(p.since, 1, "us-core-allergyintolerance"), func() {
		p.code("clinicalStatus", hl7+"allergyintolerance-clinical", "active", "Active")
		p.code("verificationStatus", hl7+"allergyintolerance-verification", "confirmed", "Confirmed")
		if a.category != "" {
			p.str("type", "allergy")
			p.arr("category", func() { p.quote(a.category) })
			p.str("criticality", map[bool]string{true: "high", false: "low"}[a.reaction == reactShock])
		}
		p.concept("code", concept{[]coding{a.code}, a.name})
		p.subject("patient")
		p.date("recordedDate", p.since)
		if a.category == "" {
			return
		}
		p.arr("reaction", func() {
			p.item(func() {
				p.concepts("manifestation", concept{[]coding{a.reaction}, a.shows})
				p.str("severity", map[bool]string{true: "severe", false: "mild"}[a.reaction == reactShock])
			})
		})
	})
}

func (p *patient) writeCondition(q *problem) {
	recorded := q.onset
	if q.first != nil {
		recorded = q.first.start
	}
	version, updated := 1, recorded
	if !q.abated.IsZero() || q.wrong {
		version, updated = 2, later(recorded, q.abated)
	}
	p.resource("Condition", q.id, p.meta(updated, version, "us-core-condition"), func() {
		p.writeStatus(q)
		category := coding{hl7 + "condition-category", "problem-list-item", "Problem List Item"}
		if q.setting != "" {
			category = coding{hl7 + "condition-category", "encounter-diagnosis", "Encounter Diagnosis"}
		}
		p.concepts("category", concept{codings: []coding{category}})
		p.concept("code", q.concept())
		if q.side != "" {
			p.concepts("bodySite", concept{text: q.side + " " + q.site})
		}
		p.subject("subject")
		if q.first != nil {
			p.inEncounter("encounter", q.first)
		}
		switch {
		case q.yearOnly:
			p.str("onsetDateTime", q.onset.Format("2006"))
		case q.setting == "":
			p.date("onsetDateTime", q.onset)
		default:
			p.dateTime("onsetDateTime", q.onset)
		}
		if !q.abated.IsZero() {
			p.dateTime("abatementDateTime", q.abated)
		}
		p.date("recordedDate", recorded)
		if q.first != nil {
			p.ref("recorder", "Practitioner", q.first.doctor.id, q.first.doctor.name)
		}
	})
}

func (p *patient) writeStatus(q *problem) {
	if q.wrong {
		// FHIR forbids a clinical status here (constraint con-5).
		p.code("verificationStatus", hl7+"condition-ver-status", "entered-in-error", "Entered in Error")
		return
	}
	clinical := coding{hl7 + "condition-clinical", "active", "Active"}
	if !q.abated.IsZero() {
		clinical = coding{hl7 + "condition-clinical", "resolved", "Resolved"}
	}
	p.concept("clinicalStatus", concept{codings: []coding{clinical}})
	p.code("verificationStatus", hl7+"condition-ver-status", "confirmed", "Confirmed")
}

// writeStatements writes what the patient says to take at the end of the records.
func (p *patient) writeStatements() {
	for _, c := range p.taking() {
		p.resource("MedicationStatement", p.uuid(), p.meta(p.end, 1, ""), func() {
			p.str("status", "active")
			p.concept("medicationCodeableConcept", c.drug.concept())
			p.subject("subject")
			p.days("effectivePeriod", c.start, time.Time{})
			p.date("dateAsserted", p.end.In(p.zone))
			p.subject("informationSource")
			p.refs("derivedFrom", "MedicationRequest", c.id, "")
			p.arr("dosage", func() { p.writeDosage(c.drug) })
		})
	}
}

// writePlan writes a care team, a care plan and its goal for who has a lasting disease under control visits.
func (p *patient) writePlan() {
	var subject []*problem
	for _, q := range p.lasting(p.end) {
		if !q.uncoded && q.follow > 0 && q.first != nil {
			subject = append(subject, q)
		}
	}
	if len(subject) == 0 {
		return
	}
	goal, team, start := p.uuid(), p.uuid(), subject[0].first.start
	p.writeGoal(goal, subject[0], start)
	p.writeTeam(team, start)
	p.resource("CarePlan", p.uuid(), p.meta(start, 1, "us-core-careplan"), func() {
		p.str("status", "active")
		p.str("intent", "plan")
		p.concepts("category", one(hl7Core+"careplan-category", "assess-plan", ""))
		p.str("title", "Care plan for "+plain(subject[0].names))
		p.subject("subject")
		p.days("period", start, time.Time{})
		p.refs("careTeam", "CareTeam", team, "")
		p.arr("addresses", func() {
			for _, q := range subject {
				p.item(func() { p.refTo("Condition", q.id, plain(q.names)) })
			}
		})
		p.refs("goal", "Goal", goal, "")
		p.arr("activity", func() {
			p.item(func() {
				p.obj("detail", func() {
					p.str("status", "in-progress")
					p.str("description", unmarked(subject[0].plan))
				})
			})
		})
	})
}

func (p *patient) writeTeam(team string, start time.Time) {
	p.resource("CareTeam", team, p.meta(start, 1, "us-core-careteam"), func() {
		p.str("status", "active")
		p.subject("subject")
		p.days("period", start, time.Time{})
		p.arr("participant", func() {
			p.item(func() {
				p.concepts("role", one(sysNUCC, p.doctor.specialty.code, p.doctor.specialty.display))
				p.ref("member", "Practitioner", p.doctor.id, p.doctor.name)
			})
			p.item(func() {
				p.concepts("role", one(sysSNOMED, "116154003", "Patient (person)"))
				p.ref("member", "Patient", p.id, p.fullName())
			})
		})
	})
}

func (p *patient) writeGoal(id string, q *problem, start time.Time) {
	p.resource("Goal", id, p.meta(start, 1, "us-core-goal"), func() {
		p.str("lifecycleStatus", "active")
		p.obj("description", func() { p.str("text", "Keep "+plain(q.names)+" under control") })
		p.subject("subject")
		p.date("startDate", start)
		if q.key == "t2dm" {
			p.arr("target", func() {
				p.item(func() {
					p.code("measure", sysLOINC, "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood")
					p.quantity("detailQuantity", quantity{"<", dec{70, 1}, "%", "%"})
				})
			})
		}
		p.refs("addresses", "Condition", q.id, "")
	})
}
