// Package catalog emulates the system catalogs of PostgreSQL 15 inside DuckDB: every relation of pg_catalog and
// information_schema with every column of that major, in order, and the functions that clients call on them.
//
// It only writes SQL. Prelude gives the statements that build everything in DuckDB's in-memory database: relations at
// memory.pg.<name> and memory.info.<name>, functions as macros memory.pg.<name>. Refresh gives those that follow a
// change of tables. What PostgreSQL ships (types, functions, operators, …) is embedded in static.zst, exported by
// package gen from a running PostgreSQL 15.
//
// Left neighbours: wire/dialect, which maps pg_catalog.X, information_schema.X and reg* casts onto these names (see
// Lookup and Functions), and wire/session, which runs Session and Temp. Right neighbour: the engine, which fills
// memory.tarn_meta.key and runs Prelude and Refresh. The package is pure and must not know connections or DuckDB's
// bindings. DESIGN.md tells why it is built like this.
package catalog
