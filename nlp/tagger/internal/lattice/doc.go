// Package lattice finds the best sequence of labels for a run of tokens whose labels have scores: Viterbi over the BIO
// labels of chemicals and diseases, forwards and backwards, in integers, so that every machine finds the same. It knows
// neither features nor texts. Right neighbours: tagger (inference) and tagger/train.
package lattice
