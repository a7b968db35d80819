package wire_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire"
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/backend/fake"
	"github.com/tarn-sql/tarn/wire/chunk"

	"github.com/jackc/pgx/v5/pgconn"
)

// named are the results behind 'fake named x'.
var named = map[string]func() *chunk.Rows{
	"kinds": func() *chunk.Rows {
		list := backend.Type{Kind: backend.KindList, Children: []backend.Type{fake.Type("text")}}
		return chunk.NewRows([]backend.Column{
			{Name: "b", Type: fake.Type("bool")},
			{Name: "i2", Type: fake.Type("int2")},
			{Name: "i4", Type: fake.Type("int4")},
			{Name: "i8", Type: fake.Type("int8")},
			{Name: "f4", Type: fake.Type("float4")},
			{Name: "f8", Type: fake.Type("float8")},
			{Name: "n", Type: backend.Type{Kind: backend.KindDecimal, Width: 38, Scale: 9}},
			{Name: "t", Type: fake.Type("text")},
			{Name: "by", Type: backend.Type{Kind: backend.KindBlob}},
			{Name: "d", Type: fake.Type("date")},
			{Name: "ts", Type: fake.Type("timestamp")},
			{Name: "tz", Type: fake.Type("timestamptz")},
			{Name: "iv", Type: backend.Type{Kind: backend.KindInterval}},
			{Name: "u", Type: fake.Type("uuid")},
			{Name: "j", Type: fake.Type("json")},
			{Name: "a", Type: list},
		}, [][]any{
			{
				true, int64(-2), int64(-4), int64(-8), 1.5, 0.1, int64(1_250_000_000), "ünï",
				[]byte{0, 255},
				int64(19783),
				int64(1_709_251_199_500_000), int64(1_709_251_199_500_000),
				chunk.Interval{Months: 1, Days: 2, Micros: 3_000_000},
				chunk.Huge{Lower: 1, Upper: -1 << 63},
				`{"a": [1]}`,
				[]any{"x", nil, "y z"},
			},
			make([]any, 16),
		})
	},
}

// serve runs a server until the test ends; configure may change its configuration.
func serve(t *testing.T, configure func(*wire.Config)) (*wire.Server, *fake.Backend) {
	t.Helper()
	engine := &fake.Backend{Named: named}
	config := wire.Config{Backend: engine, Addr: "127.0.0.1:0", Log: t.Logf}
	if configure != nil {
		configure(&config)
	}
	server, err := wire.NewServer(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- server.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return server, engine
}

// dsn is how libpq and pgx reach a server.
func dsn(s *wire.Server) string {
	return fmt.Sprintf("host=127.0.0.1 port=%d user=anna dbname=tarn", s.Addr().(*net.TCPAddr).Port)
}

func TestValidate(t *testing.T) {
	engine := &fake.Backend{}
	cert := &tls.Config{Certificates: []tls.Certificate{{}}}
	trusting := func() bool { return false }
	for _, tt := range []struct {
		name   string
		config wire.Config
		want   []string // in this order; none: valid
	}{
		{"nothing", wire.Config{}, []string{"no engine", "nowhere to listen"}},
		{"loopback", wire.Config{Backend: engine, Addr: "127.0.0.1:5432"}, nil},
		{"localhost", wire.Config{Backend: engine, Addr: "localhost:5432"}, nil},
		{"loopback 6", wire.Config{Backend: engine, Addr: "[::1]:5432"}, nil},
		{"socket", wire.Config{Backend: engine, UnixSocket: "/tmp/x"}, nil},
		{"everywhere", wire.Config{Backend: engine, Addr: ":5432"}, []string{"no passwords", "not encrypted"}},
		{"network", wire.Config{Backend: engine, Addr: "10.0.0.1:5432", Users: users{}}, []string{"not encrypted"}},
		{"network with trust", wire.Config{Backend: engine, Addr: "10.0.0.1:5432", Users: users{}, Trusting: trusting, TLS: cert}, []string{"no passwords"}},
		{"loopback with trust", wire.Config{Backend: engine, Addr: "127.0.0.1:5432", Users: users{}, Trusting: trusting}, nil},
		{"network with TLS", wire.Config{Backend: engine, Addr: "10.0.0.1:5432", Users: users{}, TLS: cert}, nil},
		{"no port", wire.Config{Backend: engine, Addr: "localhost"}, []string{"not host:port"}},
		{"no certificate", wire.Config{Backend: engine, Addr: "127.0.0.1:1", RequireTLS: true, Cleartext: true}, []string{"required", "clear passwords"}},
		{"empty TLS", wire.Config{Backend: engine, Addr: "127.0.0.1:1", TLS: &tls.Config{}}, []string{"no certificate"}},
		{"negative", wire.Config{Backend: engine, Addr: "127.0.0.1:1", MaxConnections: -1}, []string{"-1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.config.EnsureDefaults()
			err := tt.config.Validate()
			if tt.want == nil {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if err == nil {
				t.Fatal("accepted")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(tt.want) {
				t.Fatalf("%d problems, want %d: %v", len(lines), len(tt.want), err)
			}
			for i, want := range tt.want {
				if !strings.Contains(lines[i], want) {
					t.Errorf("problem %q, want one with %q", lines[i], want)
				}
			}
		})
	}
}

type users map[string]string

func (u users) Verifier(name string) (string, bool) { v, ok := u[name]; return v, ok }

func TestPortTaken(t *testing.T) {
	first, engine := serve(t, nil)
	second, err := wire.NewServer(wire.Config{Backend: engine, Addr: first.Addr().String()})
	if err != nil {
		t.Fatal(err)
	}
	err = second.Listen()
	if err == nil || !strings.Contains(err.Error(), "already used by another program") {
		t.Errorf("got %v", err)
	}
}

// TestAdmin: sessions of the admin socket may CALL; notices come while the procedure runs.
func TestAdmin(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, ".s.PGSQL.1")
	goOn := make(chan struct{})
	serve(t, func(c *wire.Config) {
		c.AdminSocket = socket
		c.Call = func(ctx context.Context, name string, args []string, notice func(string)) (string, error) {
			if name == "wait" {
				<-ctx.Done()
				return "", ctx.Err()
			}
			notice("working on " + strings.Join(args, " and "))
			select {
			case <-goOn:
			case <-time.After(5 * time.Second):
				return "", errors.New("nobody heard the notice")
			}
			return "did " + name, nil
		}
	})
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is %v, %v", info, err)
	}
	config, err := pgconn.ParseConfig("host=" + dir + " port=1 user=admin dbname=tarn sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) {
		if n.Message != "working on a'b and c" {
			t.Errorf("notice %q", n.Message)
		}
		close(goOn)
	}
	ctx := context.Background()
	conn, err := pgconn.ConnectConfig(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	r, err := conn.Exec(ctx, "CALL tarn.load('a''b', 'c')").ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(r[0].Rows[0][0]); got != "did load" || r[0].CommandTag.String() != "CALL" {
		t.Errorf("result %q, tag %q", got, r[0].CommandTag)
	}
	time.AfterFunc(50*time.Millisecond, func() { _ = conn.CancelRequest(ctx) })
	_, err = conn.Exec(ctx, "CALL tarn.wait()").ReadAll()
	var pe *pgconn.PgError
	if !errors.As(err, &pe) || pe.Code != "57014" {
		t.Errorf("a canceled call ends with %v", err)
	}
}

// TestShutdown: when the server ends, idle clients are told, and a running statement has its time.
func TestShutdown(t *testing.T) {
	engine := &fake.Backend{}
	server, err := wire.NewServer(wire.Config{Backend: engine, Addr: "127.0.0.1:0", ShutdownGrace: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- server.Serve(ctx) }()
	busy, idle := open(t, dsn(server)), open(t, dsn(server))
	time.AfterFunc(100*time.Millisecond, cancel)
	_, err = busy.Exec(context.Background(), "SELECT * FROM t WHERE q = 'fake sleep'").ReadAll()
	var pe *pgconn.PgError
	if !errors.As(err, &pe) || pe.Code != "57P01" {
		t.Errorf("the running statement ends with %v", err)
	}
	if _, err = idle.Exec(context.Background(), "SHOW timezone").ReadAll(); err == nil {
		t.Error("the idle client lives on")
	}
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the server does not end")
	}
}

func open(t *testing.T, dsn string) *pgconn.PgConn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, dsn+" sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func TestSessions(t *testing.T) {
	server, _ := serve(t, nil)
	conn := open(t, dsn(server)+" application_name=here")
	ended := make(chan struct{})
	go func() {
		_, _ = conn.Exec(context.Background(), "SELECT * FROM t WHERE q = 'fake sleep'").ReadAll()
		close(ended)
	}()
	for range 100 {
		for _, s := range server.Sessions() {
			if s.State == "active" && s.User == "anna" && s.ApplicationName == "here" && s.Query == "SELECT * FROM t WHERE q = 'fake sleep'" && s.PID == int32(conn.PID()) {
				if !server.Terminate(s.PID) || server.Cancel(-1) {
					t.Error("Terminate and Cancel do not say who is there")
				}
				<-ended
				return
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the running session does not appear: %+v", server.Sessions())
}

// silent opens connections from an address of this machine, and says nothing.
func silent(t *testing.T, s *wire.Server, ip string, n int) []net.Conn {
	t.Helper()
	var conns []net.Conn
	for range n {
		conn, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(ip)}}).Dial("tcp", s.Addr().String())
		if err != nil {
			t.Skip(err) // of 127.0.0.0/8 some systems have but one
		}
		t.Cleanup(func() { _ = conn.Close() })
		conns = append(conns, conn)
	}
	return conns
}

// left says that the server closes a connection, or not in the time that it needs for that.
func left(conn net.Conn) bool {
	_ = conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	_, err := conn.Read(make([]byte, 1))
	var ne net.Error
	return !errors.As(err, &ne) || !ne.Timeout()
}

// TestStrangers: connections that say nothing keep nobody out, neither new ones nor others that are logging in.
func TestStrangers(t *testing.T) {
	server, _ := serve(t, func(c *wire.Config) { c.MaxConnections = 2 })
	slow := silent(t, server, "127.0.0.2", 1)[0]
	many := silent(t, server, "127.0.0.1", 20)
	for range 3 {
		conn, err := pgconn.Connect(t.Context(), dsn(server)+" sslmode=disable")
		if err != nil {
			t.Fatalf("a client is kept out: %v", err)
		}
		_ = conn.Close(context.WithoutCancel(t.Context()))
	}
	if left(slow) {
		t.Error("one from elsewhere was closed")
	}
	gone := 0
	for _, conn := range many {
		if left(conn) {
			gone++
		}
	}
	if gone < len(many)-8 {
		t.Errorf("%d of %d were closed", gone, len(many))
	}
}

// TestStrangersLeave: who has not logged in does not hold up the end of a server.
func TestStrangersLeave(t *testing.T) {
	server, err := wire.NewServer(wire.Config{Backend: &fake.Backend{}, Addr: "127.0.0.1:0", ShutdownGrace: time.Hour})
	if err == nil {
		err = server.Listen()
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx) }()
	silent(t, server, "127.0.0.1", 3)
	conn, err := pgconn.Connect(t.Context(), dsn(server)+" sslmode=disable") // then the others have been accepted, too
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close(t.Context())
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the server does not end")
	}
}
