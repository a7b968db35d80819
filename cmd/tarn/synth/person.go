package synth

import (
	"fmt"
	"time"
)

// patient is one patient with everything that happens to them.
type patient struct {
	rng
	*record
	world *world
	end   time.Time // when the records end: Options.End or death
	since time.Time // when they begin

	limit time.Time // Options.End

	number        int
	id            string
	female        bool
	given, family string
	middle        string
	origin        origin
	*place
	clinic, hospital *facility
	doctor           *practitioner
	line, phone, ssn string
	born             time.Time
	bornMonthOnly    bool
	died             time.Time // zero if alive
	job              string
	payer            int
	coverage         string
	smoking          coding
	quit             int // year, of former smokers
	drinks           bool
	height, weight   int // of the adult: cm, tenths of kg
	systolic         int
	fate             uint64       // what is drawn once for life where it is needed
	levels           map[*lab]int // the patient's own level of each lab
	allergies        []*allergen
	relatives        []relative
	operations       []operation

	problems []*problem
	visits   []*visit
	courses  []*course
	mentions []Mention
}

// relative is a parent or sibling with a disease.
type relative struct {
	role     coding
	name     string // "mother"
	diseases []*term
}

// operation is surgery of the past that only the notes know.
type operation struct {
	*procedure
	year int
}

// newPatient draws who the patient is. Everything about patient number i of a seed comes from one stream.
func newPatient(o Options, w *world, rec *record, number int) *patient {
	p := &patient{rng: newRNG(o.Seed, uint64(number)), record: rec, world: w, number: number, end: o.End, limit: o.End, levels: map[*lab]int{}}
	p.id, p.coverage = p.uuid(), p.uuid()
	p.female = p.chance(508)
	p.born = o.End.AddDate(0, 0, -p.weighted(agePyramid)*1826-p.n(1820)-4)
	p.bornMonthOnly = p.chance(15)
	at := p.n(len(places))
	p.place, p.clinic, p.hospital = places[at], w.clinics[at], w.hospitals[at]
	p.born = time.Date(p.born.Year(), p.born.Month(), p.born.Day(), 0, 0, 0, 0, p.zone)
	p.name()
	p.line = fmt.Sprintf("%d %s", p.between(10, 980), pick(&p.rng, streets))
	p.phone = fmt.Sprintf("(%s) 555-01%02d", p.area, p.between(10, 99))
	p.ssn = fmt.Sprintf("999-%02d-%04d", p.between(10, 99), p.n(10000))
	p.since = later(p.born, o.End.AddDate(-6, 0, 0).In(p.zone))
	p.drawDeath()
	p.drawLife()
	return p
}

func (p *patient) name() {
	names := boys
	if p.female {
		names = girls
	}
	p.given, p.middle, p.family = pick(&p.rng, names), pick(&p.rng, names), pick(&p.rng, last)
	weights := make([]int, len(origins))
	for i, o := range origins {
		weights[i] = o.weight
	}
	p.origin = origins[p.weighted(weights)]
}

// drawDeath lets some of the old, and few of the young, die in the last five years.
func (p *patient) drawDeath() {
	perMille := [5]int{3, 6, 25, 80, 260}[p.band(p.end)]
	if !p.chance(perMille) {
		return
	}
	day := p.end.In(p.zone).AddDate(0, 0, -p.between(20, 5*365))
	if day.After(p.born.AddDate(0, 6, 0)) {
		p.died = time.Date(day.Year(), day.Month(), day.Day(), p.n(24), p.n(60), 0, 0, p.zone)
		p.end = p.died
	}
}

func (p *patient) drawLife() {
	age := p.age(p.end)
	p.doctor = p.clinic.practitioners[p.n(2)]
	if age < 18 {
		p.doctor = p.clinic.practitioners[2]
	}
	p.payer = p.n(2)
	if age >= 65 {
		p.payer = 2
	} else if p.chance(200) {
		p.payer = 3
	}
	if age >= 18 {
		p.job = pick(&p.rng, jobs)
	}
	p.smoking = neverSmoked
	if age >= 18 {
		p.smoking = []coding{neverSmoked, formerSmoker, dailySmoker}[p.weighted([]int{600, 260, 140})]
		p.quit = p.end.Year() - p.between(1, max(1, min(30, age-18)))
		p.drinks = p.chance(550)
	}
	p.height = p.bell(160, 192)
	if p.female {
		p.height = p.bell(148, 180)
	}
	p.weight = p.bell(190, 310) * p.height * p.height / 10000 // a body mass index of 19 to 31
	p.systolic, p.fate = p.bell(102, 134), p.next()
	p.drawAllergies()
	p.drawPast(age)
}

func (p *patient) drawAllergies() {
	for _, a := range allergens {
		if p.chance(a.weight) {
			p.allergies = append(p.allergies, a)
		}
	}
}

var (
	mother  = coding{hl7 + "v3-RoleCode", "MTH", "mother"}
	father  = coding{hl7 + "v3-RoleCode", "FTH", "father"}
	sister  = coding{hl7 + "v3-RoleCode", "SIS", "sister"}
	brother = coding{hl7 + "v3-RoleCode", "BRO", "brother"}
)

// drawPast draws what runs in the family and what was operated on long ago.
func (p *patient) drawPast(age int) {
	inFamily := []string{"type 2 diabetes", "hypertension", "coronary artery disease", "stroke", "colon cancer", "breast cancer", "Alzheimer's disease", "asthma", "glaucoma", "heart attack", "depression", "migraine"}
	for i, role := range some(&p.rng, []coding{mother, father, sister, brother}, p.between(1, 3)) {
		r := relative{role: role, name: role.display}
		for _, d := range some(&p.rng, inFamily, p.between(1, 2)) {
			if d == "breast cancer" && (role == father || role == brother) || i > 0 && r.has(d) {
				d = "stroke"
			}
			if t := lookup(d); !r.has(d) {
				r.diseases = append(r.diseases, t)
			}
		}
		p.relatives = append(p.relatives, r)
	}
	for _, key := range []string{"appendectomy", "cholecystectomy", "tonsillectomy", "tkr"} {
		youngest := map[string]int{"appendectomy": 8, "cholecystectomy": 25, "tonsillectomy": 4, "tkr": 55}[key]
		if age > youngest && p.chance(70) {
			year := p.since.Year() - p.n(max(1, p.age(p.since)-youngest))
			if year >= p.born.Year()+youngest && year < p.since.Year() {
				p.operations = append(p.operations, operation{procedureByKey[key], year})
			}
		}
	}
}

func (r *relative) has(disease string) bool {
	for _, t := range r.diseases {
		if t.code == lookup(disease).code {
			return true
		}
	}
	return false
}

// age is in whole years.
func (p *patient) age(at time.Time) int {
	at = at.In(p.zone)
	y := at.Year() - p.born.Year()
	if at.Month() < p.born.Month() || at.Month() == p.born.Month() && at.Day() < p.born.Day() {
		y--
	}
	return max(y, 0)
}

func (p *patient) months(at time.Time) int {
	return (at.Year()-p.born.Year())*12 + int(at.Month()) - int(p.born.Month())
}

// band is the age group that the tables of conditions know.
func (p *patient) band(at time.Time) int {
	switch a := p.age(at); {
	case a < 18:
		return 0
	case a < 40:
		return 1
	case a < 60:
		return 2
	case a < 75:
		return 3
	}
	return 4
}

func (p *patient) fullName() string { return p.given + " " + p.family }

func (p *patient) mrn() string { return fmt.Sprintf("%08d", 10_000_000+p.number) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
