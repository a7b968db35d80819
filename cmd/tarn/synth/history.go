package synth

import (
	"slices"
	"time"
)

// problem is a condition that a patient has.
type problem struct {
	*condition
	id       string
	onset    time.Time
	yearOnly bool      // of the onset no more than the year is known
	abated   time.Time // zero if it lasts
	first    *visit    // where it was diagnosed, nil if before the records begin
	wrong    bool      // entered in error
	uncoded  bool      // known to the notes, never entered in the problem list
}

// visit is one encounter.
type visit struct {
	id, typ    string // Encounter.class: AMB, EMER, IMP, VR
	purpose    purpose
	start, end time.Time
	problem    *problem // what brings the patient, nil at a check-up
	again      bool     // readmitted within 30 days
	dies       bool

	doctor    *practitioner
	at        *facility
	diagnoses []*problem
	vitals    vitals
	results   []*report
	examined  []examination
	started   []*course
	stopped   []*course
	vaccines  []*vaccine
	phq       int // score of the PHQ-2, -1 if not asked
	document  string
}

type purpose int

const (
	checkUp purpose = iota
	followUp
	illness
	admission
)

// drawProblems draws the lasting diseases, the likeliest causes first.
func (p *patient) drawProblems() {
	band := p.band(p.end)
	for _, c := range chronic {
		perMille := c.chance[band]
		if c.with != "" && p.problem(c.with) != nil {
			perMille += c.boost
		}
		if !p.chance(perMille*c.bySex(p.female)/100) || c.key == "prediabetes" && p.problem("t2dm") != nil {
			continue
		}
		age := p.age(p.end)
		if age <= c.minAge {
			continue
		}
		years := p.n(min(age-c.minAge, 22))
		onset := midnight(p.end.In(p.zone).AddDate(-years, 0, -p.between(20, 340)))
		if onset.Before(p.born.AddDate(c.minAge, 0, 0)) {
			onset = p.born.AddDate(c.minAge, 0, p.between(1, 20))
		}
		if onset.After(p.end) {
			continue
		}
		q := &problem{condition: c, id: p.uuid(), onset: onset, yearOnly: onset.Before(p.since) && p.chance(400)}
		q.uncoded = onset.Before(p.since) && c.drugs == "" && p.chance(200)
		p.problems = append(p.problems, q)
	}
}

func (c *condition) bySex(female bool) int {
	if c.male == 0 && c.female == 0 {
		return 100
	}
	if female {
		return c.female
	}
	return c.male
}

// problem finds a problem by the key of its condition, nil if the patient has it not.
func (p *patient) problem(key string) *problem {
	for _, q := range p.problems {
		if q.key == key {
			return q
		}
	}
	return nil
}

// drawVisits draws when the patient is seen and why, in the order of time, none during another.
func (p *patient) drawVisits() {
	p.drawCheckUps()
	p.drawFollowUps()
	p.drawIllnesses()
	p.drawAdmissions()
	slices.SortStableFunc(p.visits, func(a, b *visit) int { return a.start.Compare(b.start) })
	var kept []*visit
	var free, discharged time.Time
	for _, v := range p.visits {
		if v.start.Before(free) || v.start.Before(p.since) || v.end.After(p.end) {
			continue
		}
		free = v.end.Add(12 * time.Hour)
		kept = append(kept, v)
		if v.typ == "IMP" {
			v.again = !discharged.IsZero() && v.start.Sub(discharged) < 30*24*time.Hour
			discharged = v.end
		}
		if q := v.problem; q != nil && q.first == nil && !q.onset.Before(p.since) {
			q.first = v
		}
	}
	p.visits = kept
	p.problems = slices.DeleteFunc(p.problems, func(q *problem) bool { return q.first == nil && !q.onset.Before(p.since) })
	p.drawDeathbed()
}

// drawDeathbed lets every other of the dead die in hospital.
func (p *patient) drawDeathbed() {
	if p.died.IsZero() || p.chance(500) {
		return
	}
	start := p.died.AddDate(0, 0, -p.between(2, 6))
	if n := len(p.visits); start.Before(p.since) || n > 0 && start.Before(p.visits[n-1].end.AddDate(0, 0, 1)) {
		return
	}
	v := p.newVisit("IMP", admission, start, nil)
	v.end, v.dies = p.died, true
}

func (p *patient) newVisit(class string, why purpose, day time.Time, q *problem) *visit {
	v := &visit{id: p.uuid(), typ: class, purpose: why, problem: q, phq: -1, at: p.clinic, doctor: p.doctor}
	hour := p.between(8, 16)
	if class == "EMER" || class == "IMP" {
		hour = p.n(24)
		v.at = p.hospital
		v.doctor = p.hospital.practitioners[map[string]int{"EMER": 3, "IMP": 1}[class]]
	}
	v.start = time.Date(day.Year(), day.Month(), day.Day(), hour, p.n(12)*5, 0, 0, p.zone)
	v.end = v.start.Add(time.Duration(p.between(3, 9)*5) * time.Minute)
	switch class {
	case "EMER":
		v.end = v.start.Add(time.Duration(p.between(80, 420)) * time.Minute)
	case "IMP":
		v.end = v.start.Add(time.Duration(p.between(30, 170)) * time.Hour)
	}
	p.visits = append(p.visits, v)
	return v
}

// drawCheckUps draws well-child visits and the yearly examination of adults.
func (p *patient) drawCheckUps() {
	for _, m := range []int{1, 2, 4, 6, 9, 12, 15, 18, 24, 30} {
		if day := p.born.AddDate(0, m, p.n(12)); day.After(p.since) && day.Before(p.end) {
			p.newVisit("AMB", checkUp, day, nil)
		}
	}
	for day := p.since.AddDate(0, 0, p.n(365)); day.Before(p.end); day = day.AddDate(0, 0, p.between(340, 420)) {
		goes := [5]int{800, 480, 680, 820, 850}[p.band(day)]
		if p.months(day) >= 36 && p.chance(goes) {
			p.newVisit("AMB", checkUp, day, nil)
		}
	}
}

// drawFollowUps draws the visits for each lasting disease; diseases that come later share the visits of the first.
func (p *patient) drawFollowUps() {
	var busy []time.Time
	for _, q := range p.problems {
		if q.uncoded {
			continue
		}
		day := later(q.onset.AddDate(0, 0, p.between(0, 30)), p.since.AddDate(0, 0, p.between(5, 200)))
		for first := true; day.Before(p.end); first = false {
			near := slices.ContainsFunc(busy, func(t time.Time) bool { return t.Sub(day).Abs() < 45*24*time.Hour })
			if first || !near && p.chance(850) {
				class := "AMB"
				if !first && p.chance(80) {
					class = "VR"
				}
				p.newVisit(class, followUp, day, q)
				busy = append(busy, day)
			}
			if q.follow == 0 {
				break
			}
			day = day.AddDate(0, q.follow, p.between(-12, 25))
		}
	}
}

// drawIllnesses draws what comes and goes, some of it without a doctor.
func (p *patient) drawIllnesses() {
	for day := p.since; day.Before(p.end); day = day.AddDate(1, 0, 0) {
		often := [5]int{1000, 700, 650, 700, 850}[p.band(day)]
		for ; often > 0; often -= 500 {
			if p.chance(min(often, 500)) {
				p.fallIll(day.AddDate(0, 0, p.n(365)))
			}
		}
	}
}

func (p *patient) fallIll(day time.Time) {
	if !day.Before(p.end) {
		return
	}
	weights := make([]int, len(acute))
	for i, c := range acute {
		if p.age(day) >= c.minAge {
			weights[i] = c.chance[p.band(day)] * c.bySex(p.female) / 100
		}
	}
	p.acute(acute[p.weighted(weights)], day)
}

// acute gives the patient a passing illness and the visit for it.
func (p *patient) acute(c *condition, day time.Time) *visit {
	class, why := c.setting, illness
	if class == "IMP" {
		why = admission
	}
	v := p.newVisit(class, why, day, nil)
	q := &problem{condition: c, id: p.uuid(), onset: later(p.born, midnight(v.start.AddDate(0, 0, -p.between(1, 4)))), wrong: p.chance(6)}
	if abated := v.end.AddDate(0, 0, c.days); abated.Before(p.end) {
		q.abated = abated
	}
	v.problem = q
	p.problems = append(p.problems, q)
	return v
}

// drawAdmissions draws the crises of lasting diseases, and the readmissions that follow some of them.
func (p *patient) drawAdmissions() {
	for _, q := range slices.Clone(p.problems) {
		if q.uncoded {
			continue
		}
		crisis := map[string]string{"copd": "aecopd", "cad": "nstemi"}[q.key]
		yearly := map[string]int{"copd": 130, "cad": 18}[q.key] + q.admit
		for day := later(q.onset.AddDate(0, 3, 0), p.since); day.Before(p.end); day = day.AddDate(1, 0, 0) {
			if !p.chance(yearly) {
				continue
			}
			at := day.AddDate(0, 0, p.n(365))
			if !at.Before(p.end) {
				continue
			}
			v := p.admit(q, crisis, at)
			if p.chance(200) {
				p.admit(q, crisis, v.end.AddDate(0, 0, p.between(3, 26)))
			}
		}
	}
}

func (p *patient) admit(q *problem, crisis string, day time.Time) *visit {
	if crisis != "" {
		return p.acute(acuteByKey[crisis], day)
	}
	return p.newVisit("IMP", admission, day, q)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
