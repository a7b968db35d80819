package synth

// lab is a measurement of blood or urine. All its numbers are in units of the last printed place.
type lab struct {
	key, names     string // names as notes have them, parted by |
	loinc, display string
	unit, ucum     string
	places         int
	lo, hi         int  // what a healthy patient's own level is drawn from
	refLo, refHi   int  // reference range, 0 is none
	noise          int  // from one day to the next
	below          int  // smaller values are reported as "< below"
	outcome        bool // positive or negative instead of a number
}

var labs = []*lab{
	{key: "a1c", names: "HbA1c|A1c|hemoglobin A1c", loinc: "4548-4", display: "Hemoglobin A1c/Hemoglobin.total in Blood", unit: "%", ucum: "%", places: 1, lo: 48, hi: 58, refLo: 40, refHi: 56, noise: 2},
	{key: "glucose", names: "glucose", loinc: "2345-7", display: "Glucose [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", lo: 78, hi: 102, refLo: 70, refHi: 99, noise: 8},
	{key: "bun", names: "BUN|urea nitrogen", loinc: "3094-0", display: "Urea nitrogen [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", lo: 8, hi: 19, refLo: 7, refHi: 20, noise: 2},
	{key: "creatinine", names: "creatinine|Cr", loinc: "2160-0", display: "Creatinine [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", places: 2, lo: 62, hi: 104, refLo: 60, refHi: 130, noise: 5},
	{key: "egfr", names: "eGFR", loinc: "98979-8", display: "Glomerular filtration rate [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)/1.73 sq M", unit: "mL/min/1.73 m2", ucum: "mL/min/{1.73_m2}", refLo: 60},
	{key: "sodium", names: "sodium|Na", loinc: "2951-2", display: "Sodium [Moles/volume] in Serum or Plasma", unit: "mmol/L", ucum: "mmol/L", lo: 136, hi: 144, refLo: 135, refHi: 145, noise: 2},
	{key: "potassium", names: "potassium|K", loinc: "2823-3", display: "Potassium [Moles/volume] in Serum or Plasma", unit: "mmol/L", ucum: "mmol/L", places: 1, lo: 37, hi: 48, refLo: 35, refHi: 51, noise: 3},
	{key: "chloride", names: "chloride|Cl", loinc: "2075-0", display: "Chloride [Moles/volume] in Serum or Plasma", unit: "mmol/L", ucum: "mmol/L", lo: 98, hi: 106, refLo: 98, refHi: 107, noise: 2},
	{key: "co2", names: "CO2|bicarbonate", loinc: "2028-9", display: "Carbon dioxide, total [Moles/volume] in Serum or Plasma", unit: "mmol/L", ucum: "mmol/L", lo: 22, hi: 28, refLo: 22, refHi: 29, noise: 1},
	{key: "calcium", names: "calcium", loinc: "17861-6", display: "Calcium [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", places: 1, lo: 88, hi: 101, refLo: 85, refHi: 105, noise: 2},
	{key: "chol", names: "total cholesterol|cholesterol", loinc: "2093-3", display: "Cholesterol [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", lo: 140, hi: 205, refHi: 200, noise: 9},
	{key: "trig", names: "triglycerides", loinc: "2571-8", display: "Triglyceride [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", lo: 60, hi: 160, refHi: 150, noise: 18},
	{key: "hdl", names: "HDL", loinc: "2085-9", display: "Cholesterol in HDL [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", lo: 40, hi: 68, refLo: 40, noise: 3},
	{key: "ldl", names: "LDL", loinc: "13457-7", display: "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", unit: "mg/dL", ucum: "mg/dL", refHi: 130},
	{key: "tsh", names: "TSH", loinc: "3016-3", display: "Thyrotropin [Units/volume] in Serum or Plasma", unit: "mIU/L", ucum: "m[IU]/L", places: 2, lo: 90, hi: 330, refLo: 40, refHi: 450, noise: 35},
	{key: "hgb", names: "hemoglobin|Hgb", loinc: "718-7", display: "Hemoglobin [Mass/volume] in Blood", unit: "g/dL", ucum: "g/dL", places: 1, lo: 124, hi: 160, refLo: 120, refHi: 175, noise: 4},
	{key: "hct", names: "hematocrit|Hct", loinc: "4544-3", display: "Hematocrit [Volume Fraction] of Blood by Automated count", unit: "%", ucum: "%", places: 1, refLo: 360, refHi: 520},
	{key: "wbc", names: "WBC|white count", loinc: "6690-2", display: "Leukocytes [#/volume] in Blood by Automated count", unit: "10*3/uL", ucum: "10*3/uL", places: 1, lo: 45, hi: 90, refLo: 40, refHi: 110, noise: 9},
	{key: "plt", names: "platelets|Plt", loinc: "777-3", display: "Platelets [#/volume] in Blood by Automated count", unit: "10*3/uL", ucum: "10*3/uL", lo: 170, hi: 340, refLo: 150, refHi: 400, noise: 15},
	{key: "ferritin", names: "ferritin", loinc: "2276-4", display: "Ferritin [Mass/volume] in Serum or Plasma", unit: "ng/mL", ucum: "ng/mL", lo: 30, hi: 180, refLo: 15, refHi: 300, noise: 6},
	{key: "bnp", names: "NT-proBNP", loinc: "33762-6", display: "Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma", unit: "pg/mL", ucum: "pg/mL", lo: 30, hi: 110, refHi: 125, noise: 40, below: 36},
	{key: "inr", names: "INR", loinc: "6301-6", display: "INR in Platelet poor plasma by Coagulation assay", unit: "", ucum: "1", places: 1, lo: 9, hi: 11, refLo: 8, refHi: 11, noise: 1},
	{key: "uacr", names: "urine albumin/creatinine ratio|UACR", loinc: "14959-1", display: "Microalbumin/Creatinine [Mass Ratio] in Urine", unit: "mg/g", ucum: "mg/g", lo: 4, hi: 26, refHi: 30, noise: 4, below: 5},
	{key: "urate", names: "uric acid", loinc: "3084-1", display: "Urate [Mass/volume] in Serum or Plasma", unit: "mg/dL", ucum: "mg/dL", places: 1, lo: 40, hi: 68, refLo: 35, refHi: 72, noise: 5},
	{key: "psa", names: "PSA", loinc: "2857-1", display: "Prostate specific Ag [Mass/volume] in Serum or Plasma", unit: "ng/mL", ucum: "ng/mL", places: 2, lo: 30, hi: 280, refHi: 400, noise: 20},
	{key: "crp", names: "CRP|C-reactive protein", loinc: "1988-5", display: "C reactive protein [Mass/volume] in Serum or Plasma", unit: "mg/L", ucum: "mg/L", places: 1, lo: 2, hi: 60, refHi: 50, noise: 12, below: 5},
	{key: "troponin", names: "troponin I|troponin", loinc: "10839-9", display: "Troponin I.cardiac [Mass/volume] in Serum or Plasma", unit: "ng/mL", ucum: "ng/mL", places: 2, lo: 0, hi: 1, refHi: 4, below: 1},
	{key: "nitrite", names: "urine nitrite", loinc: "5802-4", display: "Nitrite [Presence] in Urine by Test strip", outcome: true},
	{key: "leukesterase", names: "leukocyte esterase", loinc: "5799-2", display: "Leukocyte esterase [Presence] in Urine by Test strip", outcome: true},
}

// panel is an order of several measurements, reported together.
type panel struct {
	key, names     string
	loinc, display string // empty where a single test is its own order
	labs           string
	specimen       coding
	cents          int
}

var (
	serum = coding{sysSNOMED, "119364003", "Serum specimen (specimen)"}
	blood = coding{sysSNOMED, "119297000", "Blood specimen (specimen)"}
	urine = coding{sysSNOMED, "122575003", "Urine specimen (specimen)"}
)

var panels = []*panel{
	{"bmp", "basic metabolic panel|BMP", "51990-0", "Basic metabolic panel - Blood", "glucose|bun|creatinine|egfr|sodium|potassium|chloride|co2|calcium", serum, 3200},
	{"lipid", "lipid panel", "24331-1", "Lipid 1996 panel - Serum or Plasma", "chol|trig|hdl|ldl", serum, 4150},
	{"cbc", "CBC|complete blood count", "58410-2", "CBC panel - Blood by Automated count", "hgb|hct|wbc|plt", blood, 2975},
	{"ua", "urinalysis|UA", "24356-8", "Urinalysis complete panel - Urine", "nitrite|leukesterase", urine, 1850},
	{"a1c", "", "", "", "a1c", blood, 2640},
	{"uacr", "", "", "", "uacr", urine, 2210},
	{"tsh", "", "", "", "tsh", serum, 3370},
	{"ferritin", "", "", "", "ferritin", serum, 2890},
	{"bnp", "", "", "", "bnp", serum, 7450},
	{"inr", "", "", "", "inr", blood, 1420},
	{"urate", "", "", "", "urate", serum, 1560},
	{"psa", "", "", "", "psa", serum, 3980},
	{"crp", "", "", "", "crp", serum, 2050},
	{"troponin", "", "", "", "troponin", serum, 5680},
}

// effect is what a condition does to a patient's level of a lab, at onset and with each year since.
type effect struct {
	condition, lab string
	lo, hi, yearly int
}

var effects = []effect{
	{"t2dm", "a1c", 10, 34, 1},
	{"t2dm", "glucose", 25, 95, 1},
	{"t2dm", "trig", 20, 90, 0},
	{"t2dm", "uacr", 0, 60, 3},
	{"prediabetes", "a1c", 4, 7, 0},
	{"prediabetes", "glucose", 6, 18, 0},
	{"hld", "chol", 25, 75, 1},
	{"hld", "trig", 10, 70, 0},
	{"hld", "hdl", -8, 0, 0},
	{"ckd", "creatinine", 45, 90, 4},
	{"ckd", "bun", 8, 22, 1},
	{"ckd", "potassium", 1, 5, 0},
	{"ckd", "hgb", -18, -4, -1},
	{"hypothyroid", "tsh", 40, 520, 0},
	{"ida", "hgb", -40, -18, 1},
	{"ida", "ferritin", -90, -30, 0},
	{"hf", "bnp", 400, 3200, 60},
	{"hf", "sodium", -5, 0, 0},
	{"gout", "urate", 8, 30, 0},
	{"bph", "psa", 20, 260, 8},
	{"obesity", "crp", 5, 40, 0},
	{"obesity", "hdl", -6, 0, 0},
	{"pneumonia", "wbc", 30, 95, 0},
	{"pneumonia", "crp", 300, 1500, 0},
	{"appendicitis", "wbc", 40, 90, 0},
	{"appendicitis", "crp", 150, 900, 0},
	{"cellulitis-r", "wbc", 15, 60, 0},
	{"cellulitis-r", "crp", 100, 700, 0},
	{"nstemi", "troponin", 20, 900, 0},
	{"aecopd", "wbc", 5, 40, 0},
}

// remedies are what a drug does to the level of a lab while it is taken.
var remedies = []struct {
	drug, lab string
	by        int
}{
	{"metformin", "a1c", -9},
	{"metformin", "glucose", -22},
	{"glipizide", "a1c", -7},
	{"glipizide", "glucose", -18},
	{"insulin glargine", "a1c", -13},
	{"insulin glargine", "glucose", -35},
	{"atorvastatin", "chol", -48},
	{"simvastatin", "chol", -38},
	{"levothyroxine", "tsh", -240},
	{"allopurinol", "urate", -18},
	{"ferrous sulfate", "hgb", 16},
	{"ferrous sulfate", "ferritin", 28},
	{"warfarin", "inr", 14},
	{"furosemide", "bnp", -350},
	{"furosemide", "potassium", -3},
	{"lisinopril", "potassium", 2},
}
