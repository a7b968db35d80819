package outfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// content is what a folder holds: the names of its files with what is in them.
func content(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

func say(text string, err error) func(io.Writer) error {
	return func(w io.Writer) error {
		_, werr := io.WriteString(w, text)
		return errors.Join(werr, err)
	}
}

// TestWrite: a file is there whole or not at all, and nothing else is left beside it.
func TestWrite(t *testing.T) {
	folder := t.TempDir()
	name, broken := filepath.Join(folder, "a.csv"), errors.New("broken")
	if err := Write(name, nil, say("part", broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if got := content(t, folder); len(got) != 0 {
		t.Errorf("after an error: %v", got)
	}
	if err := Write(name, nil, say("first", nil)); err != nil {
		t.Error(err)
	}
	if err := Write(name, nil, say("part", broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if got := content(t, folder); len(got) != 1 || got["a.csv"] != "first" {
		t.Errorf("an error over a file that is there: %v", got)
	}
	if err := Write(name, nil, say("second", nil)); err != nil {
		t.Error(err)
	}
	if got := content(t, folder); len(got) != 1 || got["a.csv"] != "second" {
		t.Errorf("%v", got)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
}

func TestWriteStandardOutput(t *testing.T) {
	var out bytes.Buffer
	broken := errors.New("broken")
	if err := Write("", &out, say("part", broken)); !errors.Is(err, broken) || out.String() != "part" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// TestNames: a name that cannot be is the caller's mistake.
func TestNames(t *testing.T) {
	folder := t.TempDir()
	missing := filepath.Join(folder, "missing", "a.csv")
	_, ndjson := OpenNDJSON(filepath.Join(folder, "missing", "a.ndjson"), nil, nil, false)
	for what, err := range map[string]error{
		"write": Write(missing, nil, say("", nil)), "check": Check(missing), "check of a folder": Check(folder), "ndjson": ndjson,
	} {
		var name NameError
		if !errors.As(err, &name) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := errors.Join(Check(filepath.Join(folder, "a.csv")), Check("")); err != nil || len(content(t, folder)) != 0 {
		t.Errorf("%v, left %v", err, content(t, folder))
	}
}

var types = []string{"Condition", "Observation"}

func ndjson(t *testing.T, name string, force bool, resources ...string) error {
	t.Helper()
	n, err := OpenNDJSON(name, nil, types, force)
	if err != nil {
		return err
	}
	defer n.Discard()
	for _, r := range resources {
		typ, line, _ := strings.Cut(r, " ")
		if err := n.Write(typ, []byte(line)); err != nil {
			return err
		}
	}
	return n.Commit()
}

func TestNDJSONFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "out")
	if err := ndjson(t, folder, false, "Observation 1", "Condition 2", "Observation 3"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, folder); len(got) != 2 || got["Observation.ndjson"] != "1\n3\n" || got["Condition.ndjson"] != "2\n" {
		t.Errorf("%v", got)
	}
	var name NameError
	if err := ndjson(t, folder, false, "Condition 4"); !errors.As(err, &name) || !strings.Contains(err.Error(), "Condition.ndjson exists") {
		t.Errorf("not forced: %v", err)
	}
	if err := ndjson(t, folder, true, "Condition 4"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, folder); len(got) != 1 || got["Condition.ndjson"] != "4\n" {
		t.Errorf("forced, with one type: %v", got)
	}
}

// TestNDJSONOthers: a type that was not announced is not written over, and then nothing appears at all.
func TestNDJSONOthers(t *testing.T) {
	folder := t.TempDir()
	kept := filepath.Join(folder, "Composition.ndjson")
	if err := os.WriteFile(kept, []byte("ours"), 0o600); err != nil {
		t.Fatal(err)
	}
	var name NameError
	if err := ndjson(t, folder, false, "Condition 1", "Composition 2"); !errors.As(err, &name) {
		t.Errorf("%v", err)
	}
	if got := content(t, folder); len(got) != 1 || got["Composition.ndjson"] != "ours" {
		t.Errorf("%v", got)
	}
}

func TestNDJSONOne(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "all.ndjson")
	if err := ndjson(t, name, false, "Observation 1", "Condition 2"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, folder); len(got) != 1 || got["all.ndjson"] != "1\n2\n" {
		t.Errorf("%v", got)
	}
	var out bytes.Buffer
	n, err := OpenNDJSON("", &out, types, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(n.Write("Condition", []byte("1")), n.Commit()); err != nil || out.String() != "1\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
