package synth

import (
	"slices"
	"strings"
)

// writer is a note about one visit.
type writer struct {
	*note
	p     *patient
	v     *visit
	shows []string // symptoms of the visit, which must not be denied
}

// noteKind is the title of a note and its LOINC code.
type noteKind struct{ title, loinc, display string }

func (v *visit) noteKind() noteKind {
	switch {
	case v.typ == "IMP":
		return noteKind{"Discharge Summary", "18842-5", "Discharge summary"}
	case v.typ == "EMER":
		return noteKind{"Emergency Department Note", "34111-5", "Emergency department Note"}
	case v.purpose == checkUp:
		return noteKind{"History and Physical", "34117-2", "History and physical note"}
	}
	return noteKind{"Progress Note", "11506-3", "Progress note"}
}

// writeNote writes the note of a visit as a DocumentReference.
func (p *patient) writeNote(v *visit) {
	v.document = p.uuid()
	n := &note{html: p.chance(120), crlf: p.chance(150), loud: p.n(3), patient: p.id, document: v.document, text: p.world.noteBuffer[:0]}
	n.crlf = n.crlf && !n.html
	w := &writer{note: n, p: p, v: v}
	if v.problem != nil && v.purpose != checkUp && (v.purpose != followUp || p.chance(300)) {
		w.shows = list(v.problem.symptoms)
	}
	w.all()
	p.world.noteBuffer = n.text
	p.mentions = append(p.mentions, n.mentions...)
	p.writeDocument(v, n)
}

func (p *patient) writeDocument(v *visit, n *note) {
	kind := v.noteKind()
	mime := "text/plain; charset=utf-8"
	if n.html {
		mime = "text/html; charset=utf-8"
	}
	p.resource("DocumentReference", v.document, p.meta(v.end, 1, "us-core-documentreference"), func() {
		p.str("status", "current")
		p.str("docStatus", "final")
		p.code("type", sysLOINC, kind.loinc, kind.display)
		p.concepts("category", one(hl7Core+"us-core-documentreference-category", "clinical-note", "Clinical Note"))
		p.subject("subject")
		p.instant("date", v.end)
		p.refs("author", "Practitioner", v.doctor.id, v.doctor.name)
		p.ref("custodian", "Organization", v.at.id, v.at.name)
		p.arr("content", func() {
			p.item(func() {
				p.obj("attachment", func() {
					p.str("contentType", mime)
					p.str("language", "en-US")
					p.base64("data", n.text)
					p.int("size", len(n.text))
					p.str("title", kind.title)
					p.dateTime("creation", v.end)
				})
			})
		})
		p.obj("context", func() {
			p.refs("encounter", "Encounter", v.id, "")
			p.period("period", v.start, v.end)
		})
	})
}

// all writes the sections in the order that the kind of note has.
func (w *writer) all() {
	w.open()
	w.chiefComplaint()
	w.presentIllness()
	if w.v.purpose != illness || w.p.chance(500) {
		w.pastHistory()
	}
	w.medications()
	w.allergies()
	if w.v.purpose == checkUp || w.v.purpose == admission || w.p.chance(200) {
		w.familyHistory()
		w.socialHistory()
	}
	if w.v.purpose == checkUp || w.p.chance(500) {
		w.reviewOfSystems()
	}
	if w.v.typ != "VR" {
		w.vitals()
		w.exam()
		w.results()
	}
	if w.v.typ == "IMP" {
		w.hospitalCourse()
	}
	if !w.v.dies {
		w.plan()
		w.instructions()
	}
	w.close()
}

// begin heads a section with one of its headings.
func (w *writer) begin(section string) {
	w.head(section, pick(&w.p.rng, list(headings[section])))
}

// one says one of several sentences.
func (w *writer) one(sentences ...string) { w.say(pick(&w.p.rng, sentences)) }

func (w *writer) open() {
	if w.html {
		w.raw("<html><body>\n")
	}
	w.section = "header"
	w.para(func() { w.put(w.v.at.name + " · " + w.v.noteKind().title) })
	w.para(func() {
		w.put("Patient: ")
		w.phi("NAME", w.p.fullName())
		w.put("   DOB: ")
		w.phi("DATE", w.p.born.Format("01/02/2006"))
		w.put("   MRN: ")
		w.phi("ID", w.p.mrn())
	})
	w.para(func() {
		w.put("Date of service: ")
		w.phi("DATE", w.v.start.Format("01/02/2006"))
		w.put("   Provider: ")
		w.phi("NAME", w.v.doctor.name)
		if w.p.chance(300) {
			w.put("   Phone: ")
			w.phi("PHONE_OR_FAX", w.p.phone)
		}
	})
}

func (w *writer) close() {
	w.section = "signature"
	w.para(func() {
		w.put("Electronically signed by ")
		w.phi("NAME", w.v.doctor.name)
	})
	if w.html {
		w.raw("</body></html>\n")
	}
}

// names are the words with which a note calls a problem: the plain name, or one of the others.
func (w *writer) name(q *problem) string {
	if w.p.chance(500) {
		return plain(q.names)
	}
	return pick(&w.p.rng, list(q.names))
}

// complaint is what the patient comes for.
func (w *writer) complaint() string {
	if len(w.shows) > 0 {
		return w.shows[0]
	}
	return w.name(w.v.problem)
}

func (w *writer) since() string {
	return pick(&w.p.rng, []string{"for 2 days", "for 3 days", "since yesterday", "for about a week", "since this morning"})
}

func (w *writer) chiefComplaint() {
	w.begin("chief complaint")
	w.para(func() {
		switch {
		case w.v.purpose == checkUp && w.p.age(w.v.start) < 18:
			w.one("Well-child visit.", "Routine check-up.")
		case w.v.purpose == checkUp:
			w.one("Annual physical examination.", "Routine check-up.", "Yearly wellness visit.")
		case w.v.problem == nil:
			w.say("Brought in by ambulance.")
		case w.v.purpose == followUp:
			w.one("Follow-up of ["+w.name(w.v.problem)+"].", "Here for ["+w.name(w.v.problem)+"] follow-up.")
		default:
			w.say("[" + upper(w.complaint()) + "] " + w.since() + ".")
		}
	})
}

// upper makes the first letter a capital.
func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (w *writer) presentIllness() {
	w.begin("history of present illness")
	w.para(func() {
		w.introduce()
		w.complain()
		w.deny()
		w.doubt()
	})
}

// person is what the note calls the patient.
func (w *writer) person() string {
	words := map[bool]string{true: "woman", false: "man"}
	if w.p.age(w.v.start) < 18 {
		words = map[bool]string{true: "girl", false: "boy"}
	}
	return words[w.p.female]
}

func (w *writer) introduce() {
	age := dec{w.p.age(w.v.start), 0}.String() + "-year-old"
	if months := w.p.months(w.v.start); months < 24 {
		age = dec{months, 0}.String() + "-month-old"
	}
	switch w.p.n(3) {
	case 0:
		w.put("Pt")
	case 1:
		w.put("The patient")
	default:
		w.phi("NAME", w.p.fullName())
	}
	w.put(" is " + article(age))
	w.phi("AGE", age)
	w.put(" " + w.person())
	var known []string
	for _, q := range w.p.lasting(w.v.start) {
		if q != w.v.problem && len(known) < 4 && !q.uncoded {
			known = append(known, w.name(q))
		}
	}
	if len(known) > 0 {
		w.say(" with a history of " + and(marked("", known), "and"))
	}
	w.one(" who is seen today", " who comes in today", " who presents")
	switch {
	case w.v.problem == nil:
		w.put(" for evaluation. ")
	case w.v.purpose == followUp:
		w.say(" for follow-up of [" + w.name(w.v.problem) + "]. ")
	case len(w.shows) > 0:
		w.say(" with [" + w.shows[0] + "] " + w.since() + ". ")
	default:
		w.say(" for [" + w.name(w.v.problem) + "] " + w.since() + ". ")
	}
}

func (w *writer) complain() {
	if len(w.shows) > 1 {
		w.one("Also reports ", "Also notes ", "Associated with ")
		w.say(and(w.marks("", w.shows[1:]), "and") + ". ")
	}
	if w.v.purpose == illness && w.p.chance(350) {
		drug := pick(&w.p.rng, []string{"acetaminophen", "Tylenol", "ibuprofen", "Advil"})
		w.one("Tried [<"+drug+"] at home without much relief. ", "Has been taking ["+drug+"] with some relief. ")
	}
	if w.v.purpose != followUp {
		return
	}
	for _, q := range w.v.diagnoses {
		w.state(q)
	}
}

// state says how a lasting problem goes and with which drug.
func (w *writer) state(q *problem) {
	if q.setting != "" {
		return
	}
	on := ""
	for _, c := range w.p.taking() {
		if c.reason == q && c.visit != w.v {
			on = " on [" + w.trade(c.drug) + "]"
			break
		}
	}
	w.say("[" + upper(w.name(q)) + "] ")
	w.one("is stable"+on+". ", "has been well controlled"+on+". ", "is not at goal"+on+". ", "has been about the same"+on+". ")
}

// trade is the generic name of a drug or, now and then, its brand.
func (w *writer) trade(d *drug) string {
	if d.brand != "" && w.p.chance(250) {
		return d.brand
	}
	return d.name
}

// deny says what the patient was asked for and has not.
func (w *writer) deny() {
	absent := []string{"fever", "chills", "chest pain", "shortness of breath", "weight loss"}
	if w.v.problem != nil {
		absent = append(list(w.v.problem.denies), some(&w.p.rng, absent, 1)...)
	}
	absent = w.notShown(absent)
	if len(absent) == 0 {
		return
	}
	not := w.marks("-", absent)
	if len(not) > 1 && w.p.chance(300) {
		w.say("Denies " + and(not, "or") + ". ")
		return
	}
	w.one("Denies "+not[0], "No "+not[0], "There has been no "+not[0])
	if len(not) > 1 {
		w.one("; negative for "+and(not[1:], "and")+". ", ". Denies "+and(not[1:], "or")+". ")
		return
	}
	w.put(". ")
}

// marks puts symptoms into the markup of say, now and then under another of their names.
func (w *writer) marks(signs string, names []string) []string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = name
		if w.p.chance(250) {
			said[i] = pick(&w.p.rng, list(symptomByName[name].names))
		}
	}
	return marked(signs, said)
}

// notShown leaves out the symptoms of the visit and what the patient is known to have, and repetitions.
func (w *writer) notShown(names []string) []string {
	var out []string
	for _, s := range names {
		if !slices.Contains(w.shows, s) && !slices.Contains(out, s) && !(w.v.problem != nil && plain(w.v.problem.names) == s) {
			out = append(out, s)
		}
	}
	return out
}

// doubt says what is only suspected.
func (w *writer) doubt() {
	if w.v.typ != "EMER" && w.v.typ != "IMP" && !slices.Contains(w.shows, "cough") || !w.p.chance(500) {
		return
	}
	suspect := "pulmonary embolism"
	switch {
	case slices.Contains(w.shows, "leg swelling"):
		suspect = "DVT"
	case slices.Contains(w.shows, "cough"):
		suspect = "pneumonia"
	case slices.Contains(w.shows, "abdominal pain"):
		suspect = "appendicitis"
	}
	if w.v.problem != nil && lookup(plain(w.v.problem.names)).code == lookup(suspect).code {
		return
	}
	w.one("Possible [?"+suspect+"]. ", "Initial concern for [?"+suspect+"]. ", "[?"+upper(suspect)+"] cannot be excluded. ")
}
