package lab

// measure is what kind of quantity a test gives.
type measure uint8

// The measures.
const (
	amount      measure = iota // in a volume: mg/dL, 10*3/uL, U/L
	fraction                   // %
	pressure                   // two numbers in mm[Hg]
	temperature                // °F, °C
	rate                       // per minute
	weight
	length
	index   // a number without unit: INR, pH, BMI, specific gravity
	score   // n of m: pain 7/10, GCS 15
	seconds // PT, PTT
	millis  // QTc
	volume  // fL, mL
	mass    // pg
	study   // an image, a panel, a tracing: results in words only
	other   // a test that the table lacks
)

// test is a test with its usual unit and the values, in thousandths, that can be its: those outside are something else.
type test struct {
	name    string
	loinc   string
	display string
	ucum    string // the usual unit
	measure measure
	low     int64 // thousandths
	high    int64
	vital   bool
	drug    bool     // also the name of a drug or a nutrient
	ways    []string // safe anywhere where a value follows
	short   []string // only as written, and only in company: other tests on the line, or a section of results
}

func lab(name, loinc, ucum string, m measure, low, high float64, ways []string, short ...string) test {
	return test{name: name, loinc: loinc, display: name, ucum: ucum, measure: m, low: int64(low * 1000), high: int64(high * 1000), ways: ways, short: short}
}

func vital(name, loinc, ucum string, m measure, low, high float64, ways []string, short ...string) test {
	t := lab(name, loinc, ucum, m, low, high, ways, short...)
	t.vital = true
	return t
}

// both is a test whose name is also a drug's.
func both(t test) test {
	t.drug = true
	return t
}

func w(ways ...string) []string { return ways }

// The tests. LOINC codes are those of the commonest method; link may know better ones.
var tests = []test{
	vital("blood pressure", "85354-9", "mm[Hg]", pressure, 20, 320, w("blood pressure{|s}", "bp", "b/p", "b.p.", "nibp", "bps", "blood pressure reading{|s}")),
	vital("systolic blood pressure", "8480-6", "mm[Hg]", rate, 30, 320, w("systolic blood pressure", "systolic bp", "sbp", "systolic")),
	vital("diastolic blood pressure", "8462-4", "mm[Hg]", rate, 10, 220, w("diastolic blood pressure", "diastolic bp", "dbp", "diastolic")),
	vital("mean blood pressure", "8478-0", "mm[Hg]", rate, 20, 220, w("mean arterial pressure"), "MAP"),
	vital("heart rate", "8867-4", "/min", rate, 20, 300, w("heart rate", "pulse rate", "pulse", "heartrate", "hr"), "P", "HR"),
	vital("respiratory rate", "9279-1", "/min", rate, 4, 90, w("respiratory rate", "respiration{|s}", "resp", "resps", "resp rate", "rr", "breathing rate"), "R", "RR"),
	vital("body temperature", "8310-5", "Cel", temperature, 30, 112, w("body temperature", "temperature", "temp", "tmax", "t-max", "t max", "tcurrent", "temps"), "T", "Tc", "Tm"),
	both(vital("oxygen saturation", "59408-5", "%", fraction, 40, 100, w("oxygen saturation{|s}", "o2 sat{|s|uration}", "spo2", "sao2", "o2sat", "pulse ox", "pulse oximetry", "pulse oximeter", "sats", "saturation", "saturating", "satting", "oxygen sat{|s}", "pox", "sa02", "sp02", "o2 saturation", "o2"))), // "O2 95% RA": see saturates
	vital("body mass index", "39156-5", "kg/m2", index, 8, 120, w("body mass index", "bmi")),
	vital("body weight", "29463-7", "kg", weight, 0.3, 1000, w("body weight", "weight", "wt", "wt.")),
	vital("body height", "8302-2", "cm", length, 1, 260, w("body height", "height", "ht", "ht.")),
	vital("head circumference", "9843-4", "cm", length, 15, 80, w("head circumference")),
	vital("pain score", "72514-3", "{score}", score, 0, 10, w("pain {score|level|scale|rating|severity}", "pain", "pain is")),
	vital("Glasgow coma score", "9269-2", "{score}", score, 3, 15, w("glasgow coma {scale|score}", "gcs")),
	vital("ejection fraction", "10230-1", "%", fraction, 5, 90, w("ejection fraction", "lvef", "ef")),

	both(lab("sodium", "2951-2", "mmol/L", amount, 90, 200, w("sodium"), "Na")),
	both(lab("potassium", "2823-3", "mmol/L", amount, 1, 11, w("potassium"), "K", "K+")),
	both(lab("chloride", "2075-0", "mmol/L", amount, 60, 150, w("chloride"), "Cl")),
	both(lab("bicarbonate", "2028-9", "mmol/L", amount, 3, 60, w("bicarbonate", "bicarb", "total co2", "carbon dioxide", "co2"), "HCO3", "CO2")),
	lab("urea nitrogen", "3094-0", "mg/dL", amount, 1, 250, w("blood urea nitrogen", "urea nitrogen", "bun")),
	lab("creatinine", "2160-0", "mg/dL", amount, 0.1, 30, w("creatinine", "serum creatinine", "creat"), "Cr", "CR"),
	both(lab("glucose", "2345-7", "mg/dL", amount, 10, 2000, w("glucose", "blood glucose", "blood sugar{|s}", "fingerstick{|s}", "finger stick{|s}", "fsbg", "fbs", "fasting glucose", "accucheck", "fsbs", "bgl", "fingerstick glucose", "sugar{|s}"), "Glu", "GLU", "BG", "BS", "FS")),
	both(lab("calcium", "17861-6", "mg/dL", amount, 0.5, 20, w("calcium", "ionized calcium"), "Ca", "iCa")),
	both(lab("magnesium", "19123-9", "mg/dL", amount, 0.3, 12, w("magnesium"), "Mg", "Mag")),
	both(lab("phosphate", "2777-1", "mg/dL", amount, 0.3, 20, w("phosphorus", "phosphate", "phos"), "PO4", "Phos")),
	lab("anion gap", "33037-3", "mmol/L", amount, 0, 60, w("anion gap"), "AG"),
	lab("glomerular filtration rate", "33914-3", "mL/min/{1.73_m2}", amount, 1, 250, w("egfr", "gfr", "glomerular filtration rate", "estimated gfr")),
	both(lab("albumin", "1751-7", "g/dL", amount, 0.5, 8, w("albumin"), "Alb", "alb")),
	lab("total protein", "2885-2", "g/dL", amount, 2, 15, w("total protein")),
	lab("total bilirubin", "1975-2", "mg/dL", amount, 0, 60, w("total bilirubin", "bilirubin", "t bili", "tbili", "t. bili", "bili"), "TB", "Tbili"),
	lab("direct bilirubin", "1968-7", "mg/dL", amount, 0, 40, w("direct bilirubin", "d bili", "dbili")),
	lab("aspartate aminotransferase", "1920-8", "U/L", amount, 1, 30000, w("aspartate aminotransferase", "sgot"), "AST"),
	lab("alanine aminotransferase", "1742-6", "U/L", amount, 1, 30000, w("alanine aminotransferase", "sgpt"), "ALT"),
	lab("alkaline phosphatase", "6768-6", "U/L", amount, 1, 5000, w("alkaline phosphatase", "alk phos", "alkphos", "alk. phos."), "ALP", "AP"),
	lab("lipase", "3040-3", "U/L", amount, 1, 50000, w("lipase")),
	lab("amylase", "1798-8", "U/L", amount, 1, 20000, w("amylase")),
	lab("lactate dehydrogenase", "14804-9", "U/L", amount, 10, 50000, w("lactate dehydrogenase", "ldh")),
	both(lab("lactate", "2524-7", "mmol/L", amount, 0.1, 40, w("lactate", "lactic acid"))),
	both(lab("ammonia", "16362-6", "umol/L", amount, 1, 1000, w("ammonia"))),
	both(lab("uric acid", "3084-1", "mg/dL", amount, 0.3, 30, w("uric acid", "urate"))),
	lab("hemoglobin A1c", "4548-4", "%", fraction, 2, 25, w("hemoglobin a1c", "haemoglobin a1c", "hba1c", "hgba1c", "hgb a1c", "a1c", "hb a1c", "glycated hemoglobin", "glycosylated hemoglobin", "hemoglobin a-1c", "hga1c")),

	lab("leukocytes", "6690-2", "10*3/uL", amount, 0, 500, w("white blood cell{|s} {count|}", "white blood cell{|s}", "white {blood |}{cell |}count", "wbc{|s}", "wbc count", "leukocytes", "white cells"), "WBC"),
	lab("erythrocytes", "789-8", "10*6/uL", amount, 0.5, 10, w("red blood cell{|s}", "rbc", "red blood cell count", "rbc count")),
	both(lab("hemoglobin", "718-7", "g/dL", amount, 1, 250, w("hemoglobin", "haemoglobin", "hgb"), "Hb", "HGB", "Hgb", "HB")),
	lab("hematocrit", "4544-3", "%", fraction, 3, 80, w("hematocrit", "haematocrit", "hct", "crit")),
	lab("platelets", "777-3", "10*3/uL", amount, 0, 3000, w("platelet{|s}", "platelet count", "plt", "plts", "plt count", "thrombocytes")),
	lab("mean corpuscular volume", "787-2", "fL", volume, 40, 160, w("mean corpuscular volume", "mcv")),
	lab("mean corpuscular hemoglobin", "785-6", "pg", mass, 10, 60, w("mch")),
	lab("mean corpuscular hemoglobin concentration", "786-4", "g/dL", amount, 15, 50, w("mchc")),
	lab("red cell distribution width", "788-0", "%", fraction, 5, 50, w("rdw")),
	lab("neutrophils", "770-8", "%", fraction, 0, 100, w("neutrophils", "segs", "polys", "neutrophil")),
	lab("absolute neutrophil count", "751-8", "10*3/uL", amount, 0, 100000, w("absolute neutrophil count", "anc")),
	lab("lymphocytes", "736-9", "%", fraction, 0, 100, w("lymphocytes", "lymphs", "lymphocyte count", "lymphocyte")),
	lab("monocytes", "5905-5", "%", fraction, 0, 100, w("monocytes", "monos")),
	lab("eosinophils", "713-8", "%", fraction, 0, 100, w("eosinophils", "eos")),
	lab("basophils", "706-2", "%", fraction, 0, 100, w("basophils", "basos")),
	lab("bands", "764-1", "%", fraction, 0, 100, w("bands", "band forms")),
	lab("reticulocytes", "17849-1", "%", fraction, 0, 50, w("reticulocyte{|s|s count| count}", "retic", "retic count")),
	lab("erythrocyte sedimentation rate", "30341-2", "mm/h", amount, 0, 200, w("erythrocyte sedimentation rate", "sed rate", "esr", "sedimentation rate")),
	lab("C-reactive protein", "1988-5", "mg/L", amount, 0, 1000, w("c-reactive protein", "crp", "hs-crp", "hscrp", "c reactive protein")),
	lab("procalcitonin", "33959-8", "ng/mL", amount, 0, 1000, w("procalcitonin", "pct")),

	lab("prothrombin time", "5902-2", "s", seconds, 5, 200, w("prothrombin time", "protime", "pro time"), "PT"),
	lab("INR", "6301-6", "1", index, 0.5, 25, w("inr", "international normalized ratio")),
	lab("partial thromboplastin time", "3173-2", "s", seconds, 10, 300, w("partial thromboplastin time", "ptt", "aptt")),
	lab("D-dimer", "48065-7", "ng/mL", amount, 0, 100000, w("d-dimer", "d dimer", "ddimer")),
	lab("fibrinogen", "3255-7", "mg/dL", amount, 10, 1500, w("fibrinogen")),

	lab("troponin", "6598-7", "ng/mL", amount, 0, 100000, w("troponin{|s}", "troponin {i|t}", "trop{|s}", "trop {i|t}", "tni", "tnt", "hs troponin", "high sensitivity troponin", "hs-troponin")),
	lab("creatine kinase", "2157-6", "U/L", amount, 1, 500000, w("creatine kinase", "cpk", "ck", "creatinine kinase", "creatine phosphokinase")),
	lab("creatine kinase MB", "13969-1", "ng/mL", amount, 0, 1000, w("ck-mb", "ckmb", "ck mb")),
	lab("natriuretic peptide B", "30934-4", "pg/mL", amount, 0, 100000, w("bnp", "b-type natriuretic peptide", "brain natriuretic peptide")),
	lab("natriuretic peptide B prohormone", "33762-6", "pg/mL", amount, 0, 200000, w("nt-probnp", "nt probnp", "probnp", "pro-bnp", "pro bnp")),

	lab("cholesterol", "2093-3", "mg/dL", amount, 20, 1500, w("total cholesterol", "cholesterol", "chol")),
	lab("LDL cholesterol", "13457-7", "mg/dL", amount, 5, 1000, w("ldl", "ldl cholesterol", "ldl-c", "ldl-cholesterol")),
	lab("HDL cholesterol", "2085-9", "mg/dL", amount, 3, 200, w("hdl", "hdl cholesterol", "hdl-c", "hdl-cholesterol")),
	lab("triglycerides", "2571-8", "mg/dL", amount, 10, 10000, w("triglyceride{|s}", "trigs", "tg", "trig")),

	lab("thyrotropin", "3016-3", "m[iU]/L", amount, 0, 500, w("tsh", "thyroid stimulating hormone", "thyroid-stimulating hormone")),
	lab("thyroxine free", "3024-7", "ng/dL", amount, 0, 100, w("free t4", "free t 4", "ft4", "free thyroxine")),
	lab("triiodothyronine", "3053-6", "ng/dL", amount, 0, 1000, w("free t3", "total t3", "ft3")),
	both(lab("ferritin", "2276-4", "ng/mL", amount, 0, 100000, w("ferritin"))),
	both(lab("iron", "2498-4", "ug/dL", amount, 1, 1000, w("serum iron", "iron"))),
	lab("iron binding capacity", "2500-7", "ug/dL", amount, 20, 1000, w("tibc", "total iron binding capacity")),
	lab("transferrin saturation", "2502-3", "%", fraction, 0, 100, w("transferrin saturation", "iron saturation", "tsat")),
	both(lab("vitamin B12", "2132-9", "pg/mL", amount, 20, 10000, w("vitamin b12", "vitamin b-12", "b12", "b-12", "cobalamin"))),
	both(lab("folate", "2284-8", "ng/mL", amount, 0.3, 100, w("folate", "folic acid", "serum folate"))),
	both(lab("vitamin D 25-hydroxy", "1989-3", "ng/mL", amount, 1, 300, w("vitamin d", "25-oh vitamin d", "25-hydroxy vitamin d", "vit d", "25-hydroxyvitamin d", "vitamin d 25-hydroxy"))),
	both(lab("testosterone", "2986-8", "ng/dL", amount, 1, 5000, w("testosterone", "total testosterone"))),
	both(lab("estradiol", "2243-4", "pg/mL", amount, 0, 10000, w("estradiol"))),
	both(lab("cortisol", "2143-6", "ug/dL", amount, 0, 200, w("cortisol"))),
	lab("prolactin", "2842-3", "ng/mL", amount, 0, 50000, w("prolactin")),
	lab("parathyrin", "2731-8", "pg/mL", amount, 0, 10000, w("pth", "parathyroid hormone", "intact pth")),
	lab("prostate specific antigen", "2857-1", "ng/mL", amount, 0, 20000, w("psa", "prostate specific antigen", "prostate-specific antigen")),
	lab("choriogonadotropin", "19080-1", "m[iU]/mL", amount, 0, 1000000, w("hcg", "beta hcg", "bhcg", "beta-hcg", "b-hcg")),
	lab("CEA", "2039-6", "ng/mL", amount, 0, 100000, w("cea", "carcinoembryonic antigen")),
	lab("CA 125", "10334-1", "U/mL", amount, 0, 100000, w("ca 125", "ca-125", "ca125")),
	both(lab("digoxin", "10535-3", "ng/mL", amount, 0, 20, w("digoxin level", "digoxin", "dig level"))),
	both(lab("lithium", "14334-7", "mmol/L", amount, 0, 6, w("lithium level", "lithium"))),
	both(lab("phenytoin", "3968-5", "ug/mL", amount, 0, 100, w("phenytoin level", "dilantin level", "phenytoin"))),
	both(lab("valproate", "4086-5", "ug/mL", amount, 0, 500, w("valproic acid level", "valproate level", "depakote level", "valproic acid"))),
	both(lab("vancomycin", "20578-1", "ug/mL", amount, 0, 150, w("vancomycin {trough|level}", "vanc {trough|level}", "vancomycin"))),
	both(lab("tacrolimus", "11253-2", "ng/mL", amount, 0, 100, w("tacrolimus level", "fk506 level", "tacrolimus trough", "prograf level", "tacrolimus"))),
	both(lab("ethanol", "5643-2", "mg/dL", amount, 0, 1000, w("ethanol level", "alcohol level", "etoh level", "blood alcohol", "bac", "serum ethanol"))),

	lab("pH of blood", "2744-1", "1", index, 6, 9, w("ph", "arterial ph", "blood ph")),
	lab("carbon dioxide partial pressure", "2019-8", "mm[Hg]", rate, 5, 200, w("pco2", "paco2", "pc02")),
	lab("oxygen partial pressure", "2703-7", "mm[Hg]", rate, 10, 700, w("po2", "pao2")),
	lab("specific gravity", "2965-2", "1", index, 1, 1.1, w("specific gravity", "spec grav", "sp gr", "sg")),
	lab("QTc interval", "8636-3", "ms", millis, 200, 800, w("qtc", "qtc interval", "corrected qt")),
	lab("PR interval", "8625-6", "ms", millis, 50, 600, w("pr interval")),
	lab("QRS duration", "8633-0", "ms", millis, 40, 300, w("qrs duration", "qrs")),
	lab("Montreal Cognitive Assessment", "72172-0", "{score}", score, 0, 30, w("moca", "montreal cognitive assessment", "moca score")),
	lab("Mini-Mental State Examination", "72106-8", "{score}", score, 0, 30, w("mmse", "mini mental state exam{|ination}", "mini-mental state exam{|ination}")),
	lab("SLUMS", "", "{score}", score, 0, 30, w("slums")),
	lab("PHQ-9", "44261-6", "{score}", score, 0, 27, w("phq-9", "phq 9", "phq9")),
	lab("PHQ-2", "55758-7", "{score}", score, 0, 6, w("phq-2", "phq 2", "phq2")),
	lab("GAD-7", "70274-6", "{score}", score, 0, 21, w("gad-7", "gad 7", "gad7")),
	lab("Geriatric Depression Scale", "", "{score}", score, 0, 15, w("geriatric depression scale"), "GDS"),
	lab("Edinburgh Postnatal Depression Scale", "", "{score}", score, 0, 30, w("epds", "edinburgh postnatal depression scale")),
	lab("Mini-Cog", "", "{score}", score, 0, 5, w("mini-cog", "mini cog", "minicog")),
	lab("T-score", "", "{score}", index, -10, 10, w("t-score", "t score")),
}

// studies have results in words but no number of their own.
var studies = w(
	"cbc", "complete blood count", "bmp", "basic metabolic panel", "cmp", "comprehensive metabolic panel", "chem {7|10|8|12|14|20}", "lfts", "lft", "liver function tests", "lipid panel", "urinalysis", "ua",
	"mri", "ct", "ct scan", "cta", "mra", "x-ray", "xray", "x-rays", "chest x-ray", "cxr", "ultrasound", "us", "ekg", "ecg", "electrocardiogram", "echo", "echocardiogram", "tte", "tee", "eeg", "emg",
	"colonoscopy", "egd", "mammogram", "dexa", "pet", "pet scan", "stress test", "biopsy", "culture", "cultures", "blood culture{|s}", "urine culture{|s}", "labs", "coags", "cardiac enzymes", "holter",
)

// sediment is the code of cells that are counted in a high power field: those of urine, not of blood.
var sediment = map[string]struct{ loinc, display string }{
	"leukocytes":   {"5821-4", "leukocytes in urine sediment"},
	"erythrocytes": {"13945-1", "erythrocytes in urine sediment"},
}

// panel names the numbers of the fishbone, in its order; see fishbone.go.
var (
	chemistry = [...]string{"sodium", "chloride", "urea nitrogen", "potassium", "bicarbonate", "creatinine", "glucose"}
	count     = [...]string{"leukocytes", "hemoglobin", "hematocrit", "platelets"}
	short     = [...]string{"leukocytes", "hemoglobin", "platelets"}
	gas       = [...]string{"pH of blood", "carbon dioxide partial pressure", "oxygen partial pressure", "bicarbonate", "oxygen saturation"}
	dictated  = [...]string{"sodium", "potassium", "chloride", "bicarbonate", "urea nitrogen", "creatinine", "glucose"}
)

// byName is the index of a test of the table.
var byName = func() map[string]int {
	m := map[string]int{}
	for i := range tests {
		m[tests[i].name] = i
	}
	return m
}()
