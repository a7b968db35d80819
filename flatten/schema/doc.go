// Package schema is the model of FHIR R4 (4.0.1): every type, its elements with types, cardinalities, choices, content
// references, reference targets and short definitions, the official search parameters and the patient compartment.
//
// It is generated from the official definitions by the program in gen and embedded as one compressed file, which R4
// decodes once, at first use. Recursion (Questionnaire.item, Extension in every Element, Reference.identifier.assigner)
// is by TypeID and never expanded.
//
// Left neighbour: none; right neighbours: node (resolves member names to MemberIDs), fhirpath and view (resolve paths).
// It must not know JSON values, tapes, tables or SQL, and it reads no files.
package schema

//go:generate go run ./gen -out r4.model.zst
