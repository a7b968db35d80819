package sink

import (
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Writer takes the results of statements in PostgreSQL's text format, row by row: Begin, the rows, End, and again for the
// next statement. Values are borrowed until the call returns; nil is NULL. Errors are those of writing, of a value that is
// not of its column's type, or of a second result where a file holds one.
type Writer interface {
	Begin(fields []pgconn.FieldDescription) error
	Row(values [][]byte) error
	End() error
	// Command reports a statement without rows by its command tag.
	Command(tag string) error
	// Close ends the output, after the last statement. What it was written to stays open.
	Close() error
}

// The formats that results can be written in.
const (
	Table   = "table"   // aligned, as psql does
	CSV     = "csv"     // RFC 4180 with a header
	JSON    = "json"    // an array of objects
	NDJSON  = "ndjson"  // an object a line
	Parquet = "parquet" // with the columns' types, as Arrow
	Arrow   = "arrow"   // an Arrow IPC file
)

// Formats lists the formats in the order of the help text.
var Formats = []string{Table, CSV, JSON, NDJSON, Parquet, Arrow}

// Open begins an output in one of Formats. Files that say who made them name the creator.
func Open(format string, w io.Writer, creator string) (Writer, error) {
	switch format {
	case Table:
		return &tableWriter{w: w}, nil
	case CSV:
		return &csvWriter{w: w}, nil
	case JSON:
		return &jsonWriter{w: w, array: true}, nil
	case NDJSON:
		return &jsonWriter{w: w}, nil
	case Parquet:
		return &arrowWriter{w: w, open: openParquet(creator)}, nil
	case Arrow:
		return &arrowWriter{w: w, open: openArrow}, nil
	}
	return nil, fmt.Errorf("format is %q: one of %s", format, strings.Join(Formats, ", "))
}
