package synth

import (
	"fmt"
	"time"
)

// facility is an organization with one location and its people.
type facility struct {
	*place
	name          string
	id, location  string
	hospital      bool
	practitioners []*practitioner
}

type practitioner struct {
	id, role, name string
	given, family  string
	female         bool
	npi            string
	specialty      coding
}

// world is what all patients of a seed share: who treats, who pays, what is dispensed.
type world struct {
	clinics, hospitals []*facility // one per place, in the order of places
	payers             []string    // ids, in the order of payers
	medications        map[*drug]string
	questionnaire      string
	opened             time.Time
	noteBuffer         []byte // reused from note to note
}

// newWorld depends on the seed alone, never on the number of patients.
func newWorld(o Options) *world {
	r := newRNG(o.Seed, 0)
	w := &world{medications: map[*drug]string{}, opened: o.End.AddDate(-12, 0, 0)}
	for range payers {
		w.payers = append(w.payers, r.uuid())
	}
	serial := 0
	for _, p := range places {
		w.clinics = append(w.clinics, newFacility(&r, p, p.city+" Family Clinic", false, &serial))
		w.hospitals = append(w.hospitals, newFacility(&r, p, p.city+" General Hospital", true, &serial))
	}
	for _, d := range drugs {
		w.medications[d] = r.uuid()
	}
	w.questionnaire = r.uuid()
	return w
}

func newFacility(r *rng, p *place, name string, hospital bool, serial *int) *facility {
	f := &facility{place: p, name: name, id: r.uuid(), location: r.uuid(), hospital: hospital}
	for _, s := range specialties {
		d := &practitioner{id: r.uuid(), role: r.uuid(), family: pick(r, last), female: r.chance(500), specialty: s}
		d.given = pick(r, boys)
		if d.female {
			d.given = pick(r, girls)
		}
		d.name = "Dr. " + d.given + " " + d.family
		*serial++
		d.npi = npi(r.between(100, 999)*1_000_000 + *serial*7 + 100_000_000)
		f.practitioners = append(f.practitioners, d)
	}
	return f
}

// npi returns a National Provider Identifier: nine digits and the Luhn digit over them and the prefix 80840.
func npi(n int) string {
	s := fmt.Sprintf("1%08d", n%100_000_000)
	sum := 24 // what the prefix adds
	for i := range 9 {
		d := int(s[8-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return fmt.Sprintf("%s%d", s, (10-sum%10)%10)
}

// write writes the resources that all patients share.
func (w *world) write(rec *record) {
	m := meta{updated: w.opened}
	for i, p := range payers {
		rec.resource("Organization", w.payers[i], m, func() {
			rec.raw("active", "true")
			rec.concepts("type", one(hl7+"organization-type", "pay", "Payer"))
			rec.str("name", p.name)
		})
	}
	for i := range places {
		w.writeFacility(rec, w.clinics[i])
		w.writeFacility(rec, w.hospitals[i])
	}
	for _, d := range drugs {
		rec.resource("Medication", w.medications[d], m, func() { d.writeMedication(rec) })
	}
	w.writeQuestionnaire(rec)
}

func (w *world) writeFacility(rec *record, f *facility) {
	m := meta{updated: w.opened}
	phone := "(" + f.area + ") 555-0100"
	line := "1 Clinic Plaza"
	if f.hospital {
		phone, line = "("+f.area+") 555-0101", "100 Hospital Way"
	}
	rec.resource("Organization", f.id, m, func() {
		rec.raw("active", "true")
		rec.concepts("type", one(hl7+"organization-type", "prov", "Healthcare Provider"))
		rec.str("name", f.name)
		rec.telecom("work", phone, "")
		rec.arr("address", func() { rec.item(func() { rec.address("work", line, f.place) }) })
	})
	rec.resource("Location", f.location, m, func() {
		rec.str("status", "active")
		rec.str("name", f.name)
		rec.str("mode", "instance")
		rec.obj("address", func() { rec.address("work", line, f.place) })
		rec.code("physicalType", hl7+"location-physical-type", "bu", "Building")
		rec.ref("managingOrganization", "Organization", f.id, f.name)
	})
	for _, p := range f.practitioners {
		w.writePractitioner(rec, f, p)
	}
}

func (w *world) writePractitioner(rec *record, f *facility, p *practitioner) {
	m := meta{updated: w.opened}
	rec.resource("Practitioner", p.id, m, func() {
		rec.arr("identifier", func() { rec.identifier("official", coding{}, sysNPI, p.npi) })
		rec.raw("active", "true")
		rec.arr("name", func() { rec.humanName("official", p.family, "Dr.", p.given) })
		rec.str("gender", gender(p.female))
	})
	rec.resource("PractitionerRole", p.role, m, func() {
		rec.raw("active", "true")
		rec.ref("practitioner", "Practitioner", p.id, p.name)
		rec.ref("organization", "Organization", f.id, f.name)
		rec.concepts("code", one(p.specialty.system, p.specialty.code, p.specialty.display))
		rec.refs("location", "Location", f.location, f.name)
	})
}

func (r *record) humanName(use, family, prefix string, given ...string) {
	r.item(func() {
		r.str("use", use)
		r.str("family", family)
		r.arr("given", func() {
			for _, g := range given {
				r.quote(g)
			}
		})
		if prefix != "" {
			r.arr("prefix", func() { r.quote(prefix) })
		}
	})
}

func gender(female bool) string {
	if female {
		return "female"
	}
	return "male"
}

// phq2 are the two questions of the Patient Health Questionnaire-2.
var phq2 = []coding{
	{sysLOINC, "44250-9", "Little interest or pleasure in doing things"},
	{sysLOINC, "44255-8", "Feeling down, depressed, or hopeless"},
}

func (w *world) writeQuestionnaire(rec *record) {
	rec.resource("Questionnaire", w.questionnaire, meta{updated: w.opened}, func() {
		rec.str("url", "urn:tarn:synth:questionnaire:phq-2")
		rec.str("title", "Patient Health Questionnaire-2")
		rec.str("status", "active")
		rec.arr("subjectType", func() { rec.quote("Patient") })
		rec.arr("item", func() {
			rec.item(func() {
				rec.str("linkId", "1")
				rec.str("text", "Over the last 2 weeks, how often have you been bothered by")
				rec.str("type", "group")
				rec.arr("item", func() {
					for i, q := range phq2 {
						rec.item(func() {
							rec.str("linkId", "1."+dec{i + 1, 0}.String())
							rec.arr("code", func() { rec.item(func() { rec.coding(q) }) })
							rec.str("text", q.display)
							rec.str("type", "integer")
						})
					}
				})
			})
		})
	})
}
