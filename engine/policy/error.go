package policy

import "fmt"

// The SQLSTATEs of refusals.
const (
	denied      = "42501" // reaches outside of what the session may see
	undefined   = "42883" // calls a function that nobody has
	readOnly    = "25006" // writes to the store
	unsupported = "0A000" // not provably harmless
	syntax      = "42601"
)

// Error is a refusal.
type Error struct {
	State   string
	Message string
	Advice  string
	At      int // 1-based character in the statement; 0 where unknown
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// SQLState is PostgreSQL's code for the refusal.
func (e *Error) SQLState() string { return e.State }

// Position is the 1-based character in the statement that was checked; 0 where unknown.
func (e *Error) Position() int { return e.At }

// Hint says what to do instead, if anything.
func (e *Error) Hint() string { return e.Advice }

// Detail is always empty.
func (e *Error) Detail() string { return "" }

func refuse(state, format string, args ...any) *Error {
	return &Error{State: state, Message: fmt.Sprintf(format, args...)}
}
