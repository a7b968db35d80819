package vocab

import (
	"cmp"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// domains are OMOP's domains with a class of ours. Observation is a domain of all sorts: see athenaClass.
var domains = map[string]Class{
	"Condition": Diagnosis, "Drug": Ingredient, "Measurement": Test, "Procedure": Procedure, "Spec Anatomic Site": Site,
}

// vocabularies are OMOP's vocabularies with a canonical URI; the others are left out.
var vocabularies = map[string]string{
	"SNOMED": lexicon.SNOMED, "RxNorm": lexicon.RxNorm, "RxNorm Extension": "http://ohdsi.org/rxnorm-extension", "LOINC": lexicon.LOINC,
	"ICD10CM": lexicon.ICD10CM, "ICD10": "http://hl7.org/fhir/sid/icd-10", "CVX": "http://hl7.org/fhir/sid/cvx", "ATC": "http://www.whocc.no/atc",
	"ICD9CM": "http://hl7.org/fhir/sid/icd-9-cm", "ICD9Proc": "http://hl7.org/fhir/sid/icd-9-cm", "CPT4": "http://www.ama-assn.org/go/cpt",
	"ICD10PCS": "http://www.cms.gov/Medicare/Coding/ICD10", "HCPCS": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
	"MeSH": "http://terminology.hl7.org/CodeSystem/MSH", "dm+d": "https://dmd.nhs.uk", "ICDO3": "http://terminology.hl7.org/CodeSystem/icd-o-3",
	"ICD10GM": "http://fhir.de/CodeSystem/bfarm/icd-10-gm", "OPS": "http://fhir.de/CodeSystem/bfarm/ops",
}

// english is OMOP's concept for the English language.
const english = "4180186"

// omop is a wanted concept of Athena.
type omop struct {
	system, code, name string
	class              Class
}

// loadAthena reads an OHDSI Athena download: the valid concepts of CONCEPT.csv, standard or not, and the English names of
// CONCEPT_SYNONYM.csv; VOCABULARY.csv for the version.
func loadAthena(l *Layer, s *Set, o Options) error {
	if err := eachFile(s.parts[2], l.athenaVersion); err != nil {
		return err
	}
	known := map[string]omop{}
	names := []string{"concept_id", "concept_name", "domain_id", "vocabulary_id", "concept_class_id", "concept_code", "?invalid_reason"}
	err := l.table(s.parts[0][0], "CONCEPT.csv of Athena", names, func(c []string) error {
		if c[0] == "" || c[1] == "" || c[5] == "" {
			return errShort
		}
		k, system := athenaClass(c[2], c[3], c[4]), vocabularies[c[3]]
		if system == "" || k.Category == 0 || c[6] != "" || !o.wants(c[3]) {
			l.skip()
			return nil
		}
		a := omop{system, strings.Clone(c[5]), strings.Clone(c[1]), k}
		if len(s.parts[1]) > 0 {
			known[strings.Clone(c[0])] = a
		}
		l.Add(Entry{System: a.system, Code: a.code, Term: a.name, Class: k, Method: lexicon.Preferred})
		return nil
	})
	if err != nil {
		return err
	}
	return eachFile(s.parts[1], func(f File) error {
		return l.table(f, "CONCEPT_SYNONYM.csv of Athena", []string{"concept_id", "concept_synonym_name", "?language_concept_id"}, func(c []string) error {
			a, ok := known[c[0]]
			if !ok || c[2] != "" && c[2] != english {
				l.skip()
				return nil
			}
			term := c[1]
			if name, tag := tagged(term); tag != "" && a.system == lexicon.SNOMED { // fully specified names stand among the synonyms
				if _, ok := tags[tag]; ok {
					term = name
				}
			}
			l.Add(Entry{System: a.system, Code: a.code, Display: a.name, Term: term, Class: a.class, Method: lexicon.Synonym})
			return nil
		})
	})
}

// athenaClass is the class of a concept by its domain, vocabulary and concept class.
func athenaClass(domain, vocabulary, class string) Class {
	switch {
	case class == "Brand Name" || class == "Branded Drug" || class == "Quant Branded Drug" || class == "Branded Pack":
		return Brand
	case class == "Dose Form" || class == "Dose Form Group" || class == "Clinical Dose Group" || class == "Answer" || class == "LOINC Component":
		return Class{}
	case domain == "Condition" && class == "Clinical Finding":
		return Symptom
	case domain == "Observation" && vocabulary == "SNOMED" && (class == "Clinical Finding" || class == "Disorder" || class == "Context-dependent"):
		return Symptom
	case domain == "Observation" && vocabulary == "LOINC" && (class == "Lab Test" || class == "Clinical Observation"):
		return Test
	}
	return domains[domain]
}

// athenaVersion takes the version of the download: that of the vocabulary "None".
func (l *Layer) athenaVersion(f File) error {
	version := ""
	err := l.table(f, "VOCABULARY.csv of Athena", []string{"vocabulary_id", "vocabulary_version"}, func(c []string) error {
		if c[0] == "None" {
			version = cmp.Or(version, strings.Clone(c[1]))
		}
		return nil
	})
	l.propose(lexicon.Meta{Version: version})
	return err
}
