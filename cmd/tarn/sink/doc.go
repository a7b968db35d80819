// Package sink writes the results of SQL statements as they stream in: as an aligned table, CSV, JSON, NDJSON, Parquet or
// Arrow, one file each. [Open] begins an output, a [Writer] takes the rows.
//
// Left of this package stands cmd/tarn, which runs the statements and decides where the output goes; right of it are only
// the formats' own libraries. It must not know of connections, of files and of what the rows mean: it sees the fields and
// values as PostgreSQL's protocol has them, in text, and writes to what it is given.
package sink
