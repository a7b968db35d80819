// Package backend is the door between the PostgreSQL front end and the SQL engine behind it: the interfaces that an
// engine session offers and the layout of the column chunks that it streams.
//
// Left of it stand session and codec, which only know these types; right of it stands whatever cmd/tarn plugs in (the
// DuckDB engine, a fake in tests, later a remote engine). Package wire re-exports the types here by alias. It holds no
// behaviour and must not know SQL, the wire protocol or DuckDB's bindings.
package backend

import (
	"context"
	"unsafe"
)

// Backend is the SQL engine behind the server. cmd/tarn puts the engine's store here.
type Backend interface {
	// Connect opens one engine session: its own transaction state, settings and temporary tables.
	Connect(ctx context.Context, user string) (Conn, error)
}

// Conn is one engine session. Except for Interrupt it is used by one goroutine at a time.
type Conn interface {
	// Prepare parses and binds one DuckDB statement without executing it. The policy check happens here.
	Prepare(ctx context.Context, sql string) (Stmt, error)
	// Interrupt stops what the session is executing; safe from any goroutine.
	Interrupt()
	Close() error
}

// Setter is what a Conn may offer besides: it takes a session setting that the engine has to know (TimeZone,
// search_path). Name is PostgreSQL's name, value its canonical text form. A Conn without it never sees settings.
type Setter interface {
	Set(ctx context.Context, name, value string) error
}

// Configurer is what a Conn may offer besides: it runs statements of the server's own, unchecked, that prepare the session
// for its client (the variables that the emulated catalogs read). Nothing of a client's text is in them but as quoted
// literals.
type Configurer interface {
	Configure(ctx context.Context, statements ...string) error
}

// Temporary is what a Conn may offer besides: it tells whether the session has temporary relations, which the emulated
// catalogs are to show. A statement that reads them rests on the answer when it was prepared.
type Temporary interface {
	HasTemporary() bool
}

// Stmt is a prepared statement.
type Stmt interface {
	// Params are the parameters' types, KindUnknown where the engine cannot tell.
	Params() []Type
	// Columns are the result's columns; ok is false where an untyped parameter hides them.
	Columns() (cols []Column, ok bool)
	// Query executes. Args are nil, bool, int64, float64, string, []byte, []*string (a list of texts, nil is NULL), or
	// Raw: the text form of a value with the DuckDB type to cast it to. Rows stream: the first chunk is there before the last is computed. Another statement
	// on the same Conn while Rows are open invalidates them (one live stream per DuckDB connection): the session
	// drains or spills them first.
	Query(ctx context.Context, args []any) (Rows, error)
	Close() error
}

// Raw is an argument given as text with the DuckDB type it is cast to.
type Raw struct{ Text, Type string }

// Rows is a streaming result.
type Rows interface {
	Columns() []Column
	// Next returns the next chunk, valid until the next call of Next or Close; nil at the end.
	Next(ctx context.Context) (*Chunk, error)
	// Changed is the number of rows that a statement without a result changed.
	Changed() int64
	Close() error
}

// Column is one column of a result.
type Column struct {
	Name string
	Type Type
}

// Chunk is up to 2048 rows, column by column, in DuckDB's vector layout (flat vectors).
type Chunk struct {
	Len     int
	Vectors []Vector
}

// Vector points into the engine's memory. Data's layout by Type.Kind is DuckDB's C layout: fixed-width values;
// strings as 16-byte duckdb_string_t (length uint32, then 12 inline bytes or 4 prefix bytes and a pointer);
// lists as {offset, length uint64} over Children[0]; structs by Children; DECIMAL by width as int16/32/64/128.
// A MAP is a list of STRUCT(key, value); a UNION is a struct whose first child is the uint8 tag of the member.
// Validity is a bit mask of uint64 words, a set bit means not NULL; nil means no NULLs.
type Vector struct {
	Type     Type
	Data     unsafe.Pointer
	Validity unsafe.Pointer
	Children []Vector
	ChildLen int // LIST: number of elements in Children[0]
}

// Error is what the server asks of an error from the engine: a five-character SQLSTATE, by errors.As. An error may
// also answer Position() int (1-based character in the statement given to Prepare), Detail() and Hint() string.
type Error interface {
	error
	SQLState() string
}
