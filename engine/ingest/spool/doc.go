// Package spool holds Arrow record batches of several streams, in memory while they are few and in one file when they
// are many, and gives them back as batches over the same bytes, without copying.
//
// A load writes one spool per shredding goroutine (neighbour on the left: ingest's Writer) and publishes all of them
// with one INSERT per table (neighbour on the right: duck's table function over batches).
//
// The bytes are not Arrow IPC: both ends are this package, the schema of a stream is known, and so a batch is only the
// lengths of its buffers and the buffers themselves (see segment.go). The file is scratch: it is never read by another
// process and never synced, and it has no name for a reader that comes after a crash (store removes left-overs).
//
// The package must not know what the streams mean, nor DuckDB.
package spool
