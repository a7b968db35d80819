// Package learned makes a vocabulary of the store's own codings: every display and text that the structured record
// gives a code becomes a term for that code. It is what links notes to a hospital's own SNOMED CT, RxNorm and LOINC codes without any
// licence, since the site's own data carries them. The rows come from the caller; the result is a lexicon image to stack
// over the embedded one.
//
// Left neighbour: whoever reads the codings of the store. Right neighbours: lexicon (the image), link (Patient, the prior
// of the codes in a patient's record). It must not read the store, and knows no note.
package learned
