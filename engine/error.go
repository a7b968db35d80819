package engine

import (
	"errors"

	"github.com/tarn-sql/tarn/engine/policy"
)

// What a client asks of an error.
type (
	coded      interface{ SQLState() string }
	positioned interface{ Position() int }
	detailed   interface{ Detail() string }
	hinted     interface{ Hint() string }
)

const (
	undefinedTable = "42P01"
	readOnly       = "25006"
)

// inClientsTerms makes an error of DuckDB's about the text that policy let run one about the text that the client sent.
func inClientsTerms(err error, checked policy.Statement) error {
	var c coded
	if !errors.As(err, &c) {
		return err
	}
	if c.SQLState() == undefinedTable && checked.Target != "" {
		return &statementError{error: err, state: readOnly, text: "cannot write to \"" + checked.Target +
			"\": the store is read only, only temporary tables can be written to"}
	}
	if checked.Moved == 0 {
		return err
	}
	return &statementError{error: err, state: c.SQLState(), text: err.Error(), moved: checked.Moved}
}

// statementError is an error whose place is told in the client's statement.
type statementError struct {
	error
	state, text string
	moved       int
}

func (e *statementError) Error() string    { return e.text }
func (e *statementError) Unwrap() error    { return e.error }
func (e *statementError) SQLState() string { return e.state }

// Position is the 1-based character in the client's statement; 0 where unknown.
func (e *statementError) Position() int {
	var p positioned
	if !errors.As(e.error, &p) {
		return 0
	}
	return max(0, p.Position()-e.moved)
}

// Detail is the cause's.
func (e *statementError) Detail() string {
	var d detailed
	if errors.As(e.error, &d) {
		return d.Detail()
	}
	return ""
}

// Hint is the cause's.
func (e *statementError) Hint() string {
	var h hinted
	if errors.As(e.error, &h) {
		return h.Hint()
	}
	return ""
}
