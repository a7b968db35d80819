// Package vocab reads vocabularies that a site brings itself into lexicon images: RxNorm and UMLS (RRF), SNOMED CT (RF2
// snapshot), LOINC (csv), OHDSI Athena, OBO ontologies, FHIR CodeSystem and ValueSet, and plain TSV. Each loader reads a
// stream line by line, keeps what is English, active and not suppressed, and adds it to a Layer; the layer records name,
// version and licence.
//
// Left neighbour: the command that opens the files. Right neighbour: lexicon, whose Builder makes the image. It must not
// open files, and knows no note.
package vocab
