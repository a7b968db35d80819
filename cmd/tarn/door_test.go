package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/cmd/tarn/certificate"
)

// served is a server with a door of its own, and what it says.
type served struct {
	*testServer
	door *door
	log  func() string
}

// serveDoor serves a new data directory on loopback as the configuration says.
func serveDoor(t *testing.T, configure func(*config)) *served {
	t.Helper()
	var mu sync.Mutex
	var said bytes.Buffer
	a := &app{streams: streams{strings.NewReader(""), io.Discard, writerFunc(func(b []byte) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		return said.Write(b)
	})}}
	a.config = config{Data: filepath.Join(t.TempDir(), "data"), Listen: "127.0.0.1:0", Memory: 1 << 30, Threads: 2}
	if configure != nil {
		configure(&a.config)
	}
	d, err := a.door()
	if err != nil {
		t.Fatal(err)
	}
	owner, err := a.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := owner.close(); err != nil {
			t.Error(err)
		}
	})
	addr, err := owner.listen(d, false)
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := strings.Cut(addr, ":")
	return &served{&testServer{host, port, a.config.Data, a}, d, func() string {
		mu.Lock()
		defer mu.Unlock()
		return said.String()
	}}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// tarn runs a command on the server's data directory, as another process would.
func (s *served) tarn(t *testing.T, stdin string, args ...string) {
	t.Helper()
	var out bytes.Buffer
	if code := run(t.Context(), append(args, "--data", s.data), strings.NewReader(stdin), &out, &out); code != exitDone {
		t.Fatalf("tarn %q: exit code %d: %s", args, code, out.Bytes())
	}
}

func (s *served) connect(t *testing.T, options string) (*pgconn.PgConn, error) {
	t.Helper()
	return pgconn.Connect(t.Context(), fmt.Sprintf("host=%s port=%s dbname=tarn %s", s.host, s.port, options))
}

// expect connects and compares the SQLSTATE of the answer, "" where the client is let in.
func (s *served) expect(t *testing.T, options, want string) {
	t.Helper()
	conn, err := s.connect(t, options)
	if err == nil {
		_ = conn.Close(context.WithoutCancel(t.Context()))
	}
	var pe *pgconn.PgError
	if (err == nil) != (want == "") || want != "" && (!errors.As(err, &pe) || pe.Code != want) {
		t.Errorf("%s: %v, want %q", options, err, want)
	}
}

// TestUsersComeAndGo: a server follows each change of its users at once; the doors do not open when the last one goes.
func TestUsersComeAndGo(t *testing.T) {
	s := serveDoor(t, nil)
	if got := s.door.String(); got != "this machine only, no password" {
		t.Errorf("at start it says %q", got)
	}
	trusted, err := s.connect(t, "user=bert sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	s.tarn(t, "s3cret\n", "user", "add", "anna")
	if got := s.door.String(); got != "this machine only, 1 user with a password" {
		t.Errorf("with a user it says %q", got)
	}
	s.expect(t, "user=bert sslmode=disable password=x", "28P01")
	s.expect(t, "user=anna sslmode=disable password=secret", "28P01")
	s.expect(t, "user=anna sslmode=disable password=s3cret", "")
	if got := s.log(); strings.Count(got, "password authentication failed for user") != 2 || strings.Contains(got, "s3cret") {
		t.Errorf("logged is %q", got)
	}
	ended(t, trusted)

	s.tarn(t, "an other\n", "user", "password", "anna")
	s.expect(t, "user=anna sslmode=disable password=s3cret", "28P01")
	open, err := s.connect(t, "user=anna sslmode=disable password='an other'")
	if err != nil {
		t.Fatal(err)
	}
	s.tarn(t, "", "user", "remove", "anna")
	s.expect(t, "user=anna sslmode=disable password='an other'", "28P01")
	ended(t, open)
	s.tarn(t, "", "status") // through the socket in the data directory, which asks for no password
	if err := os.Remove(filepath.Join(s.data, "users")); err != nil {
		t.Fatal(err)
	}
	s.expect(t, "user=anna sslmode=disable password=x", "28P01")
}

// ended waits until the server has ended a session.
func ended(t *testing.T, conn *pgconn.PgConn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := conn.WaitForNotification(ctx)
	var pe *pgconn.PgError
	if !errors.As(err, &pe) || pe.Code != "57P01" {
		t.Errorf("the session of a user that is not there ends with %v", err)
	}
}

// TestUsersAreNotData: no client sees the verifiers, by whatever name it reads files.
func TestUsersAreNotData(t *testing.T) {
	s := serveDoor(t, nil)
	s.tarn(t, "s3cret\n", "user", "add", "anna")
	conn, err := s.connect(t, "user=anna sslmode=disable password=s3cret")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	file := quoteLiteral(filepath.Join(s.data, "users"))
	for _, sql := range []string{
		"SELECT * FROM read_text(" + file + ")", "SELECT pg_read_file(" + file + ")", "SELECT * FROM read_csv(" + file + ")",
		"COPY pg_temp.t FROM " + file, "FROM " + file, "SELECT rolpassword FROM pg_authid", "SELECT passwd FROM pg_shadow",
	} {
		results, err := conn.Exec(t.Context(), sql).ReadAll()
		for _, r := range results {
			for _, row := range r.Rows {
				if bytes.Contains(bytes.Join(row, nil), []byte("SCRAM")) {
					t.Errorf("%s: shows %q (%v)", sql, row, err)
				}
			}
		}
	}
}

// TestEncrypted: with a self-signed certificate, which stays the same, passwords go bound to it; without encryption nobody
// gets in where it is required. A renewed certificate is shown without a restart.
func TestEncrypted(t *testing.T) {
	s := serveDoor(t, func(c *config) { c.TLSSelfSigned, c.RequireTLS = true, true })
	s.tarn(t, "s3cret\n", "user", "add", "anna")
	if got := s.door.String(); got != "this machine only, 1 user with a password, TLS required" {
		t.Errorf("it says %q", got)
	}
	if got, want := s.door.psqlLine("127.0.0.1:1"), `psql "host=127.0.0.1 port=1 user=anna dbname=tarn sslmode=require"`; got != want {
		t.Errorf("psql is called as %s, want %s", got, want)
	}
	cert, key := filepath.Join(s.data, selfSignedCert), filepath.Join(s.data, selfSignedKey)
	verified := "user=anna sslmode=verify-full channel_binding=require sslrootcert=" + cert
	s.expect(t, verified+" password=s3cret", "")
	s.expect(t, verified+" password=secret", "28P01")
	s.expect(t, "user=anna sslmode=disable password=s3cret", "28000")
	if again, err := s.app.door(); err != nil || again.certificate.String() != s.door.certificate.String() {
		t.Errorf("another start has another certificate: %v", err)
	}

	old := filepath.Join(t.TempDir(), "old.pem")
	for _, err := range []error{os.Rename(cert, old), os.Rename(key, old+".key"), certificate.MakeSelfSigned(cert, key, "")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.expect(t, verified+" password=s3cret", "")
	if _, err := s.connect(t, "user=anna password=s3cret sslmode=verify-full sslrootcert="+old); err == nil {
		t.Error("the old certificate is still shown")
	}
	if got := s.log(); !strings.Contains(got, "The certificate was renewed: for ") {
		t.Errorf("said is %q", got)
	}
}

// TestEncryptedClients has real clients log in over TLS with SCRAM bound to it, as they do by themselves.
func TestEncryptedClients(t *testing.T) {
	s := serveDoor(t, func(c *config) { c.TLSSelfSigned, c.RequireTLS = true, true })
	s.tarn(t, "päss wörd\n", "user", "add", "Anna B")
	cert := filepath.Join(s.data, selfSignedCert)
	dsn := fmt.Sprintf("host=%s port=%s dbname=tarn user='Anna B' password='päss wörd' sslmode=verify-full sslrootcert=%s channel_binding=require", s.host, s.port, cert)
	const program = "import sys, %s as d\nk = d.connect(sys.argv[1]).cursor()\nk.execute('SELECT current_user')\nprint(k.fetchone()[0])"
	const asyncpg = `
import sys, ssl, asyncio, asyncpg
async def main():
    c = await asyncpg.connect(host=sys.argv[2], port=int(sys.argv[3]), user="Anna B", password="päss wörd", database="tarn", ssl=ssl.create_default_context(cafile=sys.argv[4]))
    print(await c.fetchval("SELECT current_user"))
asyncio.run(main())`
	for name, command := range map[string][]string{
		"psql":     {"psql", "-XAtc", "SELECT current_user", dsn},
		"psycopg2": {"/usr/bin/python3", "-c", fmt.Sprintf(program, "psycopg2"), dsn},
		"psycopg":  {"/usr/bin/python3", "-c", fmt.Sprintf(program, "psycopg"), dsn},
		"asyncpg":  {"/usr/bin/python3", "-c", asyncpg, dsn, s.host, s.port, cert},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(command[0]); err != nil {
				t.Skip(err)
			}
			if name != "psql" && exec.Command(command[0], "-c", "import "+name).Run() != nil {
				t.Skipf("%s is not installed", name)
			}
			out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).CombinedOutput()
			if err != nil || strings.TrimSpace(string(out)) != "Anna B" {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// TestDoorSays: what is said at start, of every kind of door.
func TestDoorSays(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	var out bytes.Buffer
	if code := run(t.Context(), []string{"user", "add", "anna", "--data", data}, strings.NewReader("s3cret"), &out, &out); code != exitDone {
		t.Fatal(out.String())
	}
	for _, tt := range []struct {
		config config
		want   string
		warns  string
	}{
		{config{Listen: "[::1]:0"}, "this machine only, 1 user with a password", ""},
		{config{Listen: "localhost:0", TLSSelfSigned: true}, "this machine only, 1 user with a password, TLS for clients that ask for it", ""},
		{config{Listen: "0.0.0.0:0", TLSSelfSigned: true, RequireTLS: true}, "1 user with a password, TLS required", ""},
		{config{Listen: ":0", TLSSelfSigned: true}, "1 user with a password, TLS for clients that ask for it", "Warning: require-tls is off"},
		{config{Listen: "tarn.invalid:0", TLSSelfSigned: true, RequireTLS: true}, "1 user with a password, TLS required", "is not for tarn.invalid"},
	} {
		tt.config.Data = data
		a := &app{config: tt.config, streams: streams{strings.NewReader(""), io.Discard, io.Discard}}
		d, err := a.door()
		if err != nil {
			t.Fatal(err)
		}
		if d.String() != tt.want {
			t.Errorf("%s says %q, want %q", tt.config.Listen, d, tt.want)
		}
		if got := strings.Join(d.remarks(), "\n"); strings.Contains(got, "Warning") != (tt.warns != "") || !strings.Contains(got, tt.warns) {
			t.Errorf("%s remarks %q, want %q", tt.config.Listen, got, tt.warns)
		}
		if d.Trusting != nil && d.Trusting() {
			t.Errorf("%s trusts everybody", tt.config.Listen)
		}
	}
}
