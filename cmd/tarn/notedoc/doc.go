// Package notedoc reads annotated documents back from the store: each with its entities, their attributes, codes and traits,
// as package nlp/fhirout takes them ([Each] of a [Selection]). Names, addresses and the like (protected health information)
// are not read at all.
//
// One statement gives the rows of all tables, document by document (query.go), so that they are of one moment and no more
// than a document is in memory; rows.go puts them together.
//
// Left of this package stands cmd/tarn, which opens the connection and writes what is made of the documents; right of it the
// tables of nlp, by SQL, and nlp/fhirout, whose types it fills. It must not know what resources are made of a document, nor
// of files.
package notedoc
