package duck

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error is an error of DuckDB's, taken apart.
type Error struct {
	Type       string // DuckDB's exception type: "Catalog", "Binder", "Parser", "Conversion", …
	Subtype    string // "COLUMN_NOT_FOUND", "SYNTAX_ERROR", …; "" where DuckDB gives none
	Message    string // without type prefix, hint, and the quoted source line
	Name       string // the name that was not found
	ObjectType string // what was looked for: "Table", "Scalar Function", …
	Candidates []string
	Advice     string // hint of our own, where there are no candidates
	At         int    // 1-based character in the statement; 0 where unknown
	Cause      error
}

// Error is the message alone: PostgreSQL's clients show the rest in its own fields.
func (e *Error) Error() string { return e.Message }

// Unwrap is the cause, for example context.Canceled behind an interrupt.
func (e *Error) Unwrap() error { return e.Cause }

// Position is the 1-based character in the statement given to Prepare; 0 where unknown.
func (e *Error) Position() int { return e.At }

// Detail is always empty: DuckDB keeps message and detail in one.
func (e *Error) Detail() string { return "" }

// Hint suggests the names that may have been meant.
func (e *Error) Hint() string {
	if len(e.Candidates) == 0 {
		return e.Advice
	}
	return "Did you mean " + strings.Join(e.Candidates, ", ") + "?"
}

func errClosed(what string) error {
	return &Error{Type: "Connection", Message: what + " is closed"}
}

func errInterrupted(cause error) error {
	return &Error{Type: interrupt, Message: "canceling statement due to user request", Cause: cause}
}

// interruptCause gives an interrupt the reason why ctx ended, so that errors.Is(err, context.Canceled) holds.
func interruptCause(ctx context.Context, err error) error {
	var e *Error
	if errors.As(err, &e) && e.Type == interrupt && e.Cause == nil {
		e.Message, e.Cause = "canceling statement due to user request", context.Cause(ctx)
	}
	return err
}

// parseError reads DuckDB's message, which comes in three forms: the JSON of errors_as_json, the same behind "Parser Error: ",
// and the plain "INTERRUPT Error: …" of the few places that ignore the setting. sql is the statement that positions count in.
func parseError(msg, sql string) *Error {
	e := &Error{Message: msg}
	if t, m, ok := strings.Cut(msg, " Error: "); ok && !strings.ContainsAny(t, "{:\n") {
		e.Type, e.Message = t, m
	}
	var f map[string]string
	if strings.HasPrefix(e.Message, "{") && json.Unmarshal([]byte(e.Message), &f) == nil {
		e.Type, e.Subtype, e.Message = f["exception_type"], f["error_subtype"], f["exception_message"]
		e.Name, e.ObjectType = f["name"], f["type"]
		if p, err := strconv.Atoi(f["position"]); err == nil {
			e.At = charPosition(sql, p)
			if e.Subtype == "SYNTAX_ERROR" { // the grammar's own errors count characters already
				e.At = min(p, utf8.RuneCountInString(sql)) + 1
			}
		}
		if f["errno"] == "28" { // ENOSPC, whatever language strerror speaks
			e.Message = "No space left on device: " + e.Message
		}
	}
	if strings.EqualFold(e.Type, interrupt) {
		e.Type = interrupt
	}
	e.tidy()
	return e
}

const interrupt = "Interrupt"

// charPosition turns a 0-based byte offset into a 1-based character.
func charPosition(sql string, offset int) int {
	if offset < 0 || offset > len(sql) {
		return 0
	}
	return utf8.RuneCountInString(sql[:offset]) + 1
}

// Lines in DuckDB's messages that are hints rather than messages.
var (
	sourceLine  = regexp.MustCompile(`(?s)\n+LINE \d+:.*`)
	suggestions = regexp.MustCompile(`(?s)\n+(?:Did you mean:? |Candidate [a-z ]+: )(.*)`)
	signatures  = regexp.MustCompile(`(?s)\n\tCandidate functions:\n(.*)`)
	// advice tells the operator how to configure DuckDB; a client can do none of it.
	advice = regexp.MustCompile(`(?s)\n(?:This limit was set by|\nPossible solutions:|\nUse "SET ).*`)
	// internalName is DuckDB's name of a physical type, where a message means the SQL type.
	internalName = regexp.MustCompile(`\b(to|[Tt]ype|of) (U?INT(?:8|16|32|64|128)|BOOL)\b`)
)

var sqlName = map[string]string{
	"INT8": "TINYINT", "INT16": "SMALLINT", "INT32": "INTEGER", "INT64": "BIGINT", "INT128": "HUGEINT", "BOOL": "BOOLEAN",
	"UINT8": "UTINYINT", "UINT16": "USMALLINT", "UINT32": "UINTEGER", "UINT64": "UBIGINT", "UINT128": "UHUGEINT",
}

// tidy takes the quoted source line out of the message, and moves suggestions to Candidates.
func (e *Error) tidy() {
	m := advice.ReplaceAllString(sourceLine.ReplaceAllString(e.Message, ""), "")
	if s := suggestions.FindStringSubmatch(m); s != nil {
		e.Candidates = splitNames(s[1])
		m = suggestions.ReplaceAllString(m, "")
	}
	if s := signatures.FindStringSubmatch(m); s != nil {
		e.Candidates = splitLines(s[1])
		m = signatures.ReplaceAllString(m, "")
	}
	m = internalName.ReplaceAllStringFunc(m, func(s string) string {
		word, name, _ := strings.Cut(s, " ")
		return word + " " + sqlName[name]
	})
	e.Message = strings.TrimSpace(m)
	if e.Message == "" {
		e.Message = fmt.Sprintf("DuckDB reported a %s error without a message", e.Type)
	}
}

// maxCandidates keeps a hint readable.
const maxCandidates = 8

// splitNames takes `"a", "b"?` apart.
func splitNames(s string) (names []string) {
	for _, n := range strings.Split(strings.TrimRight(strings.TrimSpace(s), "?"), ", ") {
		if len(names) < maxCandidates {
			names = append(names, n)
		}
	}
	return names
}

func splitLines(s string) (lines []string) {
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" && len(lines) < maxCandidates {
			lines = append(lines, l)
		}
	}
	return lines
}
