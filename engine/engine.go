package engine

import (
	"context"

	"github.com/apache/arrow-go/v18/arrow"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/store"
)

// What a store has: defined in the room that keeps it, used by everybody through this door.
type (
	// Column describes one column of a stored table. Its Arrow type decides the SQL type.
	Column = store.Column
	// ForeignKey is shown to clients so that BI tools draw joins; it is not enforced.
	ForeignKey = store.ForeignKey
	// Table is the definition of one table that loads fill. A record batch for it has the column "seq" (Int64, not
	// stored: the number that Writer.Resource gave) followed by Columns in order.
	Table = store.Table
	// View is an SQL view (DuckDB's dialect) that the store keeps beside its tables.
	View = store.View
	// Options say what a store has and what it may use.
	Options = store.Options
	// Status is what the store knows of itself.
	Status = store.Status
)

// What a load brings and what becomes of it.
type (
	// Resource is what the store needs to know of one resource that a load brings.
	Resource = ingest.Resource
	// Bad is one input that could not be taken: it goes to tarn.quarantine and is never lost.
	Bad = ingest.Bad
	// LoadOptions say what a load is.
	LoadOptions = ingest.LoadOptions
	// TypeCount is what became of the resources of one type in a load.
	TypeCount = ingest.TypeCount
	// Summary is the result of a committed load; the same figures stand in tarn.load.
	Summary = ingest.Summary
	// Derivation is the moment in a load's transaction in which derived tables are filled: see LoadOptions.Derive.
	Derivation = ingest.Derivation
	// Progress reports the publish phase: rows of all tables read so far, of how many. Calls may come from any
	// goroutine, one at a time.
	Progress = ingest.Progress
)

// ArrowSchema is the schema of the batches that loads bring for such columns: "seq" (Int64), then the columns.
func ArrowSchema(columns []Column) *arrow.Schema { return store.ArrowSchema(columns) }

// Order composes a Resource.Order from the number of the file in the input and a place (line, entry, offset) in it, so
// that which of two equal versions counts as later does not depend on the number of workers.
func Order(file int, place int64) int64 { return ingest.Order(file, place) }

// Load is one load in progress. Nothing of it is visible before Commit returns nil.
type Load interface {
	// ID is the load's number in tarn.load.
	ID() int64
	// Writer returns a handle for one goroutine, which closes it.
	Writer() Writer
	// Scanned adds to the number of files and (decompressed) bytes read, for tarn.load. Safe for concurrent use.
	Scanned(files, bytes int64)
	// Commit settles versions and publishes everything in one transaction. All writers must be closed. The load is over
	// afterwards, whether or not there is an error; after an error nothing has changed.
	Commit(ctx context.Context, p Progress) (Summary, error)
	// Abort drops the load; safe after Commit. All writers must have stopped.
	Abort() error
}

// Writer takes the products of one shredding goroutine. Not safe for concurrent use. After an error of Append, Quarantine
// or Close the load cannot be committed.
type Writer interface {
	// Resource stores the raw bytes and returns the resource's number within the load: the "seq" of its rows.
	Resource(r Resource) (seq int64, err error)
	// Append hands over a batch for tables[table] as given to Open; the writer releases it.
	Append(table int, batch arrow.RecordBatch) error
	// Keep hands over rows with the columns of Options.Kept, which only the load's Derive sees; the writer releases it.
	Keep(batch arrow.RecordBatch) error
	// Quarantine keeps a bad input.
	Quarantine(b Bad) error
	Close() error
}
