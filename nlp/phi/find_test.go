package phi_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phi"
	"github.com/tarn-sql/tarn/nlp/token"
)

func show(text string, known *phi.Lookup) string {
	var out []string
	for _, e := range phi.Find(nil, text, token.Scan(nil, text), known) {
		out = append(out, e.Type+" "+text[e.Begin:e.End])
	}
	return strings.Join(out, "; ")
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Patient: Nathan Green   DOB: 02/06/1996   MRN: 10000006", "NAME Nathan Green; DATE 02/06/1996; ID 10000006"},
		{"Date of service: 03/24/2021   Provider: Dr. Michael Singh   Phone: (614) 555-0155", "DATE 03/24/2021; NAME Dr. Michael Singh; PHONE_OR_FAX (614) 555-0155"},
		{"Electronically signed by Ann B. Lee-Smith, MD", "NAME Ann B. Lee-Smith"},
		{"Name: LEE, ANN", "NAME LEE, ANN"},
		{"Maria Lopez is a 54-year-old woman.", "NAME Maria Lopez; AGE 54-year-old"},
		{"The patient is a 91 y/o man.", "AGE 91 y/o"},
		{"Mother died at age 92.", "AGE 92"},
		{"Seen by Dr. O'Brien and Mrs. Smith.", "NAME Dr. O'Brien; NAME Mrs. Smith"},
		{"SSN 123-45-6789, call 212-555-0123 or 212.555.0199 or +1 212 555 0100.", "ID 123-45-6789; PHONE_OR_FAX 212-555-0123; PHONE_OR_FAX 212.555.0199; PHONE_OR_FAX +1 212 555 0100"},
		{"fax: 555-0123", "PHONE_OR_FAX 555-0123"},
		{"Mail ann.lee@example.org. See https://example.org/a?b=1, or www.example.com.", "EMAIL ann.lee@example.org; URL https://example.org/a?b=1; URL www.example.com"},
		{"Lives at 12 North Main St, Apt 4B, Boston, MA 02115-1234.", "ADDRESS 12 North Main St, Apt 4B, Boston, MA 02115-1234"},
		{"Springfield, IL 62704", "ADDRESS IL 62704"},
		{"P.O. Box 123", "ADDRESS P.O. Box 123"},
		{"from 192.168.10.4", "ID 192.168.10.4"},
		{"Account #: AB-12345", "ID AB-12345"},
		{"Works as a bus driver. Retired teacher", "PROFESSION bus driver; PROFESSION teacher"},
		{"Seen on March 5, 2024 and in 2018.", "DATE March 5, 2024"},
		{"[**2018-1-1**] **NAME[AAA] ___", ""},
		{"BP 120/80, creatinine 1.10 mg/dL, sodium 140, 5 mg daily", ""},
		{"Dr. appointment; case was discussed; room 12; 500 mg Dr", ""},
		{"Parkinson disease and Crohn's disease in HPI: Patient stable", ""},
		{"Name: unknown", ""},
		{"Discussed with Priya Raghunathan. Wife Jane Miller present.", "NAME Priya Raghunathan; NAME Jane Miller"},
		{"SEEN BY JOHN SMITH TODAY", "NAME JOHN SMITH"},
		{"Mary Jane Watson-Parker came", "NAME Mary Jane Watson-Parker"},
		{"Doe, Jane A. DOB 01/02/1950", "NAME Doe, Jane A.; DATE 01/02/1950"},
		{"Thanks,\nMaria", "NAME Maria"},
		{"Marcus Gunn pupil, Henry Ford Hospital, Charles Bonnet syndrome, St. John Clinic", ""},
		{"Provider: Likely flu. Nurse: Any fever? JAMES BROWN SIGN", ""},
		{"Thanks, feeling well. Chest, John wire.", ""},
	} {
		if got := show(c.text, nil); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	known := phi.Compile(phi.Known{
		Names: []string{"Ann", "Marie", "White", "Lee"}, Addresses: []string{"12 Elm Row", "Springfield"}, Identifiers: []string{"X99-1"}, Telecoms: []string{"+1 (212) 555-0123", "mailto:a@b.org"},
	})
	for _, c := range []struct{ text, want string }{
		{"Ann was seen. ANN M. WHITE too.", "NAME Ann; NAME ANN M. WHITE"},
		{"White blood cells; Mrs. White; Ann White", "NAME Mrs. White; NAME Ann White"},
		{"ann is small", ""},
		{"at 12 elm row in Springfield", "ADDRESS 12 elm row; ADDRESS Springfield"},
		{"card X99-1, call 2125550123", "ID X99-1; PHONE_OR_FAX 2125550123"},
		{"Dr. Robert Lee", "NAME Dr. Robert Lee"},
	} {
		if got := show(c.text, known); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Dr. A. B-C, MD", "(212) 555-0123", "1 Main St., X, MA 02115", "a@b.co.", "www.", "MRN: A-", "1.2.3.4", "Name: Ann, Ann"} {
		f.Add(s)
	}
	known := phi.Compile(phi.Known{Names: []string{"Ann", "White"}, Identifiers: []string{"1234"}})
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, e := range phi.Find(nil, text, token.Scan(nil, text), known) {
			if e.Begin < end || e.End <= e.Begin || e.End > len(text) {
				t.Fatalf("span %v after %d of %q", e.Span, end, text)
			}
			end = e.End
		}
	})
}
