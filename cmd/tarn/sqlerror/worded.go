package sqlerror

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Worded words an error of a connection: the server's with the place in the text of its statements, others as they are.
// The error itself stays in the chain.
func Worded(err error, text string) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return worded{err.Error(), err}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (SQLSTATE %s)", pg.Message, pg.Code)
	if line, caret := place(text, int(pg.Position)); line != "" {
		fmt.Fprintf(&b, "\n  %s\n  %s", line, caret)
	}
	if pg.Detail != "" {
		fmt.Fprintf(&b, "\n  detail: %s", pg.Detail)
	}
	if pg.Hint != "" {
		fmt.Fprintf(&b, "\n  hint: %s", pg.Hint)
	}
	return worded{b.String(), err}
}

// Message is an error of a connection, the server's by its message and hint alone, where these were written for the user
// already.
func Message(err error) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return worded{err.Error(), err}
	}
	if pg.Hint != "" {
		return worded{pg.Message + "\n  hint: " + pg.Hint, err}
	}
	return worded{pg.Message, err}
}

// OfConnection reports whether an error came from a connection: it is one of Worded or Message.
func OfConnection(err error) bool {
	var w worded
	return errors.As(err, &w)
}

// State is the SQLSTATE of an error, "" where it has none.
func State(err error) string {
	var coded interface{ SQLState() string }
	if errors.As(err, &coded) {
		return coded.SQLState()
	}
	return ""
}

// worded is an error in other words.
type worded struct {
	text string
	err  error
}

func (w worded) Error() string { return w.text }
func (w worded) Unwrap() error { return w.err }

// place is the line of text that holds the 1-based character position, and a caret under it.
func place(text string, position int) (line, caret string) {
	runes := []rune(text)
	if position < 1 || position > len(runes)+1 {
		return "", ""
	}
	start, end := position-1, position-1
	for start > 0 && runes[start-1] != '\n' {
		start--
	}
	for end < len(runes) && runes[end] != '\n' {
		end++
	}
	return string(runes[start:end]), strings.Repeat(" ", position-1-start) + "^"
}
