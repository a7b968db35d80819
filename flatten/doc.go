// Package flatten turns FHIR resources into the rows of tables.
//
// A Flattener knows all tables and is shared; a Worker, one for each goroutine, parses resources one by one and fills
// Arrow record batches. Behind this door: source (files to resources' bytes), node (bytes to a tape), schema (the R4
// model), fhirpath and view (compiled definitions over the tape), anywhere (the tables of things that occur anywhere),
// column (values to Arrow), value (dates, decimals, references, units as text). Beside them stands note (the free texts of
// a parsed resource), which the caller runs over the Worker's tape.
//
// It must not know what becomes of the batches: no engine, no wire, no SQL statements.
package flatten
