// Package engine keeps FHIR data in one data directory and answers SQL over it: the door to its rooms.
//
//	store    the data directory, the tables of its DuckDB file, raw resources read back
//	ingest   a load: spool, newest version, publish in one transaction
//	duck     the only importer of DuckDB
//	policy   who may see and do what
//
// Left of it stands cmd/tarn, which brings resources and Arrow batches (made by flatten and nlp); right of it cmd/tarn again,
// which puts sessions behind the wire. It must not know flatten, nlp or wire.
package engine
