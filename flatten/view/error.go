package view

import (
	"errors"
	"fmt"
)

// Error is a fault in a definition, with the place where it stands: "select[0].column[2].path".
type Error struct {
	View  string
	Place string
	Err   error
}

func (e *Error) Error() string {
	name := e.View
	if name == "" {
		name = "ViewDefinition"
	}
	if e.Place == "" {
		return fmt.Sprintf("%s: %v", name, e.Err)
	}
	return fmt.Sprintf("%s: %s: %v", name, e.Place, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

var (
	// ErrCollection: a column that is no collection got several values.
	ErrCollection = errors.New("several values in a column that is not a collection")
	// ErrWhere: a criterion of the view is neither true nor false.
	ErrWhere = errors.New("a where path gives something that is no boolean")
)
