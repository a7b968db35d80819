package nlp

import "testing"

// TestSpent: a word that is a drug's frequency, route or form is no finding and no test; elsewhere it is.
func TestSpent(t *testing.T) {
	checkSaid(t, []saying{
		{"Omeprazole 40mg BD for 8/52.", "Omeprazole"},
		{"Latanoprost 1 gtt OU qhs.", "Latanoprost"},
		{"Pulmicort 0.5 mg neb BID.", "Pulmicort"},
		{"Nitroglycerin 0.4 mg SL prn CP.", "Nitroglycerin; CP HYPOTHETICAL SYMPTOM"},
		{"Ibuprofen 400 mg every 6 hours as needed for pain.", "Ibuprofen; pain HYPOTHETICAL SYMPTOM"},
		// The letters of a unit are no test.
		{"Plt 155 K/uL, WBC 6.2 K/mm3, plt 38K, K 4.1.", "Plt; WBC; plt; K"},
		// Numbers that are part of a name or a time of day are no dose.
		{"Increase metformin to one thousand twice a day and check a hemoglobin a1c.", "metformin; hemoglobin a1c FUTURE"},
		{"Cont lisinopril 10 mg daily. Heparin for DVT ppx.", "lisinopril; Heparin; DVT ppx"},
	})
}

// TestReactions: what a drug did is a finding, what the patient tolerates is no allergy.
func TestReactions(t *testing.T) {
	checkSaid(t, []saying{
		{"ALLERGIES:\nPenicillin: rash, hives as a child\n", "Penicillin PAST_HISTORY; rash PAST_HISTORY SYMPTOM; hives PAST_HISTORY DIAGNOSIS"},
		{"ALLERGIES:\nLisinopril -> cough / angioedema\n", "Lisinopril; cough PAST_HISTORY SYMPTOM; angioedema PAST_HISTORY DIAGNOSIS"},
		{"ALLERGIES: Latex, shellfish, peanuts (anaphylaxis)\n", "Latex; shellfish; peanuts; anaphylaxis PAST_HISTORY DIAGNOSIS"},
		{"ALLERGIES:\nBee stings - swelling\n", "Bee stings; swelling PAST_HISTORY SYMPTOM"},
		{"ALLERGIES:\nCodeine. Tolerates cephalosporins.\n", "Codeine; cephalosporins NEGATION"},
		{"ALLERGIES:\nCannot tolerate aspirin.\n", "aspirin"},
	})
}

// TestShortForms: what stands beside a short form says what it means.
func TestShortForms(t *testing.T) {
	checkSaid(t, []saying{
		{"PD-L1 60%, BI-RADS 2.", "PD-L1; BI-RADS"},
		{"HIV Ag/Ab nonreactive, HCV Ab non-reactive.", "HIV Ag/Ab; HCV Ab"},
		{"At 36 weeks gestation, GBS unknown.", "GBS"},
		{"GBS treated with IVIG.", "GBS DIAGNOSIS; IVIG"},
		{"Neck supple without LAD.", "LAD NEGATION SIGN"},
		{"Premature, 27-weeker, has BPD.", "BPD DIAGNOSIS"},
		{"Mother had breast CA.", "breast CA PERTAINS_TO_FAMILY DIAGNOSIS"},
		{"RPR 1:32 today.", "RPR"},
	})
}
