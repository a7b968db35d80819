package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

// TestCtrlCStopsALoadOfItsOwn stops a load where no server runs, while it reads or publishes: what says that it was
// stopped has loaded nothing.
func TestCtrlCStopsALoadOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	population, data := filepath.Join(dir, "population"), filepath.Join(dir, "data")
	if _, err := synth.WriteDir(t.Context(), synth.Options{Patients: 60, Seed: 3}, population, nil); err != nil {
		t.Fatal(err)
	}
	tarn := func(ctx context.Context, args ...string) (int, string) {
		var out bytes.Buffer
		code := run(ctx, append(args, "--data", data), strings.NewReader(""), &out, &out)
		return code, out.String()
	}
	count := func() string {
		t.Helper()
		code, out := tarn(t.Context(), "sql", "--format", "csv", "-c", "SELECT count(*) FROM patient")
		if code != exitDone {
			t.Fatalf("exit code %d: %s", code, out)
		}
		return out
	}
	if code, out := tarn(t.Context(), "load", filepath.Join(population, "Organization.ndjson")); code != exitDone { // makes the data directory
		t.Fatalf("exit code %d: %s", code, out)
	}
	if got := count(); got != "count\n0\n" {
		t.Fatalf("patients of an empty store: %s", got)
	}
	for _, after := range []time.Duration{200, 300, 500} {
		ctx, cancel := context.WithTimeout(t.Context(), after*time.Millisecond)
		code, out := tarn(ctx, "load", population)
		cancel()
		if code == exitDone {
			t.Skip("the load was done before it was stopped")
		}
		if got := count(); got != "count\n0\n" {
			t.Fatalf("stopped after %d ms (%s): patients %s", after, strings.TrimSpace(out), got)
		}
	}
	if code, out := tarn(t.Context(), "load", population); code != exitDone {
		t.Fatalf("loading again: exit code %d\n%s", code, out)
	}
	if got := count(); got != "count\n60\n" {
		t.Errorf("patients after a whole load: %s", got)
	}
}
