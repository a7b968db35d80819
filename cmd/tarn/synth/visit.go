package synth

import (
	"slices"
	"time"
)

// course is one prescription of one drug, from its start until it is stopped, changed or used up.
type course struct {
	*drug
	id         string
	start, end time.Time // end is zero while it is taken
	status     string    // MedicationRequest.status at the end of the records
	reason     *problem
	visit      *visit  // where it was prescribed, nil if before the records begin
	prior      *course // the one it replaces
	why        string  // why it was stopped, in the markup of say
	inHospital bool
}

// report is one panel's results with its order and specimen.
type report struct {
	*panel
	id, order, specimen string
	at                  time.Time
	results             []*result
}

// examination is a procedure and what it found.
type examination struct {
	*procedure
	id      string
	finding string
	reason  *problem
}

// attend lets a visit happen: first everything is decided, then written.
func (p *patient) attend(v *visit) {
	p.diagnose(v)
	if v.typ != "VR" {
		v.vitals = p.measure(v)
		p.orderLabs(v)
		p.examine(v)
	}
	p.finishCourses(v.start)
	p.prescribe(v)
	if v.purpose == checkUp {
		p.vaccinate(v)
		p.askPHQ(v)
	}
	p.writeVisit(v)
}

// diagnose decides which problems the visit is about.
func (p *patient) diagnose(v *visit) {
	if v.problem != nil {
		v.diagnoses = append(v.diagnoses, v.problem)
	}
	for _, q := range p.lasting(v.start) {
		if q != v.problem && !q.uncoded && (q.first == nil || !q.first.start.After(v.start)) && (v.purpose != illness || p.chance(250)) {
			v.diagnoses = append(v.diagnoses, q)
		}
	}
	if len(v.diagnoses) > 6 {
		v.diagnoses = v.diagnoses[:6]
	}
}

// lasting are the chronic problems that the patient has by then, also those that the record does not code.
func (p *patient) lasting(at time.Time) []*problem {
	var out []*problem
	for _, q := range p.problems {
		if q.setting == "" && !q.onset.After(at) && (q.first == nil || !q.first.start.After(at)) {
			out = append(out, q)
		}
	}
	return out
}

func (p *patient) orderLabs(v *visit) {
	var keys []string
	for i, q := range v.diagnoses {
		if i == 0 || v.purpose != illness {
			keys = append(keys, list(q.panels)...)
		}
	}
	if v.purpose == checkUp && p.age(v.start) >= 35 {
		keys = append(keys, pick(&p.rng, []string{"lipid", "cbc", "bmp"}))
	}
	if v.purpose == admission {
		keys = append(keys, "bmp", "cbc")
	}
	for _, pan := range panels {
		if slices.Contains(keys, pan.key) && (pan.key != "inr" || p.takes("warfarin")) {
			p.orderPanel(v, pan)
		}
	}
}

func (p *patient) orderPanel(v *visit, pan *panel) {
	rep := &report{panel: pan, id: p.uuid(), order: p.uuid(), specimen: p.uuid(), at: v.start.Add(15 * time.Minute)}
	for _, key := range list(pan.labs) {
		rep.results = append(rep.results, p.assay(labByKey[key], v.start, rep.results))
	}
	v.results = append(v.results, rep)
}

func (p *patient) examine(v *visit) {
	add := func(key string, q *problem) {
		e := examination{procedure: procedureByKey[key], id: p.uuid(), reason: q}
		e.finding = e.normal
		if q != nil && slices.Contains([]string{"pneumonia", "afib", "hf", "copd", "osteoporosis"}, q.key) || q == nil && p.chance(300) {
			e.finding = e.odd
		}
		v.examined = append(v.examined, e)
	}
	for i, q := range v.diagnoses {
		for _, key := range list(q.procs) {
			if i == 0 && (q.first == v || q.setting != "" || p.chance(120)) {
				add(key, q)
			}
		}
	}
	age := p.age(v.start)
	if v.purpose != checkUp || age < 45 || age > 76 {
		return
	}
	if p.female && p.chance(350) {
		add("mammogram", nil)
	}
	if p.chance(90) {
		add("colonoscopy", nil)
	}
}

// taking are the drugs that the patient takes at the moment.
func (p *patient) taking() []*course {
	var out []*course
	for _, c := range p.courses {
		if c.end.IsZero() && !c.inHospital {
			out = append(out, c)
		}
	}
	return out
}

func (p *patient) takes(name string) bool {
	return slices.ContainsFunc(p.taking(), func(c *course) bool { return c.name == name })
}

// finishCourses ends what was prescribed for a number of days that are over.
func (p *patient) finishCourses(now time.Time) {
	for _, c := range p.courses {
		if c.end.IsZero() && c.days > 0 && c.start.AddDate(0, 0, c.days).Before(now) {
			c.end, c.status = c.start.AddDate(0, 0, c.days), "completed"
		}
	}
}

func (p *patient) prescribe(v *visit) {
	if v.typ == "IMP" {
		p.treatInHospital(v)
	}
	for i, q := range v.diagnoses {
		own := slices.ContainsFunc(p.courses, func(c *course) bool { return c.reason == q })
		switch {
		case !own && (i == 0 || q.setting == ""):
			p.begin(v, q, pick(&p.rng, append(list(q.drugs), "")), nil)
		case q.setting == "" && v.purpose == followUp:
			p.adjust(v, q)
		}
	}
}

// begin prescribes a drug unless the patient has it, is allergic to it, or is too young to swallow it.
func (p *patient) begin(v *visit, q *problem, key string, prior *course) {
	d := drugByKey[key]
	if d == nil && key == "" && q.drugs != "" && q.setting == "" {
		d = drugByKey[plain(q.drugs)]
	}
	if d == nil || p.takes(d.name) || p.forbidden(d) || p.age(v.start) < 12 && d.route == oral && d.days == 0 {
		return
	}
	c := &course{drug: d, id: p.uuid(), start: v.start.Add(20 * time.Minute), status: "active", reason: q, visit: v, prior: prior}
	p.courses = append(p.courses, c)
	v.started = append(v.started, c)
}

// bring gives the patient what was prescribed before the records begin.
func (p *patient) bring() {
	for _, q := range p.problems {
		keys := list(q.drugs)
		if q.setting != "" || q.uncoded || !q.onset.Before(p.since) || len(keys) == 0 {
			continue
		}
		d := drugByKey[pick(&p.rng, keys)]
		if d.days > 0 || p.takes(d.name) || p.forbidden(d) || p.age(p.since) < 12 && d.route == oral {
			continue
		}
		p.courses = append(p.courses, &course{drug: d, id: p.uuid(), start: p.since.Add(9 * time.Hour), status: "active", reason: q})
	}
}

// forbidden says whether the patient must not have the drug.
func (p *patient) forbidden(d *drug) bool {
	for _, a := range p.allergies {
		if a.code.code == d.ingredient || a.name == "penicillin" && (d.name == "amoxicillin" || d.name == "penicillin V") ||
			a.name == "sulfa" && d.name == "sulfamethoxazole-trimethoprim" {
			return true
		}
	}
	return p.age(p.end) < 18 && (d.name == "aspirin" || d.name == "ciprofloxacin" || d.name == "doxycycline")
}

// adjust changes the treatment of a lasting problem: a higher dose, another drug on top, or one drug less.
func (p *patient) adjust(v *visit, q *problem) {
	for _, c := range p.taking() {
		if c.reason != q {
			continue
		}
		switch {
		case c.more != "" && p.chance(130):
			p.stop(v, c, "dose increased")
			p.begin(v, q, c.more, c)
			return
		case p.chance(35):
			p.stop(v, c, pick(&p.rng, []string{"because of [<nausea]", "because of [<dizziness]", "at the patient's request"}))
			if next := list(q.drugs); len(next) > 1 {
				p.begin(v, q, pick(&p.rng, next), c)
			}
			return
		}
	}
	if q.next != "" && p.chance(90) {
		p.begin(v, q, pick(&p.rng, list(q.next)), nil)
	}
}

func (p *patient) stop(v *visit, c *course, why string) {
	c.end, c.status, c.why = v.start.Add(20*time.Minute), "stopped", why
	v.stopped = append(v.stopped, c)
}

// treatInHospital gives what is given only there.
func (p *patient) treatInHospital(v *visit) {
	keys := []string{"enoxaparin"}
	if q := v.problem; q != nil {
		switch q.key {
		case "pneumonia", "appendicitis":
			keys = append(keys, "ceftriaxone")
		case "hf":
			keys = append(keys, "furosemide iv")
		}
	}
	for _, key := range keys {
		if p.takes("apixaban") && key == "enoxaparin" {
			continue
		}
		c := &course{drug: drugByKey[key], id: p.uuid(), start: v.start.Add(2 * time.Hour), end: v.end, status: "completed", reason: v.problem, visit: v, inHospital: true}
		p.courses = append(p.courses, c)
		v.started = append(v.started, c)
	}
}

// vaccinate gives what is due: children's series by age in months, adults' vaccines by the years since the last.
func (p *patient) vaccinate(v *visit) {
	months := p.months(v.start)
	for _, x := range vaccines {
		doses, years := p.vaccinated(x, v.start)
		due := x.from > 0 && months >= x.from*12 && (doses == 0 || x.every > 0 && years >= x.every) && p.chance(620)
		for i, m := range x.months {
			due = due || months >= m && months < m+18 && doses <= i
		}
		if due {
			v.vaccines = append(v.vaccines, x)
		}
	}
}

// vaccinated returns how many doses of a vaccine were given before, and the years since the last.
func (p *patient) vaccinated(x *vaccine, now time.Time) (doses, years int) {
	for _, v := range p.visits {
		if v.start.Before(now) && slices.Contains(v.vaccines, x) {
			doses++
			years = now.Year() - v.start.Year()
		}
	}
	return doses, years
}

func (p *patient) askPHQ(v *visit) {
	if p.age(v.start) < 12 || !p.chance(600) {
		return
	}
	v.phq = p.n(3)
	if p.active("depression", v.start) != nil {
		v.phq = p.between(1, 5)
	}
}
