package nlp

import "testing"

func TestDenies(t *testing.T) {
	w := annotator(t, Options{}).NewWorker()
	for _, c := range []struct {
		text, phrase string
		want         Denial
	}{
		{"Patient denies chest pain.", "chest pain", Denied},
		{"Patient denies chest pain.", "Chest  PAIN", Denied},
		{"Patient denies chest\npain.", "chest pain", Denied},
		{"Denies headache.", "headaches", Denied},
		{"Patient has chest pain.", "chest pain", Affirmed},
		{"Patient has chest pain.", "dyspnea", NotMentioned},
		// One mention that is affirmed is enough.
		{"No fever yesterday. Today she has a fever of 39 C.", "fever", Affirmed},
		{"No fever yesterday. Denies fever today, too.", "fever", Denied},
		// The same concept in other words.
		{"PMH: HTN, diabetes.", "high blood pressure", Affirmed},
		{"He has no history of HTN.", "high blood pressure", Denied},
		{"He has no hypertension.", "HTN", Denied},
		{"Denies SOB.", "shortness of breath", Denied},
		{"Acute myocardial infarction ruled out.", "heart attack", Denied},
		{"Takes Tylenol at night.", "acetaminophen", Affirmed},
		{"Never took Tylenol.", "acetaminophen", Denied},
		{"Denies metformin use.", "acetaminophen", NotMentioned},
		// A phrase that is a denial itself.
		{"The patient is afebrile.", "afebrile", Affirmed},
		{"The patient is not afebrile.", "afebrile", Denied},
		// Words that no dictionary knows are judged where they stand.
		{"No evidence of a glimmering frobnication.", "glimmering frobnication", Denied},
		{"There is a glimmering frobnication.", "glimmering frobnication", Affirmed},
		// Part of a longer term, where it stands nowhere else.
		{"Denies chest pain.", "pain", Denied},
		{"Denies chest pain but has pain today.", "pain", Affirmed},
		// Mentions of others and suspicions are no denials.
		{"Mother had breast cancer.", "breast cancer", Affirmed},
		{"Possible pneumonia.", "pneumonia", Affirmed},
		{"Denies chest pain.", "", NotMentioned},
		{"Denies chest pain.", " - ", NotMentioned},
		{"Denies chest pain.", "'", NotMentioned},
		{"", "chest pain", NotMentioned},
		{"   ", "chest pain", NotMentioned},
	} {
		r := w.Annotate(background, Input{Data: []byte(c.text), ContentType: plainText})
		if got := r.Denies(w.Phrase(background, c.phrase)); got != c.want {
			t.Errorf("%q in %q: %d, want %d\n%s", c.phrase, c.text, got, c.want, describe(r))
		}
	}
}
