// Package sqlstate holds the error that every room of dialect returns: SQLSTATE, position in the client's text,
// detail and hint, as PostgreSQL's ErrorResponse has them.
package sqlstate

import "fmt"

// The SQLSTATEs that dialect raises itself.
const (
	SyntaxError            = "42601"
	FeatureNotSupported    = "0A000"
	ReadOnlyTransaction    = "25006"
	UndefinedTable         = "42P01"
	UndefinedColumn        = "42703"
	UndefinedFunction      = "42883"
	UndefinedObject        = "42704"
	UndefinedParameter     = "42P02"
	AmbiguousParameter     = "42P08"
	DatatypeMismatch       = "42804"
	InvalidTextRepr        = "22P02"
	InvalidParameterValue  = "22023"
	InvalidRegularExpr     = "2201B"
	InvalidEscape          = "22025"
	DuplicateAlias         = "42712"
	WrongObjectType        = "42809"
	CannotCoerce           = "42846"
	NumericValueOutOfRange = "22003"
	DatetimeFieldOverflow  = "22008"
	InvalidDatetimeFormat  = "22007"
	InvalidColumnReference = "42P10"
	InvalidTableDefinition = "42P16"
	GroupingError          = "42803"
	InsufficientPrivilege  = "42501"
	StatementTooComplex    = "54001"
)

// Error is an error with what PostgreSQL tells a client about it.
type Error struct {
	Code     string // SQLSTATE, five characters
	Message  string
	Position int // 1-based character in the text given to Parse, 0 unknown
	Detail   string
	Hint     string
}

func (e *Error) Error() string { return e.Message }

// SQLState returns the five-character SQLSTATE.
func (e *Error) SQLState() string { return e.Code }

// New returns an error of the given SQLSTATE without a position.
func New(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}
