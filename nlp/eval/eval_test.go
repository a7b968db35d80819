package eval_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/eval"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// said is an annotator that finds the words it was told to, wherever they stand.
type said map[string]annotation.Entity

func (s said) annotate(text string) *annotation.Document {
	doc := &annotation.Document{Text: text}
	for words, e := range s {
		if i := strings.Index(text, words); i >= 0 {
			e.Span = annotation.Span{Begin: i, End: i + len(words)}
			for k := range e.Attributes { // given by their text in Value
				a := &e.Attributes[k]
				a.Begin = strings.Index(text, a.Value)
				a.End = a.Begin + len(a.Value)
			}
			doc.Entities = append(doc.Entities, e)
		}
	}
	return doc
}

// write makes a file in a folder of the test.
func write(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, path string, s said) (eval.Report, string) {
	t.Helper()
	var out strings.Builder
	r, err := eval.Run(context.Background(), path, s.annotate, &out)
	if err != nil {
		t.Fatal(err)
	}
	return r, out.String()
}

// expect compares a row's right, wrong and missed.
func expect(t *testing.T, r eval.Report, name string, right, wrong, missed int) {
	t.Helper()
	row, ok := r.Find("", name)
	if !ok {
		t.Errorf("no row %q", name)
	} else if row.Right != right || row.Wrong != wrong || row.Missed != missed {
		t.Errorf("%s: right %d wrong %d missed %d, want %d %d %d", name, row.Right, row.Wrong, row.Missed, right, wrong, missed)
	}
}

var (
	drug    = annotation.Entity{Category: annotation.Medication, Type: "GENERIC_NAME"}
	disease = annotation.Entity{Category: annotation.Condition, Type: "DX_NAME"}
)

// The é before the mentions tells code points from bytes.
const pubtator = "1|t|Café aspirin\n1|a|For fever, not for gout.\n1\t5\t12\taspirin\tChemical\tD001241\n" +
	"1\t17\t22\tfever\tDisease\tD005334\n1\t32\t36\tgout\tDisease\t-1\n1\tCID\tD001241\tD005334\n\n"

func TestPubTator(t *testing.T) {
	r, out := run(t, write(t, t.TempDir(), "c.txt", pubtator), said{"aspirin": drug, "fever": disease, "For": disease})
	expect(t, r, "chemicals", 1, 0, 0)
	expect(t, r, "diseases", 1, 1, 1)
	expect(t, r, "both", 2, 1, 1)
	want := `c.txt: PubTator, 1 texts
  measure      gold   found   right      P     R    F1
  chemicals       1       1       1  1.000 1.000 1.000
  diseases        2       2       1  0.500 0.500 0.500
  both            3       3       2  0.667 0.667 0.667
`
	if out != want {
		t.Errorf("report:\n%s\nwant:\n%s", out, want)
	}
}

func TestPubTatorWithoutChemicals(t *testing.T) {
	file := "1|t|Gout\n1|a|aspirin\n1\t0\t4\tGout\tSpecificDisease\tD1|D2\n"
	r, _ := run(t, write(t, t.TempDir(), "c.txt", file), said{"Gout": disease, "aspirin": drug})
	expect(t, r, "diseases", 1, 0, 0)
	if row, ok := r.Find("", "chemicals"); ok {
		t.Errorf("a corpus that marks no chemicals scores them: %+v", row)
	}
}

func TestReadPubTatorRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"mention before a title":  "1\t0\t4\tGout\tDisease\tD1\n",
		"abstract before a title": "1|a|x\n",
		"outside the text":        "1|t|Gout\n1\t0\t90\tGout\tDisease\tD1\n",
		"other words":             "1|t|Gout is\n1\t0\t4\tFlu \tDisease\tD1\n",
		"no end":                  "1|t|Gout\n1\t0\tx\tGout\tDisease\tD1\n",
	} {
		if docs, err := eval.ReadPubTator(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%s: %v, error %v; want one with the line", name, docs, err)
		}
	}
}

const goldHeader = "begin\tend\ttext\tcategory\ttype\ttraits\tsystem\tcode\tattributes\n"

func TestGoldNotes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a/note.txt", "Aspirin 81 mg daily. No severe angina. Mother: gout. BP high.")
	write(t, dir, "a/note.tsv", goldHeader+
		"0\t7\tAspirin\tMEDICATION\tGENERIC_NAME\t\thttp://www.nlm.nih.gov/research/umls/rxnorm\t1191\tSTRENGTH=81 mg|FREQUENCY=daily\n"+
		"31\t37\tangina\tMEDICAL_CONDITION\tDX_NAME\tNEGATION\thttp://hl7.org/fhir/sid/icd-10-cm\tI20\t\n"+
		"47\t51\tgout\tMEDICAL_CONDITION\tDX_NAME\tPERTAINS_TO_FAMILY\thttp://hl7.org/fhir/sid/icd-10-cm\tM10\t\n")
	aspirin := drug
	aspirin.Links = []annotation.Link{{System: "http://www.nlm.nih.gov/research/umls/rxnorm", Code: "1191"}}
	aspirin.Attributes = []annotation.Attribute{{Type: "STRENGTH", Value: "81 mg"}, {Type: "FORM", Value: "daily"}}
	angina := disease
	angina.Certainty = annotation.Negative
	angina.Links = []annotation.Link{{System: "http://hl7.org/fhir/sid/icd-10-cm", Code: "I20.9"}}
	bp := disease
	r, _ := run(t, dir, said{"Aspirin": aspirin, "severe angina": angina, "gout": disease, "BP": bp})
	expect(t, r, "MEDICATION, exact", 1, 0, 0)
	expect(t, r, "MEDICAL_CONDITION, exact", 1, 2, 1)
	expect(t, r, "MEDICAL_CONDITION, overlap", 2, 1, 0)
	expect(t, r, "trait NEGATION", 1, 0, 0)
	expect(t, r, "trait PERTAINS_TO_FAMILY", 0, 0, 1)
	expect(t, r, "traits, all", 1, 0, 1)
	expect(t, r, "attribute STRENGTH", 1, 0, 0)
	expect(t, r, "attribute FREQUENCY", 0, 0, 1)
	expect(t, r, "ICD-10-CM, 3 characters, of mentions found", 1, 1, 0)
	expect(t, r, "RxNorm ingredient, of all mentions", 1, 0, 0)
	expect(t, r, "denied, family, planned: not asserted", 1, 1, 0)
}

func TestGoldMustStandWhereItSays(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a/note.txt", "Aspirin")
	for name, row := range map[string]string{
		"other words": "0\t7\tIbuprof\tMEDICATION\tGENERIC_NAME\t\t\t\t\n",
		"outside":     "0\t70\tAspirin\tMEDICATION\tGENERIC_NAME\t\t\t\t\n",
		"no number":   "x\t7\tAspirin\tMEDICATION\tGENERIC_NAME\t\t\t\t\n",
		"attribute":   "0\t7\tAspirin\tMEDICATION\tGENERIC_NAME\t\t\t\tSTRENGTH\n",
	} {
		if _, _, err := eval.ReadNote(write(t, dir, "a/note.tsv", goldHeader+row)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSynth(t *testing.T) {
	dir := t.TempDir()
	// "Takes aspirin." in base64
	write(t, dir, "DocumentReference.ndjson", `{"resourceType":"DocumentReference","id":"d1","content":[{"attachment":{"data":"VGFrZXMgYXNwaXJpbi4="}}]}`+"\n"+
		`{"resourceType":"DocumentReference","id":"d2"}`)
	write(t, dir, "truth.csv", "document_id,patient_id,begin_byte,end_byte,begin_char,end_char,text,category,type,traits,system,code,attributes,value,unit,section,in_record\n"+
		"d1,p,6,13,6,13,aspirin,MEDICATION,GENERIC_NAME,,http://www.nlm.nih.gov/research/umls/rxnorm,1191,,81,mg,plan,true\n")
	aspirin := drug
	aspirin.Attributes = []annotation.Attribute{}
	r, out := run(t, dir, said{"aspirin": aspirin})
	expect(t, r, "MEDICATION, exact", 1, 0, 0)
	expect(t, r, "recorded codes, mention found", 1, 0, 0)
	expect(t, r, "attribute TEST_VALUE", 0, 0, 1)
	if !strings.Contains(out, "tarn synth, 1 texts") {
		t.Errorf("report:\n%s", out)
	}
}

func TestNegEx(t *testing.T) {
	file := "1\t \tcough\tShe denies any COUGH today.\tNegated\tRecent\tPatient\n" +
		"2\t \tfever\tThere is FEVER.\tAffirmed\tRecent\tPatient\n" +
		"3\t \tnowhere\tThere is nothing.\tAffirmed\tRecent\tPatient\n"
	r, _ := run(t, write(t, t.TempDir(), "dev.tsv", file), said{})
	expect(t, r, "negation", 1, 0, 0)
	expect(t, r, "experiencer", 2, 0, 0)
	expect(t, r, "concepts found in their sentence", 2, 1, 0)
}

func TestSigs(t *testing.T) {
	dir := t.TempDir()
	line := `{"text":"1 tablet by mouth daily","dose_low":2,"dose_unit":"TAB","route":"Oral Route","frequency":1,"period":1,"periodUnit":"d"}`
	path := write(t, dir, "sig.jsonl", line+"\n")
	r, _ := run(t, path, said{})
	expect(t, r, "dose", 0, 1, 0)
	expect(t, r, "frequency", 1, 0, 0)
	expect(t, r, "whole instructions", 0, 1, 0)

	if len(r.Tables) != 1 {
		t.Errorf("no line has a correction, and there are %d tables", len(r.Tables))
	}
}

// TestSigCorrections: the corrections are found by a line's own bytes, and each has its line.
func TestSigCorrections(t *testing.T) {
	path := shared.Path(t, "nlp", "corpora", "medication_attr", "sig_dev.jsonl")
	r, _ := run(t, path, said{})
	if len(r.Tables) != 2 || r.Tables[1].Kind != "dose instructions, gold of 32 corrected" {
		t.Fatalf("tables %+v", r.Tables)
	}
	if raw, corrected := r.Tables[0], r.Tables[1]; raw.Documents != corrected.Documents || raw.Kind != "dose instructions" {
		t.Errorf("%d and %d texts", raw.Documents, corrected.Documents)
	}
}

func TestPHEE(t *testing.T) {
	file := `{"id":"1","context":"Oral aspirin and heparin.","annotations":[{"events":[{"Treatment":{"text":[["Oral aspirin"]],"start":[[0]],` +
		`"entity_id":["T1"],"Drug":{"text":[["aspirin"],["heparin"]],"start":[[5],[17]]},"Route":{"text":[["Oral"]],"start":[[0]]}}}]}]}` + "\n"
	aspirin := drug
	aspirin.Attributes = []annotation.Attribute{{Type: "ROUTE_OR_MODE", Value: "Oral"}}
	r, _ := run(t, write(t, t.TempDir(), "dev.json", file), said{"aspirin": aspirin, "and": drug})
	expect(t, r, "drugs, overlap", 1, 1, 1)
	expect(t, r, "route, overlap", 1, 0, 0)
}

func TestHeadings(t *testing.T) {
	file := "dataset,encounter_id,dialogue,note\nx,1,hm,\"PLAN\n\nRest.\nEXAM:\nFine.\"\n"
	annotate := func(text string) *annotation.Document {
		return &annotation.Document{Text: text, Sections: []annotation.Section{
			{Span: annotation.Span{Begin: 0, End: 12}, Heading: annotation.Span{Begin: 0, End: 4}, Name: "plan"},
		}}
	}
	r, err := eval.Run(context.Background(), write(t, t.TempDir(), "v.csv", file), annotate, &strings.Builder{})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, r, "headings", 1, 0, 1)
}

func TestFolderOfCorpora(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b/c.txt", pubtator)
	write(t, dir, "a/c.txt", pubtator)
	write(t, dir, "LICENSE", "Do as you like.")
	r, _ := run(t, dir, said{})
	if len(r.Tables) != 2 {
		t.Errorf("%d tables, want 2", len(r.Tables))
	}
}

func TestNoCorpus(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, write(t, dir, "x.txt", "hello"), write(t, dir, "empty", "")} {
		if _, err := eval.Run(context.Background(), path, said{}.annotate, &strings.Builder{}); !errors.Is(err, eval.ErrUnknown) {
			t.Errorf("%s: error %v, want ErrUnknown", path, err)
		}
	}
	if _, err := eval.Run(context.Background(), filepath.Join(dir, "absent"), said{}.annotate, &strings.Builder{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent: error %v", err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := eval.Run(ctx, write(t, t.TempDir(), "c.txt", pubtator), said{}.annotate, &strings.Builder{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func FuzzRun(f *testing.F) {
	f.Add(pubtator)
	f.Add("1\t \tcough\tNo COUGH.\tNegated\tRecent\tPatient\n")
	f.Add(`{"text":"1 tab","dose_low":1,"annotations":[],"context":"é"}`)
	f.Add("dataset,encounter_id,dialogue,note\nx,1,hm,PLAN\n")
	path := filepath.Join(f.TempDir(), "corpus")
	f.Fuzz(func(t *testing.T, content string) {
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		_, _ = eval.Run(context.Background(), path, said{"a": drug}.annotate, &strings.Builder{}) // must not panic
	})
}
