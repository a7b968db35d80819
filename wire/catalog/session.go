package catalog

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed sql/temp.sql
var tempSQL string

// Session are the statements that tell the catalogs whose connection this is: run them when a client has connected.
// path is the search_path without pg_catalog.
func Session(user, database string, pid int32, path []string) []string {
	return []string{
		"SET VARIABLE tarn_user = " + literal(user),
		"SET VARIABLE tarn_database = " + literal(database),
		fmt.Sprintf("SET VARIABLE tarn_pid = %d::INTEGER", pid),
		SearchPath(path),
	}
}

// SearchPath is the statement to run when search_path changes.
func SearchPath(path []string) string {
	items := make([]string, len(path))
	for i, p := range path {
		items[i] = literal(p)
	}
	return "SET VARIABLE tarn_path = [" + strings.Join(items, ", ") + "]::VARCHAR[]"
}

// Setting is a setting's value for pg_settings.
type Setting struct{ Name, Value string }

// Settings is the statement that shows a session's settings in pg_settings; run it before a query that reads that view.
func Settings(settings []Setting) string {
	items := make([]string, len(settings))
	for i, s := range settings {
		items[i] = "{'name': " + literal(strings.ToLower(s.Name)) + ", 'value': " + literal(s.Value) + "}"
	}
	return "SET VARIABLE tarn_settings = [" + strings.Join(items, ", ") + "]::STRUCT(name VARCHAR, \"value\" VARCHAR)[]"
}

// Prepared is a prepared statement for pg_prepared_statements.
type Prepared struct {
	Name, Statement string
	FromSQL         bool // by PREPARE, not by the protocol
}

// PreparedStatements is the statement that shows a session's prepared statements; run it before a query that reads
// pg_prepared_statements.
func PreparedStatements(list []Prepared) string {
	items := make([]string, len(list))
	for i, p := range list {
		items[i] = fmt.Sprintf(`{'name': %s, 'statement': %s, 'from_sql': %t}`, literal(p.Name), literal(p.Statement), p.FromSQL)
	}
	return "SET VARIABLE tarn_prepared = [" + strings.Join(items, ", ") +
		`]::STRUCT(name VARCHAR, "statement" VARCHAR, from_sql BOOLEAN)[]`
}

// Cursor is an open cursor for pg_cursors.
type Cursor struct {
	Name, Statement              string
	Holdable, Binary, Scrollable bool
}

// Cursors is the statement that shows a session's cursors; run it before a query that reads pg_cursors.
func Cursors(list []Cursor) string {
	items := make([]string, len(list))
	for i, c := range list {
		items[i] = fmt.Sprintf(`{'name': %s, 'statement': %s, 'is_holdable': %t, 'is_binary': %t, 'is_scrollable': %t}`,
			literal(c.Name), literal(c.Statement), c.Holdable, c.Binary, c.Scrollable)
	}
	return "SET VARIABLE tarn_cursors = [" + strings.Join(items, ", ") +
		`]::STRUCT(name VARCHAR, "statement" VARCHAR, is_holdable BOOLEAN, is_binary BOOLEAN, is_scrollable BOOLEAN)[]`
}

// Temp are the statements to run after a session has made or dropped a temporary relation, so that its catalogs show
// it. They cost an enumeration of all tables (tens of milliseconds with hundreds of tables).
func Temp() []string { return statements(tempSQL) }
