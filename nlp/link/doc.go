// Package link gives an entity its codes: up to five ranked candidates for each system, with score, method and
// vocabulary. Left neighbours: match and abbreviation, whose concepts it reads through lexicon; the lead's pipeline
// calls it last, when attributes and section are known. It must not look for entities or read the rest of the text.
//
// A candidate's score is how well the words met the term (exact 1.0, synonym .95, normalised .9, permuted .8, head noun .6,
// fuzzy .5 times the likeness) plus small priors: the section the entity stands in, the patient's own record. An
// attribute of side or acuity chooses the child of an ICD-10-CM code that says it; without one the unspecified child
// stays first. A system whose best candidate is below the threshold gets none.
package link
