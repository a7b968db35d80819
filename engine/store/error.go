package store

import "fmt"

// SQLSTATE codes of the store's own errors; errors of DuckDB carry their own.
const (
	codeInUse     = "55006" // object_in_use
	codeCorrupted = "XX001" // data_corrupted
	codeReadOnly  = "25006" // read_only_sql_transaction
	codeShape     = "42P16" // invalid_table_definition
)

// Error is a failure of the store with the SQLSTATE a client gets.
type Error struct {
	Code string
	Text string
	Err  error // the cause, or nil
}

func newError(code, format string, args ...any) *Error {
	return &Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Text
	}
	return e.Text + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// SQLState is the five-character code.
func (e *Error) SQLState() string { return e.Code }
