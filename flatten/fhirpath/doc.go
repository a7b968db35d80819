// Package fhirpath compiles FHIRPath expressions to programs over the tape.
//
// Compile parses an expression, checks it against the R4 model (elements, types, arguments; errors with position and
// caret) and resolves all that can be resolved to a Program: member names to ids, choices to their typed members, types
// to ids. A Machine runs programs on one resource after another without allocating per value; a Plan runs many programs
// together in one walk. Values are texts (Item), numbers too, so nothing is rounded on the way.
//
// What is supported: the SQL on FHIR subset with its experimental functions, most of FHIRPath 2.0 besides, and a few
// functions of Tarn (func_tarn.go, func_text.go). The functions stand in families, func_*.go; a further one is an
// entry in its family's table.
//
// Left neighbours: node (the tape), schema (the model), value (decimals, dates, references, units); right neighbour:
// view. It must not know ViewDefinitions, columns, Arrow, files, clocks.
package fhirpath
