package social_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/sentence"
	"github.com/tarn-sql/tarn/nlp/social"
	"github.com/tarn-sql/tarn/nlp/token"
)

func read(text string) *annotation.Document {
	doc := &annotation.Document{Text: text, Tokens: token.Scan(nil, text)}
	doc.Sections = section.Find(nil, text, doc.Tokens)
	doc.Sentences = sentence.Split(nil, text, doc.Tokens, doc.Sections)
	doc.Entities = social.Find(nil, doc)
	assertion.Apply(doc)
	return doc
}

// show prints entities as "TYPE words (usage) AMOUNT=…".
func show(doc *annotation.Document) string {
	var out []string
	for i := range doc.Entities {
		e := &doc.Entities[i]
		s := e.Type + " " + doc.Text[e.Begin:e.End]
		if u := social.Usage(e); u != "" {
			s += " (" + u + ")"
		} else if e.Certainty == annotation.Negative {
			s += " (denied)"
		}
		for _, a := range e.Attributes {
			s += " " + a.Type + "=" + doc.Text[a.Begin:a.End]
			if a.Type == "AMOUNT" {
				s += "[" + a.Value + " " + a.Unit + "]"
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Denies tobacco use.", "TOBACCO_USE tobacco use (never)"},
		{"Former smoker, quit in 2010.", "TOBACCO_USE smoker (former) USAGE=quit in 2010"},
		{"Smokes half a pack a day.", "TOBACCO_USE Smokes (current) AMOUNT=half a pack a day[0.5 pack a day]"},
		{"Smokes 1.5 ppd for 20 years.", "TOBACCO_USE Smokes (current) AMOUNT=1.5 ppd[1.5 ppd] DURATION=for 20 years"},
		{"He smoked 2 packs per day but quit 5 years ago.", "TOBACCO_USE smoked (former) AMOUNT=2 packs per day[2 packs per day] USAGE=quit 5 years ago"},
		{"40 pack-year smoking history.", "TOBACCO_USE smoking history (current) AMOUNT=40 pack-year[40 pack-year]"},
		{"Tobacco: 1 ppd x 30 years.", "TOBACCO_USE Tobacco (current) AMOUNT=1 ppd[1 ppd] DURATION=x 30 years"},
		{"1 ppd x 30 years", "TOBACCO_USE 1 ppd (current) AMOUNT=1 ppd[1 ppd] DURATION=x 30 years"},
		{"Never smoker. Nonsmoker.", "TOBACCO_USE smoker (never); TOBACCO_USE Nonsmoker (never)"},
		{"Smoking status: Never", "TOBACCO_USE Smoking status (never)"},
		{"Drinks alcohol socially.", "ALCOHOL_CONSUMPTION alcohol (current) FREQUENCY=socially"},
		{"Drinks 2-3 beers per week.", "ALCOHOL_CONSUMPTION Drinks (current) AMOUNT=2-3 beers per week[2 beers per week]"},
		{"No alcohol. Denies illicit drug use.", "ALCOHOL_CONSUMPTION alcohol (never); REC_DRUG_USE illicit drug use (never)"},
		{"She denies any tobacco, alcohol or drug use.", "TOBACCO_USE tobacco (never); ALCOHOL_CONSUMPTION alcohol (never); REC_DRUG_USE drug use (never)"},
		{"Uses marijuana daily.", "REC_DRUG_USE marijuana (current) FREQUENCY=daily"},
		{"Cleaned with an alcohol swab; smoke detector at home; drinks water.", ""},
		{"A 54-year-old African American woman.", "RACE_ETHNICITY African American; GENDER woman"},
		{"Sex: F\nRace: White", "GENDER F; RACE_ETHNICITY White"},
		{"The white cell count is 5, a man came.", ""},
		{"ALLERGIES: NKDA", "ALLERGIES NKDA (denied)"},
		{"Allergies:\nNo known drug allergies.", "ALLERGIES allergies (denied)"},
		{"ALLERGIES:\n- Penicillin (rash)\n- Sulfa drugs: hives\n- Latex", "ALLERGIES Penicillin; ALLERGIES Sulfa; ALLERGIES Latex"},
		{"ALLERGIES: penicillin, codeine and shellfish.", "ALLERGIES penicillin; ALLERGIES codeine; ALLERGIES shellfish"},
		{"She is allergic to penicillin and sulfa, which cause hives.", "ALLERGIES penicillin; ALLERGIES sulfa"},
		{"Lives with her husband in Ohio, works as a nurse.", "LIVING_SITUATION Lives with her husband in Ohio"},
		{"SOCIAL HISTORY:\nLives alone.", "LIVING_SITUATION Lives alone"},
	} {
		if got := show(read(c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"smokes 1/2 ppd, quit", "ALLERGIES: a (b), c/d", "allergic to", "54 yo white", "half a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range read(text).Entities {
			if e.Begin < 0 || e.End <= e.Begin || e.End > len(text) {
				t.Fatalf("span %v of %q", e.Span, text)
			}
		}
	})
}
