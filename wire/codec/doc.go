// Package codec turns columns of the engine's chunks into the bytes of PostgreSQL's types, in text and binary format,
// and parameter bytes into engine arguments. It owns the map between DuckDB's types and PostgreSQL's.
//
// One file holds one family of types. Every type decision falls once, when a column is planned (Plan, NewRows); what
// runs per value only appends to a buffer. Left of it stands session, which frames messages and knows formats and
// settings; right of it stands package backend, whose vectors it reads. The package is pure: no network, clock or
// goroutines, and it must not know SQL or sessions.
package codec
