// Package golden compares what a test got with a file: `go test ./one/package -update` writes the file anew instead. Only
// tests import it.
package golden

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write golden files anew instead of comparing with them")

// Updating reports whether files are written anew, for tests that compare in a way of their own.
func Updating() bool { return *update }

// Equal compares got with what the file has.
func Equal(t testing.TB, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (run with -update and look at the difference) at %s", file, Difference(got, string(want)))
	}
}

// before is how many lines a Difference shows before the first that differs.
const before = 4

// Difference shows the first line in which two texts differ.
func Difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n%s\n got  %s\n want %s", i+1, strings.Join(g[max(0, i-before):i], "\n"), g[i], w[i])
		}
	}
	return fmt.Sprintf("the end: %d lines, want %d", len(g), len(w))
}
