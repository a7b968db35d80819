package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// holdDir, in the environment, makes the test binary a process that holds a data directory until its input ends.
const holdDir = "TARN_HOLD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdDir); dir != "" {
		s, err := Open(context.Background(), dir, Options{Command: "tarn serve"})
		fmt.Println("open", err)
		_, _ = os.Stdin.Read(make([]byte, 1))
		if s != nil {
			_ = s.Close()
		}
		return
	}
	os.Exit(m.Run())
}

func mustOpen(t *testing.T, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustClose(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestOpenRefuses lists what is no data directory of ours.
func TestOpenRefuses(t *testing.T) {
	write := func(name, text string) func(string) {
		return func(dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name    string
		prepare func(dir string)
		want    string
	}{
		{"somebody's folder", write("letter.txt", "x"), "not a data directory of tarn: it has other files in it (letter.txt)"},
		{"somebody's tmp", func(dir string) { _ = os.Mkdir(filepath.Join(dir, "tmp"), 0o700) }, "it has other files in it (tmp)"},
		{"newer format", write("FORMAT", "tarn data directory\nformat 999\n"), "has format 999, this tarn knows formats up to 1"},
		{"other FORMAT", write("FORMAT", "something else\n"), "the file FORMAT there is not one of tarn's"},
		{"empty FORMAT", write("FORMAT", ""), "the file FORMAT there is not one of tarn's"},
		{"negative format", write("FORMAT", "tarn data directory\nformat -1\n"), "the file FORMAT there is not one of tarn's"},
		{"lost database", write("FORMAT", "tarn data directory\nformat 1\n"), "has lost its database"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.prepare(dir)
			before, _ := os.ReadDir(dir)
			_, err := Open(context.Background(), dir, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want %q", err, test.want)
			}
			after, _ := os.ReadDir(dir)
			for _, e := range after {
				if e.Name() != before[0].Name() && e.Name() != lockFile {
					t.Errorf("a refused Open left %s behind", e.Name())
				}
			}
		})
	}
}

// TestOpenNew accepts folders that are absent or empty, or that a crash left half made.
func TestOpenNew(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"absent":    os.Remove,
		"empty":     func(string) error { return nil },
		"mount":     func(dir string) error { return os.Mkdir(filepath.Join(dir, "lost+found"), 0o700) },
		"half made": func(dir string) error { return os.WriteFile(filepath.Join(dir, lockFile), nil, 0o600) },
		"left spool": func(dir string) error {
			return joinErr(os.WriteFile(filepath.Join(dir, lockFile), nil, 0o600), os.MkdirAll(filepath.Join(dir, spoolFolder, "7"), 0o700))
		},
		"left database": func(dir string) error {
			s, err := Open(context.Background(), dir, Options{})
			if err != nil {
				return err
			}
			return joinErr(s.Close(), os.Remove(filepath.Join(dir, formatFile)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := prepare(dir); err != nil {
				t.Fatal(err)
			}
			mustClose(t, mustOpen(t, dir, Options{}))
			text, err := os.ReadFile(filepath.Join(dir, formatFile))
			if err != nil || string(text) != "tarn data directory\nformat 1\n" {
				t.Errorf("FORMAT is %q, %v", text, err)
			}
			if left, _ := os.ReadDir(filepath.Join(dir, spoolFolder)); len(left) > 0 {
				t.Errorf("left in the spool: %v", left)
			}
		})
	}
}

func joinErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestLock has another process hold the directory.
func TestLock(t *testing.T) {
	dir := t.TempDir()
	holder := exec.Command(os.Args[0])
	holder.Env = append(os.Environ(), holdDir+"="+dir)
	in, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 100)
	n, _ := out.Read(line)
	if got := string(line[:n]); got != "open <nil>\n" {
		t.Fatalf("the holder says %q", got)
	}
	for _, readOnly := range []bool{false, true} {
		_, err = Open(context.Background(), dir, Options{ReadOnly: readOnly})
		want := fmt.Sprintf("data directory %s is in use by process %d (tarn serve), started 2", dir, holder.Process.Pid)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if e, ok := err.(interface{ SQLState() string }); ok && e.SQLState() != "55006" {
			t.Errorf("SQLSTATE %s", e.SQLState())
		}
	}
	_ = in.Close()
	if err := holder.Wait(); err != nil {
		t.Fatal(err)
	}
	mustClose(t, mustOpen(t, dir, Options{}))
}

// TestReadOnly lets readers share a directory and keeps writers out meanwhile.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(context.Background(), dir, Options{ReadOnly: true}); err == nil {
		t.Error("an empty folder was opened for reading")
	}
	mustClose(t, mustOpen(t, dir, Options{}))
	reader := mustOpen(t, dir, Options{ReadOnly: true})
	if err := reader.Writable(); err == nil {
		t.Error("a reader says it is writable")
	}
	if _, err := Open(context.Background(), dir, Options{}); err == nil || !strings.Contains(err.Error(), "in use by another process") {
		t.Errorf("a writer beside a reader: %v", err)
	}
	if _, err := reader.Status(context.Background()); err != nil {
		t.Error(err)
	}
	mustClose(t, reader)
	mustClose(t, mustOpen(t, dir, Options{}))
}

// TestOptions reports every problem at once.
func TestOptions(t *testing.T) {
	o := Options{Memory: 1, Threads: -1, Tables: []Table{{Name: "t", Schema: "raw"}, {Name: "T", Schema: "raw"}}}
	err := o.Validate()
	for _, want := range []string{
		"memory limit of 1 bytes", "negative number of threads", "raw.T is defined twice", "the schema raw is the store's own",
		"nothing says whose rows these are",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
}
