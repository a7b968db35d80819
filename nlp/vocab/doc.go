// Package vocab reads vocabularies that a site brings itself into lexicon images: RxNorm and UMLS (RRF), SNOMED CT (RF2
// snapshot), LOINC (csv), OHDSI Athena, OBO ontologies, FHIR CodeSystem and ValueSet, and plain tables.
//
//	Choose (format.go, roles.go)  which of the files of a release are read, and as what
//	Load                          runs the format's loader over them (rxnorm.go, umls.go, …)
//	Layer (layer.go)              takes the names, leaves those that are not worth being terms, and makes the image
//
// Each loader reads streams line by line and keeps what is English, active and not suppressed. A line that is no row of
// its format is counted and the first few are told with their place; a file none of whose first lines is one is another
// kind of file, and an error. Memory is that of the image, not of the files.
//
// Left neighbour: the command that finds the files and opens them, plain or out of archives. Right neighbours: lexicon,
// whose Builder makes the image; worth, which says what may be a term. It must not know paths, and knows no note.
package vocab
