package section_test

import (
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/token"
)

// show prints sections as name[heading], with a + for each depth; a section without a name prints as "?".
func show(text string) string {
	var out []string
	for _, s := range section.Find(nil, text, token.Scan(nil, text)) {
		name := s.Name
		if name == "" {
			name = "?"
		}
		out = append(out, strings.Repeat("+", s.Depth)+name+"["+text[s.Heading.Begin:s.Heading.End]+"]")
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"no heading", "The patient has a cough.", "?[]"},
		{"capitals with a colon", "CHIEF COMPLAINT:\ncough\n\nPMH:\nasthma", "chief_complaint[CHIEF COMPLAINT:] past_medical_history[PMH:]"},
		{"text before the first", "Note\n\nHPI: cough", "?[] history_of_present_illness[HPI:]"},
		{"titles", "Family History:\nasthma\n\nSocial History:\nsmokes", "family_history[Family History:] social_history[Social History:]"},
		{"on the line", "Allergies: NKDA\nMedications: aspirin", "allergies[Allergies:] medications[Medications:]"},
		{"markdown", "## HPI\ncough\n\n**Past Medical History**\nasthma", "history_of_present_illness[HPI] past_medical_history[Past Medical History]"},
		{"underlined", "Assessment\n----------\ncough", "assessment[Assessment]"},
		{"alone after a blank line", "x\n\nPhysical Exam\nnormal", "?[] physical_exam[Physical Exam]"},
		{"a title within a paragraph is no heading", "She takes many\nMedications\nevery day", "?[]"},
		{"a word of a list is no heading", "- Allergies\n- Asthma", "?[]"},
		{"within a line after a gap", "COMPLICATIONS: None    PLAN: rest", "complications[COMPLICATIONS:] plan[PLAN:]"},
		{"within a paragraph", "PAST MEDICAL HISTORY: Asthma. ALLERGIES: NKDA. SOCIAL HISTORY: smokes.", "past_medical_history[PAST MEDICAL HISTORY:] allergies[ALLERGIES:] social_history[SOCIAL HISTORY:]"},
		{"with a dash", "ALLERGIES - NONE", "allergies[ALLERGIES]"},
		{"with a remark", "MEDICATIONS (on admission):\naspirin\nDIAGNOSIS(ES): x", "medications[MEDICATIONS (on admission):] assessment[DIAGNOSIS(ES):]"},
		{"joined", "ASSESSMENT/PLAN:\nx\nPAST MEDICAL AND SURGICAL HISTORY:\ny", "assessment_and_plan[ASSESSMENT/PLAN:] past_medical_history[PAST MEDICAL AND SURGICAL HISTORY:]"},
		{
			"systems", "REVIEW OF SYSTEMS:\nConstitutional: no fever\nCardiovascular: no pain\n\nPHYSICAL EXAM:\n\nNeck\nsupple",
			"review_of_systems[REVIEW OF SYSTEMS:] +review_of_systems[Constitutional:] +review_of_systems[Cardiovascular:] physical_exam[PHYSICAL EXAM:] +physical_exam[Neck]",
		},
		{"systems elsewhere are no headings", "HISTORY: x\nFAMILY HISTORY:\nCardiac: stroke", "history_of_present_illness[HISTORY:] family_history[FAMILY HISTORY:]"},
		{"parts of a history", "PAST HISTORY\n\nMedical\nasthma\n\nSurgical\nappendectomy", "past_medical_history[PAST HISTORY] +past_medical_history[Medical] +past_surgical_history[Surgical]"},
		{"problems", "ASSESSMENT AND PLAN\n\nHypertension:\nstable", "assessment_and_plan[ASSESSMENT AND PLAN] +assessment_and_plan[Hypertension:]"},
		{"a strange heading ends a family history", "FAMILY HISTORY:\nasthma\n\nCOURSE OF EVENTS\nfever", "family_history[FAMILY HISTORY:] ?[COURSE OF EVENTS]"},
		{"titles below capitals are parts", "CHIEF COMPLAINT\nx\n\nPLAN\ny\n\nMedications:\nz", "chief_complaint[CHIEF COMPLAINT] plan[PLAN] +medications[Medications:]"},
		{"windows line ends", "HPI:\r\ncough\r\n\r\nROS:\r\nno", "history_of_present_illness[HPI:] review_of_systems[ROS:]"},
		{"shouting", strings.Repeat("THE PATIENT WALKED HOME AGAIN TODAY WITHOUT TROUBLE.\n", 5) + "\nVERY GOOD\n\nPLAN:\nREST", "?[] plan[PLAN:]"},
	} {
		if got := show(c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestRunaway checks that a family history does not cover what stands far below it.
func TestRunaway(t *testing.T) {
	text := "FAMILY HISTORY:\nasthma\n\n" + strings.Repeat("Some more words stand here without any heading.\n\n", 80)
	sections := section.Find(nil, text, token.Scan(nil, text))
	if len(sections) != 2 || sections[1].Name != "" || sections[0].End > 2200 {
		t.Errorf("%+v", sections)
	}
}

func TestCodes(t *testing.T) {
	for name, want := range map[string]string{
		section.FamilyHistory: "10157-6", section.Allergies: "48765-2", section.Plan: "18776-5", section.HospitalCourse: "8648-8", section.Disposition: "", "nothing": "",
	} {
		if got := section.Code(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestForms counts the forms, and checks that each is found as its name when it stands in capitals before a colon.
func TestForms(t *testing.T) {
	names, forms := map[string]bool{}, 0
	section.EachForm(func(name, pattern string, alone bool) {
		names[name] = true
		for _, form := range phrase.Expand(nil, pattern) {
			forms++
			if !alone {
				continue
			}
			if got := section.Find(nil, strings.ToUpper(form)+":\nx", token.Scan(nil, strings.ToUpper(form)+":\nx")); len(got) != 1 || got[0].Name == "" {
				t.Errorf("%s: %q is not found: %+v", name, form, got)
			}
		}
	})
	if forms < 250 || len(names) < 35 {
		t.Errorf("%d forms of %d names", forms, len(names))
	}
	t.Logf("%d forms of %d names", forms, len(names))
}
