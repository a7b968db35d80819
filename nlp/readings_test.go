package nlp

import (
	"context"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

// letter is a trait in the table below; kinds (diagnosis, sign, symptom) have none.
var letter = map[annotation.Trait]string{
	annotation.Negation: "neg", annotation.PertainsToFamily: "fam", annotation.Hypothetical: "hyp", annotation.LowConfidence: "low",
	annotation.PastHistory: "past", annotation.Future: "fut",
}

// reading is what the pipeline makes of a mention: category, traits, value and code, each only where there is one.
func reading(d *annotation.Document, e *annotation.Entity) string {
	out := []string{map[annotation.Category]string{
		annotation.Condition: "cond", annotation.Medication: "drug", annotation.TestProcedure: "test", annotation.Social: "social",
		annotation.Anatomy: "site", annotation.PHI: "phi", annotation.TimeExpression: "time",
	}[e.Category]}
	if e.Event == "allergy" {
		out[0] = "allergy"
	}
	for _, t := range assertion.Traits(e) {
		if l := letter[t]; l != "" {
			out = append(out, l)
		}
	}
	for i := range e.Attributes {
		if a := &e.Attributes[i]; a.Type == "TEST_VALUE" {
			v := a.Comparator + a.Value
			if a.Value == "" {
				v = a.Code
			}
			out = append(out, v)
		}
	}
	if len(e.Links) > 0 {
		out = append(out, e.Links[0].Code)
	}
	return strings.Join(out, " ")
}

// TestReadings holds fragments of notes that were read wrong once. Each line of want is a mention with its reading; "-"
// says that no entity has these words.
func TestReadings(t *testing.T) {
	checkReadings(t, []fragment{
		// Signs and answers.
		{"Fever (-) cough (+)", "Fever: cond neg R50.9|cough: cond R05.9"},
		{"Chest pain? No. Palpitations: N. Edema: Y. Dyspnea? Yes.", "Chest pain: cond neg R07.9|Palpitations: cond neg R00.2|Edema: cond R60.9|Dyspnea: cond R06.00"},
		{"no chest pain lungs with mild wheezes no crackles plan prednisone 40 mg daily", "chest pain: cond neg R07.9|wheezes: cond R06.2|crackles: cond neg R09.89|prednisone: drug 8640"},
		{"no rash, 2+ edema", "rash: cond neg R21|edema: cond R60.9"},
		{"No hx of stroke, +AF not on AC.", "stroke: cond neg I63.9|AF: cond I48.91"},
		{"MDD, severe w/o psychotic features, and PTSD", "PTSD: cond F43.10"},
		{"FINDINGS: No filling defect to suggest pulmonary embolism.", "pulmonary embolism: cond neg I26.99"},
		{"abdomen soft, nontender", "nontender: cond neg R52"},
		// Results that are no diseases.
		{"HIV negative", "HIV negative: cond neg B20"},
		{"HIV NR, RPR NR", "HIV: cond neg B20|RPR: test NR 20507-0"},
		{"HIV neg 2023", "HIV: cond neg B20"},
		{"HBV immune", "HBV: cond neg B19.10"},
		{"DVT study: negative", "DVT study: test NEG|DVT: -"},
		{"H. pylori neg bx.", "H. pylori: cond neg B96.81"},
		{"C. diff was sent and was negative. He was ruled out for MI.", "C. diff: cond neg A04.72|MI: cond neg I21.9"},
		{"Flu shots 10/2. Seizure ppx given.", "Flu: -|Seizure: cond hyp R56.9"},
		{"Troponin negative x3, pregnancy test negative", "Troponin: test NEG 6598-7|pregnancy test: test NEG 2106-3"},
		// Values.
		{"PT/INR 13.2/1.1", "PT: test 13.2 5902-2|INR: test 1.1 6301-6"},
		{"WBC 12, H/H 10.2/31.5", "H: test 10.2 718-7"},
		{"ABG: 7.32/45/80/22", "7.32: test 7.32 2744-1|45: test 45 2019-8|80: test 80 2703-7|22: test 22 2028-9"},
		{"BMP: 138/4.1/102/24/14/0.9/110", "138: test 138 2951-2|4.1: test 4.1 2823-3|102: test 102 2075-0|24: test 24 2028-9|14: test 14 3094-0|0.9: test 0.9 2160-0|110: test 110 2345-7"},
		{`CBC 7.2\13.4/220`, "7.2: test 7.2 6690-2|13.4: test 13.4 718-7|220: test 220 777-3"},
		{"Strength 5/5/5/5, reflexes 2/2/2/2", "5: -|2: -"},
		{"Repeat K 3.2 this morning", "K: test 3.2 2823-3"},
		{"DXA T-score -2.6 L-spine", "T-score: test -2.6"},
		{"Recommend follow-up CT", "CT: test fut"},
		{"Hgb 13.2 L  Hct 39.8", "Hct: test 39.8 4544-3|L: -"},
		{"Trop I <0.012 -> 0.034", "Trop: test <0.012 0.034 6598-7"},
		{"D: 04/05/2024 T: 04/06/2024", "T: -"},
		// People.
		{"Daughter states mom has been confused.", "confused: cond R41.0"},
		{"Mother reports son has had cough. Mom has asthma.", "cough: cond R05.9|asthma: cond fam J45.909"},
		{"Daughter asks if mom should hold her Lasix.", "Lasix: drug 4603"},
		{"FHx: dad with asthma. Wt 6.8 kg. Skin with rash.", "asthma: cond fam J45.909|rash: cond R21"},
		{"MGM ovarian CA. Options: myomectomy.", "ovarian CA: cond fam C56.9|myomectomy: test hyp"},
		{"Father d. MI 52, sister DM", "MI: cond fam I21.9|DM: cond fam E11.9"},
		// Time.
		{"prior CVA w/o residual, BPH, GERD", "CVA: cond past I63.9|BPH: cond N40.0|GERD: cond K21.9"},
		{"UTI last month, treated.", "UTI: cond past N39.0"},
		{"Doxorubicin to be followed by paclitaxel.", "Doxorubicin: drug 3639|paclitaxel: drug fut 56946"},
		{"continue albuterol, follow up in 1 week", "albuterol: drug 435"},
		{"colonoscopy due, mammogram 2023 normal", "mammogram: test 24606-6"},
		// Allergies.
		{"Allergic to Bactrim - rash", "Allergic: -|Bactrim: allergy 10180|rash: cond past R21"},
		{"She is allergic to penicillin (hives). Has a rash today.", "penicillin: allergy|hives: cond past L50.9|rash: cond R21"},
		{"Avoid alcohol.", "alcohol: social hyp"},
		{"HOLD metformin until follow up with PCP", "PCP: -"},
		// Sides.
		{"OA of left knee", "OA of left knee: cond M17.12"},
		{"Bilateral knee osteoarthritis, bilateral hip osteoarthritis", "knee osteoarthritis: cond M17.0|hip osteoarthritis: cond M16.0"},
		{"L hip pain, R AOM, bilat knee pain", "hip pain: cond M25.552|AOM: cond H66.91"},
		{"DVT of left lower extremity", "DVT of left lower extremity: cond I82.402"},
		{"Hgb 9.1 L, hip pain", "hip pain: cond M25.559"},
		{"Hgb 9.1 L hip pain", "hip pain: cond M25.559"},
		{"Wet AMD OS, POAG OU", "Wet AMD: cond H35.322"},
		{"R-sided sciatica, left-sided sciatica", "sciatica: cond M54.31"},
		// Short forms by their company.
		{"L intertrochanteric hip fx, Vit D deficiency", "intertrochanteric hip fx: cond S72.002|Vit D deficiency: cond E55.9"},
		{"Eye exam: PVD OD, no retinal tear.", "PVD: cond H43.811|retinal tear: cond neg H33.319"},
		{"PMH: HTN, PVD, CAD", "PVD: cond I73.9"},
		{"G2P1 at 39w2d in labor. CTX every 3-4 min, FHT reactive.", "CTX: cond"},
		{"Given CTX 1 g IV daily for pneumonia.", "CTX: drug 2193"},
		{"PMH: CP, spastic quadriplegia, seizures", "CP: cond G80.9"},
		{"CP radiating to the arm", "CP: cond R07.9"},
		{"She has mono and a sore throat.", "mono: cond B27.90"},
		{"Lungs CTA bilat. Dressing CDI.", "CTA: -|CDI: -"},
		{"No stones in the CBD.", "CBD: site"},
		{"EKG: NSR 78, LAD, LBBB", "LAD: -|LBBB: cond I44.7"},
		{"TF Jevity at 55 mL/hr via PEG", "PEG: -"},
		{"10% wt loss x6 mo", "wt loss: cond R63.4"},
		{"TMs clear, no thrush", "TMs: site"},
		{"EKG with peaked T waves", "T: -"},
		{"Metformin XR 500 mg BID", "XR: -|Metformin: drug 6809"},
		{"ramipril 5 mg 1-0-0, Novalgin 500 mg 1-1-1", "1-0-0: -"},
		{"NPH 20 units qAM, insulin R sliding scale, insulin N 10 units qhs", "NPH: drug 1605101|insulin R: drug 253182|insulin N: drug 1605101"},
		{"vit K 10 mg IV", "vit K: drug 11258|K: -"},
		{"D/C Lantus", "D/C: -|Lantus: drug 274783"},
		{"RIGHT GREAT TOE PAIN FOR 2 DAYS", "GREAT TOE PAIN: cond M79.674"},
		{"Takes metformen 500 mg for diabetes, has hypertention", "metformen: drug 6809|hypertention: cond I10"},
	})
}

// fragment is a text with what is to be read in it: "words: reading|…", where "-" is no entity of exactly these words.
type fragment struct{ text, want string }

func checkReadings(t *testing.T, fragments []fragment) {
	t.Helper()
	w := annotator(t, Options{CacheBytes: -1}).NewWorker()
	for _, c := range fragments {
		d := &w.Annotate(context.Background(), Input{Data: []byte(c.text), ContentType: plainText}).Document
		for _, line := range strings.Split(c.want, "|") {
			words, want, _ := strings.Cut(line, ": ")
			got := "-"
			for i := range d.Entities {
				if e := &d.Entities[i]; got == "-" && d.Text[e.Begin:e.End] == words {
					got = reading(d, e)
				}
			}
			if got != want {
				t.Errorf("%q: %s: %s, want %s", c.text, words, got, want)
			}
		}
	}
}
