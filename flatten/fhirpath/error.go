package fhirpath

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error is a fault in an expression: what is wrong, and where. Its text shows the line with a caret under the place.
type Error struct {
	Source string
	Pos    int // byte offset in Source
	Msg    string
}

func (e *Error) Error() string {
	line, column, text := e.place()
	caret := strings.Repeat(" ", utf8.RuneCountInString(text[:column])) + "^"
	return fmt.Sprintf("FHIRPath: %d:%d: %s\n | %s\n | %s", line, utf8.RuneCountInString(text[:column])+1, e.Msg, text, caret)
}

// place returns the 1-based line, the byte column in it, and the line's text with tabs as blanks.
func (e *Error) place() (line, column int, text string) {
	pos := min(max(e.Pos, 0), len(e.Source))
	start := strings.LastIndexByte(e.Source[:pos], '\n') + 1
	end := len(e.Source)
	if i := strings.IndexByte(e.Source[pos:], '\n'); i >= 0 {
		end = pos + i
	}
	text = strings.ReplaceAll(e.Source[start:end], "\t", " ")
	return strings.Count(e.Source[:start], "\n") + 1, pos - start, text
}

// Faults that an evaluation can meet. They depend on the data, so they cannot be found when the expression is compiled.
var (
	// ErrNotSingle: several values stand where the language wants one.
	ErrNotSingle = errors.New("several values where one is expected")
	// ErrNotBoolean: a criterion is neither true nor false.
	ErrNotBoolean = errors.New("a value that is not a boolean where a criterion is expected")
	// ErrOperand: an operator or function got a value of a type that it does not take.
	ErrOperand = errors.New("a value of a type that the operation does not take")
)
