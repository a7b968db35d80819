package engine

import (
	"context"
	"errors"
	"strings"

	"github.com/tarn-sql/tarn/engine/policy"
)

// What a client asks of an error.
type (
	coded      interface{ SQLState() string }
	positioned interface{ Position() int }
)

const (
	undefinedTable = "42P01"
	readOnly       = "25006"
)

// inClientsTerms makes an error of DuckDB's about the text that policy let run one about the text that the client sent.
// A target that is no temporary table may be one of the store's: then the statement is refused for that.
func (c *Conn) inClientsTerms(ctx context.Context, err error, checked policy.Statement) error {
	var code coded
	if !errors.As(err, &code) {
		return err
	}
	if name := checked.TargetName(); code.SQLState() == undefinedTable && name != "" && strings.Contains(err.Error(), "name "+name+" does not exist") {
		if c.stored(ctx, name) {
			return &targetError{err, readOnly, "cannot execute " + checked.Verb + ": \"" + name + "\" is a table of the store, which is read-only"}
		}
		what := "relation"
		if kind, ok := strings.CutPrefix(checked.Verb, "DROP "); ok {
			what = strings.ToLower(kind)
		}
		return &targetError{err, undefinedTable, what + " \"" + name + "\" does not exist"}
	}
	if checked.Moved == 0 {
		return err
	}
	return &movedError{err, checked.Moved}
}

// stored says whether a schema that clients see has a relation of that name.
func (c *Conn) stored(ctx context.Context, name string) bool {
	var n int
	err := c.conn.QueryRow(ctx, `SELECT count(*) FROM (SELECT database_name, table_name FROM duckdb_tables()
		UNION ALL SELECT database_name, view_name FROM duckdb_views()) WHERE database_name = $1 AND lower(table_name) = lower($2)`,
		c.store.Catalog(), name).Scan(&n)
	return err == nil && n > 0
}

// targetError is about the relation that a statement writes to. It tells nothing of the engine's names.
type targetError struct {
	error
	state, text string
}

func (e *targetError) Error() string    { return e.text }
func (e *targetError) Unwrap() error    { return e.error }
func (e *targetError) SQLState() string { return e.state }
func (e *targetError) Position() int    { return 0 }
func (e *targetError) Detail() string   { return "" }
func (e *targetError) Hint() string     { return "" }

// movedError is an error whose place is told in the client's statement, moved characters before DuckDB's.
type movedError struct {
	error
	moved int
}

func (e *movedError) Unwrap() error { return e.error }

// Position is the 1-based character in the client's statement; 0 where unknown.
func (e *movedError) Position() int {
	var p positioned
	if !errors.As(e.error, &p) {
		return 0
	}
	return max(0, p.Position()-e.moved)
}
