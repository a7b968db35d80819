package noteprint

import (
	"bufio"
	"bytes"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/external"
	"github.com/tarn-sql/tarn/testdata/golden"
)

// TestGolden prints one document, made by hand, in every way there is.
func TestGolden(t *testing.T) {
	r := printedResult()
	for _, c := range []struct {
		name  string
		print func(w *bufio.Writer)
	}{
		{"plain", func(w *bufio.Writer) { printResult(w, r, printer{width: 60}) }},
		{"explain", func(w *bufio.Writer) { printResult(w, r, printer{width: 100, explain: true}) }},
		{"colour", func(w *bufio.Writer) { printResult(w, r, printer{width: 72, clip: true, styler: styler{true}}) }},
		{"json", func(w *bufio.Writer) { writeJSON(w, documentJSON("note.txt", r, fixedNames{}, "0123")) }},
		{"comprehend", func(w *bufio.Writer) { writeJSON(w, external.Encode(&r.Document, "1")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			w := bufio.NewWriter(&b)
			c.print(w)
			w.Flush()
			golden.Equal(t, filepath.Join("testdata", c.name+".golden"), strings.ReplaceAll(b.String(), "\x1b", `\e`))
		})
	}
}

func printResult(w *bufio.Writer, r *nlp.Result, p printer) {
	p.w, p.names = w, fixedNames{}
	p.document("note.txt", r)
}

type fixedNames struct{}

func (fixedNames) concept(_ int, id uint32) string { return "concept " + strconv.Itoa(int(id)) }
func (fixedNames) vocabulary(int) string           { return "tarn" }

// printedResult is a document with one of everything. «…» in its text are the places that the entities below name.
func printedResult() *nlp.Result {
	text := "Plan:\tSørensen, 64 y. He denies fever, chills or cough.\r\nMother: breast cancer.\n\n" +
		"  - metformin 500 mg twice daily with meals, to be taken for as long as the laboratory values stay as they are\n" +
		"    BP 142/88 mmHg, 血圧 ok\x1b[31m, pain in left knee"
	at := func(words string) annotation.Span {
		i := strings.Index(text, words)
		return annotation.Span{Begin: i, End: i + len(words)}
	}
	const icd = "http://hl7.org/fhir/sid/icd-10-cm"
	denies := annotation.Cue{Trait: annotation.Negation, Span: at("denies"), Rule: "context/neg/denies"}
	no := annotation.Assertion{Certainty: annotation.Negative, Cues: []annotation.Cue{denies}}
	dx := func(words string, a annotation.Assertion, kind annotation.Trait, links ...annotation.Link) annotation.Entity {
		return annotation.Entity{
			Span: at(words), Category: annotation.Condition, Type: "DX_NAME", Score: 0.95, Method: "dictionary", Assertion: a,
			Kind: kind, Links: links,
		}
	}
	d := annotation.Document{
		Text:      text,
		Sections:  []annotation.Section{{Span: annotation.Span{End: len(text)}, Heading: at("Plan:"), Name: "plan", LOINC: "18776-5"}},
		Sentences: []annotation.Sentence{{Span: annotation.Span{End: at("Mother").Begin - 2}}, {Span: annotation.Span{Begin: at("Mother").Begin, End: len(text)}}},
		Entities: []annotation.Entity{
			{Span: at("Sørensen"), Category: annotation.PHI, Type: "NAME", Score: 0.9, Method: "pattern"},
			dx("fever", no, annotation.Symptom, annotation.Link{System: icd, Code: "R50.9", Display: "Fever, unspecified", Score: 1, Method: "exact"}),
			dx("chills", no, annotation.Symptom), dx("cough", no, annotation.Symptom),
			dx("breast cancer", annotation.Assertion{
				Experiencer: annotation.Family,
				Cues:        []annotation.Cue{{Trait: annotation.PertainsToFamily, Span: at("Mother"), Rule: "context/family/mother"}},
			}, annotation.Diagnosis, annotation.Link{System: icd, Code: "C50.919", Display: "Malignant neoplasm of unspecified site of unspecified female breast", Score: 0.9, Method: "exact", Ambiguous: true},
				annotation.Link{System: icd, Code: "C50.911", Display: "of right female breast", Score: 0.6, Method: "specific"},
				annotation.Link{System: "http://snomed.info/sct", Code: "254837009", Display: "Malignant neoplasm of breast", Score: 0.8, Method: "synonym"}),
			{
				Span: at("metformin"), Category: annotation.Medication, Type: "GENERIC_NAME", Score: 1, Method: "dictionary", Event: "active", Sentence: 1,
				Concepts: []annotation.Concept{{ID: 7, Score: 1, Method: "exact"}},
				Attributes: []annotation.Attribute{
					{Span: at("500 mg twice daily"), Type: wholeInstruction, Relationship: wholeInstruction, Score: 0.9, JSON: `[{"sequence":1}]`},
					{Span: at("500 mg"), Type: "STRENGTH", Relationship: "STRENGTH", Score: 0.9, Value: "500", Unit: "mg", UCUM: "mg"},
					{Span: at("twice daily"), Type: "FREQUENCY", Relationship: "FREQUENCY", Score: 0.9, Code: "BID"},
					{Span: at("with meals"), Type: "INSTRUCTION", Relationship: "INSTRUCTION", Score: 0.8},
				},
				Links: []annotation.Link{{System: "http://www.nlm.nih.gov/research/umls/rxnorm", Code: "6809", Display: "metformin", Score: 1, Method: "exact"}},
			},
			{
				Span: at("BP"), Category: annotation.TestProcedure, Type: "TEST_NAME", Score: 0.9, Method: "dictionary", Sentence: 1,
				Attributes: []annotation.Attribute{
					{Span: at("142"), Type: "TEST_VALUE", Relationship: "TEST_VALUE", Score: 0.9, Value: "142", Unit: "mm Hg", UCUM: "mm[Hg]"},
					{Span: at("mmHg"), Type: "TEST_UNIT", Relationship: "TEST_UNIT", Score: 0.9, Unit: "mm Hg", UCUM: "mm[Hg]"},
				},
			},
			dx("pain", annotation.Assertion{Conditionality: annotation.IsHypothetical}, annotation.Symptom),
			{Span: at("knee"), Category: annotation.Anatomy, Type: "SYSTEM_ORGAN_SITE", Score: 0.9, Method: "dictionary", Sentence: 1},
		},
		Unmapped:  []annotation.Attribute{{Span: at("left"), Type: "DIRECTION", Relationship: "DIRECTION", Score: 0.9}},
		Relations: []annotation.Relation{{Head: 5, Tail: 6, Type: "MONITORED_BY", Score: 0.5, Rule: "test/rule"}},
	}
	return &nlp.Result{
		Document: d, Status: nlp.OK, ContentType: "text/plain", Charset: "utf-8", Language: "en", TextSHA256: [32]byte{1},
		Bytes: len(text), Chars: utf8.RuneCountInString(text),
	}
}

// TestSafe: whatever a text, a name or an error holds, no control character gets to the terminal but our own colours
// and line ends.
func TestSafe(t *testing.T) {
	nasty := "a\x1b]0;title\x07b\u009b31m\x00\x7f\r\u202eevil\u2028x\xff\xc3\u200d\ty\b\v\f"
	d := annotation.Document{Text: nasty, Entities: []annotation.Entity{{
		Span: annotation.Span{Begin: 0, End: len(nasty)}, Category: annotation.Condition, Type: nasty, Method: nasty, Event: nasty,
		Attributes: []annotation.Attribute{{Span: annotation.Span{End: 4}, Type: nasty, Value: nasty, JSON: nasty}},
		Links:      []annotation.Link{{System: nasty, Code: nasty, Display: nasty, Method: nasty}},
		Assertion:  annotation.Assertion{Cues: []annotation.Cue{{Span: annotation.Span{End: 9}, Rule: nasty, Trait: annotation.Negation}}},
	}}}
	r := &nlp.Result{Document: d, Status: nlp.OK, Error: nasty, Chars: utf8.RuneCountInString(nasty)}
	for _, explain := range []bool{false, true} {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		p := printer{w: w, names: fixedNames{}, width: 40, explain: explain}
		p.document(nasty, r)
		w.Flush()
		checkSafe(t, b.String())
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	if err := writeJSON(w, documentJSON(nasty, r, fixedNames{}, "")); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	checkSafe(t, b.String())
	var back jsonDocument
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back.Text != string([]rune(nasty)) {
		t.Errorf("%v: %q", err, back.Text)
	}
}

func checkSafe(t *testing.T, s string) {
	t.Helper()
	for _, r := range s {
		if r != '\n' && r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e || r == 0x2028 {
			t.Fatalf("%U in %q", r, s)
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		line  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"     ", 10, ""},
		{"short", 10, "short"},
		{"one two three", 7, "one two|three"},
		{"one two three", 8, "one two|three"},
		{"  one two three", 7, "  one|  two|  three"},
		{"abcdefghijkl", 5, "abcde|fghij|kl"},
		{"ab cdefghijkl m", 5, "ab|cdefg|hijkl|m"},
		{"血圧血圧血圧", 5, "血圧|血圧|血圧"},
		{"a   b", 3, "a|b"},
	} {
		cells := lineCells(nil, c.line, make([]style, len(c.line)), 0, len(c.line))
		var rows []string
		for _, row := range wrapped(cells, c.width) {
			s := ""
			for _, x := range row {
				s += string(x.shown)
			}
			rows = append(rows, s)
		}
		if got := strings.Join(rows, "|"); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.line, c.width, got, c.want)
		}
	}
}

// FuzzWrapped: no row is wider than the width, unless one character is, and no visible character is lost.
func FuzzWrapped(f *testing.F) {
	f.Add("  one two\tthree  血圧", uint8(4))
	f.Fuzz(func(t *testing.T, line string, n uint8) {
		width := int(n%60) + 4
		line = strings.Map(func(r rune) rune {
			if strings.ContainsRune("\n\r\f\v\u0085\u2028\u2029", r) {
				return -1
			}
			return r
		}, line)
		cells := lineCells(nil, line, make([]style, len(line)), 0, len(line))
		var got, want []rune
		for _, c := range cells {
			if c.shown != ' ' {
				want = append(want, c.shown)
			}
		}
		for _, row := range wrapped(cells, width) {
			used := 0
			for _, c := range row {
				used += c.columns
				if c.shown != ' ' {
					got = append(got, c.shown)
				}
			}
			if used > width {
				t.Fatalf("%d columns of %d in a row of %q", used, width, line)
			}
		}
		if string(got) != string(want) {
			t.Fatalf("%q became %q", string(want), string(got))
		}
	})
}

func TestUseColour(t *testing.T) {
	var b bytes.Buffer
	for when, want := range map[string]bool{"auto": false, "always": true, "never": false} {
		if got, err := useColour(when, &b); got != want || err != nil {
			t.Errorf("%s: %v %v", when, got, err)
		}
	}
	if _, err := useColour("sometimes", &b); err == nil {
		t.Error("sometimes is no answer")
	}
}
