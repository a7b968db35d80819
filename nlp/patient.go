package nlp

import "github.com/tarn-sql/tarn/nlp/link"

// Patient is what the store knows of the patient a text is about: it finds names and numbers in the text that rules
// alone would miss, and prefers codes that the record already has. Nothing of it gets into a result unless the text says
// it too.
type Patient struct {
	// Key tells patients apart: results are shared between equal texts of one patient. A Patient whose content changes
	// needs another key.
	Key         string
	Names       []string // given and family names, each by itself, former ones too
	Addresses   []string // lines, cities, postal codes
	Identifiers []string // record numbers, insurance numbers, …
	Telecoms    []string // phone numbers and mail addresses
	BirthDate   string   // YYYY-MM-DD
	Record      link.Record
}
