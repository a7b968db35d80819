package dialect

import (
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// Error is what Parse and Translate return: SQLSTATE, message, position in the client's text, detail, hint.
type Error = sqlstate.Error

// Kind says what a statement is, and with it which field of Statement describes it and who answers it.
type Kind uint8

// The kinds. "Engine" means: Translate it and execute the result; "session" means: the session answers it alone.
const (
	// Query returns rows: SELECT, VALUES, TABLE, WITH … Engine.
	Query Kind = iota + 1
	// Native is text outside PostgreSQL's grammar that DuckDB may know. Translate passes it as it is. Where DuckDB
	// refuses it with a parser error, answer with Statement.SyntaxError instead. Engine.
	Native
	// Insert, Update, Delete and Merge change rows. Engine: Statement.Target names the table; Temporary tables only.
	Insert
	Update
	Delete
	Merge
	// CreateTable is CREATE TEMP TABLE (…), CreateTableAs is CREATE TEMP TABLE … AS and SELECT INTO TEMP. Engine.
	CreateTable
	CreateTableAs
	// Drop is DROP TABLE or VIEW (temporary ones), Truncate is TRUNCATE, Alter is ALTER TABLE, CreateView is
	// CREATE TEMP VIEW, CreateIndex is CREATE INDEX on a temporary table. Engine.
	Drop
	Truncate
	Alter
	CreateView
	CreateIndex
	// Denied is a statement that writes to the store (or is not supported): answer with Statement.Err.
	Denied
	// Explain has Statement.Explain. Engine.
	Explain
	// Set, Reset and Show have Statement.Setting. Session.
	Set
	Reset
	Show
	// Transaction has Statement.Transaction: BEGIN … ROLLBACK TO, SET TRANSACTION. Session.
	Transaction
	// Declare, Fetch (and MOVE) and CloseCursor have Statement.Cursor. Session.
	Declare
	Fetch
	CloseCursor
	// Prepare, Execute and Deallocate have Statement.Prepared, ExplainExecute has Statement.Explain besides. Session.
	Prepare
	Execute
	ExplainExecute
	Deallocate
	// Copy has Statement.Copy. Session.
	Copy
	// Discard has Statement.Target: "all", "plans", "temp" or "sequences". Session.
	Discard
	// Listen, Unlisten and Notify have Statement.Target: the channel, "" for UNLISTEN *. Session.
	Listen
	Unlisten
	Notify
	// Call has Statement.Call. Session.
	Call
	// NoOp is accepted and does nothing: LOCK, ANALYZE, VACUUM, CHECKPOINT, SET CONSTRAINTS, DO blocks that only
	// release advisory locks. Session.
	NoOp
)

// Statement is one statement of a query string.
type Statement struct {
	Kind Kind
	// Tag is the command tag without row counts: "SELECT", "INSERT", "BEGIN", "CREATE TABLE", "SELECT INTO" …
	Tag string
	// Text is the statement as written, without the semicolon and the space around it.
	Text string
	// Offset is the byte offset of Text in the string given to Parse.
	Offset int
	// NumParams is the highest $n in the statement.
	NumParams int
	// Rows says that the statement answers with rows (RowDescription), as far as its form tells. Unknown for Native
	// and for Execute (ask the prepared statement).
	Rows bool
	// Target names the table that the statement writes to or makes, or see Kind.
	Target Name

	Setting     *SettingStatement
	Transaction *TransactionStatement
	Cursor      *CursorStatement
	Prepared    *PreparedStatement
	Copy        *CopyStatement
	Explain     *ExplainStatement
	Call        *CallStatement

	// SetConfig are the settings that the statement makes by set_config('name', 'value', is_local), where the arguments
	// are constants or parameters. The translation only answers the values: whoever keeps settings makes them so.
	SetConfig []SetConfig

	// Err is the answer to a Denied statement.
	Err *Error
	// SyntaxError is what PostgreSQL says of a Native statement.
	SyntaxError *Error

	node *pg.Node // the tree; nil for Native
	src  *source  // the string given to Parse
}

// Name is a possibly qualified name, folded as PostgreSQL folds it. Database and Schema may be "".
type Name struct{ Database, Schema, Name string }

// SettingStatement is SET, RESET or SHOW.
type SettingStatement struct {
	// Name is in lower case: "timezone", "search_path", "role", "session_authorization", "client_encoding" (SET
	// NAMES). For RESET ALL and SHOW ALL it is "all".
	Name string
	// Values are the values as PostgreSQL's SET would take them (search_path may have several). Empty: DEFAULT.
	Values []string
	// Value joins Values as PostgreSQL stores them: identifiers quoted where needed in list settings.
	Value string
	// Default: SET x TO DEFAULT, SET TIME ZONE LOCAL.
	Default bool
	Local   bool // SET LOCAL
}

// SetConfig are the arguments of a call of set_config().
type SetConfig struct{ Name, Value, Local Argument }

// TransactionOp is a transaction command.
type TransactionOp uint8

// The transaction commands. SetTransaction is SET TRANSACTION, SetSession is SET SESSION CHARACTERISTICS.
const (
	Begin TransactionOp = iota + 1
	Commit
	Rollback
	Savepoint
	Release
	RollbackTo
	SetTransaction
	SetSession
	PrepareTransaction
	CommitPrepared
	RollbackPrepared
)

// TransactionStatement is a transaction command with its modes. Nil or "" means: not said.
type TransactionStatement struct {
	Op         TransactionOp
	Name       string // savepoint, or global transaction id
	Isolation  string // "read committed", … in lower case
	ReadOnly   *bool
	Deferrable *bool
	Snapshot   string // SET TRANSACTION SNAPSHOT
	Chain      bool   // AND CHAIN
}

// CursorStatement is DECLARE, FETCH, MOVE or CLOSE.
type CursorStatement struct {
	Name string // "" for CLOSE ALL
	// Query is the cursor's query (DECLARE). It is a statement of its own: Translate it.
	Query                              *Statement
	Scroll, NoScroll, WithHold, Binary bool

	// Fetch and Move:
	Move      bool
	Direction FetchDirection
	// Count is the number of rows, or the position for Absolute and Relative. FetchAll for ALL.
	Count int64
}

// FetchDirection is PostgreSQL's: FORWARD and BACKWARD count rows, ABSOLUTE and RELATIVE give positions.
type FetchDirection uint8

// The directions.
const (
	Forward FetchDirection = iota
	Backward
	Absolute
	Relative
)

// FetchAll is the count of FETCH ALL.
const FetchAll = int64(1<<63 - 1)

// PreparedStatement is PREPARE, EXECUTE or DEALLOCATE.
type PreparedStatement struct {
	Name string // "" for DEALLOCATE ALL
	// ParamOIDs are the types that PREPARE states, and Query is its statement.
	ParamOIDs []uint32
	Query     *Statement
	// NumArgs is the number of EXECUTE's arguments; see TranslateExecute.
	NumArgs int
}

// CopyStatement is COPY. Of the directions only TO STDOUT and FROM STDIN are let through; the rest is Denied.
type CopyStatement struct {
	// Query gives the rows of COPY … TO STDOUT (made from the table and its columns where the client named a table).
	Query *Statement
	// From says COPY FROM STDIN into Table (Columns empty: all).
	From    bool
	Table   Name
	Columns []string

	Format          string // "text", "csv" or "binary"
	Delimiter       string // "\t" or ","
	Null            string // `\N` or ""
	Header          bool
	HeaderMatch     bool
	Quote, Escape   string   // csv
	ForceQuote      []string // csv: TO
	ForceQuoteAll   bool
	ForceNotNull    []string // csv: FROM
	ForceNotNullAll bool
	ForceNull       []string // csv: FROM
	ForceNullAll    bool
	Encoding        string // "" the client's
}

// ExplainStatement is EXPLAIN. Query is what it explains.
type ExplainStatement struct {
	Query            *Statement
	Analyze, Verbose bool
	Format           string // "text", "json", "xml", "yaml"
}

// CallStatement is CALL schema.name(args).
type CallStatement struct {
	Schema, Name string
	Args         []Argument
}

// Argument is a constant (or a parameter) given to CALL.
type Argument struct {
	Name  string // x => …
	Text  string
	Null  bool
	OID   uint32 // 705 unknown (a quoted string), 23, 20, 1700, 16
	Param int    // n of $n, 0 none
}
