package section_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// records reads a csv file of the shared corpora as maps by column.
func records(t *testing.T, elem ...string) []map[string]string {
	t.Helper()
	f, err := os.Open(shared.Path(t, elem...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		out = append(out, r)
	}
	return out
}

// capitalLine reports whether a line of a note is what ACI-Bench's authors wrote as a section heading: capitals only, at
// most six words, alone on its line, with or without a colon.
func capitalLine(line string) bool {
	line = strings.TrimSuffix(strings.TrimSpace(line), ":")
	letters := 0
	for _, r := range line {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r == ' ' || r == '/' || r == '&' || r == '-' || r == ',':
		default:
			return false
		}
	}
	return letters >= 2 && len(strings.Fields(line)) <= 6
}

// TestHeadingsOfACIBench scores the top headings against the capital lines of ACI-Bench's notes.
func TestHeadingsOfACIBench(t *testing.T) {
	var right, missed, wrong int
	for _, file := range []string{"train.csv", "valid.csv"} {
		for _, r := range records(t, "nlp", "corpora", "notes", "aci_bench", file) {
			note := r["note"]
			found := map[int]string{}
			for _, s := range section.Find(nil, note, token.Scan(nil, note)) {
				if s.Heading.Len() > 0 && s.Depth == 0 {
					found[s.Begin] = s.Name
				}
			}
			at := 0
			for line := range strings.Lines(note) {
				name, is := found[at]
				switch gold := capitalLine(line); {
				case gold && is && name != "":
					right++
				case gold:
					missed++
					t.Logf("%s: missed %q (%v)", r["encounter_id"], line, is)
				case is:
					wrong++
					t.Logf("%s: wrong %q as %s", r["encounter_id"], line, name)
				}
				delete(found, at)
				at += len(line)
			}
			for at := range found {
				wrong++
				t.Logf("%s: wrong within a line: %q", r["encounter_id"], note[at:min(at+40, len(note))])
			}
		}
	}
	p, rec := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	f1 := 2 * p * rec / (p + rec)
	t.Logf("ACI-Bench headings: P %.3f R %.3f F1 %.3f of %d", p, rec, f1, right+missed)
	if f1 < 0.98 {
		t.Errorf("F1 %.3f", f1)
	}
}

// longNames are the headings that MTS-Dialog's section labels stand for (its README).
var longNames = map[string][2]string{
	"FAM/SOCHX": {"FAMILY HISTORY/SOCIAL HISTORY", section.SocialHistory}, "GENHX": {"HISTORY OF PRESENT ILLNESS", section.HPI},
	"PASTMEDICALHX": {"PAST MEDICAL HISTORY", section.PastMedicalHistory}, "CC": {"CHIEF COMPLAINT", section.ChiefComplaint},
	"PASTSURGICAL": {"PAST SURGICAL HISTORY", section.PastSurgicalHistory}, "ALLERGY": {"ALLERGY", section.Allergies}, "ROS": {"REVIEW OF SYSTEMS", section.ReviewOfSystems},
	"MEDICATIONS": {"MEDICATIONS", section.Medications}, "ASSESSMENT": {"ASSESSMENT", section.Assessment}, "EXAM": {"EXAM", section.PhysicalExam},
	"DIAGNOSIS": {"DIAGNOSIS", section.Assessment}, "DISPOSITION": {"DISPOSITION", section.Disposition}, "PLAN": {"PLAN", section.Plan},
	"EDCOURSE": {"EMERGENCY DEPARTMENT COURSE", section.EmergencyCourse}, "IMMUNIZATIONS": {"IMMUNIZATIONS", section.Immunizations},
	"IMAGING": {"IMAGING", section.Imaging}, "GYNHX": {"GYNECOLOGIC HISTORY", section.ObstetricHistory}, "PROCEDURES": {"PROCEDURES", section.Procedures},
	"OTHER_HISTORY": {"OTHER HISTORY", section.PastMedicalHistory}, "LABS": {"LABS", section.Results},
}

// TestLabelsOfMTSDialog checks that every section label of MTS-Dialog has a heading form.
func TestLabelsOfMTSDialog(t *testing.T) {
	covered, all := 0, 0
	for _, r := range records(t, "nlp", "corpora", "notes", "mts_dialog", "MTS-Dialog-TrainingSet.csv") {
		all++
		long := longNames[r["section_header"]]
		text := long[0] + ":\n" + r["section_text"]
		if s := section.Find(nil, text, token.Scan(nil, text)); long[0] != "" && len(s) > 0 && s[0].Name == long[1] {
			covered++
		} else {
			t.Errorf("%q: %+v", r["section_header"], s)
		}
	}
	t.Logf("MTS-Dialog: %d of %d labels covered", covered, all)
}
