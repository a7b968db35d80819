package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
)

// connect opens a session on the data directory. Where another tarn owns the directory the session goes to that
// process, through the unix socket in it; otherwise this process becomes the owner until closed. So every command says
// what it wants in the same protocol, and it does not matter whether a server runs.
func (a *app) connect(ctx context.Context) (conn *pgconn.PgConn, closeConn func() error, err error) {
	var owner *owner
	for deadline := time.Now().Add(ownerPatience); ; {
		conn, err = dial(ctx, a.config.Data, a.onNotice)
		if err == nil {
			return conn, func() error { return hangUp(ctx, conn) }, nil
		}
		if !nobodyListens(err) {
			return nil, nil, err
		}
		if owner, err = a.own(ctx); err == nil {
			break
		}
		if !inUse(err) || time.Now().After(deadline) || ctx.Err() != nil {
			return nil, nil, err
		}
		time.Sleep(ownerPatience / 50) // another command has just begun, or is about to end
	}
	conn, err = dial(ctx, a.config.Data, a.onNotice)
	if err != nil {
		return nil, nil, errors.Join(err, owner.close())
	}
	return conn, func() error {
		err := hangUp(ctx, conn)
		owner.signals.untilQuiet(ctx)
		return errors.Join(err, owner.close())
	}, nil
}

// through does a command's work in a session on the data directory.
func (a *app) through(ctx context.Context, work func(*pgconn.PgConn) error) error {
	conn, closeConn, err := a.connect(ctx)
	if err != nil {
		return err
	}
	defer closeConn()
	err = work(conn)
	if sqlerror.OfConnection(err) && ctx.Err() == nil && conn.IsClosed() {
		return fmt.Errorf("the tarn that has the data directory ended before this was done (%w): run the command again, nothing is done twice", err)
	}
	return err
}

// ownerPatience is how long a command waits for a process that owns the data directory but does not listen: one that
// begins or ends.
const ownerPatience = 10 * time.Second

// inUse says whether a data directory could not be opened because another process has it.
func inUse(err error) bool {
	return sqlerror.State(err) == "55006" // object_in_use
}

// hangUp ends a session. Where ctx stopped a command, pgconn asks the owner in the background to cancel it: that must have
// arrived before the owner closes its doors or this process ends, or the command would run on and a load still commit.
func hangUp(ctx context.Context, conn *pgconn.PgConn) error {
	err := conn.Close(context.WithoutCancel(ctx))
	<-conn.CleanupDone() // pgconn gives it 15 s
	return err
}

// socketFile is the unix socket in a data directory, named so that `psql -h DIR` finds it.
const socketFile = ".s.PGSQL.5432"

// socketPath is the socket's path in a form that fits the 100 or so bytes that a unix address may have. It stays valid
// while release was not called.
func socketPath(dir string) (path string, release func(), err error) {
	path, err = filepath.Abs(filepath.Join(dir, socketFile))
	if err != nil || len(path) < 100 {
		return path, func() {}, err
	}
	f, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", f.Fd(), socketFile), func() { f.Close() }, nil
}

// dial connects to the process that owns dir.
func dial(ctx context.Context, dir string, onNotice func(*pgconn.PgConn, *pgconn.Notice)) (*pgconn.PgConn, error) {
	cfg, err := pgconn.ParseConfig("host=localhost port=5432 user=tarn database=tarn sslmode=disable application_name=tarn connect_timeout=10")
	if err != nil {
		return nil, err
	}
	// Nothing of the libpq environment (PGHOST, PGOPTIONS, …) may lead this connection elsewhere.
	cfg.RuntimeParams = map[string]string{"application_name": "tarn", "timezone": "UTC"}
	cfg.Fallbacks, cfg.ValidateConnect, cfg.AfterConnect, cfg.OnNotice = nil, nil, nil, onNotice
	cfg.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"localhost"}, nil }
	cfg.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) {
		path, release, err := socketPath(dir)
		if err != nil {
			return nil, err
		}
		defer release()
		return (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "unix", path)
	}
	return pgconn.ConnectConfig(ctx, cfg)
}

// nobodyListens tells whether a connection failed because no process owns the data directory.
func nobodyListens(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial" || errors.Is(err, os.ErrNotExist)
}

// ask has the owner of the data directory run a procedure: see call.
func ask[Answer any](ctx context.Context, a *app, name string, request any) (answer Answer, err error) {
	err = a.through(ctx, func(conn *pgconn.PgConn) error {
		answer, err = call[Answer](ctx, conn, name, request)
		return err
	})
	return answer, err
}

// call runs one of the owner's procedures (CALL tarn.name(request)) and reads its answer. Both are JSON.
func call[Answer any](ctx context.Context, conn *pgconn.PgConn, name string, request any) (Answer, error) {
	var answer Answer
	arg, err := json.Marshal(request)
	if err != nil {
		return answer, err
	}
	sql := fmt.Sprintf("CALL tarn.%s(%s)", name, quoteLiteral(string(arg)))
	results, err := conn.Exec(ctx, sql).ReadAll()
	if err != nil {
		return answer, procedureError(err)
	}
	if len(results) != 1 || len(results[0].Rows) != 1 {
		return answer, fmt.Errorf("tarn.%s answered nothing: is the server another version of tarn?", name)
	}
	if err := json.Unmarshal(results[0].Rows[0][0], &answer); err != nil {
		return answer, fmt.Errorf("tarn.%s: %w", name, err)
	}
	return answer, nil
}

// procedureError unwraps what a procedure reported: its message is written for the user already.
func procedureError(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == sqlStateUsage {
		return usagef("%s", pg.Message)
	}
	return sqlerror.Message(err)
}

// onNotice gives a running procedure's reports to whoever shows them.
func (a *app) onNotice(_ *pgconn.PgConn, n *pgconn.Notice) {
	var p progress
	if a.bar != nil && json.Unmarshal([]byte(n.Message), &p) == nil {
		a.bar.show(p)
		return
	}
	if a.bar != nil {
		a.bar.clear()
	}
	fmt.Fprintln(a.err, n.Message)
}

// mustExist refuses to make a data directory for a command that only reads.
func (a *app) mustExist() error {
	_, err := os.Stat(a.config.Data)
	if errors.Is(err, os.ErrNotExist) {
		return usagef("there is no data directory %s: load something first with 'tarn load', or name another with --data", a.config.Data)
	}
	return err
}

func quoteLiteral(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
