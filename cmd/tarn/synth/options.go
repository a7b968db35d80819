package synth

import (
	"errors"
	"fmt"
	"time"
)

// DefaultEnd is the day the records end unless Options says otherwise. It is fixed so that runs can be repeated.
var DefaultEnd = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// Options say which population to generate. The same options give the same bytes.
type Options struct {
	// Patients is how many patients to generate, at least 1.
	Patients int
	// Seed chooses the population. Patient i of a seed is the same whatever Patients is.
	Seed int64
	// End is when the records end; nothing in them is later. The zero time means DefaultEnd.
	End time.Time
}

// EnsureDefaults fills what was left empty.
func (o *Options) EnsureDefaults() {
	if o.End.IsZero() {
		o.End = DefaultEnd
	}
	o.End = o.End.UTC().Truncate(time.Second)
}

// Validate reports everything that is wrong with the options.
func (o *Options) Validate() error {
	var errs []error
	if o.Patients < 1 || o.Patients > maxPatients {
		errs = append(errs, fmt.Errorf("patients is %d: give a number from 1 to %d", o.Patients, maxPatients))
	}
	if y := o.End.Year(); y < 2000 || y > 2100 {
		errs = append(errs, fmt.Errorf("end is %s: give a date from 2000 to 2100", o.End.Format(time.DateOnly)))
	}
	return errors.Join(errs...)
}

// maxPatients is what the eight digits of a medical record number can tell apart.
const maxPatients = 89_999_999

// Sink receives what is generated, in the order of the patients.
type Sink interface {
	// Resource takes one resource as one line of JSON without a line end. line is valid until Resource returns.
	Resource(typ string, line []byte) error
	// Mention takes one row of the truth. The rows of a patient follow the resources of that patient.
	Mention(m Mention) error
	// Done says that so many patients are complete.
	Done(patients int) error
}

// Mention is one thing said in one note: what was said, where, and what it means. Category, type and traits use
// Amazon Comprehend Medical's names. A trait is given wherever it holds, also for categories to which Comprehend does
// not give it (a drug that may be started later has HYPOTHETICAL).
type Mention struct {
	Document, Patient  string      // logical ids of the DocumentReference and the Patient
	Begin, End         int         // bytes in the decoded attachment as it stands, HTML tags and CRLF included
	BeginChar, EndChar int         // the same in Unicode code points
	Text               string      // the bytes from Begin to End
	Category, Type     string      // MEDICAL_CONDITION and DX_NAME, MEDICATION and BRAND_NAME, ...
	Traits             []string    // NEGATION, PERTAINS_TO_FAMILY, ..., then DIAGNOSIS, SIGN or SYMPTOM
	System, Code       string      // ICD-10-CM, RxNorm (the ingredient, also of brands), LOINC or SNOMED CT; empty for PHI
	Attributes         []Attribute // what the text says about it: strength, dose, route, frequency, side
	Value, Unit        string      // of a test, as written
	Section            string      // canonical name of the section, "past medical history"
	// InRecord says that a resource of the patient codes System and Code: a FamilyMemberHistory for what runs in the
	// family, an AllergyIntolerance for an allergy, any other resource for the rest, whatever the other traits say.
	InRecord bool
}

// Attribute is one property of a mention, as the text has it: {"STRENGTH", "500 mg"}.
type Attribute struct{ Type, Text string }

// Summary says what WriteDir wrote.
type Summary struct {
	Patients  int
	Resources map[string]int // how many of each type
	Notes     int            // DocumentReferences
	Mentions  int            // rows of truth.csv
	Bytes     int64          // of all files
}
