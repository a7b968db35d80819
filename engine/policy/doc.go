// Package policy decides what a client's statement may do, on DuckDB's own parse tree of exactly the text that will run.
//
// Left of it stands whoever takes statements from outside (wire by way of cmd/tarn, the command line); right of it stands
// engine/duck, which runs what was allowed. It must not know the wire protocol, FHIR, or how DuckDB is called: the tree
// comes through the Serializer interface. It is pure but for that call.
//
// # How it decides
//
//   - A SELECT (also VALUES, FROM-first, DESCRIBE, SUMMARIZE, PIVOT … IN) is serialised by DuckDB and walked whole: every
//     relation must lie in an allowed schema, every function must be one known to read nothing and change nothing.
//     What the walk does not know it refuses.
//   - EXPLAIN, and the few statements that make, change or write session-private temporary tables, cannot be serialised. A
//     small strict grammar takes them apart; the SELECT within and every expression (DEFAULT, CHECK, RETURNING, ON
//     CONFLICT, USING) is checked as above, each parsed by DuckDB on its own, so that none reaches into the next; and the
//     statement is put together again from its parts with the table's name spelt out as temp.main."name". What runs is
//     Statement.SQL (after Statement.Before, which is ours), never the client's text.
//   - BEGIN, COMMIT, ROLLBACK, SET TimeZone and SET search_path have one exact form each.
//   - Everything else is refused: 25006 for what would write to the store, 42501 for what would reach outside it,
//     0A000 for what cannot be proven harmless.
//
// # What it relies on
//
// Views and macros are not looked into: they were made by tarn itself and are trusted, and no client can make others
// (but for temporary views, whose body was checked). An unqualified name is looked up on the search path, which holds
// only what SET search_path lets in, and before it in the session's temporary tables; whoever opens sessions gives them
// a first search path made of allowed schemas.
//
// engine/duck's Lock is the second wall behind this one, and either holds alone.
package policy
