package nlp

import (
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/phi"
)

// Patient is what the store knows of the patient a text is about: it finds names and numbers in the text that rules
// alone would miss, and prefers codes that the record already has. Nothing of it gets into a result unless the text says
// it too. It is read only and may serve many workers.
type Patient struct {
	// Key tells patients apart: results are shared between equal texts of one Key. A Patient whose content changes needs
	// another one.
	Key    string
	Known  *phi.Lookup // names, addresses, identifiers: see phi.Compile; may be nil
	Record link.Record // the codes of the structured record; may be nil
}
