// Package notefunc has the SQL functions of notes: nlp_entities(text), a table of the entities of a text, its form as one
// value nlp_entity_list(text), and nlp_negated(text, phrase). [Functions] is what the engine calls, [Routines] what clients
// see of them.
//
// notefunc.go is the functions, entities.go the rows of nlp_entities, team.go the goroutines that annotate: texts of one
// call are worked on side by side, but all calls together have no more hands than there are threads.
//
// Left of this package stands cmd/tarn, which makes the annotator and hands the functions to the engine and the wire; right
// of it nlp, which annotates. It must not know of stores, files and sessions: a function sees its arguments alone.
package notefunc
