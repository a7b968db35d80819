package synth

import "time"

// Systems of codes and identifiers, as FHIR and US Core name them.
const (
	sysSNOMED = "http://snomed.info/sct"
	sysICD10  = "http://hl7.org/fhir/sid/icd-10-cm"
	sysRxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
	sysLOINC  = "http://loinc.org"
	sysCVX    = "http://hl7.org/fhir/sid/cvx"
	sysUCUM   = "http://unitsofmeasure.org"
	sysNUCC   = "http://nucc.org/provider-taxonomy"
	sysNPI    = "http://hl7.org/fhir/sid/us-npi"
	sysSSN    = "http://hl7.org/fhir/sid/us-ssn"
	sysCDCRec = "urn:oid:2.16.840.1.113883.6.238"
	sysMRN    = "urn:tarn:synth:mrn"
	sysMember = "urn:tarn:synth:member"
	sysClaim  = "urn:tarn:synth:claim"

	hl7     = "http://terminology.hl7.org/CodeSystem/"
	usCore  = "http://hl7.org/fhir/us/core/StructureDefinition/"
	hl7Core = "http://hl7.org/fhir/us/core/CodeSystem/"
)

// coding is one code of one system.
type coding struct{ system, code, display string }

// concept is a CodeableConcept: several codings of one meaning, and a text.
type concept struct {
	codings []coding
	text    string
}

func one(system, code, display string) concept {
	return concept{codings: []coding{{system, code, display}}}
}

// record writes resources to the sink and remembers which codes they carried.
type record struct {
	doc
	sink  Sink
	err   error // the first error of the sink; afterwards nothing more is written
	group codeGroup
	coded map[codeKey]struct{}
}

// codeGroup parts the codes of a patient by what having them means.
type codeGroup byte

const (
	ownCode codeGroup = iota
	familyCode
	allergyCode
)

type codeKey struct {
	group        codeGroup
	system, code string
}

// resource writes one resource and hands it to the sink.
func (r *record) resource(typ, id string, m meta, body func()) {
	if r.err != nil {
		return
	}
	r.doc = r.doc[:0]
	r.group = ownCode
	switch typ {
	case "FamilyMemberHistory":
		r.group = familyCode
	case "AllergyIntolerance":
		r.group = allergyCode
	}
	r.item(func() {
		r.str("resourceType", typ)
		r.str("id", id)
		r.meta(m)
		body()
	})
	r.err = r.sink.Resource(typ, r.doc)
}

// meta is what a server says about a resource.
type meta struct {
	version int // 0 means 1
	updated time.Time
	profile string // name of a US Core profile, may be empty
}

func (r *record) meta(m meta) {
	r.obj("meta", func() {
		r.key("versionId")
		r.quoteInt(max(m.version, 1))
		r.instant("lastUpdated", m.updated)
		if m.profile != "" {
			r.arr("profile", func() { r.quote(usCore + m.profile) })
		}
		// HTEST is FHIR's own mark of data that describe no real patient.
		r.arr("security", func() {
			r.item(func() { r.coding(coding{hl7 + "v3-ActReason", "HTEST", "test health data"}) })
		})
	})
}

func (r *record) quoteInt(n int) {
	r.doc = append(r.doc, '"')
	r.doc = dec{n, 0}.append(r.doc)
	r.doc = append(r.doc, '"')
}

func (r *record) coding(c coding) {
	if r.coded != nil {
		r.coded[codeKey{r.group, c.system, c.code}] = struct{}{}
	}
	r.str("system", c.system)
	r.str("code", c.code)
	r.str("display", c.display)
}

// concept writes a member that is a CodeableConcept.
func (r *record) concept(name string, c concept) {
	r.key(name)
	r.conceptItem(c)
}

// concepts writes a member that is a list of one CodeableConcept each.
func (r *record) concepts(name string, list ...concept) {
	r.arr(name, func() {
		for _, c := range list {
			r.conceptItem(c)
		}
	})
}

func (r *record) conceptItem(c concept) {
	r.item(func() {
		if len(c.codings) > 0 {
			r.arr("coding", func() {
				for _, k := range c.codings {
					r.item(func() { r.coding(k) })
				}
			})
		}
		r.str("text", c.text)
	})
}

// code writes a member that is a CodeableConcept with one coding.
func (r *record) code(name, system, code, display string) {
	r.concept(name, one(system, code, display))
}

// ref writes a member that is a relative reference.
func (r *record) ref(name, typ, id, display string) {
	r.obj(name, func() { r.refTo(typ, id, display) })
}

// refs writes a member that is a list of one relative reference.
func (r *record) refs(name, typ, id, display string) {
	r.arr(name, func() { r.item(func() { r.refTo(typ, id, display) }) })
}

func (r *record) refTo(typ, id, display string) {
	r.str("reference", typ+"/"+id)
	r.str("display", display)
}

func (r *record) identifier(use string, kind coding, system, value string) {
	r.item(func() {
		r.str("use", use)
		if kind.code != "" {
			r.concept("type", concept{[]coding{kind}, kind.display})
		}
		r.str("system", system)
		r.str("value", value)
	})
}

// quantity is a value with its unit as printed and as UCUM code.
type quantity struct {
	comparator string
	value      dec
	unit, code string
}

func (r *record) quantity(name string, q quantity) {
	r.obj(name, func() {
		r.dec("value", q.value)
		r.str("comparator", q.comparator)
		r.str("unit", q.unit)
		r.str("system", sysUCUM)
		r.str("code", q.code)
	})
}

func (r *record) money(name string, cents int) {
	r.obj(name, func() {
		r.dec("value", dec{cents, 2})
		r.str("currency", "USD")
	})
}

func (r *record) dateTime(name string, t time.Time) { r.layout(name, t, time.RFC3339) }

func (r *record) date(name string, t time.Time) { r.layout(name, t, time.DateOnly) }

// instant writes a moment in UTC with milliseconds.
func (r *record) instant(name string, t time.Time) {
	r.layout(name, t.UTC(), "2006-01-02T15:04:05.000Z07:00")
}

func (r *record) layout(name string, t time.Time, layout string) {
	r.key(name)
	r.doc = append(r.doc, '"')
	r.doc = t.AppendFormat(r.doc, layout)
	r.doc = append(r.doc, '"')
}

// period writes a member that is a Period; a zero end leaves it open.
func (r *record) period(name string, start, end time.Time) {
	r.obj(name, func() {
		r.dateTime("start", start)
		if !end.IsZero() {
			r.dateTime("end", end)
		}
	})
}

// days writes a member that is a Period of whole days; a zero end leaves it open.
func (r *record) days(name string, start, end time.Time) {
	r.obj(name, func() {
		r.date("start", start)
		if !end.IsZero() {
			r.date("end", end)
		}
	})
}

func (r *record) telecom(use, phone, email string) {
	r.arr("telecom", func() {
		r.contact("phone", use, phone)
		if email != "" {
			r.contact("email", use, email)
		}
	})
}

func (r *record) contact(system, use, value string) {
	r.item(func() {
		r.str("system", system)
		r.str("value", value)
		r.str("use", use)
	})
}

func (r *record) address(use, line string, p *place) {
	r.str("use", use)
	r.arr("line", func() { r.quote(line) })
	r.str("city", p.city)
	r.str("state", p.state)
	r.str("postalCode", p.zip)
	r.str("country", "US")
}
