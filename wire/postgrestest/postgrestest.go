// Package postgrestest starts a private PostgreSQL server for tests that compare with the real thing. Tests that want
// it skip where none is installed. It serves tests only and knows nothing of the rest.
package postgrestest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Connect starts a server that lives as long as the test and connects to it: in UTC, with PostgreSQL's defaults.
func Connect(t testing.TB) *pgconn.PgConn {
	t.Helper()
	dsn := Start(t)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// Start starts a server that lives as long as the test and returns how to connect to it.
func Start(t testing.TB) (dsn string) {
	t.Helper()
	bin := binaries()
	if bin == "" {
		t.Skip("no PostgreSQL server is installed to compare with")
	}
	dir, err := os.MkdirTemp("", "tarn-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	owner := serverUser(t, dir)
	data := filepath.Join(dir, "data")
	run(t, owner, filepath.Join(bin, "initdb"), "-D", data, "-U", "tarn", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	port := freePort(t)
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-p", strconv.Itoa(port), "-k", dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "timezone=UTC", "-c", "log_min_messages=fatal")
	server.SysProcAttr = &syscall.SysProcAttr{Credential: owner}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = server.Wait()
	})
	dsn = fmt.Sprintf("host=127.0.0.1 port=%d user=tarn dbname=postgres sslmode=disable", port)
	waitFor(t, dsn)
	return dsn
}

// binaries is the directory of the newest server installed.
func binaries() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is well-formed
	if len(found) == 0 {
		if path, err := exec.LookPath("initdb"); err == nil {
			return filepath.Dir(path)
		}
		return ""
	}
	sort.Strings(found)
	return filepath.Dir(found[len(found)-1])
}

// serverUser is who runs the server: PostgreSQL refuses root, so that root becomes postgres.
func serverUser(t testing.TB, dir string) *syscall.Credential {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skip("PostgreSQL does not run as root and there is no user postgres")
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	if err1 != nil || err2 != nil {
		t.Skip("the user postgres has no number")
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func run(t testing.TB, owner *syscall.Credential, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = os.TempDir()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: owner}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func waitFor(t testing.TB, dsn string) {
	t.Helper()
	var err error
	for range 100 {
		var conn *pgconn.PgConn
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		if conn, err = pgconn.Connect(ctx, dsn); err == nil {
			_ = conn.Close(ctx)
			cancel()
			return
		}
		cancel()
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("PostgreSQL did not start: %v", err)
}
