package learned

import "github.com/tarn-sql/tarn/nlp/lexicon"

// Patient is the set of codes in a patient's record: link's prior.
type Patient struct {
	codes map[[2]string]bool
}

// NewPatient returns an empty record.
func NewPatient() *Patient { return &Patient{codes: map[[2]string]bool{}} }

// Add puts a code into the record. An ICD-10-CM code stands for its category too.
func (p *Patient) Add(system, code string) {
	p.codes[[2]string{system, code}] = true
	if system == lexicon.ICD10CM && len(code) > 3 {
		p.codes[[2]string{system, code[:3]}] = true
	}
}

// Has reports whether the record holds the code, or for ICD-10-CM one of its category.
func (p *Patient) Has(system, code string) bool {
	if p == nil {
		return false
	}
	if p.codes[[2]string{system, code}] {
		return true
	}
	return system == lexicon.ICD10CM && len(code) > 3 && p.codes[[2]string{system, code[:3]}]
}
