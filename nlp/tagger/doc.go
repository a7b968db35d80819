// Package tagger finds mentions of chemicals and diseases with a linear sequence model: features of each token (package
// feature) weighed by an embedded table, and the best sequence of labels (package lattice). It is the second tier beside
// the dictionary: it proposes drugs and conditions that no dictionary has, and says how far it doubts one the
// dictionary found (Tagger.Margin). A short form that the text defines ("puromycin aminonucleoside (PAN)") has features of
// its long form, and a second look at the text gives it what the first made of the long form: so it is read as the
// same thing wherever it stands.
//
// Left neighbours: token and lexicon (Token.Norm), match (Hints). Right neighbour: the pipeline in the root package. It
// must not know sections, assertion or codes.
//
// The weights (weights.bin.zst) are made by `go generate` from the training parts of two corpora in the public domain,
// BC5CDR (a work of the United States Government) and NCBI Disease; see train. They go with one embedded lexicon:
// whoever changes the lexicon much, or a feature, trains again.
package tagger

//go:generate go run ./train
