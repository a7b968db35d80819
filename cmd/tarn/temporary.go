package main

import (
	"context"
	"strings"
)

// HasTemporary reports whether the session may have temporary relations: its catalogs are then read in the form that
// shows them.
func (c *backendConn) HasTemporary() bool { return c.hasTemporary }

// showTemporariesIn brings the session's own catalog up to date for a statement that reads a catalog, before it is bound.
func (c *backendConn) showTemporariesIn(ctx context.Context, sql string) {
	if strings.Contains(sql, "memory.pg") || strings.Contains(sql, "memory.info") {
		c.showTemporaries(ctx)
	}
}

// noteTemporaries keeps in mind what a statement has done to the session's temporary relations.
func (c *backendConn) noteTemporaries(verb string) {
	switch first, _, _ := strings.Cut(verb, " "); first {
	case "CREATE":
		c.hasTemporary, c.temporaries = true, nil
	case "DROP", "ALTER", "COMMIT", "ROLLBACK", "ABORT":
		c.temporaries = nil
	}
}
