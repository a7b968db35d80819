package node

import (
	"errors"
	"fmt"
)

// SyntaxError says where and why a text is not acceptable JSON.
type SyntaxError struct {
	Offset int // of the byte at fault, from the start of the text
	Err    error
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("byte %d: %v", e.Offset, e.Err) }

func (e *SyntaxError) Unwrap() error { return e.Err }

// What SyntaxError wraps where a caller may want to tell it apart; all else are plain syntax errors.
var (
	// ErrDuplicate: an object has two members of the same name. RFC 8259 leaves open which one counts, so neither does.
	ErrDuplicate = errors.New("duplicate member name")
	// ErrDepth: objects and arrays are nested more than MaxDepth deep.
	ErrDepth = fmt.Errorf("nested more than %d deep", MaxDepth)
	// ErrUTF8: a string is not valid UTF-8.
	ErrUTF8 = errors.New("invalid UTF-8")
	// ErrTooLarge: the text does not fit the tape's 32-bit offsets.
	ErrTooLarge = errors.New("larger than 4 GB")
	// ErrEnd: the text ends in the middle of a value, or there is none.
	ErrEnd = errors.New("unexpected end of JSON")
)

// MaxDepth is how deep objects and arrays may be nested.
const MaxDepth = 512
