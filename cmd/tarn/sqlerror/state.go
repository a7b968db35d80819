package sqlerror

import "fmt"

// WithState is an error of an SQL function with its SQLSTATE, in the form in which the wire finds it in the engine's
// message.
func WithState(state, format string, args ...any) error {
	return fmt.Errorf("[SQLSTATE %s] "+format, append([]any{state}, args...)...)
}
