package vocab

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Class is what kind of thing a code is.
type Class struct {
	Category annotation.Category // "" means that the code is not wanted
	Type     string
	Kind     annotation.Trait
}

// The classes.
var (
	Ingredient = Class{annotation.Medication, "GENERIC_NAME", 0}
	Brand      = Class{annotation.Medication, "BRAND_NAME", 0}
	Diagnosis  = Class{annotation.Condition, "DX_NAME", annotation.Diagnosis}
	Symptom    = Class{annotation.Condition, "DX_NAME", annotation.Symptom}
	Sign       = Class{annotation.Condition, "DX_NAME", annotation.Sign}
	Test       = Class{annotation.TestProcedure, "TEST_NAME", 0}
	Procedure  = Class{annotation.TestProcedure, "PROCEDURE_NAME", 0}
	Treatment  = Class{annotation.TestProcedure, "TREATMENT_NAME", 0}
	Site       = Class{annotation.Anatomy, "SYSTEM_ORGAN_SITE", 0}
)

// sure reports whether a vocabulary that gives a code the class means it: what it calls a symptom, a brand or a procedure is
// often a common word (discharge, Today, removal).
func (c Class) sure() bool { return c == Diagnosis || c == Ingredient || c == Site }

// categories are the names that people have for the classes.
var categories = map[string]Class{
	"medication": Ingredient, "drug": Ingredient, "generic": Ingredient, "ingredient": Ingredient, "brand": Brand,
	"condition": Diagnosis, "diagnosis": Diagnosis, "disorder": Diagnosis, "disease": Diagnosis, "symptom": Symptom, "finding": Symptom, "sign": Sign,
	"test": Test, "lab": Test, "measurement": Test, "procedure": Procedure, "treatment": Treatment, "therapy": Treatment,
	"anatomy": Site, "site": Site, "body structure": Site,
}

// Categories are the names of classes to choose from.
const Categories = "drug, brand, condition, symptom, sign, test, procedure, treatment, anatomy"

// ClassOf is the class with a name, in any case.
func ClassOf(name string) (Class, error) {
	if c, ok := categories[strings.ToLower(strings.TrimSpace(name))]; ok {
		return c, nil
	}
	return Class{}, fmt.Errorf("there is no category %q: %s", name, Categories)
}

// ErrCategory says that nothing in the files says what kind of things the codes are.
var ErrCategory = errors.New("nothing says what kind of things its codes are; the category must be given: " + Categories)

// ErrSystem says that nothing in the files says of which code system the codes are.
var ErrSystem = errors.New("nothing says of which code system its codes are; the system must be given, by its canonical URI")

// systems are the code systems whose codes are all of one class.
var systems = map[string]Class{
	lexicon.RxNorm: Ingredient, "http://hl7.org/fhir/sid/cvx": Ingredient, "http://hl7.org/fhir/sid/ndc": Ingredient, "http://www.whocc.no/atc": Ingredient,
	lexicon.UNII: Ingredient, "https://dmd.nhs.uk": Ingredient,
	lexicon.LOINC: Test, lexicon.ICD10CM: Diagnosis, "http://hl7.org/fhir/sid/icd-10": Diagnosis, "http://hl7.org/fhir/sid/icd-9-cm": Diagnosis,
	"http://id.who.int/icd/release/11/mms": Diagnosis, lexicon.DOID: Diagnosis, "http://terminology.hl7.org/CodeSystem/icd-o-3": Diagnosis,
	"http://human-phenotype-ontology.org": Symptom,
	"http://www.ama-assn.org/go/cpt":      Procedure, "http://www.cms.gov/Medicare/Coding/ICD10": Procedure,
}

// tags are SNOMED CT's semantic tags of the concepts that are wanted.
var tags = map[string]Class{
	"disorder": Diagnosis, "finding": Symptom, "situation": Symptom, "event": Symptom, "morphologic abnormality": Sign,
	"procedure": Procedure, "regime/therapy": Treatment, "observable entity": Test, "body structure": Site,
	"substance": Ingredient, "product": Ingredient, "medicinal product": Ingredient, "medicinal product form": Ingredient,
	"clinical drug": Ingredient, "real clinical drug": Ingredient, "real medicinal product": Brand,
}

// tagged parts a fully specified name of SNOMED CT from its semantic tag: "Fever (finding)".
func tagged(full string) (name, tag string) {
	if i := strings.LastIndex(full, " ("); i > 0 && strings.HasSuffix(full, ")") {
		return full[:i], full[i+2 : len(full)-1]
	}
	return full, ""
}

// classOf is the class of a code by what is known of it: what the caller says of all, else its system, else the tag in its
// name.
func classOf(given Class, system, display string) (Class, error) {
	if given.Category != 0 {
		return given, nil
	}
	if c, ok := systems[system]; ok {
		return c, nil
	}
	if system == lexicon.SNOMED {
		if _, tag := tagged(display); tag != "" {
			return tags[tag], nil // of an unwanted one: none
		}
	}
	return Class{}, ErrCategory
}

// deniers begin the names of SNOMED CT's situations that say that something is not so, or is so of somebody else. As
// terms they would be asserted of the patient, and hide the words that deny them.
var deniers = []string{
	"no ", "not ", "absence of ", "absent ", "family history", "no family history", "fh:", "fh ", "suspected ", "risk of ", "at risk", "denies ", "normal ",
	"negative ", "without ", "able to ", "does ", "unaffected by ", "encounter for ", "encounter due to ",
}

// denied reports whether a name of a condition says that there is none.
func denied(name string, c Class) bool {
	if c.Category != annotation.Condition {
		return false
	}
	low := strings.ToLower(name)
	return slices.ContainsFunc(deniers, func(p string) bool { return strings.HasPrefix(low, p) }) ||
		strings.HasSuffix(low, " absent") || strings.HasSuffix(low, " not present") || strings.HasSuffix(low, " normal") || strings.HasSuffix(low, " negative")
}
