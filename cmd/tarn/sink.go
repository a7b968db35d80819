package main

import (
	"io"

	"github.com/jackc/pgx/v5/pgconn"
)

// sink takes the results of statements in PostgreSQL's text format, row by row. Values are borrowed until the call
// returns; nil is NULL.
type sink interface {
	begin(fields []pgconn.FieldDescription) error
	row(values [][]byte) error
	end() error
	// command reports a statement without rows by its command tag.
	command(tag string) error
	// close ends the output, after the last statement.
	close() error
}

// format is one way to write results.
type format struct{ sink func(io.Writer) sink }

// formatNames lists the formats in the order of the help text.
var formatNames = []string{"table", "csv", "json", "ndjson", "parquet", "arrow"}

var formats = map[string]format{
	"table":   {func(w io.Writer) sink { return &tableSink{w: w} }},
	"csv":     {func(w io.Writer) sink { return &csvSink{w: w} }},
	"json":    {func(w io.Writer) sink { return &jsonSink{w: w, array: true} }},
	"ndjson":  {func(w io.Writer) sink { return &jsonSink{w: w} }},
	"parquet": {func(w io.Writer) sink { return &arrowSink{w: w, open: openParquet} }},
	"arrow":   {func(w io.Writer) sink { return &arrowSink{w: w, open: openArrow} }},
}
