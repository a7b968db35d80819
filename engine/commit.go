package engine

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/engine/policy"
)

// note keeps in mind what a statement means for the session's transaction and its temporary tables.
func (c *Conn) note(st policy.Statement) {
	switch st.Verb {
	case "BEGIN":
		c.open = true
	case "COMMIT", "ROLLBACK":
		c.open = false
	}
	if st.OnCommit != "" {
		c.onCommit = append(c.onCommit, st.OnCommit)
	}
}

// committing does what ON COMMIT of temporary tables asks for. What drops a table is done with; what deletes rows
// stays as long as there is the table. A table whose transaction was rolled back is not there.
func (c *Conn) committing(ctx context.Context) error {
	list := c.onCommit
	c.onCommit = nil
	for _, sql := range list {
		_, err := c.conn.Exec(ctx, sql)
		drops := strings.HasPrefix(sql, "DROP ")
		switch {
		case err == nil && !drops:
			c.onCommit = append(c.onCommit, sql)
		case err != nil && (drops || !isUndefined(err)):
			return err
		}
	}
	c.onCommit = slices.Compact(c.onCommit)
	return nil
}

func isUndefined(err error) bool {
	var c coded
	return errors.As(err, &c) && c.SQLState() == undefinedTable
}
