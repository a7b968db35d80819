// Package phi finds protected health information: names, ages, dates, addresses, ids, mail addresses, URLs, phone numbers
// and professions, as entities of Comprehend Medical's PROTECTED_HEALTH_INFORMATION. Two ways: patterns (titles, labels, the shape of
// numbers), and the exact words that the store knows of the patient (Known), which find what no pattern can.
//
// De-identification surrogates ("[**2018-1-1**]", "___") are no PHI any more and are left out, and so are years alone, which HIPAA's
// Safe Harbor allows.
//
// Left neighbours: token, timex. Right neighbours: the tables and redaction. It must not know clinical entities: whoever
// merges decides what wins where they overlap.
package phi
