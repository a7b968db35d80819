// Package eval scores the pipeline against corpora: reads their gold, runs the annotator over their texts and counts
// what agrees. `tarn nlp eval CORPUS` and docs/nlp-accuracy.md stand on it.
//
// It knows these corpora, by what is in the file or folder:
//
//	PubTator            BC5CDR, NCBI Disease: chemicals and diseases, exact span and type
//	gold notes          a folder for each note with note.txt and note.tsv: entities, traits, attributes, codes
//	tarn synth          truth.csv beside DocumentReference.ndjson: the same
//	NegEx/ConText kit   a sentence, a concept, and what is said of it: negation, temporality, experiencer
//	dose instructions   JSON lines of a text and its fields: each field, and whole instructions; where the gold of lines is
//	                    known to be thin, a second time with our corrections (sig_corrections.jsonl, each with its reason)
//	PHEE                JSON lines of a sentence and its events: drugs and their attributes, by overlap
//	ACI-Bench           csv with a column note whose headings stand in capitals on lines of their own
//
// A folder that is none of them is all the corpora in it. Left neighbour: the root package nlp, handed in as a function,
// and the rooms token, section, sentence, assertion and dosage for corpora that score one room alone. It must not know
// the dictionary or the tagger.
package eval
