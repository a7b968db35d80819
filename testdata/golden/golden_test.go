package golden_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/testdata/golden"
)

// failures keeps what is reported to it.
type failures struct {
	testing.TB
	said []string
}

func (f *failures) Helper()                   {}
func (f *failures) Errorf(s string, a ...any) { f.said = append(f.said, strings.TrimSpace(s)) }

func TestEqual(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.golden")
	if err := os.WriteFile(file, []byte("a\nb\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for got, fails := range map[string]int{"a\nb\n": 0, "a\nc\n": 1, "a\n": 1, "a\nb\n\n": 1} {
		f := &failures{TB: t}
		if golden.Equal(f, file, got); len(f.said) != fails {
			t.Errorf("%q: %v", got, f.said)
		}
	}
}

func TestDifference(t *testing.T) {
	if got, want := golden.Difference("a\nb\nc", "a\nB\nc"), "line 2:\na\n got  b\n want B"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := golden.Difference("a", "a\nb"), "the end: 1 lines, want 2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
