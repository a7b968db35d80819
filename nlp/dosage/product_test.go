package dosage_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/nlp/token"
)

// TestProductNames: what the dictionary has as one name, a product with its strength and form, keeps them as attributes.
func TestProductNames(t *testing.T) {
	for _, c := range []struct{ product, around, want string }{
		{"lisinopril 10 mg oral tablet", "takes % daily", `STRENGTH="10 mg" FORM="tablet" FREQUENCY="daily"`},
		{"10 ML furosemide 10 MG/ML Injection", "%.", `STRENGTH="10 MG/ML"`},
		{"24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "% twice daily", `STRENGTH="500 MG" FORM="Tablet" FREQUENCY="twice daily"`},
		{"sacubitril 97 MG / valsartan 103 MG Oral Tablet", "%", ``}, // a combination stays whole
		{"vitamin B 12", "% daily", `FREQUENCY="daily"`},             // a number that is no strength
		{"influenza 2023 vaccine", "%", ``},
	} {
		text := strings.Replace(c.around, "%", c.product, 1)
		begin := strings.Index(text, c.product)
		doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
		doc.Entities = []annotation.Entity{{Span: annotation.Span{Begin: begin, End: begin + len(c.product)}, Category: annotation.Medication}}
		dosage.Apply(doc)
		var got []string
		for _, a := range doc.Entities[0].Attributes {
			if a.Type == "STRENGTH" || a.Type == "FREQUENCY" || a.Type == "FORM" {
				got = append(got, a.Type+`="`+text[a.Begin:a.End]+`"`)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", text, s, c.want)
		}
	}
}
