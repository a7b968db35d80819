package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/wire"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/session"
)

// signals reach the sessions of all servers of this process: pg_cancel_backend and pg_terminate_backend.
type signals struct {
	mu      sync.Mutex
	servers []*wire.Server
}

func (s *signals) add(server *wire.Server) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.servers = append(s.servers, server)
}

// untilQuiet waits until nobody works through this process: its own command may be done while others, which began when
// it was the owner of the data directory, are not.
func (s *signals) untilQuiet(ctx context.Context) {
	for s.busy() && ctx.Err() == nil {
		time.Sleep(2 * time.Millisecond)
	}
}

// busy says whether a session runs a statement, or belongs to a command of ours, which soon will or has.
func (s *signals) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, server := range s.servers {
		for _, session := range server.Sessions() {
			if session.State != "idle" || session.ApplicationName == "tarn" {
				return true
			}
		}
	}
	return false
}

// functions are PostgreSQL's functions that send signals: whether there is such a session.
func (s *signals) functions() []engine.ScalarFunction {
	pid := engine.Column{Name: "pid", Type: arrow.PrimitiveTypes.Int32}
	timeout := engine.Column{Name: "timeout", Type: arrow.PrimitiveTypes.Int64}
	return []engine.ScalarFunction{
		{Name: cancelFunction, Params: []engine.Column{pid}, Result: arrow.FixedWidthTypes.Boolean, Volatile: true, Call: s.sender(cancelSignal)},
		{Name: terminateFunction, Params: []engine.Column{pid}, Result: arrow.FixedWidthTypes.Boolean, Volatile: true, Call: s.sender(terminateSignal)},
		{Name: terminateInFunction, Params: []engine.Column{pid, timeout}, Result: arrow.FixedWidthTypes.Boolean, Volatile: true, Call: s.sender(terminateSignal)},
	}
}

const (
	cancelFunction      = "pg_cancel_backend"
	terminateFunction   = "pg_terminate_backend"
	terminateInFunction = "pg_terminate_backend_in"
)

// signalRoutines describes the functions to the analysis of statements. PostgreSQL's catalog has them already.
func signalRoutines() []catalog.Routine {
	pid := catalog.RoutineColumn{Name: "pid", Type: pgtype.Int4OID}
	timeout := catalog.RoutineColumn{Name: "timeout", Type: pgtype.Int8OID}
	return []catalog.Routine{
		{Name: cancelFunction, Params: []catalog.RoutineColumn{pid}, Result: pgtype.BoolOID},
		{Name: terminateFunction, Params: []catalog.RoutineColumn{pid}, Result: pgtype.BoolOID},
		{Name: terminateFunction, Params: []catalog.RoutineColumn{pid, timeout}, Result: pgtype.BoolOID, Engine: terminateInFunction},
	}
}

// The signals, and what PostgreSQL says of those who may not send them.
const (
	cancelSignal    = "query is being canceled"
	terminateSignal = "process is being terminated"
)

// sender is the Call of a function that sends a signal to the sessions of its first argument.
func (s *signals) sender(signal string) func(ctx context.Context, in *engine.Chunk) (arrow.Array, error) {
	return func(ctx context.Context, in *engine.Chunk) (arrow.Array, error) {
		b := array.NewBooleanBuilder(memory.DefaultAllocator)
		defer b.Release()
		for i := range in.Len {
			if slices.ContainsFunc(in.Vectors, func(v engine.Vector) bool { return v.Null(i) }) {
				b.AppendNull()
				continue
			}
			found, err := s.send(engine.At[int32](&in.Vectors[0], i), engine.User(ctx), signal)
			if err != nil {
				return nil, err
			}
			b.Append(found)
		}
		return b.NewArray(), nil
	}
}

// send signals a session, which must be of the asker's own user, unless the asker is the owner of everything.
func (s *signals) send(pid int32, asker, signal string) (found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, server := range s.servers {
		all := server.Sessions()
		i := slices.IndexFunc(all, func(info session.Info) bool { return info.PID == pid })
		if i < 0 {
			continue
		}
		if all[i].User != asker && asker != superuser {
			return false, sqlerror.WithState("42501", "must be a member of the role whose %s or member of pg_signal_backend", signal)
		}
		if signal == terminateSignal {
			return server.Terminate(pid), nil
		}
		return server.Cancel(pid), nil
	}
	return false, nil
}

// superuser is the role that the catalog shows as the owner of everything.
const superuser = "tarn"
