package wire

import "github.com/tarn-sql/tarn/wire/backend"

// The door to the engine: package backend describes every type.
type (
	// Backend is the SQL engine behind the server. cmd/tarn puts the engine's store here.
	Backend = backend.Backend
	// Conn is one engine session.
	Conn = backend.Conn
	// Setter is what a Conn may offer besides: it takes session settings that the engine has to know.
	Setter = backend.Setter
	// Configurer is what a Conn may offer besides: it runs statements of the server's own.
	Configurer = backend.Configurer
	// Temporary is what a Conn may offer besides: it tells whether the session has temporary relations.
	Temporary = backend.Temporary
	// Stmt is a prepared statement.
	Stmt = backend.Stmt
	// Raw is an argument given as text with the DuckDB type it is cast to.
	Raw = backend.Raw
	// Rows is a streaming result.
	Rows = backend.Rows
	// Column is one column of a result.
	Column = backend.Column
	// Chunk is up to 2048 rows, column by column, in DuckDB's vector layout.
	Chunk = backend.Chunk
	// Vector points into the engine's memory.
	Vector = backend.Vector
	// Kind is a DuckDB logical type.
	Kind = backend.Kind
	// Type is a DuckDB type with what it needs to be read.
	Type = backend.Type
	// Error is what the server asks of an error from the engine.
	Error = backend.Error
)
