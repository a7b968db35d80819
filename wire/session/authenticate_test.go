package session_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
	"github.com/tarn-sql/tarn/wire/session"

	"github.com/jackc/pgx/v5/pgconn"
)

// withPassword is a configuration in which anna has the password s3cret, and what it logs.
func withPassword(t *testing.T) (*session.Config, func() string) {
	t.Helper()
	stored, err := auth.NewVerifier("s3cret")
	if err != nil {
		t.Fatal(err)
	}
	config := testConfig()
	config.Users, config.Backend = users{"anna": stored}, &fakeBackend
	var mu sync.Mutex
	var log []string
	config.Log = func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		log = append(log, fmt.Sprintf(format, args...))
	}
	return config, func() string {
		mu.Lock()
		defer mu.Unlock()
		return strings.Join(log, "\n")
	}
}

// login connects, and returns the SQLSTATE of what the server answers, "" where it lets the client in.
func login(t *testing.T, addr, options string) string {
	t.Helper()
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgconn.Connect(t.Context(), fmt.Sprintf("host=%s port=%s dbname=x %s", host, port, options))
	if err == nil {
		_ = conn.Close(context.WithoutCancel(t.Context()))
		return ""
	}
	var pe *pgconn.PgError
	if !errors.As(err, &pe) {
		t.Fatal(err)
	}
	return pe.Code
}

// TestBinding: passwords are bound to the certificate that the client was shown, wherever that comes from.
func TestBinding(t *testing.T) {
	first, _ := certificate(t)
	second, _ := certificate(t)
	var mu sync.Mutex
	now := &first
	choose := func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		mu.Lock()
		defer mu.Unlock()
		return now, nil
	}
	for name, tc := range map[string]*tls.Config{
		"fixed":   {Certificates: []tls.Certificate{first, second}},
		"renewed": {GetCertificate: choose},
		"both":    {Certificates: []tls.Certificate{first}, GetCertificate: choose},
	} {
		for _, c := range []*tls.Certificate{&first, &second} {
			mu.Lock()
			now = c
			mu.Unlock()
			for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
				config, _ := withPassword(t)
				config.TLS, config.RequireTLS = tc.Clone(), true
				config.TLS.MinVersion, config.TLS.MaxVersion = version, version
				addr := listen(t, config, 0)
				const options = "sslmode=require channel_binding=require user=anna"
				if code := login(t, addr, options+" password=s3cret"); code != "" {
					t.Errorf("%s, %x: the right password is answered by %s", name, version, code)
				}
				if code := login(t, addr, options+" password=secret"); code != "28P01" {
					t.Errorf("%s, %x: a wrong password is answered by %q", name, version, code)
				}
			}
		}
	}
}

// TestRefusedIsLogged: the operator learns who was not let in and from where, and no password.
func TestRefusedIsLogged(t *testing.T) {
	config, log := withPassword(t)
	addr := listen(t, config, 0)
	for user, want := range map[string]string{
		"anna":   `password authentication failed for user "anna" from 127.0.0.1:`,
		`b\nert`: `password authentication failed for user "b\\nert" from 127.0.0.1:`,
	} {
		if code := login(t, addr, "sslmode=disable password=wr0ng user='"+strings.ReplaceAll(user, `\`, `\\`)+"'"); code != "28P01" {
			t.Errorf("%s is answered by %q", user, code)
		}
		if got := log(); !strings.Contains(got, want) || strings.Contains(got, "wr0ng") {
			t.Errorf("logged is %s, want %s", got, want)
		}
	}
	if got := log(); strings.Count(got, "there is no such user") != 1 {
		t.Errorf("logged is %s", got)
	}
}

// TestTrusting: until there are users, everybody is trusted; from then on, nobody.
func TestTrusting(t *testing.T) {
	config, _ := withPassword(t)
	var trusting atomic.Bool
	trusting.Store(true)
	config.Trusting = trusting.Load
	addr := listen(t, config, 0)
	if code := login(t, addr, "sslmode=disable user=bert"); code != "" {
		t.Errorf("while nobody has a password: %s", code)
	}
	trusting.Store(false)
	if code := login(t, addr, "sslmode=disable user=bert password=x"); code != "28P01" {
		t.Errorf("when users have passwords: %q", code)
	}
}

// TestGuessing: after five wrong passwords one a second is checked, however many come at once.
func TestGuessing(t *testing.T) {
	t.Parallel()
	config, _ := withPassword(t)
	addr := listen(t, config, 0)
	began := time.Now()
	var all sync.WaitGroup
	for range 7 {
		all.Go(func() {
			if code := login(t, addr, "sslmode=disable user=nobody password=x"); code != "28P01" {
				t.Errorf("answered by %q", code)
			}
		})
	}
	all.Wait()
	if d := time.Since(began); d < 2*time.Second {
		t.Errorf("seven were checked in %v", d)
	}
}

// onceUsers has a user until the first look.
type onceUsers struct {
	stored string
	looked atomic.Bool
}

func (u *onceUsers) Verifier(string) (string, bool) { return u.stored, !u.looked.Swap(true) }

// TestChangedMeanwhile: who is removed, or given another password, between the question and the answer does not get in.
func TestChangedMeanwhile(t *testing.T) {
	config, _ := withPassword(t)
	stored, _ := config.Users.Verifier("anna")
	config.Users = &onceUsers{stored: stored}
	if code := login(t, listen(t, config, 0), "sslmode=disable user=anna password=s3cret"); code != "28P01" {
		t.Errorf("answered by %q", code)
	}
}

// TestPasswordFirst: before the password nothing is said of what the client asks for.
func TestPasswordFirst(t *testing.T) {
	for _, rest := range []string{"nonsense\x00x\x00", "DateStyle\x00nonsense\x00", "options\x00-c nonsense=1\x00", "database\x00nonsense\x00"} {
		config, _ := withPassword(t)
		types, bodies := messages(t, greet(t, config, startupPacket(version(3, 0), "user\x00anna\x00"+rest+"\x00")))
		if types != "R" {
			t.Errorf("%q: the server says %s %q", rest, types, bodies['E'])
		}
	}
}

// TestLongNames: names are cut as PostgreSQL's are, so that nobody fills the memory or the log with them.
func TestLongNames(t *testing.T) {
	config, log := withPassword(t)
	if code := login(t, listen(t, config, 0), "sslmode=disable password=x user=a"+strings.Repeat("ü", 4000)); code != "28P01" {
		t.Errorf("answered by %q", code)
	}
	if got := log(); !strings.Contains(got, `user "a`+strings.Repeat("ü", 31)+`" from`) {
		t.Errorf("logged is %.200s", got)
	}
}

// TestHandshakeIsCut: what the log says of a failed handshake is short, however long what the client sent.
func TestHandshakeIsCut(t *testing.T) {
	config, log := withPassword(t)
	cert, _ := certificate(t)
	config.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	var protocols []string
	for range 100 {
		protocols = append(protocols, strings.Repeat("x", 100))
	}
	conn, err := tls.Dial("tcp", listen(t, config, 0), &tls.Config{InsecureSkipVerify: true, NextProtos: protocols})
	if err == nil {
		_ = conn.Close()
		t.Error("a foreign protocol is served")
	}
	for range 1000 {
		if log() != "" {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if got := log(); len(got) > 300 || !strings.Contains(got, "unsupported application protocols") {
		t.Errorf("%d bytes are logged: %.300s", len(got), got)
	}
}
