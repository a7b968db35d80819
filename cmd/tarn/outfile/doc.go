// Package outfile writes the outputs of commands: to standard output, to a file ([Write]), or as NDJSON to one file a type
// in a folder ([NDJSON]). A file appears under its name only once it is whole, and only its owner may read it: what a
// command was interrupted at is never taken for its answer.
//
// Left of this package stands cmd/tarn, which makes what is written; right of it is the operating system. It must not know
// what the bytes mean.
package outfile
