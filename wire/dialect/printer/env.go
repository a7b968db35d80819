package printer

import "github.com/tarn-sql/tarn/wire/dialect/functions"

// Env is what a translation may know about its session.
type Env struct {
	// ParamOIDs are the types that the client gave for $1, $2 … in Parse; 0 or absent: not said.
	ParamOIDs []uint32
	// SearchPath is the effective search_path without pg_catalog and pg_temp: {"public"}.
	SearchPath  []string
	User        string // current_user
	SessionUser string // session_user, "" the same as User
	Database    string // the name the client connected to
	Version     string // version()
	BackendPID  int32
	// Setting gives the value of a setting (lower-case name) for current_setting; nil: none known.
	Setting func(name string) (value string, ok bool)
	// Relation describes a relation as the client names it; schema "" asks along the search path, temporary
	// relations first. Types, PostgreSQL's meaning of operators, `SELECT *` and table OIDs in RowDescription rest on
	// it. Nil, or false for a relation: columns are taken as of unknown type and DuckDB decides.
	Relation func(schema, name string) (*Relation, bool)
	// Temporary says that the session has temporary relations, which its catalogs are to show.
	Temporary bool
	// Routines are the engine's own functions: they are called as PostgreSQL's are, unqualified or in schema public.
	Routines functions.Routines
}

// Relation is a relation that FROM may name.
type Relation struct {
	// Catalog and Schema are DuckDB's names of where it is: "lake" and "public", "temp" and "main", "memory" and "pg".
	// Catalog "" prints the name as the client wrote it.
	Catalog, Schema, Name string
	OID                   uint32 // PostgreSQL OID (pg_class.oid), 0 unknown
	Columns               []RelationColumn
	// PrimaryKey are the columns of the primary key: grouped by it, a query may name the other columns, too.
	PrimaryKey []string
}

// RelationColumn is a column of a relation.
type RelationColumn struct {
	Name   string
	OID    uint32 // PostgreSQL type, 0 unknown (nested DuckDB types)
	Typmod int32  // -1 none
	Attnum int16
}

// Column is a column of a translated statement's result.
type Column struct {
	Name string
	// OID is PostgreSQL's type, 0 where only DuckDB knows: then the DuckDB type decides.
	OID    uint32
	Typmod int32 // -1 none
	// TableOID and Attnum are set for plain column references, as RowDescription wants them.
	TableOID uint32
	Attnum   int16
}

// Translation is DuckDB SQL with what the session needs to describe and run it.
type Translation struct {
	SQL string
	// ParamOIDs has one type per parameter: as given, else inferred; 0 where DuckDB's own inference decides (the
	// parameter is compared with a column of unknown type; take the type from the prepared statement).
	ParamOIDs []uint32
	// Columns describes the result; nil where it could not be told (an unknown relation under *, Native). Where its
	// length is the prepared statement's column count, OID, Typmod, TableOID and Attnum go before DuckDB's types.
	Columns []Column
	// Notices are warnings for the client (63-byte identifiers cut, FOR UPDATE ignored …).
	Notices []Notice
	// Calls are the calls that only the engine can judge, by the function's name: "f(integer, unknown)". They put its
	// error into PostgreSQL's words.
	Calls map[string]string
	// Positions maps DuckDB's character positions to the client's; see Position.
	Positions []Anchor
}

// Notice is a NOTICE or WARNING.
type Notice struct{ Severity, Code, Message string }

// Anchor says that the 1-based character Printed of Translation.SQL comes from character Client of the client's text.
type Anchor struct{ Printed, Client int }

// Position gives the client's character (1-based, in the text given to Parse) for a character of SQL: that of the
// nearest anchor at or before it. 0 if there is none.
func (t *Translation) Position(printed int) int {
	at := 0
	for _, a := range t.Positions {
		if a.Printed > printed {
			break
		}
		at = a.Client
	}
	return at
}
