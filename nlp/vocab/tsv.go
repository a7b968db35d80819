package vocab

import (
	"io"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// categories are the names that a TSV's category column may have.
var categories = map[string]Class{
	"medication": Ingredient, "drug": Ingredient, "generic": Ingredient, "brand": Brand, "condition": Diagnosis, "diagnosis": Diagnosis, "disorder": Diagnosis,
	"symptom": Symptom, "finding": Symptom, "sign": Sign, "test": Test, "lab": Test, "measurement": Test, "procedure": Procedure, "treatment": Treatment,
	"anatomy": Site, "site": Site, "body structure": Site,
}

// TSV reads a tab-separated table with a header: system, code, display, and where they are synonym (more than one parted by "|")
// and category. system and class are taken where the table names none.
func TSV(l *Layer, r io.Reader, system string, class Class) error {
	return eachCSV("TSV", r, '\t', []string{"code", "display", "?system", "?synonym", "?category"}, func(c []string) {
		e := Entry{System: c[2], Code: c[0], Display: c[1], Term: c[1], Class: class, Method: lexicon.Preferred}
		if e.System == "" {
			e.System = system
		}
		if k, ok := categories[strings.ToLower(c[4])]; ok {
			e.Class = k
		}
		l.Add(e)
		for _, s := range strings.Split(c[3], "|") {
			if s != "" {
				e.Term, e.Method = s, lexicon.Synonym
				l.Add(e)
			}
		}
	})
}
