// Package record copies DuckDB's column chunks into Arrow record batches, for export (Arrow IPC, Parquet).
//
// Left of it stands engine/duck, whose Rows give the chunks; right of it the writers of files. It must not know what a
// column means. What engine/duck's table functions take in comes out as the same Arrow types.
package record
