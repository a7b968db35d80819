package synth

// line is one line of a bill.
type billLine struct {
	what  concept
	cents int
}

// bill is what a visit costs.
func (p *patient) bill(v *visit) (lines []billLine, total int) {
	visitCents := map[string]int{"AMB": 12915, "VR": 7850, "EMER": 86420, "IMP": 185075}[v.typ]
	if v.typ == "IMP" {
		visitCents *= 1 + int(v.end.Sub(v.start).Hours())/24
	}
	lines = append(lines, billLine{concept{codings: []coding{p.encounterType(v)}}, visitCents})
	for _, r := range v.results {
		lines = append(lines, billLine{r.concept(), r.panel.cents})
	}
	for _, e := range v.examined {
		lines = append(lines, billLine{one(sysSNOMED, e.snomed, e.display), e.cents})
	}
	for _, x := range v.vaccines {
		lines = append(lines, billLine{one(sysCVX, x.cvx, x.display), 3275})
	}
	for _, l := range lines {
		total += l.cents
	}
	return lines, total
}

// writeClaim writes the claim for a visit and the insurer's answer.
func (p *patient) writeClaim(v *visit) {
	lines, total := p.bill(v)
	claim, eob := p.uuid(), p.uuid()
	p.resource("Claim", claim, p.meta(v.end, 1, ""), func() {
		p.arr("identifier", func() { p.identifier("usual", coding{}, sysClaim, "C-"+claim[:8]) })
		p.writeClaimHead(v)
		p.ref("insurer", "Organization", p.world.payers[p.payer], payers[p.payer].name)
		p.ref("provider", "Organization", v.at.id, v.at.name)
		p.code("priority", hl7+"processpriority", "normal", "Normal")
		p.writeClaimDiagnoses(v)
		p.arr("insurance", func() {
			p.item(func() {
				p.int("sequence", 1)
				p.raw("focal", "true")
				p.ref("coverage", "Coverage", p.coverage, "")
			})
		})
		p.arr("item", func() {
			for i, l := range lines {
				p.item(func() { p.writeLine(v, i, l, nil) })
			}
		})
		p.money("total", total)
	})
	p.writeEOB(v, eob, claim, lines, total)
}

// writeClaimHead writes what a claim and its answer have in common.
func (p *patient) writeClaimHead(v *visit) {
	kind := coding{hl7 + "claim-type", "professional", "Professional"}
	if v.at.hospital {
		kind = coding{hl7 + "claim-type", "institutional", "Institutional"}
	}
	p.str("status", "active")
	p.concept("type", concept{codings: []coding{kind}})
	p.str("use", "claim")
	p.subject("patient")
	p.period("billablePeriod", v.start, v.end)
	p.dateTime("created", v.end)
}

func (p *patient) writeClaimDiagnoses(v *visit) {
	if len(v.diagnoses) == 0 {
		return
	}
	p.arr("diagnosis", func() {
		for i, q := range v.diagnoses {
			p.item(func() {
				p.int("sequence", i+1)
				p.ref("diagnosisReference", "Condition", q.id, "")
			})
		}
	})
}

func (p *patient) writeLine(v *visit, i int, l billLine, more func()) {
	p.int("sequence", i+1)
	if len(v.diagnoses) > 0 {
		p.arr("diagnosisSequence", func() { p.doc = append(p.doc, '1') })
	}
	p.concept("productOrService", l.what)
	p.period("servicedPeriod", v.start, v.end)
	p.money("net", l.cents)
	if i == 0 {
		p.refs("encounter", "Encounter", v.id, "")
	}
	if more != nil {
		more()
	}
}

func (p *patient) writeEOB(v *visit, id, claim string, lines []billLine, total int) {
	decided := v.end.AddDate(0, 0, 9)
	if decided.After(p.limit) {
		decided = p.limit
	}
	p.resource("ExplanationOfBenefit", id, p.meta(decided, 1, ""), func() {
		p.writeClaimHead(v)
		p.ref("insurer", "Organization", p.world.payers[p.payer], payers[p.payer].name)
		p.ref("provider", "Organization", v.at.id, v.at.name)
		p.ref("claim", "Claim", claim, "")
		p.str("outcome", "complete")
		p.writeClaimDiagnoses(v)
		p.arr("insurance", func() {
			p.item(func() {
				p.raw("focal", "true")
				p.ref("coverage", "Coverage", p.coverage, "")
			})
		})
		p.arr("item", func() {
			for i, l := range lines {
				p.item(func() {
					p.writeLine(v, i, l, func() {
						p.arr("adjudication", func() {
							p.adjudication("submitted", l.cents)
							p.adjudication("copay", l.cents-l.cents*8/10)
							p.adjudication("benefit", l.cents*8/10)
						})
					})
				})
			}
		})
		p.arr("total", func() { p.adjudication("submitted", total) })
		p.obj("payment", func() {
			p.date("date", decided)
			p.money("amount", benefit(lines))
		})
	})
}

func benefit(lines []billLine) (cents int) {
	for _, l := range lines {
		cents += l.cents * 8 / 10
	}
	return cents
}

func (p *patient) adjudication(code string, cents int) {
	p.item(func() {
		p.code("category", hl7+"adjudication", code, "")
		p.money("amount", cents)
	})
}
