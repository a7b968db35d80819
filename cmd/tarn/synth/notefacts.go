package synth

import (
	"slices"
	"strings"
)

// drug writes a prescription in one of the ways notes have, with its attributes.
func (w *writer) drug(d *drug, signs string) {
	name, dose, freq := d.name, d.doseText(), d.rhythm.words
	route := d.route.words
	style := w.p.n(4)
	if style > 1 {
		route, freq = d.route.short, d.rhythm.short
	}
	if style == 3 && d.brand != "" {
		name = d.brand
	} else if w.p.chance(500) {
		name = upper(name)
	}
	m := w.mention(name, lookup(name), traits(signs, ""))
	attr := func(before, typ, words string) {
		if words != "" {
			w.put(before + words)
			m.Attributes = append(m.Attributes, Attribute{typ, words})
		}
	}
	attr(" ", "STRENGTH", d.strength)
	switch {
	case style > 1 && d.dose.units == 1 || d.form == "mg" || d.form == "g":
	case style == 0 && d.form == "tablet":
		attr(" ", "FORM", "tablet")
		attr(", ", "DOSAGE", dose)
	default:
		attr(", ", "DOSAGE", dose)
	}
	attr(" ", "ROUTE_OR_MODE", route)
	attr(" ", "FREQUENCY", freq)
	switch {
	case d.asNeededFor == "":
	case style > 1:
		attr(" ", "FREQUENCY", "PRN")
	default:
		attr(" ", "FREQUENCY", "as needed")
	}
	if d.days > 0 {
		attr(" ", "DURATION", "for "+dec{d.days, 0}.String()+" days")
	}
	if d.asNeededFor != "" {
		w.say(" for [~" + d.asNeededFor + "]") // a new mention: m must not be used after it
	}
}

func (w *writer) medications() {
	w.begin("medications")
	said := false
	for _, c := range append(slices.Clone(w.v.stopped), w.p.taking()...) { // as they were when the visit began
		if c.visit != w.v {
			said = true
			w.bullet(func() { w.drug(c.drug, "") })
		}
	}
	if !said {
		w.para(func() { w.one("None.", "No regular medications.") })
	}
}

func (w *writer) reviewOfSystems() {
	w.begin("review of systems")
	bySystem := map[string][]string{}
	var order []string
	for _, s := range symptoms {
		if s.system == "General" {
			continue
		}
		if _, known := bySystem[s.system]; !known {
			order = append(order, s.system)
		}
		bySystem[s.system] = append(bySystem[s.system], plain(s.names))
	}
	for _, system := range some(&w.p.rng, order, w.p.between(3, 6)) {
		var has, not []string
		for _, name := range bySystem[system] {
			if slices.Contains(w.shows, name) {
				has = append(has, name)
			} else if !strings.HasPrefix(name, "right ") && !strings.HasPrefix(name, "left ") {
				not = append(not, name)
			}
		}
		not = w.notShown(some(&w.p.rng, not, 3))
		w.para(func() {
			w.put(system + ": ")
			if len(has) > 0 {
				w.say("Positive for " + and(w.marks("", has), "and") + ". ")
			}
			if len(not) > 0 {
				not = w.marks("-", not)
				w.one("Negative for "+and(not, "and")+".", "Denies "+and(not, "or")+".", "No "+and(not, "or")+".")
			}
		})
	}
}

// Terms of vital signs.
var (
	vitalBP     = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "85354-9"}
	vitalPulse  = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "8867-4"}
	vitalBreath = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "9279-1"}
	vitalTemp   = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "8310-5"}
	vitalOxygen = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "59408-5"}
	vitalWeight = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "29463-7"}
	vitalBMI    = &term{category: catTest, typ: "TEST_NAME", system: sysLOINC, code: "39156-5"}
)

func (w *writer) vitals() {
	m := w.v.vitals
	w.begin("vital signs")
	long := w.p.chance(300)
	name := func(short, full string) string {
		if long {
			return full
		}
		return short
	}
	between := pick(&w.p.rng, []string{" ", ": "})
	num := func(v, places int) string { return dec{v, places}.String() }
	w.para(func() {
		w.test(name("BP", "Blood pressure"), between, vitalBP, num(m.systolic, 0)+"/"+num(m.diastolic, 0), "mmHg")
		w.put(", ")
		w.test(name("HR", "Pulse"), between, vitalPulse, num(m.pulse, 0), "")
		w.put(", ")
		w.test(name("RR", "Respirations"), between, vitalBreath, num(m.breaths, 0), "")
		w.put(", ")
		w.test(name("T", "Temperature"), between, vitalTemp, num(m.temperature, 1), "°C")
		w.put(", ")
		w.test(name("SpO2", "Oxygen saturation"), between, vitalOxygen, num(m.saturation, 0), "%")
		w.put(" on room air, ")
		w.test(name("Wt", "Weight"), between, vitalWeight, num(m.weight, 1), "kg")
		w.put(", ")
		w.test("BMI", between, vitalBMI, num(m.bmi, 1), "")
		w.put(".")
	})
}

func (w *writer) exam() {
	w.begin("physical exam")
	line := func(has string, yes, no string) {
		w.para(func() {
			if slices.Contains(w.shows, has) {
				w.say(yes)
			} else {
				w.say(no)
			}
		})
	}
	w.para(func() {
		w.one("General: well appearing, in no distress.", "General: alert and oriented.", "General: comfortable.")
	})
	line("wheezing", "Lungs: [wheezing] on both sides.", "Lungs: clear to auscultation, no [-wheezes].")
	w.para(func() { w.one("Heart: regular rate and rhythm.", "Heart: S1 and S2 normal.") })
	if w.p.chance(600) {
		w.para(func() { w.one("Abdomen: soft, no [-jaundice].", "Abdomen: soft, bowel sounds present.") })
	}
	line("leg swelling", "Extremities: [edema] of both legs.", "Extremities: no [-edema].")
	if slices.Contains(w.shows, "rash") || w.p.chance(400) {
		line("rash", "Skin: [rash] on both forearms.", "Skin: no [-rash].")
	}
	if q := w.v.problem; q != nil && q.side != "" && q.setting != "" {
		w.para(func() { w.put("The " + q.side + " " + q.site + " is tender.") })
	}
}

// lab writes a result as the record has it: "creatinine 1.10 mg/dL (H)".
func (w *writer) lab(r *result, between string) {
	name := plain(r.names)
	if w.p.chance(300) {
		name = pick(&w.p.rng, list(r.names))
	}
	w.test(name, between, lookup(name), r.text(), r.unit)
	if r.flag == "H" || r.flag == "L" || r.flag == "HH" || r.flag == "LL" {
		w.put(" (" + r.flag[:1] + ")")
	}
}

func (w *writer) results() {
	if len(w.v.results)+len(w.v.examined) == 0 {
		return
	}
	w.begin("results")
	lines := w.p.chance(350)
	for _, rep := range w.v.results {
		if lines {
			for _, r := range rep.results {
				w.bullet(func() { w.lab(r, ": ") })
			}
			continue
		}
		w.para(func() {
			for i, r := range rep.results {
				if i > 0 {
					w.put(", ")
				}
				w.lab(r, " ")
			}
			w.put(".")
		})
	}
	for _, e := range w.v.examined {
		if e.finding != "" {
			w.para(func() { w.say("[" + pick(&w.p.rng, list(e.names)) + "]: " + e.finding + ".") })
		}
	}
}

func (w *writer) hospitalCourse() {
	w.begin("hospital course")
	w.para(func() {
		if q := w.v.problem; q != nil {
			w.one("Admitted for ["+w.name(q)+"]. ", "The patient was admitted with ["+w.name(q)+"]. ")
		} else {
			w.put("Admitted in critical condition. ")
		}
		if w.v.again {
			w.put("This was a readmission within 30 days. ")
		}
		for _, c := range w.v.started {
			if c.inHospital {
				w.put("Received ")
				w.drug(c.drug, "")
				w.put(". ")
			}
		}
		for _, e := range w.v.examined {
			if e.kind == "PROCEDURE_NAME" {
				w.say("Underwent [" + plain(e.names) + "] without complications. ")
			}
		}
		if w.v.dies {
			w.put("Despite treatment the patient died on ")
			w.phi("DATE", w.v.end.Format("01/02/2006"))
			w.put(".")
			return
		}
		w.one("Improved steadily and was discharged home.", "Recovered well and went home in stable condition.")
	})
}

func (w *writer) plan() {
	w.begin("assessment and plan")
	for i, q := range w.v.diagnoses {
		w.para(func() {
			w.put(dec{i + 1, 0}.String() + ". ")
			w.say("[" + upper(w.name(q)) + "]: ")
			w.cite(q)
			w.treat(q)
			w.say(q.plan)
		})
	}
	for _, c := range w.v.stopped {
		w.para(func() {
			if strings.HasPrefix(c.why, "dose") {
				w.say("[" + upper(w.trade(c.drug)) + "] dose increased today.")
				return
			}
			w.one("Stopped [<"+w.trade(c.drug)+"] "+c.why+".", "Discontinued [<"+w.trade(c.drug)+"] "+c.why+".")
		})
	}
	for _, x := range w.v.vaccines {
		w.para(func() { w.say("[" + upper(x.name) + "] offered today.") })
	}
	w.para(func() {
		switch {
		case w.v.purpose == checkUp && w.p.age(w.v.start) >= 45:
			w.one("[+Colonoscopy] to be scheduled. Follow up in one year.", "Follow up in one year.")
		case w.v.purpose == checkUp:
			w.put("Healthy habits discussed. Follow up in one year.")
		default:
			w.one("Follow up in 2 weeks.", "Follow up in 3 months.", "Follow up as needed.")
		}
	})
}

// cited are the labs of panels that notes cite; of the others it is the first.
var cited = map[string]string{"bmp": "creatinine", "lipid": "ldl"}

// cite repeats the most telling lab that was measured for a problem.
func (w *writer) cite(q *problem) {
	for _, key := range list(q.panels) {
		for _, rep := range w.v.results {
			if rep.panel.key == key && w.p.chance(700) {
				r := rep.results[0]
				for _, other := range rep.results {
					if other.key == cited[key] {
						r = other
					}
				}
				w.lab(r, pick(&w.p.rng, []string{" ", " is ", " of "}))
				w.put(". ")
				return
			}
		}
	}
}

// treat says what is begun and what goes on for a problem.
func (w *writer) treat(q *problem) {
	for _, c := range w.v.started {
		if c.reason == q && !c.inHospital {
			w.one("Start ", "Begin ", "Prescribed ")
			w.drug(c.drug, "")
			w.put(". ")
		}
	}
	for _, c := range w.p.taking() {
		if c.reason == q && c.visit != w.v {
			w.one("Continue ["+w.trade(c.drug)+"]. ", "No change to ["+w.trade(c.drug)+"]. ")
		}
	}
}

func (w *writer) instructions() {
	if w.v.purpose != illness && w.v.purpose != admission {
		return
	}
	w.begin("discharge instructions")
	warn := w.notShown(some(&w.p.rng, []string{"fever", "chest pain", "shortness of breath", "vomiting", "dizziness", "rash", "syncope"}, 3))
	w.para(func() {
		signs := and(marked("~", warn), "or")
		w.one("Return to the emergency department for "+signs+".", "Call the clinic if you develop "+signs+".", "Seek care right away if "+signs+" occurs.")
	})
	if w.p.chance(400) {
		w.para(func() {
			w.one("You may take [~acetaminophen] if needed.", "Do not take [-ibuprofen] with your other medicines.", "Keep all appointments.")
		})
	}
}
