package match_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
)

var short = map[annotation.Category]string{
	annotation.Medication: "drug", annotation.Condition: "cond", annotation.TestProcedure: "test", annotation.Anatomy: "site", annotation.Social: "social",
}

// find prints the matches of a text as "cond:knee pain".
func find(text string, only string) string {
	lex := lexicon.Default()
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	var out []string
	for _, m := range match.Find(nil, text, tokens, lex) {
		name := short[m.Category]
		if m.Type == "DIRECTION" || only != "" && name != only {
			continue
		}
		if m.Ambiguous {
			name += "?"
		}
		out = append(out, name+":"+text[m.Begin:m.End])
	}
	return strings.Join(out, " | ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, only, want string }{
		{"Patient with lung cancer.", "", "cond:lung cancer | site:lung"},
		{"Type II diabetes mellitus and T2DM, HTN", "cond", "cond:Type II diabetes mellitus | cond:T2DM | cond:HTN"},
		{"pain in the left knee", "cond", "cond:pain in the left knee"},
		{"left knee pain", "cond", "cond:knee pain"},
		{"renal and hepatic failure", "cond", "cond:renal and hepatic failure | cond:hepatic failure"},
		{"Metformin 500 mg PO BID, ASA 81mg", "drug", "drug:Metformin | drug:ASA"},
		{"potassium 3.7, potassium 20 mEq daily", "", "test:potassium | drug:potassium"},
		{"in contrast to a double-blind trial, 120 mm Hg", "", ""},
		{"He has no anaemia or oedema of the legs", "cond", "cond:anaemia | cond:oedema of the legs"},
		{"congestive heart\nfailure", "cond", "cond:congestive heart\nfailure"},
		{"hepatitis B vaccine given", "", "drug:hepatitis B vaccine"},
		{"his mild cold can will all family", "", ""},
		{"PD1 inhibitor, 3HTN", "cond", ""},
		{"frequent PVCs", "cond", "cond:PVCs"},
		{"started on flopazanib? zavocillin 250", "drug", "drug:zavocillin"},
		{"BP 120/80, HR 72, SpO2 98% on RA", "test", "test:BP | test:HR | test:SpO2"},
		{"s/p CABG and appendectomy", "test", "test:CABG | test:appendectomy"},
		{"amoxicillin/clavulanate, TMP-SMX", "drug", "drug:amoxicillin/clavulanate | drug:TMP-SMX"},
		{"C. difficile colitis", "cond", "cond:C. difficile colitis"},
		{"No swelling of the knee. Effusion was seen", "cond", "cond:swelling of the knee | cond:Effusion"},
		{"had a stress test, blood sugars 110", "test", "test:stress test | test:blood sugars"},
	} {
		if got := find(c.text, c.only); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

const note = `HISTORY OF PRESENT ILLNESS: This is a 67-year-old male with a history of hypertension, type 2 diabetes mellitus, coronary artery
disease status post CABG, and chronic kidney disease stage 3 who presents with three days of progressive shortness of breath, orthopnea and
bilateral lower extremity edema. He denies chest pain, fever, chills, nausea or vomiting. MEDICATIONS: metoprolol succinate 50 mg daily,
lisinopril 20 mg daily, furosemide 40 mg twice a day, metformin 500 mg BID, atorvastatin 40 mg at bedtime, aspirin 81 mg daily.
PHYSICAL EXAM: BP 152/88, HR 96, RR 22, SpO2 91% on room air. JVD present. Lungs with bibasilar crackles. Heart regular without murmur.
LABS: sodium 134, potassium 4.9, creatinine 1.8, BNP 1240, troponin negative, hemoglobin 10.9. Chest x-ray shows pulmonary edema with small
left pleural effusion. ASSESSMENT: Acute on chronic systolic heart failure. Plan: IV diuresis, daily weights, echocardiogram, hold metformin.
`

func BenchmarkFind(b *testing.B) {
	lex := lexicon.Default()
	m := match.New(lex)
	text := strings.Repeat(note, 2)
	tokens := token.Scan(nil, text)
	var dst []match.Match
	b.ReportAllocs()
	for b.Loop() {
		lex.Normalise(text, tokens)
		dst = m.Find(dst[:0], text, tokens)
	}
	b.ReportMetric(float64(len(tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func ExampleFind() {
	text := "Pain in the left knee, takes Tylenol."
	lex := lexicon.Default()
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	for _, m := range match.Find(nil, text, tokens, lex) {
		if m.Category == annotation.Condition || m.Category == annotation.Medication {
			fmt.Println(text[m.Begin:m.End], m.Type, m.Method)
		}
	}
	// Output:
	// Pain in the left knee DX_NAME permuted
	// Tylenol BRAND_NAME synonym
}
