package session

import (
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// statement is a prepared statement: of Parse, of SQL's PREPARE, or one of a query string.
type statement struct {
	name    string
	text    string             // as the client wrote it, for pg_prepared_statements
	fromSQL bool               // made by PREPARE
	query   *dialect.Statement // nil: an empty query
	params  []uint32           // types of the parameters
	fields  []field            // columns of the result
	hasRows bool               // false: the statement has no result (NoData)
	users   int                // its name, and the portals that run it: without any it is closed

	// Statements that the engine executes:
	given       []uint32 // parameter types as the client gave them
	translation *dialect.Translation
	prepared    backend.Stmt
	generation  int               // of the engine that prepared it
	path        string            // search_path when it was translated
	temporary   bool              // whether the catalogs showed temporary relations then
	read        map[string]string // settings whose values went into the translation (current_setting)
}

// field is one column of RowDescription.
type field struct {
	name     string
	tableOID uint32
	attnum   int16
	desc     codec.Desc
}

// use counts one more user: a name in the session's list, or a portal.
func (st *statement) use() *statement {
	st.users++
	return st
}

// leave counts one user less; the last one closes the statement.
func (st *statement) leave() {
	if st.users--; st.users <= 0 {
		st.close()
	}
}

// close gives the engine's statement back; ensure would prepare it anew.
func (st *statement) close() {
	if st.prepared != nil {
		_ = st.prepared.Close() // it holds memory only
		st.prepared = nil
	}
}

// textField is a column of the results that the session makes itself.
func textField(name string) field {
	return field{name: name, desc: codec.Describe(backend.Type{Kind: backend.KindVarchar}, 0, -1)}
}
