package dosage_test

import (
	"strings"
	"testing"
)

// TestEvents: what is done with drugs, told before them, behind them, or by a label.
func TestEvents(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Held metformin.", "metformin=held"},
		{"Metformin held.", "Metformin=held"},
		{"Metformin on hold.", "Metformin=held"},
		{"Aspirin was discontinued.", "Aspirin=stopped"},
		{"Discontinued: simvastatin.", "simvastatin=stopped"},
		{"Medications held: metformin. Medications discontinued: lisinopril. Continue: aspirin.", "metformin=held lisinopril=stopped aspirin=active"},
		{"STOPPED: lisinopril, aspirin", "lisinopril=stopped aspirin=stopped"},
		{"Resume home meds: aspirin, metoprolol.", "aspirin=started metoprolol=started"},
		{"Switched from lisinopril to metoprolol.", "lisinopril=stopped metoprolol=started"},
		{"Lisinopril was changed to metoprolol because of cough.", "Lisinopril=stopped metoprolol=started"},
		{"Lisinopril was not stopped.", "Lisinopril="},
		{"Increase lisinopril to 20 mg, metoprolol 25 mg daily.", "lisinopril=increased metoprolol=active"},
		{"Allergies reviewed: aspirin.", "aspirin="},
	} {
		var got []string
		doc := annotate(c.text)
		for i := range doc.Entities {
			e := &doc.Entities[i]
			got = append(got, doc.Text[e.Begin:e.End]+"="+e.Event)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
