package learned_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/learned"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/link"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

var rows = []learned.Row{
	{System: lexicon.SNOMED, Code: "44054006", Display: "Diabetes mellitus type 2 (disorder)", Resource: "Condition", Count: 12},
	{System: lexicon.SNOMED, Code: "162864005", Display: "Body mass index 30+ - obesity (finding)", Resource: "Condition", Count: 9},
	{System: lexicon.SNOMED, Code: "160903007", Display: "Full-time employment (finding)", Resource: "Condition", Count: 3},
	{System: lexicon.RxNorm, Code: "860975", Display: "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", Resource: "MedicationRequest", Count: 7},
	{System: lexicon.RxNorm, Code: "856987", Display: "Acetaminophen 300 MG / Hydrocodone Bitartrate 5 MG Oral Tablet [Norcotest]", Resource: "MedicationRequest", Count: 2},
	{System: lexicon.LOINC, Code: "2339-0", Display: "Glucose [Mass/volume] in Blood", Resource: "Observation", Count: 40},
	{System: lexicon.LOINC, Code: "4548-4", Display: "Hemoglobin A1c/Hemoglobin.total in Blood", Resource: "Observation", Count: 5},
	{System: lexicon.SNOMED, Code: "73761001", Display: "Colonoscopy (procedure)", Text: "Colonoscopy", Resource: "Procedure", Count: 4},
	{System: "urn:local", Code: "X1", Display: "zorbification", Text: "zorb syndrome", Resource: "Condition", Count: 2},
	{System: "urn:local", Code: "X2", Display: "Other", Resource: "Condition", Count: 90},
	{System: lexicon.SNOMED, Code: "1", Display: "Doctor (occupation)", Resource: "Condition"},
	{System: "urn:local", Code: "X3", Display: "once only text", Text: "rarely said", Resource: "Condition"},
}

func stack(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	data, _ := learned.Build(slices.Values(rows), "test")
	if err := lexicon.Verify(data); err != nil {
		t.Fatal(err)
	}
	im, err := lexicon.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return lexicon.New(lexicon.Embedded(), im)
}

// codes are the codes of the learned vocabulary on the longest match in text.
func codes(lex *lexicon.Lexicon, text string) (span string, out []string) {
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	for _, m := range match.Find(nil, text, tokens, lex) {
		if len(text[m.Begin:m.End]) <= len(span) {
			continue
		}
		span, out = text[m.Begin:m.End], nil
		e := annotation.Entity{Span: m.Span, Category: m.Category, Concepts: m.Concepts}
		l := link.Linker{Lexicon: lex}
		for _, k := range l.Link(&e, link.Context{Text: text}) {
			if k.Vocab == 1 {
				out = append(out, k.Code)
			}
		}
	}
	return span, out
}

func TestEveryDisplayMatches(t *testing.T) {
	lex := stack(t)
	for _, c := range []struct{ text, span, code string }{
		{"has Diabetes mellitus type 2 (disorder).", "Diabetes mellitus type 2", "44054006"},
		{"has diabetes mellitus type 2", "diabetes mellitus type 2", "44054006"},
		{"- Body mass index 30+ - obesity (finding)\n", "Body mass index 30+ - obesity", "162864005"},
		{"24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "860975"},
		{"takes metformin hydrochloride", "metformin hydrochloride", "860975"},
		{"24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "6809"},
		{"Acetaminophen / Hydrocodone Bitartrate", "Acetaminophen / Hydrocodone Bitartrate", "856987"},
		{"Norcotest prn", "Norcotest", "856987"},
		{"Glucose [Mass/volume] in Blood 110", "Glucose [Mass/volume] in Blood", "2339-0"},
		{"hemoglobin a1c/hemoglobin.total in blood", "hemoglobin a1c/hemoglobin.total in blood", "4548-4"},
		{"colonoscopy done", "colonoscopy", "73761001"},
		{"zorb syndrome", "zorb syndrome", "X1"},
	} {
		span, got := codes(lex, c.text)
		if span != c.span || !slices.Contains(got, c.code) {
			t.Errorf("%q: %q %v, want %q %s", c.text, span, got, c.span, c.code)
		}
	}
	for _, text := range []string{"Other", "Doctor", "rarely said"} {
		if _, got := codes(lex, text); len(got) > 0 {
			t.Errorf("%q was learned: %v", text, got)
		}
	}
}

// TestElements: what is learned depends on the element that holds a code.
func TestElements(t *testing.T) {
	const snomed, loinc = lexicon.SNOMED, lexicon.LOINC
	row := func(resource, path, system, code, display string) learned.Row {
		return learned.Row{System: system, Code: code, Display: display, Resource: resource, Path: path, Count: 3}
	}
	data, _ := learned.Build(slices.Values([]learned.Row{
		row("Condition", "code", snomed, "c1", "Full-time employment (finding)"), row("Condition", "code", snomed, "c2", "Unemployed (finding)"),
		row("Condition", "code", snomed, "c3", "Family history of zorb disease (situation)"), row("Condition", "code", snomed, "c4", "Finding of zorbing (finding)"),
		row("Condition", "code", snomed, "c5", "History of zorbing (situation)"),
		row("Condition", "clinicalStatus", "urn:s", "s1", "Zorb status"), row("Condition", "category", "urn:s", "s2", "Zorb category"),
		row("Encounter", "type", snomed, "e1", "Zorb encounter (procedure)"), row("Encounter", "reasonCode", snomed, "e2", "Zorb reason (disorder)"),
		row("AllergyIntolerance", "code", snomed, "a1", "Zorb pollen (substance)"), row("AllergyIntolerance", "code", snomed, "a2", "Penicillin (substance)"),
		row("AllergyIntolerance", "code", snomed, "a3", "No known allergy (situation)"), row("AllergyIntolerance", "code", lexicon.RxNorm, "a4", "zorbillin"),
		row("AllergyIntolerance", "reaction.manifestation", snomed, "a5", "Zorb hives (disorder)"),
		row("Observation", "code", loinc, "o1", "Are you a zorber"), row("Observation", "code", loinc, "o2", "Zorb consultation note"),
		row("Observation", "code", loinc, "o3", "Zorb [Mass/volume] in Blood"), row("Observation", "value", snomed, "o4", "Zorb answer (finding)"),
		row("Observation", "component.code", loinc, "o5", "Zorb or Latino"), row("Observation", "component.code", loinc, "o6", "Diastolic blood pressure"),
		row("CarePlan", "category", snomed, "p1", "Low zorb diet (finding)"), row("Procedure", "code", snomed, "p2", "Zorb therapy procedure (procedure)"),
		row("Procedure", "bodySite", snomed, "b1", "Structure of zorb gland (body structure)"),
		row("MedicationRequest", "medication", lexicon.RxNorm, "m1", "Zorbatan hydrochloride 10 MG Oral Tablet [Zorbex]"),
		row("MedicationRequest", "category", "urn:s", "m2", "Zorb community"),
		row("Condition", "code", snomed, "l1", "Zorb tear of left knee (disorder)"), row("Condition", "code", snomed, "l2", "Zorb tear of hip (disorder)"),
	}), "")
	im, err := lexicon.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	lex := lexicon.New(lexicon.Embedded(), im)
	if span, _ := codes(lex, "Zorbing.\nFINDINGS: none"); span != "Zorbing" {
		t.Errorf("a heading became part of %q", span)
	}
	for text, want := range map[string]string{
		"Full-time employment (finding)": "c1", "full-time employment": "c1", "Unemployed (finding)": "c2", "unemployed": "", "family history of zorb disease": "",
		"zorbing": "c4", "zorb status": "", "zorb category": "", "zorb encounter": "", "zorb reason": "e2", "zorb pollen": "", "penicillin": "a2", "no known allergy": "",
		"zorbillin": "a4", "zorb hives": "a5", "are you a zorber": "", "zorb consultation note": "", "zorb in blood": "o3", "zorb answer": "", "zorb or latino": "",
		"diastolic blood pressure": "o6", "low zorb diet": "p1", "zorb therapy": "p2", "zorb gland": "b1", "zorbatan": "m1", "zorbatan hydrochloride": "m1", "zorbex": "m1",
		"zorb community": "", "zorb tear of left knee": "l1", "history of zorbing (situation)": "c5", "history of zorbing": "c4",
	} {
		_, got := codes(lex, text)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
	for k, want := range map[string]annotation.Category{"c1": annotation.Condition, "p1": annotation.TestProcedure, "b1": annotation.Anatomy, "m1": annotation.Medication} {
		for i := range im.Concepts() {
			if c := im.Concept(uint32(i)); c.Codes[0].Code == k && c.Category != want {
				t.Errorf("%s is %s", k, c.Category)
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	a, stats := learned.Build(slices.Values(rows), "v")
	other := slices.Clone(rows)
	slices.Reverse(other)
	b, _ := learned.Build(slices.Values(other), "v")
	if !bytes.Equal(a, b) {
		t.Error("the order of rows changes the image")
	}
	if stats.Rows != len(rows) || stats.Concepts != 10 || stats.Stopped == 0 {
		t.Errorf("stats: %+v", stats)
	}
}

func TestPatient(t *testing.T) {
	p := learned.NewPatient()
	p.Add(lexicon.ICD10CM, "E11.9")
	if !p.Has(lexicon.ICD10CM, "E11.65") || p.Has(lexicon.ICD10CM, "E10.9") || p.Has(lexicon.RxNorm, "E11.9") {
		t.Error("an ICD-10-CM code stands for its category, and for that only")
	}
	var none *learned.Patient
	if none.Has("a", "b") {
		t.Error("no record has nothing")
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(lexicon.RxNorm, "1", "24 HR Metformin / X 5 MG [Y] (disorder)", "t")
	f.Fuzz(func(t *testing.T, system, code, display, text string) {
		data, _ := learned.Build(slices.Values([]learned.Row{{system, code, display, text, "Condition", 3, ""}, {system, code + "d", display, text, "MedicationRequest", 3, "medication"}}), "")
		im, err := lexicon.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		lex := lexicon.New(lexicon.Embedded(), im)
		in := strings.ToValidUTF8(display, "?")
		tokens := token.Scan(nil, in)
		lex.Normalise(in, tokens)
		match.Find(nil, in, tokens, lex)
	})
}
