package main

import (
	"bytes"
	"context"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire"
)

// loopback is a door for this machine, without passwords.
var loopback = &door{Config: wire.Config{Addr: "127.0.0.1:0"}}

// testServer is a server on a data directory of the test's own.
type testServer struct {
	host, port string
	data       string
	app        *app
}

// startServer loads paths into a new data directory and serves it until the test ends.
func startServer(t testing.TB, paths ...string) *testServer {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	var out bytes.Buffer
	a := &app{streams: streams{strings.NewReader(""), &out, &out}}
	a.config = config{Data: data, Memory: 1 << 30, Threads: 2}
	owner, err := a.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := owner.close(); err != nil {
			t.Error(err)
		}
	})
	if len(paths) > 0 {
		request := loadRequest{}
		for _, p := range paths {
			abs, err := filepath.Abs(p)
			if err != nil {
				t.Fatal(err)
			}
			request.Paths = append(request.Paths, abs)
		}
		if _, err := owner.load(t.Context(), request, func(progress) {}); err != nil {
			t.Fatal(err)
		}
		owner.catalog.changed()
	}
	addr, err := owner.listen(loopback, false)
	if err != nil {
		t.Fatal(err)
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	return &testServer{host, port, data, a}
}

// psql runs one statement through psql and returns the rows, fields separated by |. It skips where psql is absent.
func (s *testServer) psql(t testing.TB, sql string) []string {
	t.Helper()
	if _, err := exec.LookPath("psql"); err != nil {
		t.Skip("psql is not installed")
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "psql", "-X", "-At", "-v", "ON_ERROR_STOP=1",
		"-h", s.host, "-p", s.port, "-U", "tester", "-d", "tarn", "-c", sql)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("psql: %v\n%s\n%s", err, stderr.Bytes(), sql)
	}
	if len(out) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// export runs a query of one column and returns its values.
func (s *testServer) export(t testing.TB, sql string) []string {
	t.Helper()
	conn, err := dial(t.Context(), s.data, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	r := conn.ExecParams(t.Context(), sql, nil, nil, nil, nil)
	var values []string
	for r.NextRow() {
		values = append(values, string(r.Values()[0]))
	}
	if _, err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return values
}
