package fhirout_test

import (
	"time"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

// note is the document that the golden files are of: an entity of every kind and stance that Build treats in its own way.
func note() *fhirout.Document {
	d := &fhirout.Document{
		Key: "d0c", SourceType: "DocumentReference", SourceID: "doc-1", SourceVersion: "3", Path: "content[0].attachment",
		PatientID: "pat-1", EncounterID: "enc-1", Time: time.Date(2024, 3, 5, 14, 30, 0, 0, time.UTC), HasTime: true,
		Recorded: time.Date(2026, 11, 23, 8, 0, 0, 123_000_000, time.UTC), Pipeline: "3dff589e", Status: "ok",
	}
	for _, group := range [][]fhirout.Entity{conditions(), drugs(), tests(), others()} {
		d.Entities = append(d.Entities, group...)
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		e.Span = fhirout.Span{Begin: 100 * i, End: 100*i + len(e.Text)}
		e.Score, e.Method, e.Annotator = 0.9, "dictionary", "tarn"
	}
	return d
}

const (
	icd10  = "http://hl7.org/fhir/sid/icd-10-cm"
	rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
	loinc  = "http://loinc.org"
)

func condition(id, text string, change func(*fhirout.Entity)) fhirout.Entity {
	e := fhirout.Entity{ID: id, Category: "MEDICAL_CONDITION", Type: "DX_NAME", Text: text, Kind: "DIAGNOSIS", Section: "history_of_present_illness"}
	change(&e)
	return e
}

func conditions() []fhirout.Entity {
	return []fhirout.Entity{
		condition("c01", "severe right ankle pain", func(e *fhirout.Entity) {
			e.Kind, e.Section = "SYMPTOM", "chief_complaint"
			e.Traits = []fhirout.Trait{{Name: "SYMPTOM"}}
			e.Attributes = []fhirout.Attribute{
				{Type: "SYSTEM_ORGAN_SITE", Text: "ankle", Span: fhirout.Span{Begin: 13, End: 18}},
				{Type: "DIRECTION", Text: "right", Span: fhirout.Span{Begin: 7, End: 12}},
				{Type: "QUALITY", Text: "severe", Span: fhirout.Span{End: 6}},
				{Type: "TIME_TO_DX_NAME", Text: "for 3 days", Value: "P3D", Code: "duration"},
			}
			e.Links = []fhirout.Link{
				{System: "http://purl.obolibrary.org/obo/doid.owl", Code: "DOID:1", Display: "pain", Rank: 1, Score: 0.7, Method: "synonym"},
				{System: icd10, Code: "M25.571", Display: "Pain in right ankle", Rank: 1, Score: 1, Method: "exact"},
				{System: icd10, Code: "M25.579", Display: "Pain in unspecified ankle", Rank: 2, Score: 0.97, Method: "exact"},
			}
		}),
		condition("c02", "diabetes", func(e *fhirout.Entity) {
			e.Section = "assessment_and_plan"
			e.Links = []fhirout.Link{{System: icd10, Code: "E11.9", Display: "Type 2 diabetes", Rank: 1, Score: 0.9, Method: "synonym", Ambiguous: true}}
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_DX_NAME", Text: "since 2009", Value: "2009", Code: "date"}}
		}),
		condition("c03", "asthma", func(e *fhirout.Entity) { e.Section = "problem_list" }),
		condition("c04", "stroke", func(e *fhirout.Entity) {
			e.Temporality, e.Section = "past", "problem_list"
			e.Traits = []fhirout.Trait{{"PAST_HISTORY", "history of", "context/history/history_of"}}
		}),
		condition("c05", "pneumonia", func(e *fhirout.Entity) { e.Certainty = "neutral_possible" }),
		condition("c06", "fever", func(e *fhirout.Entity) {
			e.Negated, e.Certainty, e.Kind = true, "negative", "SYMPTOM"
			e.Traits = []fhirout.Trait{{"NEGATION", "denies", "context/neg/denies"}}
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_DX_NAME", Text: "since yesterday", Value: "-P1D", Code: "relative"}}
		}),
		condition("c07", "chest pain", func(e *fhirout.Entity) { e.Conditionality = "conditional" }),
		condition("c08", "glaucoma", func(e *fhirout.Entity) {
			e.Experiencer = "family"
			e.Traits = []fhirout.Trait{{"PERTAINS_TO_FAMILY", "Mother's", "context/family/mother"}}
		}),
		condition("c09", "colon cancer", func(e *fhirout.Entity) { e.Experiencer, e.Negated, e.Certainty = "family", true, "negative" }),
		condition("c10", "influenza", func(e *fhirout.Entity) { e.Experiencer = "other" }),
		condition("c11", "cough", func(e *fhirout.Entity) {
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_DX_NAME", Text: "today", Value: "P0D", Code: "relative"}}
		}),
		condition("c12", "anemia", func(e *fhirout.Entity) {
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_DX_NAME", Text: "05/2031", Value: "2031-05", Code: "date"}}
		}),
	}
}

func drug(id, text, event string, change func(*fhirout.Entity)) fhirout.Entity {
	e := fhirout.Entity{ID: id, Category: "MEDICATION", Type: "GENERIC_NAME", Text: text, Event: event, Section: "medications"}
	if change != nil {
		change(&e)
	}
	return e
}

func drugs() []fhirout.Entity {
	return []fhirout.Entity{
		drug("m01", "tamsulosin", "active", func(e *fhirout.Entity) {
			e.Links = []fhirout.Link{{System: rxnorm, Code: "77492", Display: "tamsulosin", Rank: 1, Score: 1, Method: "exact"}}
			e.Attributes = []fhirout.Attribute{
				{Type: "STRENGTH", Text: "0.4 mg", Value: "0.4", Unit: "mg", UCUM: "mg"},
				{Type: "REASON", Text: "for BPH"},
				{Type: "SIG", Text: "0.4 mg PO QHS", JSON: `[{"sequence":1,"text":"0.4 mg PO QHS","timing":{"repeat":{"frequency":1,"period":1.0,"periodUnit":"d","when":["HS"]}},"method":{},"doseAndRate":[{"doseQuantity":{"value":0.40,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}]`},
			}
		}),
		drug("m02", "warfarin", "stopped", func(e *fhirout.Entity) {
			e.Temporality = "past"
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_MEDICATION_NAME", Text: "on 2/1/2024", Value: "2024-02-01", Code: "date"}}
		}),
		drug("m03", "aspirin", "held", nil),
		drug("m04", "ibuprofen", "", func(e *fhirout.Entity) { e.Negated, e.Certainty = true, "negative" }),
		drug("m05", "lithium", "", func(e *fhirout.Entity) { e.Temporality = "past" }),
		drug("m06", "biotin", "", nil),
		drug("m07", "metformin", "planned", func(e *fhirout.Entity) { e.Conditionality = "hypothetical" }),
		drug("m08", "penicillin", "allergy", nil),
		drug("m09", "amlodipine", "started", func(e *fhirout.Entity) {
			e.Attributes = []fhirout.Attribute{
				{Type: "TIME_TO_MEDICATION_NAME", Text: "in March", Value: "2024-03", Code: "date"},
				{Type: "STRENGTH", Text: "5 mg"},
				{Type: "FREQUENCY", Text: "daily"},
			}
		}),
		drug("m10", "digoxin", "active", func(e *fhirout.Entity) { e.Certainty = "positive_possible" }),
	}
}

func test(id, text, section string, attributes ...fhirout.Attribute) fhirout.Entity {
	return fhirout.Entity{ID: id, Category: "TEST_TREATMENT_PROCEDURE", Type: "TEST_NAME", Text: text, Section: section, Attributes: attributes}
}

func tests() []fhirout.Entity {
	potassium := test("t01", "K", "results",
		fhirout.Attribute{Type: "TEST_VALUE", Text: "3.70", Value: "3.70", Unit: "mmol/L", UCUM: "mmol/L", Code: "L", JSON: `{"range":{"low":4,"high":5.1},"time":"2024-03-04"}`},
		fhirout.Attribute{Type: "TEST_UNIT", Text: "mmol/L"},
		fhirout.Attribute{Type: "TEST_FLAG", Text: "(L)", Code: "L"},
		fhirout.Attribute{Type: "TEST_RANGE", Text: "4.0-5.1", Value: "4.0", High: "5.1"},
		fhirout.Attribute{Type: "TEST_VALUE", Text: "4.1", Value: "4.1", Unit: "mmol/L", UCUM: "mmol/L", JSON: `{"time":"3/5"}`})
	potassium.Links = []fhirout.Link{{System: loinc, Code: "2823-3", Display: "Potassium", Rank: 1, Score: 0.85, Method: "pattern"}}
	refused := test("t06", "mammogram", "plan")
	refused.Negated, refused.Certainty = true, "negative"
	planned := test("t07", "colonoscopy", "plan")
	planned.Temporality = "future"
	past := test("t08", "A1c", "results", fhirout.Attribute{Type: "TEST_VALUE", Text: "7.2", Value: "7.2", Unit: "%", UCUM: "%"})
	past.Temporality = "past"
	return []fhirout.Entity{
		potassium,
		test("t02", "BP", "vital_signs",
			fhirout.Attribute{Type: "TEST_VALUE", Text: "120", Value: "120", Unit: "mm Hg", UCUM: "mm[Hg]", Code: "8480-6"},
			fhirout.Attribute{Type: "TEST_VALUE", Text: "80", Value: "80", Unit: "mm Hg", UCUM: "mm[Hg]", Code: "8462-4"},
			fhirout.Attribute{Type: "TEST_VALUE", Text: "130", Value: "130", Unit: "mm Hg", UCUM: "mm[Hg]", Code: "8480-6"},
			fhirout.Attribute{Type: "TEST_VALUE", Text: "85", Value: "85", Unit: "mm Hg", UCUM: "mm[Hg]", Code: "8462-4"}),
		test("t03", "troponin", "results", fhirout.Attribute{Type: "TEST_VALUE", Text: "< 0.01", Comparator: "<", Value: "0.01"},
			fhirout.Attribute{Type: "TEST_RANGE", Text: "<0.04", Comparator: "<", Value: "0.04"}),
		test("t04", "strep test", "results", fhirout.Attribute{Type: "TEST_VALUE", Text: "positive", Code: "POS", JSON: `{"text":"positive"}`}),
		test("t05", "CXR", "results"),
		refused,
		planned,
		past,
		test("t09", "urine RBC", "results", fhirout.Attribute{Type: "TEST_VALUE", Text: "0-2", Value: "0", High: "2", Unit: "/hpf", UCUM: "/[HPF]"}),
	}
}

func others() []fhirout.Entity {
	procedure := func(id, typ, text string, change func(*fhirout.Entity)) fhirout.Entity {
		e := fhirout.Entity{ID: id, Category: "TEST_TREATMENT_PROCEDURE", Type: typ, Text: text}
		change(&e)
		return e
	}
	social := func(id, typ, text string, change func(*fhirout.Entity)) fhirout.Entity {
		e := fhirout.Entity{ID: id, Category: "BEHAVIORAL_ENVIRONMENTAL_SOCIAL", Type: typ, Text: text, Section: "social_history"}
		change(&e)
		return e
	}
	return []fhirout.Entity{
		procedure("p01", "PROCEDURE_NAME", "appendectomy", func(e *fhirout.Entity) {
			e.Temporality = "past"
			e.Attributes = []fhirout.Attribute{{Type: "TIME_TO_PROCEDURE_NAME", Text: "1983", Value: "1983", Code: "date"}}
		}),
		procedure("p02", "TREATMENT_NAME", "dialysis", func(*fhirout.Entity) {}),
		procedure("p03", "PROCEDURE_NAME", "biopsy", func(e *fhirout.Entity) { e.Negated, e.Certainty = true, "negative" }),
		procedure("p04", "PROCEDURE_NAME", "hip replacement", func(e *fhirout.Entity) { e.Temporality = "future" }),
		social("s01", "TOBACCO_USE", "smoker", func(e *fhirout.Entity) {
			e.Attributes = []fhirout.Attribute{
				{Type: "USAGE", Text: "smoker", Code: "current"},
				{Type: "AMOUNT", Text: "half a pack a day", Value: "0.5", Unit: "pack a day"},
				{Type: "DURATION", Text: "for 20 years", Value: "P20Y"},
			}
		}),
		social("s02", "ALCOHOL_CONSUMPTION", "alcohol", func(e *fhirout.Entity) { e.Negated, e.Certainty = true, "negative" }),
		social("s03", "LIVING_SITUATION", "lives alone", func(*fhirout.Entity) {}),
		social("s04", "ALLERGIES", "NKDA", func(e *fhirout.Entity) { e.Negated, e.Certainty, e.Section = true, "negative", "allergies" }),
		social("s05", "ALLERGIES", "sulfa", func(e *fhirout.Entity) { e.Negated, e.Certainty, e.Section = true, "negative", "allergies" }),
		social("s06", "ALLERGIES", "latex", func(e *fhirout.Entity) { e.Section = "allergies" }),
		{ID: "x01", Category: "PROTECTED_HEALTH_INFORMATION", Type: "NAME", Text: "Maria Carter"},
		{ID: "x02", Category: "ANATOMY", Type: "SYSTEM_ORGAN_SITE", Text: "heart"},
		{ID: "x03", Category: "TIME_EXPRESSION", Type: "TIME_EXPRESSION", Text: "Monday"},
		{ID: "x04", Category: "SOMETHING_NEW", Type: "X", Text: "new"},
	}
}
