package vocab

import (
	"errors"
	"io"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// The columns of RXNCONSO.RRF and MRCONSO.RRF, which are alike.
const (
	rrfCUI      = 0
	rrfLanguage = 1
	rrfPref     = 6
	rrfSAB      = 11
	rrfTTY      = 12
	rrfCode     = 13
	rrfString   = 14
	rrfSuppress = 16
	rrfColumns  = 17
)

var errRRF = errors.New("fewer columns than an RRF row has")

// rxnormTypes are the term types of RxNorm that name drugs, with how well they do.
var rxnormTypes = map[string]struct {
	class  Class
	method lexicon.Method
}{
	"IN": {Ingredient, lexicon.Preferred}, "PIN": {Ingredient, lexicon.Preferred}, "MIN": {Ingredient, lexicon.Preferred},
	"BN": {Brand, lexicon.Preferred}, "SCD": {Ingredient, lexicon.Preferred}, "SBD": {Brand, lexicon.Preferred}, "SCDC": {Ingredient, lexicon.Preferred},
	"GPCK": {Ingredient, lexicon.Preferred}, "BPCK": {Brand, lexicon.Preferred},
	"PSN": {Ingredient, lexicon.Synonym}, "SY": {Ingredient, lexicon.Synonym}, "TMSY": {Ingredient, lexicon.Synonym},
}

// RxNorm reads RXNCONSO.RRF: the names that RxNorm itself gives (SAB=RXNORM), English and not suppressed.
func RxNorm(l *Layer, conso io.Reader) error {
	return eachLine("RxNorm", conso, func(line string) error {
		c := strings.Split(line, "|")
		if len(c) < rrfColumns {
			return errRRF
		}
		t, ok := rxnormTypes[c[rrfTTY]]
		if !ok || c[rrfSAB] != "RXNORM" || c[rrfLanguage] != "ENG" || !kept(c[rrfSuppress]) {
			l.stats.Skipped++
			return nil
		}
		l.Add(Entry{System: lexicon.RxNorm, Code: c[rrfCUI], Term: c[rrfString], Class: t.class, Method: t.method})
		return nil
	})
}

// kept reports whether a SUPPRESS cell keeps its row.
func kept(suppress string) bool { return suppress == "N" || suppress == "" }

// sabs are the vocabularies of UMLS with a canonical URI; the others' names count, their codes do not.
var sabs = map[string]string{
	"SNOMEDCT_US": lexicon.SNOMED, "ICD10CM": lexicon.ICD10CM, "RXNORM": lexicon.RxNorm, "LNC": lexicon.LOINC,
	"MSH": "http://terminology.hl7.org/CodeSystem/MSH", "HPO": "http://human-phenotype-ontology.org", "CVX": "http://hl7.org/fhir/sid/cvx",
}

// UMLSSystem is the URI of UMLS concept identifiers.
const UMLSSystem = "http://terminology.hl7.org/CodeSystem/umls"

// types are UMLS's semantic types with a class of ours.
var types = map[string]Class{
	"T047": Diagnosis, "T046": Diagnosis, "T048": Diagnosis, "T191": Diagnosis, "T019": Diagnosis, "T020": Diagnosis, "T190": Diagnosis, "T037": Diagnosis,
	"T049": Diagnosis, "T050": Diagnosis, "T184": Symptom, "T033": Sign,
	"T121": Ingredient, "T200": Ingredient, "T195": Ingredient, "T109": Ingredient, "T125": Ingredient, "T127": Ingredient, "T129": Ingredient,
	"T059": Test, "T034": Test, "T201": Test, "T060": Test, "T061": Procedure,
	"T023": Site, "T029": Site, "T030": Site, "T022": Site, "T017": Site, "T024": Site,
}

// UMLS reads MRSTY.RRF for the kinds of concepts, then MRCONSO.RRF for their names and codes.
func UMLS(l *Layer, conso, sty io.Reader) error {
	class := map[string]Class{}
	err := eachLine("UMLS MRSTY", sty, func(line string) error {
		c := strings.SplitN(line, "|", 3)
		if len(c) < 3 {
			return errRRF
		}
		if t, ok := types[c[1]]; ok {
			if _, seen := class[c[0]]; !seen {
				class[c[0]] = t
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachLine("UMLS MRCONSO", conso, func(line string) error {
		c := strings.Split(line, "|")
		if len(c) < rrfColumns {
			return errRRF
		}
		if c[rrfLanguage] != "ENG" || !kept(c[rrfSuppress]) {
			l.stats.Skipped++
			return nil
		}
		e := Entry{Key: c[rrfCUI], System: sabs[c[rrfSAB]], Code: c[rrfCode], Term: c[rrfString], Class: class[c[rrfCUI]], Method: lexicon.Synonym}
		if c[rrfPref] == "Y" && c[2] == "P" && c[4] == "PF" {
			e.Method = lexicon.Preferred
		}
		known := len(l.ids)
		l.Add(e)
		if len(l.ids) > known {
			l.code(l.ids[e.Key], lexicon.Code{System: UMLSSystem, Code: c[rrfCUI], Display: c[rrfString]})
		}
		return nil
	})
}
