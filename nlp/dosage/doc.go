// Package dosage reads how drugs are to be taken: strength, dose, form, route, frequency, duration, rate, as-needed and its
// reason, the largest dose, tapers, sites and other instructions, and what happens to the drug (started, stopped, held, …).
// It is a grammar over tokens, without regular expressions: words become lexemes (lex.go, vocabulary.go), lexemes become
// items such as "a dose" or "a frequency" (one file each), and items become the steps of an instruction (fold.go).
//
//   - ParseSig reads a text that is an instruction as a whole, as MedicationRequest.dosageInstruction.text is.
//   - Apply finds the instructions of the drugs of a note and gives them to the drugs as attributes: to the nearest drug on
//     the left in the same sentence or list item, or to a drug directly on the right ("20 mg of lisinopril").
//
// Sig.JSON writes FHIR R4 Dosage elements; Sig.Daily is the dose of one day.
//
// Left neighbours: token, quantity, section and whoever found the drugs (match, tagger). Right neighbours: link, which picks
// products by strength and form, and the tables. It must not know dictionaries, codes of drugs or assertion.
package dosage
