package synth

// symptom is a complaint or a finding on examination, coded in ICD-10-CM.
type symptom struct {
	names     string // parted by |, the plainest first
	icd, name string
	sign      bool // found by the examiner rather than told by the patient
	system    string
}

var symptoms = []*symptom{
	{"chest pain|CP", "R07.9", "Chest pain, unspecified", false, "Cardiovascular"},
	{"palpitations", "R00.2", "Palpitations", false, "Cardiovascular"},
	{"orthopnea", "R06.01", "Orthopnea", false, "Cardiovascular"},
	{"syncope|fainting", "R55", "Syncope and collapse", false, "Cardiovascular"},
	{"leg swelling|edema|lower extremity edema", "R60.0", "Localized edema", true, "Cardiovascular"},
	{"shortness of breath|SOB|dyspnea", "R06.02", "Shortness of breath", false, "Respiratory"},
	{"cough", "R05.9", "Cough, unspecified", false, "Respiratory"},
	{"wheezing|wheezes", "R06.2", "Wheezing", true, "Respiratory"},
	{"coughing up blood|hemoptysis", "R04.2", "Hemoptysis", false, "Respiratory"},
	{"fever|fevers", "R50.9", "Fever, unspecified", false, "Constitutional"},
	{"chills", "R68.83", "Chills (without fever)", false, "Constitutional"},
	{"fatigue|tiredness", "R53.83", "Other fatigue", false, "Constitutional"},
	{"weight loss", "R63.4", "Abnormal weight loss", false, "Constitutional"},
	{"night sweats", "R61", "Generalized hyperhidrosis", false, "Constitutional"},
	{"nausea", "R11.0", "Nausea", false, "Gastrointestinal"},
	{"vomiting|emesis", "R11.10", "Vomiting, unspecified", false, "Gastrointestinal"},
	{"diarrhea", "R19.7", "Diarrhea, unspecified", false, "Gastrointestinal"},
	{"constipation", "K59.00", "Constipation, unspecified", false, "Gastrointestinal"},
	{"abdominal pain", "R10.9", "Unspecified abdominal pain", false, "Gastrointestinal"},
	{"heartburn", "R12", "Heartburn", false, "Gastrointestinal"},
	{"black stools|melena", "K92.1", "Melena", false, "Gastrointestinal"},
	{"jaundice", "R17", "Unspecified jaundice", true, "Gastrointestinal"},
	{"painful urination|dysuria", "R30.0", "Dysuria", false, "Genitourinary"},
	{"blood in the urine|hematuria", "R31.9", "Hematuria, unspecified", false, "Genitourinary"},
	{"polyuria", "R35.89", "Other polyuria", false, "Genitourinary"},
	{"polydipsia", "R63.1", "Polydipsia", false, "Endocrine"},
	{"headache|HA|headaches", "R51.9", "Headache, unspecified", false, "Neurologic"},
	{"dizziness", "R42", "Dizziness and giddiness", false, "Neurologic"},
	{"numbness", "R20.0", "Anesthesia of skin", false, "Neurologic"},
	{"seizures", "R56.9", "Unspecified convulsions", false, "Neurologic"},
	{"blurred vision", "H53.8", "Other visual disturbances", false, "Eyes"},
	{"insomnia", "G47.00", "Insomnia, unspecified", false, "Psychiatric"},
	{"rash", "R21", "Rash and other nonspecific skin eruption", true, "Skin"},
	{"itching|pruritus", "L29.9", "Pruritus, unspecified", false, "Skin"},
	{"joint pain", "M25.50", "Pain in unspecified joint", false, "Musculoskeletal"},
	{"joint swelling", "M25.40", "Effusion, unspecified joint", true, "Musculoskeletal"},
	{"back pain", "M54.9", "Dorsalgia, unspecified", false, "Musculoskeletal"},
	{"muscle aches|myalgias", "M79.10", "Myalgia, unspecified site", false, "Musculoskeletal"},
	{"right ankle pain", "M25.571", "Pain in right ankle and joints of right foot", false, "Musculoskeletal"},
	{"left ankle pain", "M25.572", "Pain in left ankle and joints of left foot", false, "Musculoskeletal"},
	{"pain", "R52", "Pain, unspecified", false, "General"},
	{"sore throat", "R07.0", "Pain in throat", false, "ENT"},
	{"nasal congestion", "R09.81", "Nasal congestion", false, "ENT"},
	{"ear pain", "H92.09", "Otalgia, unspecified ear", false, "ENT"},
	{"right ear pain", "H92.01", "Otalgia, right ear", false, "ENT"},
	{"left ear pain", "H92.02", "Otalgia, left ear", false, "ENT"},
}

// otherDx are diagnoses that notes speak of (relatives, past, ruled out) though no table above generates them.
var otherDx = []*symptom{
	{"colon cancer", "C18.9", "Malignant neoplasm of colon, unspecified", false, "F"},
	{"breast cancer", "C50.919", "Malignant neoplasm of unspecified site of unspecified female breast", false, "F"},
	{"stroke", "I63.9", "Cerebral infarction, unspecified", false, "F"},
	{"myocardial infarction|MI|heart attack", "I21.9", "Acute myocardial infarction, unspecified", false, "F"},
	{"Alzheimer's disease", "G30.9", "Alzheimer's disease, unspecified", false, "F"},
	{"glaucoma", "H40.9", "Unspecified glaucoma", false, "F"},
	{"pulmonary embolism|PE", "I26.99", "Other pulmonary embolism without acute cor pulmonale", false, "R"},
	{"deep vein thrombosis|DVT", "I82.409", "Acute embolism and thrombosis of unspecified deep veins of unspecified lower extremity", false, "R"},
	{"meningitis", "G03.9", "Meningitis, unspecified", false, "R"},
	{"gallstones|cholelithiasis", "K80.20", "Calculus of gallbladder without cholecystitis without obstruction", false, "P"},
	{"shingles|herpes zoster", "B02.9", "Zoster without complications", false, "P"},
	{"kidney stones", "N20.0", "Calculus of kidney", false, "P"},
}

// procedure is something done to the patient, coded in SNOMED CT, with its price in cents.
type procedure struct {
	key, names      string
	snomed, display string
	kind            string // Comprehend Medical's type
	cents           int
	normal, odd     string // findings of an examination, in the markup of say
}

var procedures = []*procedure{
	{
		key: "ecg", names: "ECG|EKG|electrocardiogram", snomed: "29303009", display: "Electrocardiographic procedure (procedure)", kind: "TEST_NAME", cents: 6450,
		normal: "normal sinus rhythm", odd: "irregular rhythm",
	},
	{
		key: "cxr", names: "chest X-ray|CXR|chest radiograph", snomed: "399208008", display: "Plain X-ray of chest (procedure)", kind: "TEST_NAME", cents: 12900,
		normal: "clear lungs, no [-pneumonia]", odd: "hazy opacity in the right lower lobe, possible [?pneumonia]",
	},
	{
		key: "echo", names: "echocardiogram|echo|TTE", snomed: "40701008", display: "Echocardiography (procedure)", kind: "TEST_NAME", cents: 48000,
		normal: "ejection fraction preserved", odd: "ejection fraction reduced",
	},
	{
		key: "spirometry", names: "spirometry|PFTs", snomed: "127783003", display: "Spirometry (procedure)", kind: "TEST_NAME", cents: 11250,
		normal: "normal", odd: "obstructive pattern",
	},
	{
		key: "dexa", names: "DEXA scan|bone density scan", snomed: "312681000", display: "Bone density scan (procedure)", kind: "TEST_NAME", cents: 15000,
		normal: "T-score above -2.5", odd: "T-score below -2.5",
	},
	{
		key: "mammogram", names: "mammogram|mammography", snomed: "71651007", display: "Mammography (procedure)", kind: "TEST_NAME", cents: 18000,
		normal: "BI-RADS 1", odd: "BI-RADS 2",
	},
	{
		key: "colonoscopy", names: "colonoscopy", snomed: "73761001", display: "Colonoscopy (procedure)", kind: "PROCEDURE_NAME", cents: 124000,
		normal: "unremarkable", odd: "see pathology report",
	},
	{
		key: "ankle x-ray", names: "ankle X-ray", snomed: "1290459008", display: "Plain X-ray of ankle region (procedure)", kind: "TEST_NAME", cents: 10800,
		normal: "unremarkable", odd: "unremarkable apart from soft tissue changes",
	},
	{key: "physical therapy", names: "physical therapy|PT", snomed: "91251008", display: "Physical therapy procedure (regime/therapy)", kind: "TREATMENT_NAME", cents: 9800},
	{key: "pci", names: "PCI|percutaneous coronary intervention", snomed: "415070008", display: "Percutaneous coronary intervention (procedure)", kind: "PROCEDURE_NAME", cents: 1865000},
	{key: "appendectomy", names: "appendectomy", snomed: "80146002", display: "Excision of appendix (procedure)", kind: "PROCEDURE_NAME", cents: 982000},
	{key: "cholecystectomy", names: "cholecystectomy", snomed: "38102005", display: "Cholecystectomy (procedure)", kind: "PROCEDURE_NAME", cents: 890000},
	{key: "tonsillectomy", names: "tonsillectomy", snomed: "173422009", display: "Tonsillectomy (procedure)", kind: "PROCEDURE_NAME", cents: 410000},
	{key: "tkr", names: "total knee replacement|TKR", snomed: "609588000", display: "Total replacement of knee joint (procedure)", kind: "PROCEDURE_NAME", cents: 2750000},
	{key: "stress test", names: "stress test", snomed: "76746007", display: "Cardiovascular stress testing (procedure)", kind: "TEST_NAME", cents: 52000},
	{key: "egd", names: "upper endoscopy|EGD", snomed: "76009000", display: "Esophagogastroduodenoscopy (procedure)", kind: "PROCEDURE_NAME", cents: 98000},
	{key: "mri", names: "lumbar MRI", kind: "TEST_NAME"},
}

// vaccine is a CVX code and when it is due.
type vaccine struct {
	cvx, display, name string
	months             []int // ages at which children get it
	from, every        int   // adults: from this age, every so many years; 0 is once
}

var vaccines = []*vaccine{
	{cvx: "08", display: "Hep B, adolescent or pediatric", name: "hepatitis B vaccine", months: []int{1, 2, 6}},
	{cvx: "20", display: "DTaP", name: "DTaP", months: []int{2, 4, 6, 15, 48}},
	{cvx: "10", display: "IPV", name: "polio vaccine", months: []int{2, 4, 6, 48}},
	{cvx: "133", display: "Pneumococcal conjugate PCV 13", name: "pneumococcal conjugate vaccine", months: []int{2, 4, 6, 12}},
	{cvx: "03", display: "MMR", name: "MMR", months: []int{12, 48}},
	{cvx: "21", display: "varicella", name: "varicella vaccine", months: []int{12, 48}},
	{cvx: "114", display: "meningococcal MCV4P", name: "meningococcal vaccine", months: []int{132}},
	{cvx: "115", display: "Tdap", name: "Tdap", months: []int{132}, from: 19, every: 10},
	{cvx: "140", display: "Influenza, split virus, trivalent, PF", name: "influenza vaccine", from: 1, every: 1},
	{cvx: "33", display: "pneumococcal polysaccharide vaccine, 23 valent", name: "pneumococcal vaccine", from: 65},
	{cvx: "208", display: "COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose", name: "COVID-19 vaccine", from: 12, every: 2},
}

// allergen is what a patient may be allergic to: drugs in RxNorm, the rest in SNOMED CT.
type allergen struct {
	name     string
	code     coding
	category string
	reaction coding
	shows    string // the reaction as notes say it
	weight   int
}

var (
	reactRash   = coding{sysSNOMED, "271807003", "Eruption of skin (disorder)"}
	reactHives  = coding{sysSNOMED, "247472004", "Wheal (finding)"}
	reactNausea = coding{sysSNOMED, "422587007", "Nausea (finding)"}
	reactShock  = coding{sysSNOMED, "39579001", "Anaphylaxis (disorder)"}
)

var allergens = []*allergen{
	{"penicillin", coding{sysRxNorm, "7980", "penicillin G"}, "medication", reactRash, "rash", 60},
	{"sulfa", coding{sysRxNorm, "10180", "sulfamethoxazole"}, "medication", reactHives, "hives", 35},
	{"codeine", coding{sysRxNorm, "2670", "codeine"}, "medication", reactNausea, "nausea", 20},
	{"latex", coding{sysSNOMED, "111088007", "Latex (substance)"}, "environment", reactHives, "hives", 15},
	{"peanuts", coding{sysSNOMED, "762952008", "Peanut (substance)"}, "food", reactShock, "anaphylaxis", 12},
	{"shellfish", coding{sysSNOMED, "735029006", "Shellfish (substance)"}, "food", reactHives, "hives", 15},
	{"bee stings", coding{sysSNOMED, "288328004", "Bee venom (substance)"}, "environment", reactShock, "anaphylaxis", 8},
}
