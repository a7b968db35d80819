package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/cmd/tarn/sink"
)

// TestStoppedWhileItBegins: Ctrl-C is no failure of whatever the server was busy with.
func TestStoppedWhileItBegins(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	for after := 20 * time.Millisecond; after < time.Second; after *= 2 {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(after, cancel)
		var out bytes.Buffer
		code := run(ctx, []string{"serve", "--data", data, "--listen", "127.0.0.1:0"}, strings.NewReader(""), &out, &out)
		if got := out.String(); code == exitDone && !strings.Contains(got, "Stopping") || code != exitDone && got != "tarn: stopped\n" {
			t.Errorf("after %v: exit code %d, %q", after, code, got)
		}
	}
}

// TestInterruptedIsStopped: the engine's own word for it does not reach the user.
func TestInterruptedIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range []error{ctx.Err(), &pgconn.PgError{Code: "57014", Message: "Interrupted!"}} {
		if got := stopped(ctx, err); got.Error() != "stopped" {
			t.Errorf("%v is %v", err, got)
		}
	}
	failure := errors.New("disk full")
	if got := stopped(ctx, failure); !errors.Is(got, failure) {
		t.Errorf("a failure is %v", got)
	}
	if got := stopped(t.Context(), &pgconn.PgError{Code: "57014"}); got.Error() == "stopped" {
		t.Error("a statement that another session cancelled is no Ctrl-C")
	}
}

// TestServeSaysWhatIsMissing: a new data directory, perhaps a misspelt one, is pointed out.
func TestServeSaysWhatIsMissing(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &watched{on: "while this runs", then: cancel}
	run(ctx, []string{"serve", "--data", data, "--listen", "127.0.0.1:0"}, strings.NewReader(""), out, out)
	if want := "Nothing is loaded yet: 'tarn load --data " + data + " PATH'"; !strings.Contains(out.String(), want) {
		t.Errorf("%q has no %q", out, want)
	}
}

// watched calls then once a text was written.
type watched struct {
	bytes.Buffer
	on   string
	then func()
}

func (w *watched) Write(b []byte) (int, error) {
	if strings.Contains(string(b), w.on) {
		w.then()
	}
	return w.Buffer.Write(b)
}

// TestOwnerEnds: a command whose server goes away says that, and what to do, and not what the connection felt.
func TestOwnerEnds(t *testing.T) {
	a := startServer(t).app
	ctx := t.Context()
	for name, work := range map[string]func(*pgconn.PgConn) error{
		"call":       func(conn *pgconn.PgConn) error { _, err := call[statusReport](ctx, conn, "status", nil); return err },
		"sql":        func(conn *pgconn.PgConn) error { return runSQL(ctx, conn, "SELECT 1", sink.Table, io.Discard) },
		"export":     func(conn *pgconn.PgConn) error { return (&exported{}).exportType(ctx, conn, io.Discard, "Patient") },
		"nlp export": func(conn *pgconn.PgConn) error { return (&nlpExportOptions{}).chooseSource(ctx, conn) },
	} {
		err := a.through(ctx, func(conn *pgconn.PgConn) error {
			_ = conn.Conn().Close() // as where the other side went away
			return work(conn)
		})
		if err == nil || !strings.Contains(err.Error(), "ended before this was done") || !strings.Contains(err.Error(), "run the command again") {
			t.Errorf("%s: %v", name, err)
		}
	}
	ours := errors.New("the disk is full")
	err := a.through(ctx, func(conn *pgconn.PgConn) error {
		_ = conn.Conn().Close() // as where we end a query that is of no use any more
		_, _ = conn.Exec(ctx, "SELECT 1").ReadAll()
		return ours
	})
	if err != ours { //nolint:errorlint // it is not to be wrapped
		t.Error(err)
	}
}

// TestTooLittleMemory: the error of a statement names the flag.
func TestTooLittleMemory(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	const sql = "SELECT length(string_agg(repeat('x', 1000), '')) FROM generate_series(1, 400000)"
	a := &app{streams: streams{strings.NewReader(""), io.Discard, io.Discard}, config: config{Data: data, Memory: minMemory, Threads: 2}}
	owner, err := a.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer owner.close()
	var out bytes.Buffer
	code := run(t.Context(), []string{"sql", "--data", data, "-c", sql}, strings.NewReader(""), &out, &out)
	if code != exitFailed || !strings.Contains(out.String(), "hint: "+memoryHint) {
		t.Errorf("exit code %d: %s", code, out.Bytes())
	}
}
