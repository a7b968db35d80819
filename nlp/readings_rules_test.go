package nlp

import "testing"

// TestReadingsOfRules holds, for each general rule that came from notes read wrong, cases in different words and cases that
// look alike and are none. Their form is that of TestReadings.
func TestReadingsOfRules(t *testing.T) {
	checkReadings(t, []fragment{
		// What a germ is tried with is not taken: a test with S, I or R.
		{"E. coli, S to oxacillin, resistant to ciprofloxacin, sensitive to ceftriaxone and nitrofurantoin.", "oxacillin: test S|ciprofloxacin: test R|ceftriaxone: test S|nitrofurantoin: test S"},
		{"Susceptibilities: ampicillin R, cefazolin S, TMP-SMX I", "ampicillin: test R|cefazolin: test S|TMP-SMX: test I"},
		{"| Cefepime | <=2 | S |\nGentamicin 4 S Vancomycin 1 R", "Cefepime: test <=2 S|Gentamicin: test S|Vancomycin: test 1 R"},
		{"Resistant: ampicillin, cefazolin. Treated with vancomycin for penicillin-resistant pneumococcus.", "ampicillin: test R|cefazolin: test R|penicillin: test R|vancomycin: drug 11124"},
		{"Isolate resistant to ciprofloxacin, ceftriaxone started.", "ciprofloxacin: test R|ceftriaxone: drug 2193"},
		{"The tumor was resistant to cisplatin. Seizures resistant to phenytoin.", "cisplatin: drug 2555|phenytoin: drug 8183"},
		{"S: amoxicillin done. Cefazolin S/P surgery. Amoxicillin R ear infection.", "amoxicillin: drug 723|Cefazolin: drug 2180|Amoxicillin: drug 723"},
		{"Patient is resistant to amoxicillin. Resistance to gentamicin-induced injury.", "amoxicillin: drug 723|gentamicin: drug 1596450"},

		// Vaccines by the names of their diseases.
		{"Received MMR and varicella.", "varicella: cond hyp B01.9"},
		{"HPV #2 given. Hepatitis B series complete. Measles immunization.", "HPV: cond hyp B97.7|Hepatitis B: cond hyp B19.10|Measles: cond hyp B05.9"},
		{"Up to date on tetanus. Immunised against polio and pertussis.", "tetanus: cond hyp A35|polio: cond hyp A80.9|pertussis: cond hyp A37.90"},
		{"Received oseltamivir for flu. Treated for hepatitis B.", "flu: cond J11.1|hepatitis B: cond B19.10"},
		{"Received antibiotics and has pneumonia.", "pneumonia: cond J18.9"},
		{"Pneumonia series of films. To date measles has spread.", "Pneumonia: cond J18.9|measles: cond B05.9"},

		// Goals and limits are no results.
		{"Titrate to MAP > 65. Keep SBP < 140.", "MAP: test 8478-0|SBP: test 8480-6"},
		{"Hold for SBP <100, HR<60.", "SBP: test 8480-6|HR: test 8867-4"},
		{"Goal INR 2-3, INR 2.5 today.", "INR: test 6301-6"},
		{"SBP > 160 noted.", "SBP: test >160 8480-6"},
		{"Troponin < 0.01, Hgb < 7.", "Troponin: test <0.01 6598-7|Hgb: test <7 718-7"},
		{"Labs: INR 2.5, SpO2 > 92%.", "INR: test 2.5 6301-6|SpO2: test >92 59408-5"},

		// Drugs for a case that may come.
		{"Give Narcan if unresponsive.", "Narcan: drug hyp 7242"},
		{"Start heparin if DVT confirmed. Would add amlodipine.", "heparin: drug hyp 5224|amlodipine: drug hyp 17767"},
		{"Ibuprofen may be used.", "Ibuprofen: drug hyp 5640"},
		{"Continue aspirin if tolerated.", "aspirin: drug 1191"},
		{"Start lisinopril, recheck BMP if creatinine rises.", "lisinopril: drug 29046"},
		{"Started ceftriaxone. Gave fluids and morphine.", "ceftriaxone: drug 2193|morphine: drug 7052"},

		// Questions.
		{"Nurse: Any vaginal discharge?", "vaginal discharge: cond hyp N89.8"},
		{"Should I start baby aspirin?", "baby aspirin: drug hyp 1191"},
		{"Do you have chest pain?", "chest pain: cond hyp R07.9"},
		{"Do you have chest pain? Yes.", "chest pain: cond R07.9"},
		{"Any chest pain? No.", "chest pain: cond neg R07.9"},
		{"She has chest pain. What now?", "chest pain: cond R07.9"},

		// An answer is that of what it stands with.
		{"Lung adenocarcinoma, EGFR L858R+, ALK neg, PD-L1 20%", "Lung adenocarcinoma: cond C34.90"},
		{"headache Y / dizziness N", "headache: cond R51.9|dizziness: cond neg R42"},
		{"[_] rash [X] joint pain", "rash: cond neg R21|joint pain: cond M25.50"},
		{"Denis chest pian", "chest pian: cond neg R07.9"},

		// History.
		{"Family history of stroke and a personal history of colon polyps.", "stroke: cond fam I63.9|colon polyps: cond past K63.5"},
		{"Status post recent pneumonia.", "pneumonia: cond past J18.9"},
		{"Multiple medical problems including status post nephrectomy, stroke.", "stroke: cond past I63.9"},
		{"Hx of asthma; albuterol prn.", "albuterol: drug 435"},
		{"Compared to 2021, atrial fibrillation no longer present.", "atrial fibrillation: cond past I48.91"},

		// Names, and none.
		{"Seen by John Smith today.", "John Smith: phi"},
		{"Smith, John MRN 1234567", "Smith, John: phi|1234567: phi"},
		{"DR. HYPERTENSION CONTROLLED", "DR. HYPERTENSION CONTROLLED: -|HYPERTENSION: cond I10"},
		{"Provider: Likely UTI. Pain controlled on MS Contin 30 mg.", "Likely UTI: -|UTI: cond low N39.0|MS Contin: drug 7052"},

		// Scanned and torn words.
		{"Subdural hernatoma, rnetformin 500 mg daily.", "Subdural hernatoma: cond I62.00|rnetformin: drug 6809"},
		{"OD: PCO after cataract surgery.", "PCO: cond H26.499"},
		{"Anesthesia: ASA 3. Colon adenocarcinoma, MMR intact.", "ASA: -|MMR: -"},
		{"ASA 81 mg. MMR given.", "ASA: drug 1191|MMR: drug"},
	})
}
