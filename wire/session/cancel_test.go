package session_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/backend/fake"
	"github.com/tarn-sql/tarn/wire/session"

	"github.com/jackc/pgx/v5/pgconn"
)

// server is a listener with a registry at hand.
func dialServer(t *testing.T, config *session.Config, params string) *pgconn.PgConn {
	t.Helper()
	if config.Backend == nil {
		config.Backend = &fake.Backend{Named: named}
	}
	host, port, _ := strings.Cut(listen(t, config, 0), ":")
	return connectTo(t, "host="+host+" port="+port+" user=anna dbname=x sslmode=disable "+params)
}

func connectTo(t *testing.T, dsn string) *pgconn.PgConn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// outcome runs a query string and returns its error's code and text.
func outcome(conn *pgconn.PgConn, sql string) (code, text string) {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	_, err := conn.Exec(ctx, sql).ReadAll()
	var pe *pgconn.PgError
	switch {
	case errors.As(err, &pe):
		return pe.Code, pe.Message
	case err != nil:
		return "", err.Error()
	}
	return "", ""
}

func TestCancelRequest(t *testing.T) {
	for _, sql := range []string{"SELECT * FROM t WHERE q = 'fake sleep'", "SELECT * FROM t WHERE q = 'fake stall 5000 int4 text'", "COPY (SELECT * FROM t WHERE q = 'fake stall 100 int4') TO STDOUT"} {
		t.Run(sql, func(t *testing.T) {
			t.Parallel()
			conn := dialServer(t, testConfig(), "")
			time.AfterFunc(100*time.Millisecond, func() {
				if err := conn.CancelRequest(context.Background()); err != nil {
					t.Error(err)
				}
			})
			if code, text := outcome(conn, sql); code != "57014" || !strings.Contains(text, "user request") {
				t.Errorf("%s %s", code, text)
			}
			if code, text := outcome(conn, "SELECT * FROM t WHERE q = 'fake series 1 int4'"); code+text != "" {
				t.Errorf("after it: %s %s", code, text)
			}
		})
	}
}

// TestCancelNeedsTheSecret: a request with another secret does nothing, nor does one that comes between statements.
func TestCancelNeedsTheSecret(t *testing.T) {
	conn := dialServer(t, testConfig(), "")
	h, err := conn.Hijack()
	if err != nil {
		t.Fatal(err)
	}
	h.SecretKey = []byte("anything that is no secret")[:len(h.SecretKey)]
	stranger, err := pgconn.Construct(h)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, func() { _ = stranger.CancelRequest(context.Background()) })
	if code, text := outcome(stranger, "SET statement_timeout = '300ms'; SELECT * FROM t WHERE q = 'fake sleep'"); code != "57014" || !strings.Contains(text, "statement timeout") {
		t.Errorf("%s %s", code, text)
	}
}

func TestStatementTimeout(t *testing.T) {
	conn := dialServer(t, testConfig(), "statement_timeout=100")
	begin := time.Now()
	if code, text := outcome(conn, "SELECT * FROM t WHERE q = 'fake sleep'"); code != "57014" || !strings.Contains(text, "statement timeout") {
		t.Errorf("%s %s", code, text)
	}
	if took := time.Since(begin); took < 90*time.Millisecond {
		t.Errorf("it was stopped after %v already", took)
	}
	if code, text := outcome(conn, "SELECT * FROM t WHERE q = 'fake series 1 int4'"); code+text != "" {
		t.Errorf("after it: %s %s", code, text)
	}
}

func TestIdleTimeouts(t *testing.T) {
	for setting, want := range map[string]string{
		"idle_in_transaction_session_timeout": "25P03", "idle_session_timeout": "57P05",
	} {
		t.Run(setting, func(t *testing.T) {
			t.Parallel()
			c := dial(t, testConfig(), map[string]string{setting: "100"})
			input := "send until ErrorResponse\n"
			if want == "25P03" {
				input += `Query {"String": "BEGIN"}`
			} else {
				input += `Query {"String": ""}`
			}
			if said := c.block(t, input); !strings.Contains(said, "ErrorResponse FATAL "+want) {
				t.Errorf("the server says\n%s", said)
			}
			<-c.done
		})
	}
}

// TestClientLeaves: a client that goes away while a statement runs takes the statement with it.
func TestClientLeaves(t *testing.T) {
	c := dial(t, testConfig(), nil)
	go func() {
		_, _ = c.conn.Write([]byte("Q\x00\x00\x00\x18SELECT * FROM t WHERE q = 'fake sleep'\x00"))
		time.Sleep(50 * time.Millisecond)
		_ = c.conn.Close()
	}()
	select {
	case <-c.done:
	case <-time.After(5 * time.Second):
		t.Fatal("the statement runs on without a client")
	}
}

// TestEnd: Drain lets a statement finish, Terminate does not; both end with 57P01.
func TestEnd(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*session.Registry)
		sql  string
		code string
	}{
		{"drain", (*session.Registry).Drain, "SET statement_timeout = 400; SELECT * FROM t WHERE q = 'fake sleep'", "57014"},
		{"terminate", (*session.Registry).TerminateAll, "SELECT * FROM t WHERE q = 'fake sleep'", "57P01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, registry := dialRegistered(t)
			time.AfterFunc(100*time.Millisecond, func() { tt.end(registry) })
			go func() {
				c.front.Send(parseMessage(t, `Query {"String": "`+tt.sql+`"}`))
				_ = c.front.Flush()
			}()
			said := c.until(t, "ErrorResponse", 1)
			if tt.name == "drain" {
				said += c.until(t, "ErrorResponse", 1)
			}
			if !strings.Contains(said, tt.code) || !strings.Contains(said, "FATAL 57P01") {
				t.Errorf("the server says\n%s", said)
			}
			<-c.done
		})
	}
}

// TestTerminateAgain: a client that takes nothing stays no longer for being ended again and again.
func TestTerminateAgain(t *testing.T) {
	t.Parallel()
	c, registry := dialRegistered(t)
	c.front.Send(parseMessage(t, `Query {"String": "SELECT * FROM t WHERE q = 'fake series 1000000 int4'"}`))
	if err := c.front.Flush(); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		registry.TerminateAll()
		select {
		case <-c.done:
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Error("the session does not end")
}

// TestReadAhead: a client that sends more than the session can answer is held up, and everything is answered.
func TestReadAhead(t *testing.T) {
	c := dial(t, testConfig(), nil)
	long := strings.Repeat("x", 600_000)
	const n = 40
	go func() {
		for range n {
			c.front.Send(parseMessage(t, `Query {"String": "SHOW datestyle -- `+long+`"}`))
			if c.front.Flush() != nil {
				return
			}
		}
	}()
	c.until(t, "ReadyForQuery", n)
}
