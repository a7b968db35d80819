// Package ingest is a load: what shredding goroutines produce goes to spools (Writer), versions are settled, and one
// transaction makes everything visible at once (Load.Commit).
//
// Left of it stands cmd/tarn, through engine's door, with resources and Arrow batches; right of it engine/store and
// engine/duck. It must not know how a resource becomes rows, nor the wire protocol, nor users.
//
// # The way of a load
//
//	Writer.Resource   hash, raw bytes into the open block of the type, one row of the index      ┐ spool, one per Writer
//	Writer.Append     batches of the tables; those with a dictionary are taken apart             │ (memory, then a file)
//	Writer.Keep       rows for Derive alone                                                     │
//	Writer.Quarantine bad inputs                                                                ┘
//	settle            one pass in DuckDB over the index and the stored versions: what wins, what is known, what is old
//	lay out           columns that get their first values become stored ones (store.Prepare)
//	repack            blocks that hold resources not to be kept are rewritten without them
//	publish           superseded rows go, one INSERT … SELECT per table, versions, blocks
//	derive            the load's owner makes the rows of derived tables, which may depend on all others
//	                  the load's row; COMMIT
//
// Everything from settle on is one transaction. A crash, a full disk or a cancelled context before COMMIT leaves the store as it
// was; the spool is scratch.
package ingest
