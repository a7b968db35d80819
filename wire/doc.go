// Package wire serves an SQL engine over the PostgreSQL protocol, to the letter: what psql, drivers, BI tools and
// notebooks expect of a PostgreSQL 15 server.
//
// The rooms, from the client to the engine:
//
//	wire      listeners, limits, shutdown (this package)
//	session   one client: the protocol's state machine
//	auth      SCRAM-SHA-256 and stored verifiers
//	dialect   PostgreSQL's SQL → DuckDB's
//	catalog   pg_catalog and information_schema
//	codec     columns → bytes, parameters → values
//	chunk     rows kept aside
//	backend   the door to the engine (door.go re-exports it)
//
// Right of it stands the engine, joined by cmd/tarn through Backend; wire never imports it.
package wire
