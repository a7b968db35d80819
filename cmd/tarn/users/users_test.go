package users

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/auth"
)

// Made by PostgreSQL 15: CREATE ROLE … PASSWORD 'pencil'.
const pencil = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="

func TestParse(t *testing.T) {
	text := "; a comment\n\n\"anna\" \"" + pencil + "\"\n\"say \"\"hi\"\"\" \"" + pencil + "\"\n"
	l, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.String(); got != text {
		t.Errorf("written again it is\n%s", got)
	}
	if got := l.Names(); !slices.Equal(got, []string{"anna", `say "hi"`}) {
		t.Errorf("names %q", got)
	}
	if v, ok := l.Verifier("anna"); !ok || v != pencil {
		t.Errorf("anna has %q, %v", v, ok)
	}
	if _, ok := l.Verifier("Anna"); ok {
		t.Error("names of other letters are other names")
	}
}

func TestParseRefusals(t *testing.T) {
	entry := `"anna" "` + pencil + `"`
	for _, tt := range []struct{ text, want string }{
		{entry + "\n" + entry, `line 2: user "anna" is on line 1 already`},
		{"\n" + `"bert" "s3cret"`, `line 2: what user "bert" has is not a SCRAM-SHA-256 verifier`},
		{`"bert" "md55b5c3a8e1f5e0d9a9b0c7f3c2d1e0f9a"`, "not a SCRAM-SHA-256 verifier"},
		{`bert ` + pencil, `line 1: this is not "name" "verifier"`},
		{`"bert"`, `line 1: this is not "name" "verifier"`},
		{entry + " x", `line 1: this is not "name" "verifier"`},
		{`"a` + "\t" + `b" "` + pencil + `"`, "characters that no name may have"},
		{`"` + strings.Repeat("x", 64) + `" "` + pencil + `"`, "64 bytes"},
	} {
		_, err := Parse(tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("\"anna\" \"" + pencil + "\"\r\n; c\n\"\" \"" + pencil + "\"")
	f.Add(`"a""" "`)
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(l.String())
		if err != nil || !slices.Equal(again.Names(), l.Names()) || again.String() != l.String() {
			t.Errorf("%q is written as %q: %v", text, l, err)
		}
	})
}

func TestUpdate(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	set(t, dir, "anna")
	first, err := Read(dir)
	if err != nil || first.Secret() == nil {
		t.Fatalf("secret %q, %v", first.Secret(), err)
	}
	path := filepath.Join(dir, FileName)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := Update(dir, func(l *List) error { l.Remove("anna"); return errors.New("no") }); err == nil || err.Error() != "no" {
		t.Error(err)
	}
	if err := Update(dir, func(l *List) error { return l.Set("bert", "s3cret") }); err == nil {
		t.Error("a password was taken for a verifier")
	}
	set(t, dir, "bert")
	l, err := Read(dir)
	if err != nil || !slices.Equal(l.Names(), []string{"anna", "bert"}) || string(l.Secret()) != string(first.Secret()) {
		t.Errorf("%q, %v", l.Names(), err)
	}
	if l.Remove("") || l.Set("", pencil) == nil {
		t.Error("the entry of nobody can be changed")
	}
	if _, ok := l.Verifier(""); ok {
		t.Error("nobody can log in")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "chmod 600 "+path) {
		t.Errorf("others may read it: %v", err)
	}
}

// TestRootHandsOver: what root writes is for the owner of the directory, whom the server runs as.
func TestRootHandsOver(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	dir := t.TempDir()
	if err := os.Chown(dir, 12345, 12345); err != nil {
		t.Skip(err)
	}
	set(t, dir, "anna")
	info, err := os.Stat(filepath.Join(dir, FileName))
	if err != nil || info.Sys().(*syscall.Stat_t).Uid != 12345 {
		t.Errorf("%+v, %v", info, err)
	}
}

// TestUpdateTogether: of processes that write at once none undoes another's change.
func TestUpdateTogether(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { set(t, dir, fmt.Sprintf("user%d", i)) })
	}
	all.Wait()
	if l, err := Read(dir); err != nil || len(l.Names()) != 20 {
		t.Errorf("%q, %v", l.Names(), err)
	}
}

func set(t *testing.T, dir, user string) {
	t.Helper()
	if err := Update(dir, func(l *List) error { return l.Set(user, pencil) }); err != nil {
		t.Error(err)
	}
}

var _ auth.Users = (*Live)(nil)

func TestLive(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	var said []string
	l := Watch(dir, func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) })
	check := func(step string, trusting, known, removed bool, problems int) {
		t.Helper()
		_, ok := l.Verifier("anna")
		if l.Trusting() != trusting || ok != known || l.Removed("anna") != removed || len(said) != problems {
			t.Errorf("%s: trusting %v, known %v, removed %v, said %q", step, l.Trusting(), ok, l.Removed("anna"), said)
		}
	}
	check("no file", true, false, false, 0)
	set(t, dir, "anna")
	check("added", false, true, false, 0)
	if l.Secret() == nil {
		t.Error("no secret")
	}
	if err := Update(dir, func(l *List) error { l.Remove("anna"); return nil }); err != nil {
		t.Fatal(err)
	}
	check("removed", false, false, true, 0)
	set(t, dir, "anna")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	check("others may read it", false, false, false, 1)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	check("for its owner again", false, true, false, 1)
	if err := os.WriteFile(path, []byte("anna\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check("damaged", false, false, false, 2)
	if !strings.Contains(said[1], path+", line 1") {
		t.Errorf("said %q", said[1])
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	check("gone", false, false, false, 3)
	set(t, dir, "anna")
	check("there again", false, true, false, 3)
}

// TestNoFile: what is no file gives no users, and nobody waits for it.
func TestNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, FileName), 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 1)
	go func() { _, err := Read(dir); done <- err }()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "is no file") {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("a pipe is waited for")
	}
}
