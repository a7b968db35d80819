package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

// TestCommandsWorkThroughTheServer runs the commands on a data directory that a server owns.
func TestCommandsWorkThroughTheServer(t *testing.T) {
	server := startServer(t)
	file := filepath.Join(t.TempDir(), "p.ndjson")
	if err := os.WriteFile(file, []byte(`{"resourceType":"Patient","id":"p1","gender":"female"}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tarn := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		code := run(t.Context(), append(args, "--data", server.data), strings.NewReader(""), &out, &out)
		if code != want {
			t.Fatalf("tarn %v: exit code %d, want %d\n%s", args, code, want, out.Bytes())
		}
		return out.String()
	}
	if got := server.psql(t, "SELECT count(*) FROM patient"); !slices.Equal(got, []string{"0"}) {
		t.Fatalf("an empty store has %v patients", got)
	}
	if out := tarn(0, "load", file); !strings.Contains(out, "Patient") {
		t.Errorf("load said nothing of patients:\n%s", out)
	}
	if got := server.psql(t, "SELECT id, gender FROM patient"); !slices.Equal(got, []string{"p1|female"}) {
		t.Errorf("after the load clients see %v", got)
	}
	if out := tarn(0, "sql", "--format", "csv", "-c", "SELECT count(*) AS n FROM patient"); out != "n\n1\n" {
		t.Errorf("sql: %q", out)
	}
	if out := tarn(0, "export", "--type", "Patient"); out != `{"resourceType":"Patient","id":"p1","gender":"female"}`+"\n" {
		t.Errorf("export: %q", out)
	}
	if out := tarn(0, "status"); !strings.Contains(out, "tarn serve on 127.0.0.1:"+server.port) {
		t.Errorf("status does not name the server:\n%s", out)
	}
	if out := tarn(2, "load", filepath.Join(server.data, "absent")); !strings.Contains(out, "absent") {
		t.Errorf("a missing path: %s", out)
	}
}

// TestCtrlCStopsALoad cancels a load that runs in a server: nothing of it stays, and the server goes on.
func TestCtrlCStopsALoad(t *testing.T) {
	population := filepath.Join(t.TempDir(), "population")
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 60, Seed: 3}, population, nil); err != nil {
		t.Fatal(err)
	}
	server := startServer(t)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	var out bytes.Buffer
	if code := run(ctx, []string{"load", population, "--data", server.data}, strings.NewReader(""), &out, &out); code == exitDone {
		t.Skip("the load was done before it was stopped")
	}
	if strings.Contains(out.String(), "goroutine") {
		t.Errorf("a stack trace for the user:\n%s", out.String())
	}
	// The server ends the load on its own time: the next load waits for it, then succeeds.
	var again bytes.Buffer
	if code := run(t.Context(), []string{"load", population, "--data", server.data}, strings.NewReader(""), &again, &again); code != exitDone {
		t.Fatalf("loading again: exit code %d\n%s", code, again.Bytes())
	}
	if got := server.psql(t, "SELECT count(*), count(DISTINCT id) FROM patient"); !slices.Equal(got, []string{"60|60"}) {
		t.Errorf("patients after a stopped and a whole load: %v", got)
	}
}
