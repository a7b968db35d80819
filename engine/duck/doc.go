// Package duck is the only door to DuckDB: it opens the instance and its file, runs statements, streams their results as
// column chunks, brings Arrow batches in, and lets Go functions be called from SQL.
//
// Left of it stand engine/store and engine/ingest, which say what is stored; right of it stands nothing but the library.
// It must not know FHIR, users, permissions (engine/policy decides) or the wire protocol.
//
// # Why not database/sql
//
// duckdb-go, the database/sql driver, finishes every query before it hands out the first row, and its Arrow reader does
// the same: 20 million rows take 3 seconds and 490 MB until the first one appears. The bindings beneath it know
// streaming results (first chunk after 3 ms, no growth), chunks whose vectors can be read in place, and table functions
// whose vectors can be filled in place. So this package is built on duckdb-go-bindings alone.
//
// # Who may use what at the same time
//
//   - A DB is safe for concurrent use. One process owns a file.
//   - A Conn, with its Stmts and Rows, is used by one goroutine at a time, except Conn.Interrupt.
//   - One live stream per Conn: as soon as anything else runs (or is prepared) on the Conn, open Rows are dead and answer
//     ErrStale. Whoever needs both drains the Rows first or takes a second Conn.
//   - A Chunk of Rows.Next lives until the next call of Next or Close. To overlap fetching with encoding,
//     fetch in a goroutine of its own with Rows.NextInto and two chunks of Rows.NewChunk.
//
// # Memory and pointers
//
// Chunks point into C memory, so nothing is copied and the garbage collector does not look at it. Go memory goes to C only
// for the length of a call. Batches that a table function borrows (Scan.Borrow) are the exception: see there.
package duck
