package flatten

import (
	"errors"
	"fmt"
	"strings"
)

// Error says which resource could not be taken, and why.
type Error struct {
	Line   int64  // 1-based, 0 where unknown; which file it is the caller knows
	Offset int64  // byte offset of the resource in the (decompressed) file
	Type   string // as far as they could be read
	ID     string
	Err    error
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d: ", e.Line)
	}
	if e.Type != "" || e.ID != "" {
		b.WriteString(e.Type + "/" + e.ID + ": ")
	}
	return b.String() + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Why a resource cannot be taken.
var (
	ErrNotObject    = errors.New("the JSON value is no object")
	ErrNoType       = errors.New("there is no resourceType")
	ErrTypeNoText   = errors.New("the resourceType is no string")
	ErrUnknownType  = errors.New("the resourceType is no type of FHIR R4")
	ErrNoID         = errors.New("there is no id, and no fullUrl that gives one")
	ErrInvalidID    = errors.New("the id is no text that can be a key: it is empty, has blanks or is no string")
	ErrNotAResource = errors.New("the item carries no resource")
)
