// Package chunk makes column chunks in Go's memory and keeps copies of chunks that would otherwise be gone: Builder
// for the small results that a session answers itself (SHOW, FETCH …) and for tests, Store for the rest of a stream
// that has to give way to another statement, for SCROLL and WITH HOLD cursors.
//
// Left of it stands session; right of it package backend, whose vector layout it writes and copies. It must not know
// the wire protocol, SQL or DuckDB's bindings.
//
// Memory: a string longer than 12 bytes is a raw pointer in the vector's data, which Go's collector does not see.
// Whatever such a pointer points into is therefore kept by the Builder or the Store's arena for as long as the chunk.
package chunk
