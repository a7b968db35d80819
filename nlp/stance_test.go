package nlp

import (
	"context"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// saying is a text and what said makes of it.
type saying struct{ text, want string }

func checkSaid(t *testing.T, list []saying) {
	t.Helper()
	for _, c := range list {
		if got := said(t, c.text); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// said is what the whole pipeline makes of a text: each drug, condition, test, procedure and habit with its traits.
func said(t *testing.T, text string) string {
	t.Helper()
	a, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := &a.NewWorker().Annotate(context.Background(), Input{Data: []byte(text), ContentType: "text/plain"}).Document
	var out []string
	for i := range doc.Entities {
		e := &doc.Entities[i]
		switch e.Category {
		case annotation.Medication, annotation.Condition, annotation.TestProcedure:
		case annotation.Social:
			if e.Type == "LIVING_SITUATION" || e.Type == "GENDER" {
				continue
			}
		default:
			continue
		}
		for _, l := range e.Links {
			if l.System == lexicon.UNII || l.System == lexicon.DOID {
				t.Errorf("%s: linked with %s", text, l.System)
			}
		}
		s := doc.Text[e.Begin:e.End]
		for _, x := range assertion.Traits(e) {
			s += " " + x.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestStances(t *testing.T) {
	checkSaid(t, []saying{
		// A disease that does not pass is there today, though the text lists it under history.
		{"PMH: hypertension, pneumonia.", "hypertension DIAGNOSIS; pneumonia PAST_HISTORY DIAGNOSIS"},
		{"History of dementia and stroke.", "dementia DIAGNOSIS; stroke PAST_HISTORY DIAGNOSIS"},
		{"Asthma as a child.", "Asthma PAST_HISTORY DIAGNOSIS"},
		{"Acute kidney injury resolved. Fever resolved.", "Acute kidney injury PAST_HISTORY DIAGNOSIS; Fever NEGATION SYMPTOM"},
		// Signs are found by an examiner, symptoms are told.
		{"PHYSICAL EXAM:\nLungs with wheezing.", "wheezing SIGN"},
		{"She reports wheezing and leg swelling.", "wheezing SYMPTOM; leg swelling SYMPTOM"},
		{"On exam, wheezing bilaterally.", "wheezing SIGN"},
		{"REVIEW OF SYSTEMS:\nNegative for edema.", "edema NEGATION SYMPTOM"},
		// Names of places and people, and words in capitals, are neither drugs nor diseases.
		{"She moved from Boston to Oregon with Oliver and Amanda.", ""},
		{"THE PATIENT HAS A COLD. HE WAS HIT BY A CAR.", ""},
		{"ALLERGIES: NO KNOWN DRUG ALLERGIES", "ALLERGIES NEGATION"},
		{"She uses an inhaler.", ""},
		{"The gist of it is that she feels well.", ""},
		{"We will check a glucose. Started potassium 20 mEq daily.", "glucose FUTURE; potassium"},
		// Habits and their details.
		{"SOCIAL HISTORY:\nSmokes 1 ppd. Mother has DM.", "Smokes; DM PERTAINS_TO_FAMILY DIAGNOSIS"},
		{"Takes Robitussin DM daily.", "Robitussin DM"},
	})
}

// TestRunningTextOfNotes: in a note the model adds no drugs to long sentences that only sound like one.
func TestRunningTextOfNotes(t *testing.T) {
	text := "HISTORY OF PRESENT ILLNESS: " + strings.Repeat("The patient was given pain medication by his doctor and he felt that it was of some help to him during the long night while lying supine. ", 3)
	if got := said(t, text); strings.Contains(got, "supine") || strings.Contains(got, "pain ") && !strings.Contains(got, "pain medication") {
		t.Errorf("got %s", got)
	}
}
