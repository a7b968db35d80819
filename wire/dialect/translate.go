package dialect

import (
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/printer"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// Env, Relation, RelationColumn, Column, Translation, Notice and Anchor are documented in printer.
type (
	Env            = printer.Env
	Relation       = printer.Relation
	RelationColumn = printer.RelationColumn
	Column         = printer.Column
	Translation    = printer.Translation
	Notice         = printer.Notice
	Anchor         = printer.Anchor
	Routines       = functions.Routines
)

// OfRoutines makes the engine's own functions ready for Env.Routines.
func OfRoutines(list []catalog.Routine) Routines { return functions.OfRoutines(list) }

// Translate gives the DuckDB SQL of a statement that the engine executes (see Kind). The error is *Error.
func Translate(st *Statement, env Env) (*Translation, error) {
	if st.node == nil {
		return &Translation{SQL: st.Text, ParamOIDs: env.ParamOIDs}, nil
	}
	return printer.Print(st.node, st.NumParams, env, st.src.position)
}

// TranslateExecute gives the DuckDB SQL of EXECUTE: the prepared statement's query (Prepared.Query of PREPARE, or a
// statement of the extended protocol) with the arguments of execute in the place of its parameters; that of EXPLAIN
// EXECUTE explains it. types are the types of the prepared statement's parameters (Translation.ParamOIDs of its translation).
func TranslateExecute(prepared, execute *Statement, types []uint32, env Env) (*Translation, error) {
	node, call := prepared.node, execute.node
	if e := call.GetExplainStmt(); e != nil {
		call = e.Query
		if node != nil {
			node = &pg.Node{Node: &pg.Node_ExplainStmt{ExplainStmt: &pg.ExplainStmt{Query: node, Options: e.Options}}}
		}
	}
	return printer.PrintExecute(node, call.GetExecuteStmt().GetParams(), types, env, prepared.src.position)
}

// Macros are the statements to run once in DuckDB's in-memory database, in order, before printed SQL runs: the
// schema memory.pg and PostgreSQL's functions that have no DuckDB twin.
func Macros() []string { return functions.Macros() }

// SplitError tells whether a DuckDB error message was raised by printed SQL or a macro on PostgreSQL's behalf, and
// which SQLSTATE and message the client is to see: "division by zero", 22012.
func SplitError(message string) (code, text string, ok bool) { return functions.SplitError(message) }
