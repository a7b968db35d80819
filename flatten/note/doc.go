// Package note finds the free text in a parsed resource: the attachments of DocumentReference, DiagnosticReport and
// Communication, conclusions, the narratives of Composition sections, annotations ("note") of any type, prose in
// Observation.valueString. Each text comes with its place and the bytes as they were stored; the Source says whose text it
// is and of when.
//
// A Finder reads a tape and allocates nothing where there is no text. Texts of contained resources belong to the
// resource around them. Definitions and other resources that belong to no patient have no notes.
//
// Left neighbour: node (the tape). Right neighbour, by way of cmd/tarn: nlp, which turns the bytes into canonical text. It
// must not know files (LocalPath says which file a URL names, reading it is the caller's), character sets, markup or
// anything of medicine.
package note
