package note

import (
	"github.com/tarn-sql/tarn/flatten/node"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/value"
)

const loinc = "http://loinc.org"

// source says whose the texts are.
func (f *Finder) source(t *node.Tape, typ string) Source {
	f.tape = t
	defer func() { f.tape = nil }()
	var s Source
	for _, m := range patientMembers {
		if s.PatientKey = f.key(t.Child(0, m), "Patient"); s.PatientKey != "" {
			break
		}
	}
	s.EncounterKey = f.encounter()
	s.Time, s.HasTime = f.time()
	concept := t.Child(0, memberType)
	if concept < 0 || typ != "DocumentReference" && typ != "Composition" {
		concept = t.Child(0, memberCode)
	}
	s.TypeSystem, s.TypeCode, s.TypeDisplay = f.concept(concept)
	s.Status = f.status()
	return s
}

const enteredInError = "entered-in-error"

// status is the resource's status. Conditions and allergies say in verificationStatus that they were entered in error.
func (f *Finder) status() string {
	if f.string(f.tape.Child(0, memberDocStatus)) == enteredInError {
		return enteredInError
	}
	if _, code, _ := f.concept(f.tape.Child(0, memberVerification)); code == enteredInError {
		return enteredInError
	}
	return f.string(f.tape.Child(0, memberStatus))
}

// encounter is the key of the encounter: of encounter, of context, or of the first context.encounter.
func (f *Finder) encounter() string {
	if key := f.key(f.tape.Child(0, memberEncounter), "Encounter"); key != "" {
		return key
	}
	context := f.tape.Child(0, memberContext)
	if context < 0 {
		return ""
	}
	if key := f.key(context, "Encounter"); key != "" {
		return key
	}
	for e := range f.each(context, memberEncounter) {
		if key := f.key(e, "Encounter"); key != "" {
			return key
		}
	}
	return ""
}

// key is the key that the Reference at node n has in the table of typ; "" where it points elsewhere.
func (f *Finder) key(n int, typ string) string {
	if n < 0 {
		return ""
	}
	text := f.tape.Child(n, memberReference)
	if !f.isText(text) {
		return ""
	}
	raw := f.tape.Text(text, &f.text)
	ref := value.ParseReference(raw)
	switch ref.Kind {
	case value.Absolute, value.Versioned, value.URN, value.Opaque:
		if f.Resolve == nil {
			break
		}
		if to, id, ok := f.Resolve(raw); ok {
			ref.Type, ref.ID = []byte(to), []byte(id)
		}
	case value.Contained:
		return ""
	}
	if len(ref.ID) > 0 && (string(ref.Type) == typ || ref.Kind == value.URN && len(ref.Type) == 0) {
		return string(f.Prefix) + string(ref.ID)
	}
	return ""
}

// time is the first moment of timeMembers, or of context.period.
func (f *Finder) time() (int64, bool) {
	for _, m := range timeMembers {
		if at, ok := f.momentOrPeriod(f.tape.Child(0, m)); ok {
			return at, true
		}
	}
	if context := f.tape.Child(0, memberContext); context >= 0 {
		return f.momentOrPeriod(f.tape.Child(context, memberPeriod))
	}
	return 0, false
}

func (f *Finder) momentOrPeriod(n int) (int64, bool) {
	if n >= 0 && f.tape.Nodes[n].Kind == node.Object {
		n = f.tape.Child(n, memberStart)
	}
	return f.moment(n)
}

// moment reads a dateTime; node -1 is none.
func (f *Finder) moment(n int) (int64, bool) {
	if !f.isText(n) {
		return 0, false
	}
	t, ok := value.ParseDateTime(f.tape.Text(n, &f.text))
	return t.Micros(), ok
}

// concept is the LOINC coding of a CodeableConcept, else its first.
func (f *Finder) concept(n int) (system, code, display string) {
	if n < 0 {
		return "", "", ""
	}
	found := false
	for c := range f.each(n, memberCoding) {
		s := f.string(f.tape.Child(c, memberSystem))
		if found && s != loinc {
			continue
		}
		system, code, display = s, f.string(f.tape.Child(c, memberCode)), f.string(f.tape.Child(c, memberDisplay))
		if found = true; s == loinc {
			break
		}
	}
	return system, code, display
}

var memberPeriod = schema.R4().Member("period")
