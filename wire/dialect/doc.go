// Package dialect turns what PostgreSQL clients say into DuckDB SQL with PostgreSQL's meaning. Text is parsed with
// PostgreSQL's own grammar (pg_query_go, PG 17), classified (Parse), rewritten and printed from the tree (Translate).
// What that grammar refuses but DuckDB may know (FROM-first, EXCLUDE, QUALIFY, PIVOT …) is kept as text: Kind Native.
//
// Left neighbour: wire/session, which calls Parse and Translate and executes. Right neighbours: wire/catalog, which
// defines the relations (memory.pg.*, memory.info.*) and catalog functions that names are mapped to; the engine, in
// which the printed SQL runs, after the statements of Macros have run.
//
// Rooms: sqlstate (errors), types (PostgreSQL's types and their DuckDB names), pattern (regular expressions, LIKE,
// SIMILAR TO, format patterns, array and interval literals), functions (the function table and the macros),
// printer (scopes, type inference, rewriting and printing).
//
// It is pure: no DuckDB, no files, network, clock, goroutines, logging. Whether a user may read a relation is none of
// its business: the engine's policy decides on the printed SQL, and refuses what writes. dialect only classifies.
package dialect
