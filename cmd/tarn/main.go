// Command tarn loads FHIR R4 into an embedded DuckDB and serves it over the PostgreSQL wire protocol.
//
// This package joins the parts, which do not know one another: flatten turns bytes into Arrow rows, engine keeps and
// queries them, wire speaks with clients, nlp reads notes. Whoever follows one resource from bytes to a row in psql reads shred.go
// (bytes to rows), owner_load.go (rows to the store), annotate.go (notes to entities) and backend.go (the store to
// clients). The files, by what they begin with:
//
//	root config memory                    the command line
//	load serve sql …, nlp_…               the commands
//	door user password                    who may connect, and what is asked of them
//	connect                               a command's session with the process that owns the data directory
//	owner signal                          that process, and what it is asked to do
//	shred notes attachment                resources to rows, their texts set aside
//	annotate reprocess                    entities from the texts
//	external vocabularies                 the annotator outside, the loaded vocabularies
//	backend emulated relations temporary  sessions of clients, and the catalog that they see
//
// What is a thing of its own stands in a folder below, and knows no commands and, of the other folders, at most sqlerror:
//
//	noteprint  annotated documents on a terminal and as JSON      (tarn nlp annotate)
//	notedoc    annotated documents read back from the store       (tarn nlp export)
//	notefunc   the SQL functions nlp_entities, nlp_negated
//	remote     an annotator outside, over HTTP
//	vocabfile  the files of a vocabulary's release                (tarn nlp vocab add)
//	sink       results of SQL as table, CSV, JSON, Parquet, Arrow (tarn sql)
//	outfile    files that appear once they are whole
//	sqlerror   errors that pass through SQL, in words
//	synth      a synthetic population                             (tarn synth, tarn demo)
//	users      the file of users and their passwords' verifiers   (tarn user, tarn serve)
//	certificate  what clients are shown before they encrypt       (tarn serve)
//
// layering_test.go holds them to that.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/tarn-sql/tarn/cmd/tarn/outfile"
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
	var name outfile.NameError
	var quarantined quarantinedError
	switch {
	case err == nil:
		return exitDone, true
	case errors.As(err, &quarantined):
		return exitQuarantined, true
	case errors.As(err, &usage), errors.As(err, &name):
		return exitUsage, false
	}
	return exitFailed, false
}
