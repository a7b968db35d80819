package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
)

// SQLSTATE codes of a load's own errors; errors of DuckDB and the store carry their own.
const (
	codeLocked   = "55P03" // lock_not_available
	codeDiskFull = "53100" // disk_full
	codeCanceled = "57014" // query_canceled
)

// Error is a failure of a load with the SQLSTATE a client gets. The store is as it was before the load.
type Error struct {
	Code string
	Text string
	Err  error // the cause, or nil
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

// explain says what a failure means to the user, where the cause alone does not.
func explain(err error) error {
	var coded interface{ SQLState() string }
	var known *Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.As(err, &coded) && coded.SQLState() == codeCanceled:
		return &Error{codeCanceled, "load cancelled, nothing was changed", err}
	case isDiskFull(err):
		return &Error{codeDiskFull, "no space left for the load, nothing was changed", err}
	case errors.As(err, &coded):
		return &Error{coded.SQLState(), "load failed, nothing was changed", err}
	}
	return fmt.Errorf("load failed, nothing was changed: %w", err)
}

// isDiskFull knows the operating system's errors, and DuckDB's, which only quotes them.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		strings.Contains(err.Error(), syscall.ENOSPC.Error()) || strings.Contains(err.Error(), "No space left on device")
}
