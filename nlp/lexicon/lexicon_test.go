package lexicon

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Diabetes": "diabete", "Crohn's": "crohn", "Crohn’s": "crohn", "HTN": "htn", "oedema": "edema", "anaemia": "anemia",
		"tumours": "tumor", "diarrhoea": "diarrhea", "haemorrhage": "hemorrhage", "oesophagus": "esophagus", "biopsies": "biopsy",
		"abscess": "abscess", "abscesses": "abscess", "metastases": "metastasis", "diagnoses": "diagnosis", "headaches": "headache",
		"β": "beta", "Sjögren": "sjogren", "µg": "ug", "his": "his", "gas": "gas", "does": "doe", "shoes": "shoe", "thrombi": "thromb",
		"thrombus": "thromb", "vertebrae": "vertebra", "sulphate": "sulfate", "leucocytes": "leukocyte", "paediatric": "pediatric",
		"caesarean": "cesarean", "virus": "virus", "viruses": "virus", "ulcers": "ulcer", "pulses": "pulse", "doses": "dose", "series": "series",
		"1,000": "1000", "glucose": "glucose", "coeliac": "celiac", "dyspnoea": "dyspnea", "hour": "hour", "four": "four", "your": "your",
		"colour": "color", "haematology": "hematology", "ischaemic": "ischemic", "orthopaedic": "orthopedic", "carcinomata": "carcinoma",
		"illnesses": "illness", "rashes": "rash", "stenoses": "stenosis", "causes": "cause", "bruises": "bruise",
	} {
		if got := string(Fold(nil, in)); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}
