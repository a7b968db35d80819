// Package view compiles ViewDefinitions (SQL on FHIR) to programs over the tape and runs them: resource in, rows out.
//
// Load reads a definition and Compile checks it against the R4 model and plans it; a Runner, one for each goroutine, runs
// any number of programs and hands each row to a Sink. The built-in tables are such definitions too: builtin/*.json.
//
// Left neighbours: fhirpath (the expressions) and schema; right neighbour: column (a Sink that fills Arrow batches).
// It must not know Arrow, files, sources or SQL statements.
package view
