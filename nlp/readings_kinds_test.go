package nlp

import "testing"

// TestReadingsOfMoreKinds holds fragments of kinds of notes that came late: of units, clinics, services and templates. Their
// form is that of TestReadings.
func TestReadingsOfMoreKinds(t *testing.T) {
	checkReadings(t, []fragment{
		// A salt has the code of its drug.
		{"amlodipine besylate 10 mg daily, sertraline HCl 50 mg", "amlodipine besylate: drug 17767|sertraline HCl: drug 36437"},
		{"losartan potassium 50 mg, quetiapine fumarate, caffeine citrate", "losartan potassium: drug 52175|quetiapine fumarate: drug 51272|caffeine citrate: drug 1886"},

		// What is past, and what is taken now.
		{"PMH dm2, a-fib on xarelto, copd.", "xarelto: drug 1114195"},
		{"Hx of ED, on sildenafil 50 mg prn. Hx OSA on CPAP.", "sildenafil: drug 136411|CPAP: test"},
		{"History of being on prednisone. Previously on warfarin.", "prednisone: drug past 8640|warfarin: drug past 11289"},
		{"Off oxycodone, on Tylenol 1 g TID.", "oxycodone: drug neg 7804|Tylenol: drug 161"},
		{"Not on aspirin. Denies being on heparin.", "aspirin: drug neg 1191|heparin: drug neg 5224"},
		{"71F s/p THA for OA 6 wks ago.", "THA: test past|OA: cond M19.90"},
		{"s/p CVA 2018 w/ residual L weakness.", "CVA: cond past I63.9|weakness: cond R53.1"},
		{"s/p MI, s/p appendectomy.", "MI: cond past I21.9|appendectomy: test past"},
		{"Colon polyps, hx of\nGout", "Colon polyps: cond past K63.5|Gout: cond M10.9"},
		{"HTN, gout, hx of CVA.", "gout: cond M10.9|CVA: cond past I63.9"},
		{"Past trials: Zoloft (GI upset), Prozac (ineffective), lithium (tremor).", "Prozac: drug past 4493|lithium: drug past 6448"},
		{"PMH: DM, obesity. Pain 4/10 rest. LDH 388.", "Pain: test 4 72514-3|LDH: test 388 2532-0"},
		{"Bleeding that won't stop, black stools.", "black stools: cond K92.1"},
		{"he had pneumonia last month he takes metoprolol daily", "metoprolol: drug 6918"},

		// What is possible, and what is told for later.
		{"Likely early Alzheimer's; orthostatic hypotension; osteoporosis.", "Alzheimer's: cond low G30.9|orthostatic hypotension: cond I95.1|osteoporosis: cond M81.0"},
		{"Denies fever; chills; cough.", "fever: cond neg R50.9|cough: cond neg R05.9"},
		{"Go to the ER right away for chest pain, trouble breathing, or passing out.", "chest pain: cond hyp R07.9|passing out: cond hyp R55"},

		// Results.
		{"O2 95% RA. Abd soft.", "O2: test 95 59408-5"},
		{"O2 97% on room air. O2 2 L NC. O2 100% via NRB.", "O2: test 97 59408-5"},
		{"On O2 2 L. O2 40% by face mask.", "O2: drug 7806"},
		{"UA: RBC 20-50/hpf, WBC 5-10/hpf", "RBC: test 20 13945-1|WBC: test 5 5821-4"},
		{"CBC: WBC 11.2, RBC 4.1", "WBC: test 11.2 6690-2|RBC: test 4.1 789-8"},
		{"MoCA 19/30, PHQ-9 12/27. GDS 4/15.", "MoCA: test 19 72172-0|PHQ-9: test 12 44261-6|GDS: test 4"},
		{"ANA 1:640 homogeneous. RPR 1:16.", "ANA: test  8061-4|RPR: test  20507-0"},
		{"HbA1c 58 mmol/mol", "HbA1c: test 58 4548-4"},
		{"QuantiFERON indet.", "QuantiFERON: test IND"},

		// Names and none.
		{"MV: mild to moderate MR. TV: mild TR.", "MR. TV: -|MR: cond I34.0|TR: cond I36.1"},
		{"I/O 2400/1850. CT out 120 serosang.", "1850. CT: -"},
		{"TELEPHONE 0912 J. Kim RN", "J. Kim: phi"},
		{"Mr. Lee: doing well. Seen by DR. OKONKWO", "Mr. Lee: phi|DR. OKONKWO: phi"},

		// Forms with columns.
		{"Symptom | Yes | No\nNausea | X |\nVomiting |  | X\nCough | |", "Nausea: cond R11.0|Vomiting: cond neg R11.10|Cough: cond hyp R05.9"},
		{"Finding\tPresent\tAbsent\nEdema\tX\t\nRash\t\tX", "Edema: cond R60.9|Rash: cond neg R21"},
		{"Asthma            Y  N\nGout: Yes", "Asthma: cond hyp J45.909|Gout: cond M10.9"},
		{"Fever\tNo\nCough\tYes", "Fever: cond neg R50.9|Cough: cond R05.9"},

		// Headings.
		{"HPI: well.\n\nImm: MMR #1, Hep A #1 given today.", "MMR: drug|Hep A: cond hyp B15.9"},

		// Running on.
		{"Off oxycodone, on Tylenol 1 g TID + Celebrex 200 mg daily.", "Celebrex: drug 140587"},
		{"a 3/12 history of exertional dyspnoea and fatigue; 2 wk hx of cough", "exertional dyspnoea: cond R06.09|cough: cond R05.9"},
		{"Seizure disorder since childhood.", "Seizure disorder: cond G40.909"},
		{"no wheezing chest x ray shows mild pulmonary edema", "chest x ray: test 36643-5"},
		{"osteoporosis w/ hx hip fracture; vit D def (25-OH D 14)", "25-OH D: test 14 1989-3"},
		{"AVA 1.2 cm2. TUG 28s, 6MWT 180 m.", "AVA: test 1.2|TUG: test 28|6MWT: test 180"},
		{
			"patient is a sixty two year old gentleman with known history of hypertension hyperlipidemia and coronary artery disease who comes in today complaining of three days of increasing shortness of breath he denies any fever chills chest pain nausea or vomiting on exam lungs show crackles at the bases no wheezing no infiltrate",
			"hypertension: cond I10|hyperlipidemia: cond E78.5|chills: cond neg R68.83|wheezing: cond neg R06.2|infiltrate: cond neg R91.8",
		},
		{"LAVI 52 mL/m2.", "LAVI: test 52"},
		{"AC/VC 420/22/PEEP 10/FiO2 50%", "PEEP: test 10 20077-4|FiO2: test 50"},
	})
}
