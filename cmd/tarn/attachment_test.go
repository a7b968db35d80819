package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/tarn-sql/tarn/flatten/note"
)

// TestAttachments: what lies in the root is read, and nothing else is, whatever the URL or a link says.
func TestAttachments(t *testing.T) {
	base := t.TempDir()
	root := filepath.Join(base, "notes")
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(base, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(base, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(base, name)); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.txt", "secret")
	write("notes-2/secret.txt", "secret")
	write("notes/a b.txt", "hello")
	write("notes/sub/letter.txt", "letter")
	write("notes/empty.txt", "")
	write("notes/full.txt", strings.Repeat("x", 100))
	write("notes/large.txt", strings.Repeat("x", 101))
	link("sub/letter.txt", "notes/link.txt")
	link("../secret.txt", "notes/out.txt")
	link(filepath.Join(base, "secret.txt"), "notes/absolute.txt")
	link("..", "notes/up")
	link("loop", "notes/loop")
	link("notes", "other")
	if err := syscall.Mkfifo(filepath.Join(root, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := func(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }
	for _, c := range []struct {
		url    string
		status note.Status
		data   string
	}{
		{"a%20b.txt", note.OK, "hello"},
		{"sub/../a b.txt", note.OK, "hello"},
		{"file:sub/letter.txt", note.OK, "letter"},
		{file(root + "/sub/letter.txt"), note.OK, "letter"},
		{file(base + "/notes-2/../notes/sub/letter.txt"), note.OK, "letter"},
		{"link.txt", note.OK, "letter"},
		{"full.txt", note.OK, strings.Repeat("x", 100)},
		{"empty.txt", note.Empty, ""},
		{"large.txt", note.TooLarge, ""},
		{"none.txt", note.Missing, ""},
		{"none/none.txt", note.Missing, ""},
		{"sub", note.Unreadable, ""},
		{".", note.Unreadable, ""},
		{"pipe", note.Unreadable, ""},
		{"loop", note.Unreadable, ""},
		{"../secret.txt", note.Outside, ""},
		{"sub/../../secret.txt", note.Outside, ""},
		{"%2e%2e/secret.txt", note.Outside, ""},
		{"out.txt", note.Outside, ""},
		{"absolute.txt", note.Outside, ""},
		{"up/secret.txt", note.Outside, ""},
		{file(base + "/secret.txt"), note.Outside, ""},
		{file(base + "/notes-2/secret.txt"), note.Outside, ""},
		{file(root + "/../secret.txt"), note.Outside, ""},
		{"/etc/passwd", note.Outside, ""},
		{"https://example.org/a.txt", note.External, ""},
		{"Binary/1", note.External, ""},
		{"", note.External, ""},
	} {
		for _, dir := range []string{root, filepath.Join(base, "other")} { // the root may itself be a link
			a, err := newAttachments(dir, 100)
			if err != nil {
				t.Fatal(err)
			}
			data, status, cause := a.read(c.url)
			if string(data) != c.data || status != c.status {
				t.Errorf("%q: %q %q (%s), want %q", c.url, data, status, cause, c.status)
			}
			if strings.Contains(cause, base) {
				t.Errorf("%q: the error names a file: %s", c.url, cause)
			}
			if err := a.close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestAttachmentsOff(t *testing.T) {
	a, err := newAttachments("", 0)
	if a != nil || err != nil {
		t.Fatal(a, err)
	}
	if data, status, _ := a.read("file:///etc/passwd"); data != nil || status != note.External {
		t.Error(data, status)
	}
	if err := a.close(); err != nil {
		t.Error(err)
	}
	if _, err := newAttachments(filepath.Join(t.TempDir(), "none"), 0); err == nil {
		t.Error("a root that is not there is a mistake of the call")
	}
}
