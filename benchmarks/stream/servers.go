package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// setup makes the rows in a temporary table of the session: the same statement for both servers. %d is their number.
const setup = `CREATE TEMP TABLE obs AS
SELECT i::bigint AS id, (i %% 100000)::int AS patient_key, md5(i::text) AS resource_id, 'http://loinc.org'::text AS system,
       lpad((i %% 5000)::text, 5, '0') || '-' || (i %% 10)::text AS code, (i %% 200000)::float8 / 997 AS value,
       CASE i %% 4 WHEN 0 THEN NULL WHEN 1 THEN 'mg/dL' WHEN 2 THEN 'mmol/L' ELSE 'kg' END AS unit,
       timestamp '2020-01-01' + (i %% 50000000) * interval '1 second' AS effective,
       date '2020-01-01' + (i %% 2000)::int AS day, i %% 7 = 0 AS flag
FROM generate_series(1, %d) AS g(i)`

// read runs the reader once and returns seconds until the first byte and in all.
func read(reader string, s server, format string) (first, total float64, err error) {
	out, err := exec.Command(reader, s.conninfo, format, fmt.Sprintf(setup, *rows), "SELECT * FROM obs").CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %s", err, out)
	}
	var n int
	if _, err := fmt.Sscan(string(out), &n, &first, &total); err != nil {
		return 0, 0, fmt.Errorf("reader said %q: %w", out, err)
	}
	if n != *rows {
		return 0, 0, fmt.Errorf("%d rows came, not %d", n, *rows)
	}
	return first, total, nil
}

func buildReader(work string) (string, error) {
	_, here, _, _ := runtime.Caller(0)
	reader := filepath.Join(work, "pqread")
	cmd := exec.Command("cc", "-O2", "-I/usr/include/postgresql", "-o", reader, filepath.Join(filepath.Dir(here), "pqread", "pqread.c"), "-lpq")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("compiling the reader (libpq-dev is needed): %w\n%s", err, out)
	}
	return reader, nil
}

func startTarn(ctx context.Context, work string) (server, func(), error) {
	binary := filepath.Join(work, "tarn")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "./cmd/tarn").CombinedOutput(); err != nil {
		return server{}, nil, fmt.Errorf("building tarn: %w\n%s", err, out)
	}
	port := freePort()
	cmd := exec.CommandContext(ctx, binary, "serve", "--data", filepath.Join(work, "data"), "--listen", fmt.Sprintf("127.0.0.1:%d", port))
	return start(cmd, "tarn", port)
}

// startPostgres starts a private cluster, as the user postgres where this process is root (initdb refuses root).
func startPostgres(ctx context.Context, work string) (server, func(), error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return server{}, nil, errors.New("PostgreSQL's server binaries are not in /usr/lib/postgresql")
	}
	bin, data := filepath.Dir(found[0]), filepath.Join(work, "pg")
	as := func(args ...string) *exec.Cmd {
		if os.Getuid() == 0 {
			args = append([]string{"runuser", "-u", "postgres", "--"}, args...)
		}
		return exec.CommandContext(ctx, args[0], args[1:]...)
	}
	if err := os.Mkdir(data, 0o700); err != nil {
		return server{}, nil, err
	}
	if os.Getuid() == 0 {
		if out, err := exec.CommandContext(ctx, "chown", "postgres", data).CombinedOutput(); err != nil {
			return server{}, nil, fmt.Errorf("%w: %s", err, out)
		}
	}
	if out, err := as(filepath.Join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "postgres").CombinedOutput(); err != nil {
		return server{}, nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	port := freePort()
	cmd := as(filepath.Join(bin, "postgres"), "-D", data, "-p", fmt.Sprint(port), "-k", "", "-c", "listen_addresses=127.0.0.1",
		"-c", "temp_buffers=512MB", "-c", "shared_buffers=1GB")
	return start(cmd, "PostgreSQL", port)
}

// start runs a server and waits until its port answers.
func start(cmd *exec.Cmd, name string, port int) (server, func(), error) {
	var log strings.Builder
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		return server{}, nil, err
	}
	stop := func() {
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
	}
	for range 200 {
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			c.Close()
			time.Sleep(200 * time.Millisecond)
			return server{name, fmt.Sprintf("host=127.0.0.1 port=%d user=postgres dbname=postgres sslmode=disable", port)}, stop, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	return server{}, nil, fmt.Errorf("%s does not answer on port %d:\n%s", name, port, log.String())
}

func freePort() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
