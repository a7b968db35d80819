package engine

import (
	"context"

	"github.com/tarn-sql/tarn/engine/policy"
)

// A client's statement sees all of a load or nothing of it. DuckDB keeps that for what reads before a load's commit and
// after it; for the second of the commit itself see the store's turnstile.

// rereads is how often a statement begins anew because a load has committed before its first rows.
const rereads = 3

// steady runs a client's statement up to its first rows. Where a commit has overtaken it, what it has read may hold a part
// of the load: it is run again, its rows not yet having been seen by anybody. A statement that writes temporary tables
// cannot be, and fails where that undoes it: inside a transaction.
func (c *Conn) steady(ctx context.Context, st policy.Statement, run func() (*Rows, error)) (*Rows, error) {
	for range rereads {
		rows, overtaken, err := c.attempt(ctx, run)
		if err != nil || !overtaken {
			return rows, err
		}
		switch reads, undone := st.Verb == "SELECT", st.Target != "" && c.open; {
		case reads:
			_ = rows.Close()
		case undone:
			_ = rows.Close()
			return nil, overtakenError{}
		default:
			return rows, nil
		}
	}
	return nil, overtakenError{}
}

// attempt runs a statement, which waits while a load commits, and says whether a commit has begun meanwhile.
func (c *Conn) attempt(ctx context.Context, run func() (*Rows, error)) (rows *Rows, overtaken bool, err error) {
	if c.policy == nil {
		rows, err = run()
		return rows, false, err
	}
	begun, err := c.store.BeginStatement(ctx)
	if err != nil {
		return nil, false, err
	}
	defer func() { overtaken = begun() }()
	rows, err = run()
	return rows, false, err
}

// overtakenError tells a client to try again: loads keep committing while its statement begins.
type overtakenError struct{}

func (overtakenError) Error() string {
	return "could not serialize access: a load committed while the statement was running"
}

// SQLState is serialization_failure: drivers and pools know that it means to try again.
func (overtakenError) SQLState() string { return "40001" }

func (overtakenError) Hint() string { return "Run the statement, or its transaction, again." }
