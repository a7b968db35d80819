// Package nlp finds medical entities in clinical notes: drugs with their doses, conditions, tests with their values,
// procedures, anatomy, social history, times and protected health information, each with what the text says of it
// (denied, uncertain, past, of the family) and with codes. It is the door of the rooms below it and the line through them:
//
//	text → token → section → sentence → spelling → match → abbreviation → tagger → social → settle → lab → dosage →
//	timex → phi → settle → detail → kind → assertion → link
//
// pipeline.go is that line, overlap.go the rules by which entities that share words are settled.
//
// An Annotator knows the vocabularies and is shared; a Worker, one for each goroutine, annotates texts one by one. The
// same text under the same Annotator.Pipeline gives the same Result, byte for byte.
//
// Left neighbour: cmd/tarn, which gets the bytes from flatten/note. Right neighbour: rows, which turns Results
// into tables. It must not know files, FHIR resources, SQL or the store.
package nlp
