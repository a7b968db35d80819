package synth

// route is how a drug is given: the SNOMED CT code of the route, the words of a prescription, the short form of notes.
type route struct{ snomed, display, words, short, verb string }

var (
	oral       = &route{"26643006", "Oral route (qualifier value)", "by mouth", "PO", "Take"}
	inhaled    = &route{"447694001", "Respiratory tract route (qualifier value)", "by inhalation", "inhaled", "Inhale"}
	underSkin  = &route{"34206005", "Subcutaneous route (qualifier value)", "under the skin", "SC", "Inject"}
	topical    = &route{"6064005", "Topical route (qualifier value)", "topically", "topical", "Apply"}
	intoVein   = &route{"47625008", "Intravenous route (qualifier value)", "intravenously", "IV", "Give"}
	intoMuscle = &route{"78421000", "Intramuscular route (qualifier value)", "into the muscle", "IM", "Give"}
)

// rhythm is how often a drug is given, as Timing and as notes say it. gts is a code of GTSAbbreviation where one fits.
type rhythm struct {
	frequency, period int
	unit              string
	gts, words, short string
	when              string // event timing, may be empty
}

var (
	daily      = &rhythm{1, 1, "d", "QD", "once daily", "daily", ""}
	twiceDaily = &rhythm{2, 1, "d", "BID", "twice daily", "BID", ""}
	threeDaily = &rhythm{3, 1, "d", "TID", "three times daily", "TID", ""}
	fourDaily  = &rhythm{4, 1, "d", "QID", "four times daily", "QID", ""}
	bedtime    = &rhythm{1, 1, "d", "", "at bedtime", "QHS", "HS"}
	every4h    = &rhythm{1, 4, "h", "Q4H", "every 4 hours", "q4h", ""}
	every6h    = &rhythm{1, 6, "h", "Q6H", "every 6 hours", "q6h", ""}
	every8h    = &rhythm{1, 8, "h", "", "every 8 hours", "q8h", ""}
	weekly     = &rhythm{1, 1, "wk", "", "once weekly", "weekly", ""}
)

// drug is one way of prescribing one medicine. ingredient is the RxNorm concept of the ingredient or, for fixed
// combinations, of the combination; clinical is that of strength and form (SCD), empty where we are not sure of it.
type drug struct {
	key, name, brand, ingredient string
	clinical, clinicalName       string
	strength, form               string // "500 mg", "tablet"
	dose                         dec    // how many of the form each time
	route                        *route
	rhythm                       *rhythm
	asNeededFor                  string // name of a symptom
	days                         int    // 0 is until further notice
	more                         string // key of the next higher dose
	cents                        int    // price of a month
}

func (d *drug) display() string {
	if d.clinical != "" {
		return d.clinicalName
	}
	return d.name
}

var (
	oneDose  = dec{1, 0}
	twoDoses = dec{2, 0}
)

var drugs = []*drug{
	{key: "metformin 500", name: "metformin", brand: "Glucophage", ingredient: "6809", clinical: "861007", clinicalName: "metformin hydrochloride 500 MG Oral Tablet", strength: "500 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, more: "metformin 1000", cents: 899},
	{key: "metformin 1000", name: "metformin", brand: "Glucophage", ingredient: "6809", clinical: "861004", clinicalName: "metformin hydrochloride 1000 MG Oral Tablet", strength: "1000 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, cents: 1120},
	{key: "glipizide 5", name: "glipizide", brand: "Glucotrol", ingredient: "4821", clinical: "310490", clinicalName: "glipizide 5 MG Oral Tablet", strength: "5 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 780},
	{key: "insulin glargine", name: "insulin glargine", brand: "Lantus", ingredient: "274783", clinical: "311041", clinicalName: "insulin glargine 100 UNT/ML Injectable Solution", strength: "100 units/mL", form: "unit", dose: dec{20, 0}, route: underSkin, rhythm: bedtime, cents: 9850},
	{key: "lisinopril 10", name: "lisinopril", brand: "Zestril", ingredient: "29046", clinical: "314076", clinicalName: "lisinopril 10 MG Oral Tablet", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, more: "lisinopril 20", cents: 520},
	{key: "lisinopril 20", name: "lisinopril", brand: "Zestril", ingredient: "29046", clinical: "314077", clinicalName: "lisinopril 20 MG Oral Tablet", strength: "20 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, more: "lisinopril 40", cents: 610},
	{key: "lisinopril 40", name: "lisinopril", brand: "Zestril", ingredient: "29046", clinical: "197884", clinicalName: "lisinopril 40 MG Oral Tablet", strength: "40 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 700},
	{key: "losartan 50", name: "losartan", brand: "Cozaar", ingredient: "52175", clinical: "979492", clinicalName: "losartan potassium 50 MG Oral Tablet", strength: "50 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 940},
	{key: "amlodipine 5", name: "amlodipine", brand: "Norvasc", ingredient: "17767", clinical: "197361", clinicalName: "amlodipine 5 MG Oral Tablet", strength: "5 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, more: "amlodipine 10", cents: 590},
	{key: "amlodipine 10", name: "amlodipine", brand: "Norvasc", ingredient: "17767", clinical: "308135", clinicalName: "amlodipine 10 MG Oral Tablet", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 650},
	{key: "hydrochlorothiazide 25", name: "hydrochlorothiazide", ingredient: "5487", clinical: "310798", clinicalName: "hydrochlorothiazide 25 MG Oral Tablet", strength: "25 mg", form: "tablet", dose: dec{5, 1}, route: oral, rhythm: daily, cents: 480},
	{key: "atorvastatin 20", name: "atorvastatin", brand: "Lipitor", ingredient: "83367", clinical: "617310", clinicalName: "atorvastatin 20 MG Oral Tablet", strength: "20 mg", form: "tablet", dose: oneDose, route: oral, rhythm: bedtime, more: "atorvastatin 40", cents: 1150},
	{key: "atorvastatin 40", name: "atorvastatin", brand: "Lipitor", ingredient: "83367", clinical: "617311", clinicalName: "atorvastatin 40 MG Oral Tablet", strength: "40 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 1290},
	{key: "simvastatin 20", name: "simvastatin", brand: "Zocor", ingredient: "36567", clinical: "312961", clinicalName: "simvastatin 20 MG Oral Tablet", strength: "20 mg", form: "tablet", dose: oneDose, route: oral, rhythm: bedtime, more: "atorvastatin 40", cents: 760},
	{key: "aspirin 81", name: "aspirin", ingredient: "1191", clinical: "243670", clinicalName: "aspirin 81 MG Oral Tablet", strength: "81 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 250},
	{key: "clopidogrel 75", name: "clopidogrel", brand: "Plavix", ingredient: "32968", clinical: "309362", clinicalName: "clopidogrel 75 MG Oral Tablet", strength: "75 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 1380},
	{key: "furosemide 20", name: "furosemide", brand: "Lasix", ingredient: "4603", clinical: "310429", clinicalName: "furosemide 20 MG Oral Tablet", strength: "20 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, more: "furosemide 40", cents: 430},
	{key: "furosemide 40", name: "furosemide", brand: "Lasix", ingredient: "4603", clinical: "313988", clinicalName: "furosemide 40 MG Oral Tablet", strength: "40 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, cents: 520},
	{key: "metoprolol succinate 50", name: "metoprolol succinate", brand: "Toprol-XL", ingredient: "6918", clinical: "866436", clinicalName: "24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", strength: "50 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, more: "metoprolol succinate 100", cents: 1010},
	{key: "metoprolol succinate 100", name: "metoprolol succinate", brand: "Toprol-XL", ingredient: "6918", clinical: "866412", clinicalName: "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet", strength: "100 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 1190},
	{key: "carvedilol 25", name: "carvedilol", brand: "Coreg", ingredient: "20352", clinical: "200033", clinicalName: "carvedilol 25 MG Oral Tablet", strength: "25 mg", form: "tablet", dose: dec{5, 1}, route: oral, rhythm: twiceDaily, cents: 870},
	{key: "apixaban 5", name: "apixaban", brand: "Eliquis", ingredient: "1364430", clinical: "1364445", clinicalName: "apixaban 5 MG Oral Tablet", strength: "5 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, cents: 52950},
	{key: "warfarin 5", name: "warfarin", brand: "Coumadin", ingredient: "11289", clinical: "855332", clinicalName: "warfarin sodium 5 MG Oral Tablet", strength: "5 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 640},
	{key: "albuterol", name: "albuterol", brand: "Ventolin", ingredient: "435", clinical: "2123111", clinicalName: "NDA020503 200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", strength: "90 mcg", form: "puff", dose: twoDoses, route: inhaled, rhythm: every4h, asNeededFor: "wheezing", cents: 3250},
	{key: "fluticasone-salmeterol", name: "fluticasone-salmeterol", brand: "Advair", ingredient: "284635", clinical: "896209", clinicalName: "60 ACTUAT fluticasone propionate 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler", strength: "250-50 mcg", form: "puff", dose: oneDose, route: inhaled, rhythm: twiceDaily, cents: 14900},
	{key: "tiotropium", name: "tiotropium", brand: "Spiriva", ingredient: "69120", strength: "18 mcg", form: "capsule", dose: oneDose, route: inhaled, rhythm: daily, cents: 41200},
	{key: "montelukast 10", name: "montelukast", brand: "Singulair", ingredient: "88249", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: bedtime, cents: 990},
	{key: "sertraline 50", name: "sertraline", brand: "Zoloft", ingredient: "36437", clinical: "312941", clinicalName: "sertraline 50 MG Oral Tablet", strength: "50 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 830},
	{key: "fluoxetine 20", name: "fluoxetine", brand: "Prozac", ingredient: "4493", clinical: "310385", clinicalName: "fluoxetine 20 MG Oral Capsule", strength: "20 mg", form: "capsule", dose: oneDose, route: oral, rhythm: daily, cents: 720},
	{key: "escitalopram 10", name: "escitalopram", brand: "Lexapro", ingredient: "321988", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 880},
	{key: "levothyroxine 75", name: "levothyroxine", brand: "Synthroid", ingredient: "10582", clinical: "966222", clinicalName: "levothyroxine sodium 0.075 MG Oral Tablet", strength: "75 mcg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 960},
	{key: "omeprazole 20", name: "omeprazole", brand: "Prilosec", ingredient: "7646", clinical: "198051", clinicalName: "omeprazole 20 MG Delayed Release Oral Capsule", strength: "20 mg", form: "capsule", dose: oneDose, route: oral, rhythm: daily, cents: 690},
	{key: "sumatriptan 50", name: "sumatriptan", brand: "Imitrex", ingredient: "37418", strength: "50 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, asNeededFor: "headache", cents: 2150},
	{key: "alendronate 70", name: "alendronate", brand: "Fosamax", ingredient: "46041", strength: "70 mg", form: "tablet", dose: oneDose, route: oral, rhythm: weekly, cents: 910},
	{key: "ferrous sulfate 325", name: "ferrous sulfate", ingredient: "24947", clinical: "310325", clinicalName: "ferrous sulfate 325 MG Oral Tablet", strength: "325 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 310},
	{key: "tamsulosin 0.4", name: "tamsulosin", brand: "Flomax", ingredient: "77492", clinical: "863669", clinicalName: "tamsulosin hydrochloride 0.4 MG Oral Capsule", strength: "0.4 mg", form: "capsule", dose: oneDose, route: oral, rhythm: bedtime, cents: 980},
	{key: "allopurinol 100", name: "allopurinol", brand: "Zyloprim", ingredient: "519", clinical: "197319", clinicalName: "allopurinol 100 MG Oral Tablet", strength: "100 mg", form: "tablet", dose: twoDoses, route: oral, rhythm: daily, cents: 560},
	{key: "cetirizine 10", name: "cetirizine", brand: "Zyrtec", ingredient: "20610", clinical: "1014678", clinicalName: "cetirizine hydrochloride 10 MG Oral Tablet", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 640},
	{key: "loratadine 10", name: "loratadine", brand: "Claritin", ingredient: "28889", clinical: "311372", clinicalName: "loratadine 10 MG Oral Tablet", strength: "10 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, cents: 620},
	{key: "hydrocortisone 1%", name: "hydrocortisone", ingredient: "5492", clinical: "106258", clinicalName: "hydrocortisone 10 MG/ML Topical Cream", strength: "1 %", form: "cream", dose: oneDose, route: topical, rhythm: twiceDaily, days: 14, cents: 590},
	{key: "acetaminophen 325", name: "acetaminophen", brand: "Tylenol", ingredient: "161", clinical: "313782", clinicalName: "acetaminophen 325 MG Oral Tablet", strength: "325 mg", form: "tablet", dose: twoDoses, route: oral, rhythm: every6h, asNeededFor: "fever", days: 7, cents: 430},
	{key: "acetaminophen 500", name: "acetaminophen", brand: "Tylenol", ingredient: "161", clinical: "198440", clinicalName: "acetaminophen 500 MG Oral Tablet", strength: "500 mg", form: "tablet", dose: twoDoses, route: oral, rhythm: every8h, asNeededFor: "pain", days: 30, cents: 480},
	{key: "ibuprofen 200", name: "ibuprofen", brand: "Advil", ingredient: "5640", clinical: "310965", clinicalName: "ibuprofen 200 MG Oral Tablet", strength: "200 mg", form: "tablet", dose: twoDoses, route: oral, rhythm: every6h, asNeededFor: "pain", days: 14, cents: 520},
	{key: "naproxen 220", name: "naproxen", brand: "Aleve", ingredient: "7258", clinical: "849574", clinicalName: "naproxen sodium 220 MG Oral Tablet", strength: "220 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, days: 30, cents: 610},
	{key: "amoxicillin 500", name: "amoxicillin", brand: "Amoxil", ingredient: "723", clinical: "308191", clinicalName: "amoxicillin 500 MG Oral Capsule", strength: "500 mg", form: "capsule", dose: oneDose, route: oral, rhythm: threeDaily, days: 10, cents: 1080},
	{key: "penicillin v 500", name: "penicillin V", ingredient: "7984", clinical: "834102", clinicalName: "penicillin V potassium 500 MG Oral Tablet", strength: "500 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, days: 10, cents: 1120},
	{key: "azithromycin 250", name: "azithromycin", brand: "Zithromax", ingredient: "18631", clinical: "308460", clinicalName: "azithromycin 250 MG Oral Tablet", strength: "250 mg", form: "tablet", dose: oneDose, route: oral, rhythm: daily, days: 5, cents: 1340},
	{key: "doxycycline 100", name: "doxycycline", ingredient: "3640", strength: "100 mg", form: "capsule", dose: oneDose, route: oral, rhythm: twiceDaily, days: 7, cents: 1450},
	{key: "nitrofurantoin 100", name: "nitrofurantoin", brand: "Macrobid", ingredient: "7454", clinical: "1648755", clinicalName: "nitrofurantoin, macrocrystals 25 MG / nitrofurantoin, monohydrate 75 MG Oral Capsule", strength: "100 mg", form: "capsule", dose: oneDose, route: oral, rhythm: twiceDaily, days: 5, cents: 1990},
	{key: "sulfamethoxazole-trimethoprim", name: "sulfamethoxazole-trimethoprim", brand: "Bactrim", ingredient: "10831", clinical: "198335", clinicalName: "sulfamethoxazole 800 MG / trimethoprim 160 MG Oral Tablet", strength: "800-160 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, days: 3, cents: 870},
	{key: "ciprofloxacin 500", name: "ciprofloxacin", brand: "Cipro", ingredient: "2551", clinical: "309309", clinicalName: "ciprofloxacin 500 MG Oral Tablet", strength: "500 mg", form: "tablet", dose: oneDose, route: oral, rhythm: twiceDaily, days: 7, cents: 1210},
	{key: "cephalexin 500", name: "cephalexin", brand: "Keflex", ingredient: "2231", clinical: "197454", clinicalName: "cephalexin 500 MG Oral Tablet", strength: "500 mg", form: "tablet", dose: oneDose, route: oral, rhythm: fourDaily, days: 10, cents: 1170},
	{key: "oseltamivir 75", name: "oseltamivir", brand: "Tamiflu", ingredient: "260101", strength: "75 mg", form: "capsule", dose: oneDose, route: oral, rhythm: twiceDaily, days: 5, cents: 4900},
	{key: "ondansetron 4", name: "ondansetron", brand: "Zofran", ingredient: "26225", strength: "4 mg", form: "tablet", dose: oneDose, route: oral, rhythm: every8h, asNeededFor: "nausea", days: 5, cents: 1060},
	{key: "prednisone 20", name: "prednisone", ingredient: "8640", clinical: "312615", clinicalName: "prednisone 20 MG Oral Tablet", strength: "20 mg", form: "tablet", dose: twoDoses, route: oral, rhythm: daily, days: 5, cents: 540},
	{key: "ceftriaxone", name: "ceftriaxone", ingredient: "2193", strength: "1 g", form: "g", dose: oneDose, route: intoVein, rhythm: daily, days: 4, cents: 5400},
	{key: "furosemide iv", name: "furosemide", brand: "Lasix", ingredient: "4603", clinical: "1719286", clinicalName: "10 ML furosemide 10 MG/ML Injection", strength: "40 mg", form: "mg", dose: dec{40, 0}, route: intoVein, rhythm: twiceDaily, days: 3, cents: 2800},
	{key: "enoxaparin", name: "enoxaparin", brand: "Lovenox", ingredient: "67108", clinical: "854235", clinicalName: "0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe", strength: "40 mg", form: "mg", dose: dec{40, 0}, route: underSkin, rhythm: daily, days: 4, cents: 6100},
}
