package vocab

import (
	"io"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// domains are OMOP's domains with a class of ours.
var domains = map[string]Class{
	"Condition": Diagnosis, "Drug": Ingredient, "Measurement": Test, "Procedure": Procedure, "Observation": Symptom, "Spec Anatomic Site": Site,
}

// vocabularies are OMOP's vocabularies with a canonical URI.
var vocabularies = map[string]string{
	"SNOMED": lexicon.SNOMED, "RxNorm": lexicon.RxNorm, "RxNorm Extension": "http://ohdsi.org/rxnorm-extension", "LOINC": lexicon.LOINC,
	"ICD10CM": lexicon.ICD10CM, "ICD10": "http://hl7.org/fhir/sid/icd-10", "CVX": "http://hl7.org/fhir/sid/cvx", "ATC": "http://www.whocc.no/atc",
	"ICD9CM": "http://hl7.org/fhir/sid/icd-9-cm", "CPT4": "http://www.ama-assn.org/go/cpt", "ICD10PCS": "http://www.cms.gov/Medicare/Coding/ICD10",
}

// english is OMOP's concept for the English language.
const english = "4180186"

// Athena reads an OHDSI Athena download: CONCEPT.csv and, where the caller has it (may be nil), CONCEPT_SYNONYM.csv, both
// tab-separated. Invalid concepts are left out.
func Athena(l *Layer, concepts, synonyms io.Reader) error {
	type known struct{ system, code, name string }
	ids := map[string]known{}
	class := map[string]Class{}
	names := []string{"concept_id", "concept_name", "domain_id", "vocabulary_id", "concept_class_id", "concept_code", "?invalid_reason"}
	err := eachCSV("Athena CONCEPT", concepts, '\t', names, func(c []string) {
		k, system := domains[c[2]], vocabularies[c[3]]
		if system == "" || k.Category == "" || c[6] != "" {
			l.stats.Skipped++
			return
		}
		if c[4] == "Brand Name" || c[4] == "Branded Drug" {
			k = Brand
		}
		ids[c[0]], class[c[0]] = known{system, c[5], c[1]}, k
		l.Add(Entry{System: system, Code: c[5], Term: c[1], Class: k, Method: lexicon.Preferred})
	})
	if err != nil || synonyms == nil {
		return err
	}
	return eachCSV("Athena CONCEPT_SYNONYM", synonyms, '\t', []string{"concept_id", "concept_synonym_name", "?language_concept_id"}, func(c []string) {
		k, ok := ids[c[0]]
		if !ok || c[2] != "" && c[2] != english {
			l.stats.Skipped++
			return
		}
		l.Add(Entry{System: k.system, Code: k.code, Display: k.name, Term: c[1], Class: class[c[0]], Method: lexicon.Synonym})
	})
}
