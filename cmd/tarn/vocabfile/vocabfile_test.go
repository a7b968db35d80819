package vocabfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/tarn-sql/tarn/nlp/vocab"
)

// packed is a text as a packer writes it.
func packed[W io.WriteCloser](t *testing.T, open func(io.Writer) W, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gz(t *testing.T, text string) []byte {
	return packed(t, func(w io.Writer) *gzip.Writer { return gzip.NewWriter(w) }, text)
}

func zst(t *testing.T, text string) []byte {
	return packed(t, func(w io.Writer) *zstd.Encoder { e, _ := zstd.NewWriter(w); return e }, text)
}

// release is a folder with files of every kind; names of files are their texts.
func release(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for name, content := range map[string][]byte{"deep/member.txt": []byte("member"), "inner.gz": gz(t, "inner")} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"a.txt": []byte("plain"), "b.gz": gz(t, "gzipped"), "c/c.zst": zst(t, "zstandard"), "d.ZIP": archive.Bytes(), "e.txt": nil,
	} {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestFind(t *testing.T) {
	folder := release(t)
	r, err := Find(t.Context(), []string{folder})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range r.Files() {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err := errors.Join(err, in.Close()); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		got[strings.TrimPrefix(f.Name, folder+"/")] = string(b)
	}
	want := map[string]string{
		"a.txt": "plain", "b.gz": "gzipped", "c/c.zst": "zstandard", "d.ZIP!deep/member.txt": "member", "d.ZIP!inner.gz": "inner", "e.txt": "",
	}
	if len(got) != len(want) {
		t.Errorf("found %v", got)
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s: %q, want %q", name, got[name], text)
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// TestRead: what reading takes is counted before anything is unpacked.
func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "codes.tsv.gz")
	content := gz(t, "code\tdisplay\n1\tone\n")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Find(t.Context(), []string{file})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	set, err := vocab.Choose("tsv", r.Files())
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Begin(set); n != int64(len(content)) || r.Read() != 0 {
		t.Errorf("%d bytes of %d, %d read", n, len(content), r.Read())
	}
	in, err := r.Files()[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := io.Copy(io.Discard, in); err != nil || r.Read() != int64(len(content)) {
		t.Errorf("%d read of %d: %v", r.Read(), len(content), err)
	}
}

func TestFindFailures(t *testing.T) {
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.zip")
	if err := os.WriteFile(broken, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(t.Context(), []string{broken}); err == nil || !strings.Contains(err.Error(), broken) {
		t.Errorf("a broken archive: %v", err)
	}
	if _, err := Find(t.Context(), []string{filepath.Join(folder, "none")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := Find(ctx, []string{release(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	in, err := r.Files()[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cancel()
	if _, err := io.ReadAll(in); !errors.Is(err, context.Canceled) {
		t.Errorf("reading after the end: %v", err)
	}
}
