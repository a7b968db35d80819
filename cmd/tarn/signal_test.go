package main

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// endless runs until it is stopped.
const endless = "SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 100000) b WHERE (a * b) % 7 = 3"

// TestSignals: pg_cancel_backend stops another session's statement, pg_terminate_backend the session.
func TestSignals(t *testing.T) {
	server := startServer(t)
	asker := pgxConn(t, server, false)
	for _, test := range []struct{ call, state string }{
		{"pg_cancel_backend($1)", "57014"},
		{"pg_terminate_backend($1)", "57P01"},
		{"pg_terminate_backend($1, 1000)", "57P01"},
	} {
		victim := pgxConn(t, server, false)
		failed := make(chan error, 1)
		go func() { _, err := victim.Exec(context.Background(), endless); failed <- err }()
		time.Sleep(200 * time.Millisecond)
		if got := line(t, asker, "SELECT "+test.call, victim.PgConn().PID()); got != "true" {
			t.Errorf("%s says %s", test.call, got)
		}
		select {
		case err := <-failed:
			var pg *pgconn.PgError
			if !errors.As(err, &pg) || pg.Code != test.state {
				t.Errorf("%s: the victim got %v, want %s", test.call, err, test.state)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("%s stopped nothing", test.call)
		}
		if test.state == "57014" {
			if got := line(t, victim, "SELECT 1"); got != "1" {
				t.Errorf("afterwards the victim gets %s", got)
			}
		}
	}
	for sql, want := range map[string]string{
		"SELECT pg_cancel_backend(2147483000)":    "false",
		"SELECT pg_terminate_backend(2147483000)": "false",
		"SELECT pg_cancel_backend(NULL)":          "<nil>",
		"SELECT pg_typeof(pg_cancel_backend(1))":  "boolean",
	} {
		if got := line(t, asker, sql); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
	// Preparing a call does nothing.
	victim := pgxConn(t, server, false)
	if _, err := asker.Prepare(t.Context(), "", fmt.Sprintf("SELECT pg_terminate_backend(%d)", victim.PgConn().PID())); err != nil {
		t.Fatal(err)
	}
	if got := line(t, victim, "SELECT 1"); got != "1" {
		t.Error("preparing a call ended the session")
	}
}

// Nobody may signal the sessions of others, nor pretend to be another.
func TestSignalsOfOthers(t *testing.T) {
	server := startServer(t)
	victim := pgxConn(t, server, false)
	stranger, err := pgx.Connect(t.Context(), fmt.Sprintf("postgres://mallory@%s:%s/tarn?sslmode=disable", server.host, server.port))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close(context.Background())
	for _, call := range []string{"pg_cancel_backend(%d)", "pg_terminate_backend(%d)", "pg_terminate_backend_in(%d, 1)"} {
		_, err := stranger.Exec(t.Context(), "SELECT "+fmt.Sprintf(call, victim.PgConn().PID()))
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.Code != "42501" {
			t.Errorf("%s: %v, want 42501", call, err)
		}
	}
	if got := line(t, victim, "SELECT 1"); got != "1" {
		t.Error("the victim is gone")
	}
}
