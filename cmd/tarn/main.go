// Command tarn loads FHIR R4 into an embedded DuckDB and serves it over the PostgreSQL wire protocol.
//
// This package joins the parts, which do not know one another: flatten turns bytes into Arrow rows, engine keeps and
// queries them, wire speaks with clients, nlp reads notes. Whoever follows one resource from bytes to a row in psql reads shred.go
// (bytes to rows), owner_load.go (rows to the store), annotate.go (notes to entities) and backend.go (the store to
// clients). Every command is one file.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes of every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitQuarantined = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the process at once: the first one only asks.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// usageError is an error of how tarn was called: exit code 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// quarantinedError says that a command did its work but set inputs aside: exit code 3. Everything was said already.
type quarantinedError struct{ count int64 }

func (e quarantinedError) Error() string { return fmt.Sprintf("%d inputs quarantined", e.count) }

// exitCode maps a command's outcome to its exit code and says whether the error still has to be printed.
func exitCode(err error) (code int, silent bool) {
	var usage usageError
	var quarantined quarantinedError
	switch {
	case err == nil:
		return exitDone, true
	case errors.As(err, &quarantined):
		return exitQuarantined, true
	case errors.As(err, &usage):
		return exitUsage, false
	}
	return exitFailed, false
}
