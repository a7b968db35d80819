package synth

// condition is a disease, injury or complaint as the record codes it and as notes name it.
type condition struct {
	key                string
	names              string // what notes call it, parted by |, the plainest first
	snomed, snomedName string
	icd, icdName       string
	side               string // left or right where the codes say so
	site               string // body part where the codes say so

	chance       [5]int // chronic: ‰ who have it, acute: weight, each by age under 18, to 39, to 59, to 74, above
	male, female int    // percent of chance by sex
	minAge       int
	with         string // key of a condition that makes this one likelier ...
	boost        int    // ... by so many ‰

	drugs  string // keys of drugs, parted by |: one of them is begun at diagnosis
	next   string // keys of drugs, one may be added later
	panels string // keys of panels measured at its visits
	procs  string // keys of procedures done for it
	follow int    // months between its visits
	admit  int    // ‰ admitted for it each year

	setting  string // acute: AMB, EMER or IMP
	days     int    // acute: how long it lasts
	symptoms string // names of symptoms it shows, parted by |
	denies   string // names of symptoms asked for and denied
	plan     string // what a note plans, in the markup of say
}

// chronic are the lasting diseases, in the order in which they are drawn: a condition's with comes before it.
var chronic = []*condition{
	{
		key: "obesity", names: "obesity", snomed: "414916001", snomedName: "Obesity (disorder)", icd: "E66.9", icdName: "Obesity, unspecified",
		chance: [5]int{120, 280, 380, 360, 240}, male: 100, female: 100, minAge: 8, follow: 12, panels: "lipid",
		plan: "Diet and exercise reviewed. Consider [~metformin] if weight does not come down.",
	},
	{
		key: "htn", names: "hypertension|HTN|high blood pressure|essential hypertension", snomed: "59621000", snomedName: "Essential hypertension (disorder)", icd: "I10", icdName: "Essential (primary) hypertension",
		chance: [5]int{0, 70, 300, 560, 700}, male: 105, female: 95, minAge: 25, with: "obesity", boost: 120, follow: 6, panels: "bmp",
		drugs: "lisinopril 10|amlodipine 5|losartan 50|hydrochlorothiazide 25", next: "amlodipine 5|hydrochlorothiazide 25|losartan 50",
		denies: "chest pain|headache|blurred vision", plan: "Home blood pressure log. If readings stay high, start [~hydrochlorothiazide].",
	},
	{
		key: "t2dm", names: "type 2 diabetes mellitus|T2DM|type 2 diabetes|DM2", snomed: "44054006", snomedName: "Diabetes mellitus type 2 (disorder)", icd: "E11.9", icdName: "Type 2 diabetes mellitus without complications",
		chance: [5]int{0, 25, 110, 200, 220}, male: 110, female: 90, minAge: 28, with: "obesity", boost: 110, follow: 4, panels: "a1c|bmp|uacr",
		drugs: "metformin 500|metformin 500|glipizide 5", next: "glipizide 5|insulin glargine",
		denies: "polyuria|polydipsia|blurred vision", plan: "Recheck [+HbA1c] in 3 months. Annual eye exam due.",
	},
	{
		key: "prediabetes", names: "prediabetes", snomed: "714628002", snomedName: "Prediabetes (finding)", icd: "R73.03", icdName: "Prediabetes",
		chance: [5]int{0, 60, 140, 120, 60}, male: 100, female: 100, minAge: 20, follow: 12, panels: "a1c",
		plan: "Repeat [+HbA1c] in one year.",
	},
	{
		key: "hld", names: "hyperlipidemia|HLD|high cholesterol", snomed: "55822004", snomedName: "Hyperlipidemia (disorder)", icd: "E78.5", icdName: "Hyperlipidemia, unspecified",
		chance: [5]int{0, 70, 280, 440, 440}, male: 110, female: 90, minAge: 25, with: "t2dm", boost: 250, follow: 12, panels: "lipid",
		drugs: "atorvastatin 20|simvastatin 20|atorvastatin 40", denies: "muscle aches", plan: "Repeat [+lipid panel] in 6 months.",
	},
	{
		key: "ckd", names: "chronic kidney disease stage 3|CKD stage 3|stage 3 CKD", snomed: "433144002", snomedName: "Chronic kidney disease stage 3 (disorder)", icd: "N18.30", icdName: "Chronic kidney disease, stage 3 unspecified",
		chance: [5]int{0, 2, 20, 80, 180}, male: 100, female: 100, minAge: 35, with: "t2dm", boost: 110, follow: 6, panels: "bmp|cbc",
		denies: "leg swelling", plan: "Avoid [~ibuprofen] and similar drugs.",
	},
	{
		key: "cad", names: "coronary artery disease|CAD", snomed: "53741008", snomedName: "Coronary arteriosclerosis (disorder)", icd: "I25.10", icdName: "Atherosclerotic heart disease of native coronary artery without angina pectoris",
		chance: [5]int{0, 2, 40, 130, 200}, male: 140, female: 70, minAge: 38, with: "hld", boost: 50, follow: 6, panels: "lipid", procs: "ecg",
		drugs: "aspirin 81", next: "clopidogrel 75|metoprolol succinate 50", denies: "chest pain|shortness of breath", plan: "If [~chest pain] returns, refer for [~stress test].",
	},
	{
		key: "hf", names: "heart failure|CHF|congestive heart failure", snomed: "84114007", snomedName: "Heart failure (disorder)", icd: "I50.9", icdName: "Heart failure, unspecified",
		chance: [5]int{0, 1, 12, 50, 110}, male: 110, female: 90, minAge: 40, with: "cad", boost: 90, follow: 3, admit: 220, panels: "bmp|bnp", procs: "echo",
		drugs: "furosemide 40|furosemide 20", next: "carvedilol 25|metoprolol succinate 50",
		symptoms: "shortness of breath|leg swelling|fatigue|orthopnea", denies: "chest pain|palpitations", plan: "Daily weights. Repeat [+echocardiogram] in one year.",
	},
	{
		key: "afib", names: "atrial fibrillation|AF|afib", snomed: "49436004", snomedName: "Atrial fibrillation (disorder)", icd: "I48.91", icdName: "Unspecified atrial fibrillation",
		chance: [5]int{0, 1, 12, 60, 130}, male: 115, female: 85, minAge: 45, with: "hf", boost: 100, follow: 4, admit: 25, panels: "inr", procs: "ecg",
		drugs: "apixaban 5|warfarin 5", next: "metoprolol succinate 50",
		symptoms: "palpitations|dizziness", denies: "syncope|black stools", plan: "Report any [~black stools] at once.",
	},
	{
		key: "copd", names: "COPD|chronic obstructive pulmonary disease", snomed: "13645005", snomedName: "Chronic obstructive lung disease (disorder)", icd: "J44.9", icdName: "Chronic obstructive pulmonary disease, unspecified",
		chance: [5]int{0, 4, 50, 120, 140}, male: 100, female: 100, minAge: 38, follow: 6, procs: "spirometry",
		drugs: "tiotropium|fluticasone-salmeterol", next: "albuterol",
		denies: "coughing up blood|fever", plan: "Schedule [+spirometry].",
	},
	{
		key: "asthma", names: "asthma", snomed: "195967001", snomedName: "Asthma (disorder)", icd: "J45.909", icdName: "Unspecified asthma, uncomplicated",
		chance: [5]int{90, 80, 75, 60, 50}, male: 90, female: 110, minAge: 3, follow: 12, procs: "spirometry",
		drugs: "albuterol", next: "fluticasone-salmeterol|montelukast 10", denies: "wheezing|shortness of breath", plan: "Go to the emergency department if [~wheezing] does not respond to the inhaler.",
	},
	{
		key: "depression", names: "depression|depressive disorder", snomed: "35489007", snomedName: "Depressive disorder (disorder)", icd: "F32.A", icdName: "Depression, unspecified",
		chance: [5]int{25, 110, 110, 90, 70}, male: 70, female: 130, minAge: 12, follow: 6,
		drugs: "sertraline 50|fluoxetine 20|escitalopram 10", denies: "insomnia|weight loss", plan: "Call at once for [~insomnia] or worsening mood.",
	},
	{
		key: "gad", names: "generalized anxiety disorder|GAD", snomed: "21897009", snomedName: "Generalized anxiety disorder (disorder)", icd: "F41.1", icdName: "Generalized anxiety disorder",
		chance: [5]int{20, 70, 60, 40, 30}, male: 70, female: 130, minAge: 12, with: "depression", boost: 120, follow: 12,
		drugs: "escitalopram 10|sertraline 50", denies: "palpitations|insomnia", plan: "Breathing exercises reviewed.",
	},
	{
		key: "hypothyroid", names: "hypothyroidism", snomed: "40930008", snomedName: "Hypothyroidism (disorder)", icd: "E03.9", icdName: "Hypothyroidism, unspecified",
		chance: [5]int{2, 20, 55, 90, 110}, male: 35, female: 165, minAge: 15, follow: 12, panels: "tsh",
		drugs: "levothyroxine 75", denies: "fatigue|constipation", plan: "Recheck [+TSH] in 6 months.",
	},
	{
		key: "gerd", names: "GERD|gastroesophageal reflux disease|acid reflux", snomed: "235595009", snomedName: "Gastroesophageal reflux disease (disorder)", icd: "K21.9", icdName: "Gastro-esophageal reflux disease without esophagitis",
		chance: [5]int{10, 90, 160, 180, 180}, male: 100, female: 100, minAge: 14, with: "obesity", boost: 60, follow: 12,
		drugs: "omeprazole 20", denies: "heartburn|black stools|weight loss", plan: "If [~heartburn] persists, refer for [~upper endoscopy].",
	},
	{
		key: "migraine", names: "migraine|migraines|migraine headaches", snomed: "37796009", snomedName: "Migraine (disorder)", icd: "G43.909", icdName: "Migraine, unspecified, not intractable, without status migrainosus",
		chance: [5]int{40, 150, 120, 50, 20}, male: 50, female: 150, minAge: 10, follow: 12,
		drugs: "sumatriptan 50", denies: "blurred vision|numbness", plan: "Headache diary.",
	},
	{
		key: "oa-r", names: "osteoarthritis of the right knee|right knee osteoarthritis|right knee OA", side: "right", site: "knee", snomed: "239873007", snomedName: "Osteoarthritis of knee (disorder)", icd: "M17.11", icdName: "Unilateral primary osteoarthritis, right knee",
		chance: [5]int{0, 5, 70, 150, 190}, male: 80, female: 120, minAge: 38, with: "obesity", boost: 60, follow: 12, procs: "physical therapy",
		drugs: "acetaminophen 500|naproxen 220", denies: "fever|joint swelling", plan: "Discussed [~total knee replacement] should walking become limited.",
	},
	{
		key: "oa-l", names: "osteoarthritis of the left knee|left knee osteoarthritis|left knee OA", side: "left", site: "knee", snomed: "239873007", snomedName: "Osteoarthritis of knee (disorder)", icd: "M17.12", icdName: "Unilateral primary osteoarthritis, left knee",
		chance: [5]int{0, 5, 50, 110, 150}, male: 80, female: 120, minAge: 38, with: "oa-r", boost: 200, follow: 12,
		drugs: "acetaminophen 500|naproxen 220", denies: "fever|joint swelling", plan: "Continue [physical therapy] exercises at home.",
	},
	{
		key: "osteoporosis", names: "osteoporosis", snomed: "64859006", snomedName: "Osteoporosis (disorder)", icd: "M81.0", icdName: "Age-related osteoporosis without current pathological fracture",
		chance: [5]int{0, 0, 15, 110, 240}, male: 25, female: 175, minAge: 50, follow: 12, procs: "dexa",
		drugs: "alendronate 70", denies: "heartburn", plan: "Repeat [+DEXA scan] in 2 years.",
	},
	{
		key: "ida", names: "iron deficiency anemia", snomed: "87522002", snomedName: "Iron deficiency anemia (disorder)", icd: "D50.9", icdName: "Iron deficiency anemia, unspecified",
		chance: [5]int{15, 45, 40, 35, 60}, male: 40, female: 160, minAge: 1, follow: 6, panels: "cbc|ferritin",
		drugs: "ferrous sulfate 325", symptoms: "fatigue", denies: "black stools|syncope", plan: "If hemoglobin falls, refer for [~colonoscopy].",
	},
	{
		key: "bph", names: "benign prostatic hyperplasia|BPH", snomed: "266569009", snomedName: "Benign prostatic hyperplasia (disorder)", icd: "N40.0", icdName: "Benign prostatic hyperplasia without lower urinary tract symptoms",
		chance: [5]int{0, 0, 100, 340, 480}, male: 100, female: 0, minAge: 45, follow: 12, panels: "psa",
		drugs: "tamsulosin 0.4", denies: "blood in the urine|painful urination", plan: "Repeat [+PSA] next year.",
	},
	{
		key: "gout", names: "gout", snomed: "90560007", snomedName: "Gout (disorder)", icd: "M10.9", icdName: "Gout, unspecified",
		chance: [5]int{0, 8, 40, 70, 80}, male: 160, female: 40, minAge: 28, follow: 12, panels: "urate",
		drugs: "allopurinol 100", denies: "joint pain", plan: "Recheck [+uric acid] in 6 months.",
	},
	{
		key: "rhinitis", names: "allergic rhinitis|hay fever", snomed: "61582004", snomedName: "Allergic rhinitis (disorder)", icd: "J30.9", icdName: "Allergic rhinitis, unspecified",
		chance: [5]int{130, 150, 120, 90, 70}, male: 100, female: 100, minAge: 4, with: "asthma", boost: 250,
		drugs: "cetirizine 10|loratadine 10", denies: "wheezing", plan: "Avoid known triggers.",
	},
	{
		key: "osa", names: "obstructive sleep apnea|OSA|sleep apnea", snomed: "78275009", snomedName: "Obstructive sleep apnea syndrome (disorder)", icd: "G47.33", icdName: "Obstructive sleep apnea (adult) (pediatric)",
		chance: [5]int{3, 25, 70, 90, 80}, male: 140, female: 60, minAge: 18, with: "obesity", boost: 110, follow: 12,
		denies: "insomnia", plan: "Continue CPAP every night.",
	},
	{
		key: "eczema", names: "eczema|atopic dermatitis", snomed: "24079001", snomedName: "Atopic dermatitis (disorder)", icd: "L20.9", icdName: "Atopic dermatitis, unspecified",
		chance: [5]int{110, 50, 30, 25, 25}, male: 95, female: 105, minAge: 0, drugs: "hydrocortisone 1%", denies: "fever", plan: "Emollients twice a day.",
	},
}

// acute are the illnesses and injuries that pass. SNOMED CT and ICD-10-CM codes as above.
var acute = []*condition{
	{
		key: "uri", names: "upper respiratory infection|URI|common cold", snomed: "54150009", snomedName: "Upper respiratory infection (disorder)", icd: "J06.9", icdName: "Acute upper respiratory infection, unspecified",
		chance: [5]int{160, 80, 60, 50, 40}, setting: "AMB", days: 8, drugs: "acetaminophen 325", symptoms: "cough|nasal congestion|sore throat", denies: "fever|shortness of breath|ear pain", plan: "Fluids and rest.",
	},
	{
		key: "bronchitis", names: "acute bronchitis|bronchitis", snomed: "10509002", snomedName: "Acute bronchitis (disorder)", icd: "J20.9", icdName: "Acute bronchitis, unspecified",
		chance: [5]int{40, 50, 60, 70, 70}, setting: "AMB", days: 14, drugs: "albuterol", procs: "cxr", symptoms: "cough|wheezing|fatigue", denies: "fever|chest pain|coughing up blood", plan: "[-Azithromycin] was not given, as the cause is most likely viral.",
	},
	{
		key: "sinusitis", names: "acute sinusitis|sinusitis", snomed: "15805002", snomedName: "Acute sinusitis (disorder)", icd: "J01.90", icdName: "Acute sinusitis, unspecified",
		chance: [5]int{30, 60, 60, 40, 30}, minAge: 5, setting: "AMB", days: 12, drugs: "amoxicillin 500", symptoms: "nasal congestion|headache", denies: "fever|blurred vision", plan: "Saline rinses.",
	},
	{
		key: "strep", names: "strep throat|streptococcal pharyngitis", snomed: "43878008", snomedName: "Streptococcal sore throat (disorder)", icd: "J02.0", icdName: "Streptococcal pharyngitis",
		chance: [5]int{90, 25, 10, 3, 1}, minAge: 3, setting: "AMB", days: 10, drugs: "amoxicillin 500|penicillin v 500", symptoms: "sore throat|fever", denies: "cough|rash", plan: "Finish the whole course.",
	},
	{
		key: "aom-r", names: "right otitis media|acute otitis media of the right ear", side: "right", site: "ear", snomed: "3110003", snomedName: "Acute otitis media (disorder)", icd: "H66.91", icdName: "Otitis media, unspecified, right ear",
		chance: [5]int{80, 5, 2, 1, 1}, setting: "AMB", days: 10, drugs: "amoxicillin 500", symptoms: "right ear pain|fever", denies: "vomiting|rash", plan: "Recheck the ear in 2 weeks.",
	},
	{
		key: "aom-l", names: "left otitis media|acute otitis media of the left ear", side: "left", site: "ear", snomed: "3110003", snomedName: "Acute otitis media (disorder)", icd: "H66.92", icdName: "Otitis media, unspecified, left ear",
		chance: [5]int{80, 5, 2, 1, 1}, setting: "AMB", days: 10, drugs: "amoxicillin 500", symptoms: "left ear pain|fever", denies: "vomiting|rash", plan: "Recheck the ear in 2 weeks.",
	},
	{
		key: "uti", names: "urinary tract infection|UTI", snomed: "68566005", snomedName: "Urinary tract infectious disease (disorder)", icd: "N39.0", icdName: "Urinary tract infection, site not specified",
		chance: [5]int{25, 80, 60, 70, 90}, minAge: 1, male: 25, female: 175, setting: "AMB", days: 7, drugs: "nitrofurantoin 100|sulfamethoxazole-trimethoprim|ciprofloxacin 500", panels: "ua", symptoms: "painful urination", denies: "fever|vomiting|back pain", plan: "Return if [~fever] or [~back pain] develops.",
	},
	{
		key: "gastroenteritis", names: "gastroenteritis|viral gastroenteritis", snomed: "25374005", snomedName: "Gastroenteritis (disorder)", icd: "K52.9", icdName: "Noninfective gastroenteritis and colitis, unspecified",
		chance: [5]int{60, 40, 25, 20, 20}, setting: "EMER", days: 4, drugs: "ondansetron 4", panels: "bmp", symptoms: "nausea|vomiting|diarrhea", denies: "black stools|fever", plan: "Oral rehydration.",
	},
	{
		key: "flu", names: "influenza|flu", snomed: "6142004", snomedName: "Influenza (disorder)", icd: "J11.1", icdName: "Influenza due to unidentified influenza virus with other respiratory manifestations",
		chance: [5]int{60, 40, 30, 30, 35}, minAge: 1, setting: "AMB", days: 9, drugs: "oseltamivir 75|acetaminophen 325", symptoms: "fever|muscle aches|cough", denies: "shortness of breath|vomiting", plan: "Stay home. Come back if [~shortness of breath] develops.",
	},
	{
		key: "back", names: "low back pain|lumbago", snomed: "279039007", snomedName: "Low back pain (finding)", icd: "M54.50", icdName: "Low back pain, unspecified",
		chance: [5]int{5, 70, 80, 60, 50}, minAge: 14, setting: "AMB", days: 30, drugs: "ibuprofen 200|naproxen 220|acetaminophen 500", procs: "physical therapy", denies: "numbness|fever|weight loss", plan: "No imaging needed now. If [~numbness] appears, order [~lumbar MRI].",
	},
	{
		key: "sprain-r", names: "sprain of the right ankle|right ankle sprain", side: "right", site: "ankle", snomed: "44465007", snomedName: "Sprain of ankle (disorder)", icd: "S93.401A", icdName: "Sprain of unspecified ligament of right ankle, initial encounter",
		chance: [5]int{50, 35, 20, 10, 5}, minAge: 5, setting: "EMER", days: 28, drugs: "ibuprofen 200", procs: "ankle x-ray", symptoms: "right ankle pain", denies: "numbness", plan: "Rest, ice, compression, elevation.",
	},
	{
		key: "sprain-l", names: "sprain of the left ankle|left ankle sprain", side: "left", site: "ankle", snomed: "44465007", snomedName: "Sprain of ankle (disorder)", icd: "S93.402A", icdName: "Sprain of unspecified ligament of left ankle, initial encounter",
		chance: [5]int{50, 35, 20, 10, 5}, minAge: 5, setting: "EMER", days: 28, drugs: "ibuprofen 200", procs: "ankle x-ray", symptoms: "left ankle pain", denies: "numbness", plan: "Rest, ice, compression, elevation.",
	},
	{
		key: "dermatitis", names: "contact dermatitis", snomed: "40275004", snomedName: "Contact dermatitis (disorder)", icd: "L25.9", icdName: "Unspecified contact dermatitis, unspecified cause",
		chance: [5]int{30, 25, 20, 20, 20}, minAge: 2, setting: "AMB", days: 14, drugs: "hydrocortisone 1%", symptoms: "rash|itching", denies: "fever|shortness of breath", plan: "Avoid the trigger.",
	},
	{
		key: "chestpain", names: "chest pain", snomed: "29857009", snomedName: "Chest pain (finding)", icd: "R07.9", icdName: "Chest pain, unspecified",
		chance: [5]int{2, 20, 40, 50, 50}, minAge: 12, setting: "EMER", days: 2, drugs: "aspirin 81", panels: "troponin|bmp|cbc", procs: "ecg|cxr", denies: "shortness of breath|nausea|syncope", plan: "Low suspicion for [?pulmonary embolism]. Outpatient [+stress test] arranged.",
	},
	{
		key: "stone", names: "kidney stone|nephrolithiasis", snomed: "95570007", snomedName: "Kidney stone (disorder)", icd: "N20.0", icdName: "Calculus of kidney",
		chance: [5]int{1, 15, 25, 20, 12}, minAge: 16, setting: "EMER", days: 12, drugs: "ondansetron 4|tamsulosin 0.4", panels: "bmp|ua", symptoms: "abdominal pain|blood in the urine|nausea", denies: "fever|painful urination", plan: "Strain urine. Return for [~fever] or [~vomiting].",
	},
	{
		key: "cellulitis-r", names: "cellulitis of the right leg|right leg cellulitis", side: "right", site: "leg", snomed: "128045006", snomedName: "Cellulitis (disorder)", icd: "L03.115", icdName: "Cellulitis of right lower limb",
		chance: [5]int{5, 10, 15, 20, 25}, setting: "EMER", days: 12, drugs: "cephalexin 500", panels: "cbc|crp", symptoms: "leg swelling", denies: "fever|chills|chest pain", plan: "Cannot rule out [?deep vein thrombosis]; return if the redness spreads.",
	},
	{
		key: "pneumonia", names: "pneumonia|community-acquired pneumonia", snomed: "233604007", snomedName: "Pneumonia (disorder)", icd: "J18.9", icdName: "Pneumonia, unspecified organism",
		chance: [5]int{6, 5, 10, 30, 70}, setting: "IMP", days: 16, drugs: "azithromycin 250|doxycycline 100", panels: "cbc|bmp|crp", procs: "cxr", symptoms: "cough|fever|shortness of breath", denies: "chest pain|coughing up blood", plan: "Repeat [+chest X-ray] in 6 weeks.",
	},
	{
		key: "aecopd", names: "COPD exacerbation|acute exacerbation of COPD", snomed: "195951007", snomedName: "Acute exacerbation of chronic obstructive airways disease (disorder)", icd: "J44.1", icdName: "Chronic obstructive pulmonary disease with (acute) exacerbation",
		setting: "IMP", days: 12, drugs: "prednisone 20", panels: "cbc|bmp", procs: "cxr", with: "copd", symptoms: "shortness of breath|wheezing|cough", denies: "fever|chest pain", plan: "Short course of [prednisone], then stop.",
	},
	{
		key: "nstemi", names: "NSTEMI|non-ST elevation myocardial infarction", snomed: "401314000", snomedName: "Acute non-ST segment elevation myocardial infarction (disorder)", icd: "I21.4", icdName: "Non-ST elevation (NSTEMI) myocardial infarction",
		setting: "IMP", days: 20, drugs: "clopidogrel 75", panels: "troponin|bmp|cbc|lipid", procs: "ecg|pci", with: "cad", symptoms: "chest pain|shortness of breath|nausea", denies: "syncope", plan: "Cardiac rehabilitation. Continue [clopidogrel] for a year.",
	},
	{
		key: "appendicitis", names: "appendicitis|acute appendicitis", snomed: "74400008", snomedName: "Appendicitis (disorder)", icd: "K37", icdName: "Unspecified appendicitis",
		chance: [5]int{5, 5, 3, 2, 1}, minAge: 6, setting: "IMP", days: 10, drugs: "acetaminophen 500", panels: "cbc|crp", procs: "appendectomy", symptoms: "abdominal pain|nausea|fever", denies: "diarrhea|painful urination", plan: "Wound check in 2 weeks.",
	},
}
