package product_test

import (
	"slices"
	"testing"

	"github.com/tarn-sql/tarn/nlp/vocab/product"
)

func TestNames(t *testing.T) {
	for display, want := range map[string][]string{
		"lisinopril 10 MG Oral Tablet":                                                                                    {"lisinopril"},
		"24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet":                                               {"Metformin", "Metformin hydrochloride"},
		"Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG Oral Tablet [Norcotest]":                                    {"Acetaminophen / HYDROcodone", "Acetaminophen / HYDROcodone Bitartrate", "Norcotest"},
		"NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler":                                              {"Albuterol"},
		"Abuse-Deterrent 12 HR Oxycodone Hydrochloride 10 MG Extended Release Oral Tablet":                                {"Oxycodone", "Oxycodone Hydrochloride"},
		"1 ML heparin sodium, porcine 5000 UNT/ML Injection":                                                              {"heparin", "heparin sodium, porcine"},
		"insulin, regular, human 100 UNT/ML Injectable Solution":                                                          {"insulin, regular", "insulin, regular, human", "regular insulin"},
		"25 ML protamine sulfate (USP) 10 MG/ML Injection":                                                                {"protamine", "protamine sulfate"},
		"Sodium Chloride 9 MG/ML Injectable Solution":                                                                     {"Sodium Chloride"},
		"ferrous sulfate 325 MG Oral Tablet":                                                                              {"ferrous sulfate"},
		"Vitamin B12 5 MG/ML Injectable Solution":                                                                         {"Vitamin B12"},
		"doxycycline hyclate 100 MG":                                                                                      {"doxycycline", "doxycycline hyclate"},
		"{28 (norethindrone 0.35 MG Oral Tablet) } Pack [Camila 28 Day]":                                                  {"Camila", "norethindrone"},
		"{24 (drospirenone 3 MG / ethinyl estradiol 0.02 MG Oral Tablet) / 4 (inert ingredients 1 MG Oral Tablet) } Pack": {"drospirenone / ethinyl estradiol"},
		"21 DAY ethinyl estradiol 0.000625 MG/HR / etonogestrel 0.005 MG/HR Vaginal System":                               {"ethinyl estradiol / etonogestrel"},
		"Aspirin 81mg tablet":                        {"Aspirin"},
		"lisinopril (PRINIVIL,ZESTRIL) 10 MG tablet": {"PRINIVIL", "ZESTRIL", "lisinopril"},
		"metoprolol succinate ER 50 mg 24 hr tablet": {"metoprolol", "metoprolol succinate"},
		"Hib (PRP-OMP)":                              nil,
		"Metformin":                                  nil,
		"Oral":                                       nil,
		"":                                           nil,
	} {
		if got := product.Names(display); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", display, got, want)
		}
	}
}

func TestIngredient(t *testing.T) {
	for display, want := range map[string]string{
		"24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet":            "Metformin",
		"Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG Oral Tablet [Norcotest]": "Acetaminophen / HYDROcodone",
		"Penicillin V": "Penicillin V",
		"":             "",
		"Oral Tablet":  "Oral Tablet",
	} {
		if got := product.Ingredient(display); got != want {
			t.Errorf("%q: %q, want %q", display, got, want)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("{24 (drospirenone 3 MG / ethinyl estradiol 0.02 MG Oral Tablet) / 4 (inert) } Pack [Yaz 28 Day]")
	f.Add("NDA1 ] [ / , 5 MG")
	f.Fuzz(func(t *testing.T, display string) {
		product.Names(display)
		product.Ingredient(display)
	})
}
