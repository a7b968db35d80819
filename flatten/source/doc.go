// Package source turns paths into resources' bytes: files and folders, plain, gzip, zstd and zip, NDJSON, JSON texts of
// any layout and sequences of them (RFC 7464), and Bundles of any size, entry by entry.
//
// Discover lists the inputs, Open reads one of them, Next returns blocks of items. Nothing is silently dropped: every
// byte that is not white space ends up in a Resource, a Deletion, a Skipped or a Bad item. Blocks are independent of one
// another, so that several workers can take them at once.
//
// Left neighbour: the file system; right neighbour: node (which parses an item's bytes for good: source itself only
// looks for where values begin and end). It must not know the R4 model, views, tables, Arrow, or what becomes of an item.
package source
