package sentence_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/token"
)

func split(text string) []string {
	tokens := token.Scan(nil, text)
	var out []string
	for _, s := range sentence.Split(nil, text, tokens, section.Find(nil, text, tokens)) {
		out = append(out, strings.ReplaceAll(text[s.Begin:s.End], "\n", "⏎"))
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"\n\n", ""},
		{"No fever. Has cough.", "No fever.|Has cough."},
		{"Seen by Dr. Smith today. Stable.", "Seen by Dr. Smith today.|Stable."},
		{"Seen by J. R. Smith, M.D. on call.", "Seen by J. R. Smith, M.D. on call."},
		{"Lasix 40 mg p.o. b.i.d. for edema. Stop it.", "Lasix 40 mg p.o. b.i.d. for edema.|Stop it."},
		{"Takes aspirin q.d. Denies pain.", "Takes aspirin q.d.|Denies pain."},
		{"WBC 12.3. Hgb 9.", "WBC 12.3.|Hgb 9."},
		{"Has pain.Denies fever.", "Has pain.|Denies fever."},
		{"Any pain? No. Stop!", "Any pain? No.|Stop!"},
		{"Chest pain? No. Dyspnea? Yes, on stairs.", "Chest pain? No.|Dyspnea? Yes, on stairs."},
		{"Mother with ovarian CA. Options: surgery", "Mother with ovarian CA.|Options: surgery"},
		{"?PE on CT", "?PE on CT"},
		{"Has hepatitis C. Stable.", "Has hepatitis C.|Stable."},
		{"1. Hypertension. Stable.\n2. Diabetes", "1. Hypertension.|Stable.|2. Diabetes"},
		{"- no fever\n- cough\n* rash", "- no fever|- cough|* rash"},
		{"a) one\nb) two", "a) one|b) two"},
		{"The patient denies any chest pain or shortness of breath,\nnausea or vomiting.\n\nShe is well", "The patient denies any chest pain or shortness of breath,⏎nausea or vomiting.|She is well"},
		{"No fever\nCough present", "No fever|Cough present"},
		{"Fever: no\nCough: yes", "Fever: no|Cough: yes"},
		{"SKIN: No rash.\nAllergies: NKDA", "SKIN: No rash.|Allergies:|NKDA"},
		{"FAMILY HISTORY:\nMother with asthma", "FAMILY HISTORY:|Mother with asthma"},
		{"COMPLICATIONS:  None    FINDINGS:  1) Colitis  2) Polyp", "COMPLICATIONS:|None|FINDINGS:|1) Colitis|2) Polyp"},
		{"cough. denies fever", "cough.|denies fever"},
		{"He said \"no.\" Then he left.", "He said \"no.\"|Then he left."},
		{
			"The patient was admitted to the hospital for evaluation of\nChest pain and was seen in consultation by cardiology. He\nJohnson procedure was planned for the following day and he\nagreed.",
			"The patient was admitted to the hospital for evaluation of⏎Chest pain and was seen in consultation by cardiology.|He⏎Johnson procedure was planned for the following day and he⏎agreed.",
		},
	} {
		if got := strings.Join(split(c.text), "|"); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSplitBoundsSentences(t *testing.T) {
	if got := split(strings.Repeat("word ", 1000)); len(got) < 3 {
		t.Errorf("%d sentences", len(got))
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"A. b\n\n- c", "HPI: x  2) Y.", "Dr. X\n1. y", "\xff.\n\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := token.Scan(nil, text)
		sections := section.Find(nil, text, tokens)
		at := 0
		for i, s := range sections {
			if s.Begin != at || s.End < s.Begin || !s.Contains(s.Heading) && s.Heading.Len() > 0 {
				t.Fatalf("section %d %+v after %d of %q", i, s, at, text)
			}
			at = s.End
		}
		if at != len(text) {
			t.Fatalf("sections end at %d of %q", at, text)
		}
		seen := 0
		for _, s := range sentence.Split(nil, text, tokens, sections) {
			for ; seen < s.First; seen++ {
				if tokens[seen].Kind != annotation.Break {
					t.Fatalf("token %d of %q in no sentence", seen, text)
				}
			}
			if s.First >= s.Last || s.Begin != tokens[s.First].Begin || s.End != tokens[s.Last-1].End {
				t.Fatalf("sentence %+v of %q", s, text)
			}
			seen = s.Last
		}
	})
}
