package nlp

import "testing"

// TestShortFormsInRunningText: a patient's text does not say what its short forms mean; the dictionary knows them all the same.
func TestShortFormsInRunningText(t *testing.T) {
	const rest = " and her mother is alive and well at eighty and lives with the patient's sister in a small house that is close to the sea."
	checkSaid(t, []saying{
		{"Her grandmother on her mother's side died at the age of sixty-nine years with a CVA" + rest, "CVA PERTAINS_TO_FAMILY DIAGNOSIS"},
		{"Her grandmother on her mother's side died at the age of sixty-nine years with a DVT" + rest, "DVT PERTAINS_TO_FAMILY DIAGNOSIS"},
	})
}
