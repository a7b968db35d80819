// Package synth generates a small synthetic population as FHIR R4 resources, with clinical notes and the truth about
// every mention in them. It feeds `tarn demo`, `tarn synth`, tests and benchmarks, where no real patient may be used.
//
// The same [Options] give the same bytes on every platform: the generator has its own random numbers, computes in
// integers only, and never asks the clock. Every patient has a random stream of their own, seeded by the seed and the
// patient's number, so the files of a small population are beginnings of those of a larger one.
//
// How a patient comes to be (one file each):
//
//	person.go   who: age, sex, name, place, insurance, family, allergies
//	history.go  what: problems with their onset, then the visits that follow from them
//	visit.go    each visit in turn: vitals, labs, drugs, procedures, vaccines, claim, note
//	chart.go    what is known only at the end: problems with their abatement, drugs with their last status
//
// What the notes say is in truth.csv, one row per mention ([Mention]). It lists diseases, symptoms, signs, drugs, tests,
// procedures, vaccines, allergens, habits and whatever identifies a person, each with its code where the tables have one.
// Not listed are advice in general words (CPAP, rest, diet), the reaction in brackets after an allergen, normal
// findings (lungs clear), and that there are no known allergies.
//
// The tables of codes stand in data_*.go. A code is there only when it was checked against an authoritative source.
// Left of this package stands cmd/tarn, right of it nothing: it imports the standard library alone and knows nothing of
// the store, of flattening or of NLP, so that it can serve to check them.
package synth
