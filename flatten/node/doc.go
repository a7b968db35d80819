// Package node parses one resource's JSON into a tape: a flat array of values over the original bytes.
//
// The parser is strict (RFC 8259, valid UTF-8, no duplicate member names), runs once over the
// bytes, allocates nothing per value, resolves member names to ids of the R4 model and leaves numbers as their text.
//
// Left neighbour: source (whose items are parsed); right neighbours: fhirpath, view and column (which run over tapes).
// It must not know files, lines, Bundles, paths, tables or Arrow.
package node
