package session

import (
	"context"
	"errors"
	"fmt"

	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/session/setting"
)

// failure is an ErrorResponse or NoticeResponse.
type failure struct {
	severity string // ERROR, FATAL; WARNING, NOTICE, INFO …
	code     string
	message  string
	detail   string
	hint     string
	position int // 1-based character of the query string, 0 none
}

func (f *failure) Error() string { return f.message }

func fail(code, format string, args ...any) *failure {
	return &failure{severity: "ERROR", code: code, message: fmt.Sprintf(format, args...)}
}

func fatal(code, format string, args ...any) *failure {
	f := fail(code, format, args...)
	f.severity = "FATAL"
	return f
}

// Causes that end a statement from outside; context.Cause carries them to where the engine's call returns.
var (
	errCanceled  = fail("57014", "canceling statement due to user request")
	errTimeout   = fail("57014", "canceling statement due to statement timeout")
	errShutdown  = fatal("57P01", "terminating connection due to administrator command")
	errGone      = fatal("08006", "connection to client lost")
	errAborted   = fail("25P02", "current transaction is aborted, commands ignored until end of transaction block")
	errInterface = fail("08P01", "invalid message format")
)

// describe makes the answer to err, which is the caller's to change. A cause in ctx goes before what the engine says of
// having been interrupted.
func describe(ctx context.Context, err error) *failure {
	var known *failure
	if cause := context.Cause(ctx); cause != nil && errors.As(cause, &known) || errors.As(err, &known) {
		own := *known
		return &own
	}
	f := &failure{severity: "ERROR", code: "XX000", message: err.Error()}
	var state interface{ SQLState() string }
	if errors.As(err, &state) && len(state.SQLState()) == 5 {
		f.code = state.SQLState()
	}
	f.details(err)
	f.message = reword(f.code, f.message)
	return f
}

// details fills in what the kinds of error of the rooms beside, or of the engine, tell.
func (f *failure) details(err error) {
	var (
		de *dialect.Error
		ce *codec.Error
		se *setting.Error
	)
	switch {
	case errors.As(err, &de):
		f.message, f.position, f.detail, f.hint = de.Message, de.Position, de.Detail, de.Hint
		return
	case errors.As(err, &ce):
		f.message, f.detail, f.hint = ce.Message, ce.Detail, ce.Hint
		return
	case errors.As(err, &se):
		f.message, f.hint = se.Message, se.Hint
		return
	}
	var (
		at interface{ Position() int }
		d  interface{ Detail() string }
		h  interface{ Hint() string }
	)
	if errors.As(err, &at) {
		f.position = at.Position()
	}
	if errors.As(err, &d) {
		f.detail = d.Detail()
	}
	if errors.As(err, &h) {
		f.hint = h.Hint()
	}
	if code, text, ok := dialect.SplitError(f.message); ok { // raised on PostgreSQL's behalf
		f.code, f.message = code, text
	}
}
