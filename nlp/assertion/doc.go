// Package assertion decides the stance of a note towards each of its entities: is it affirmed or denied, a fact or a
// condition, now or in the past or the future, of the patient or of somebody else. It is the ConText algorithm (Harkema,
// Chapman 2009) with trigger lists of our own: cues are found in the tokens of a sentence, longest first; each reaches
// forward or backward to a limit in words, which a list ("no fever, chills, or cough") moves on, to the end of the sentence
// or to a word that ends its reach ("but", "who presents"); pseudo-cues ("no increase in") only shield their words. What no
// cue decides, the section does: family history, past history, instructions.
//
// Every decision keeps its cue: the words and the stable id of the rule, "context/neg/no_evidence_of".
//
// lasting.go answers a question of the pipeline, which knows codes: does a disease pass, or is what a history lists there
// today? The decisions here do not ask it.
//
// Left neighbours: sentence, section, match (entities). Right neighbours: dosage, lab, the tables. It must not know
// dictionaries, codes (but for that list) or the text beyond sentence and heading. traits.go is the one place where Comprehend Medical's
// traits are derived from the four axes.
package assertion
