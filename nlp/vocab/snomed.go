package vocab

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// The type of a description: its fully specified name.
const fullySpecified = "900000000000003001"

var errRF2 = errors.New("fewer columns than an RF2 row has")

// snomedTags are the semantic tags of the concepts that are wanted.
var snomedTags = map[string]Class{
	"disorder": Diagnosis, "finding": Symptom, "situation": Symptom, "event": Symptom, "morphologic abnormality": Diagnosis,
	"procedure": Procedure, "regime/therapy": Treatment, "observable entity": Test, "body structure": Site,
	"substance": Ingredient, "product": Ingredient, "medicinal product": Ingredient, "medicinal product form": Ingredient,
	"clinical drug": Ingredient, "real clinical drug": Ingredient,
}

// description is what is kept of a concept until all its names are read.
type description struct {
	full  string
	names []string
}

// SNOMED reads an RF2 snapshot: sct2_Description (its English, active rows), and sct2_Concept where the caller has it (may be
// nil), whose inactive concepts are left out. The semantic tag of the fully specified name gives the kind.
func SNOMED(l *Layer, descriptions, concepts io.Reader) error {
	inactive := map[string]bool{}
	if concepts != nil {
		err := eachLine("SNOMED concept", concepts, func(line string) error {
			c := strings.Split(line, "\t")
			if len(c) < 5 {
				return errRF2
			}
			if c[2] == "0" {
				inactive[c[0]] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	all := map[string]*description{}
	err := eachLine("SNOMED description", descriptions, func(line string) error {
		c := strings.Split(line, "\t")
		if len(c) < 9 {
			return errRF2
		}
		if c[2] != "1" || inactive[c[4]] || !strings.HasPrefix(c[5], "en") {
			l.stats.Skipped++
			return nil
		}
		d := all[c[4]]
		if d == nil {
			d = &description{}
			all[c[4]] = d
		}
		if c[6] == fullySpecified {
			d.full = c[7]
		} else {
			d.names = append(d.names, c[7])
		}
		return nil
	})
	if err != nil {
		return err
	}
	codes := make([]string, 0, len(all))
	for code := range all {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		l.snomed(code, all[code])
	}
	return nil
}

func (l *Layer) snomed(code string, d *description) {
	name, tag := d.full, ""
	if i := strings.LastIndex(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
		name, tag = name[:i], name[i+2:len(name)-1]
	}
	class := snomedTags[tag]
	l.Add(Entry{System: lexicon.SNOMED, Code: code, Display: name, Term: name, Class: class, Method: lexicon.Preferred})
	for _, n := range d.names {
		l.Add(Entry{System: lexicon.SNOMED, Code: code, Display: name, Term: n, Class: class, Method: lexicon.Synonym})
	}
}
